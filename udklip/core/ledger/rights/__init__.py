"""What sites ask of us and what they reserve, and the taking away of texts that were reserved later."""
