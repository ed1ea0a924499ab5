"""What was erased, by keyed hashes that keep it from coming back."""
