"""What is told to whom: overviews, letters, sendings and recipients."""
