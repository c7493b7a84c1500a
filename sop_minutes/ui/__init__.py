"""Pixels. `workspace.py` is the only way to data."""
