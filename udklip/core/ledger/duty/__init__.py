"""What the service did, was asked for, and who holds it."""
