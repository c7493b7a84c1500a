"""What minutes look like: from the blocks of a file to note sheets."""
