"""Danish words: their normal form and the parts of compounds, from a dictionary and short lists."""
