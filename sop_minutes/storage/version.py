"""What a file of ours says it is. Apart, so that it can be asked before anything heavy is imported."""

APPLICATION_ID = 0x534F504D  # "SOPM" in the file's header: `file` and `is_ours` know it by this

VERSION = 6
"""The number of the newest migration, kept in the file as `PRAGMA user_version`."""

REVISION = "0006"
"""The alembic revision of that version, as new databases are stamped."""
