"""Where a run's addresses come from: the press, archives of somebody else, or nowhere but the ledger."""
