"""Makes the Danish name model: lists, vectors, training, scores, card."""
