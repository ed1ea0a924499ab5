"""The ledger: the truth about every address, item and visit. The only place that knows SQLAlchemy."""
