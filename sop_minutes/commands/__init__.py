"""All writes: one function per user verb, one module per noun."""
