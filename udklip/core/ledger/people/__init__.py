"""Who works at the desk, and what they did, decided and wrote there. All of it survives every rebuild."""
