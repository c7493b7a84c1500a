"""The first thing one sees: the example, a partnership of one's own, or a file."""
