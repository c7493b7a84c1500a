"""Sheet in, file out."""
