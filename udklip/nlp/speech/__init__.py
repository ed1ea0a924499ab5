"""Who said what: direct speech by its marks, the words of saying beside it, the speaker they mean, reported speech."""
