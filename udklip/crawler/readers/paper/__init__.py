"""What is printed: PDF files, scans and pictures of text."""
