"""Money in running text: numbers as Danes print and spell them, and the amounts that they are part of."""
