"""Copies of notes that came back, and what becomes of each change in them."""
