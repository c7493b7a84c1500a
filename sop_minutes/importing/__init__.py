"""File in, sheet out."""
