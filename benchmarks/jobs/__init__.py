"""The jobs of the bench, each beside its peers: a module for each row of the table in DESIGN.md."""
