"""Trains one network of the name model: examples, swapped names, the gradient, the loop."""
