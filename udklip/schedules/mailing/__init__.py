"""Mail: letters become messages, and go to each recipient once."""
