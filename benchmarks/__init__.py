"""Measures beside a named peer in the same run; figures are ratios, never the verdict of a test."""
