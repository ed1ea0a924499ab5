"""One reader for each format, behind one protocol; `registry` lists them."""
