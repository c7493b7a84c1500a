"""Backups in the window: made while it is used, looked at, put back."""
