"""Each row of the change log bears a seal over the one before it; the log says which files are kept."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from sop_minutes.storage import chain

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    seal: sa.Column[bytes] = sa.Column("seal", sa.LargeBinary(), nullable=True)
    op.add_column("change", seal)
    gone = sa.text("after IS NULL")
    op.create_index("ix_change_gone", "change", ["table_name", "row_id"], sqlite_where=gone)
    connection: Any = op.get_bind().connection.dbapi_connection
    before = chain.seal_all(connection)
    end = chain.end_of(connection.execute)
    files = connection.execute("SELECT id, digest FROM frozen_files ORDER BY id").fetchall()
    if not end.entry and not files:
        return
    at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    heading = (end.entry + 1, chain.SEALED, at, at, "SOP Minutes", "Seal the change log", "")
    kept = [("change", 0, None), *(("frozen_files", id_, {"digest": digest}) for id_, digest in files)]
    rows = [
        (end.id + number, *heading, table, row_id, None, chain.as_json(after))
        for number, (table, row_id, after) in enumerate(kept, start=1)
    ]
    chain.append(connection.executemany, before, rows)
