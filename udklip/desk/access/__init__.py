"""Who may see and change what at the desk: accounts, passwords, sessions."""
