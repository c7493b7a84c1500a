"""A Word file, read from its XML into frozen blocks in document order."""
