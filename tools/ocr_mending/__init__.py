"""Learns what an OCR without Danish makes of Danish texts, and the words they are mended with."""
