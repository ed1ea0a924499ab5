"""What a search finds, as a file for those who work in Excel, Word or a feed reader. One module a kind of file."""
