"""The figures of the register as pictures, with a table behind each."""
