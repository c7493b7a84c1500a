"""Everything that touches the database itself: tables, engine, migrations, the change log, search."""
