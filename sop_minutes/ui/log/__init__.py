"""The change log in the window: who did what and when, and bringing back what was."""
