"""What was erased is known by keyed hashes: it can be recognised when it comes again, and not be read anywhere."""
