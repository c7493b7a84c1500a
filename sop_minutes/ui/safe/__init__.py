"""What keeps others out: the key of an encrypted database, the cover over the window, the clipboard."""
