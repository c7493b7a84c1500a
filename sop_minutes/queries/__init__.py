"""All reads: each returns frozen rows and sheets."""
