"""Chasing by e-mail, and the answers that come back."""
