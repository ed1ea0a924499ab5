"""What a typed query is made of: tokens, their order, and what each word and value means."""
