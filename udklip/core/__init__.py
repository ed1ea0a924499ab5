"""The vocabulary everyone shares: values, outcomes, settings, protocols and the ledger."""
