"""What goes out and comes back: circulations, templates, returned copies, approvals, publications."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _add_to_what_there_is()
    _add_frozen_files()
    _add_circulations()
    _add_invitations()
    _add_returned_copies()
    _add_approvals()


def _add_to_what_there_is() -> None:
    for table in ("items", "points", "actions"):
        op.add_column(table, _text("restricted_reason", server_default=""))
        op.add_column(table, sa.Column("review_on", sa.Date(), nullable=True))
    op.add_column("groups", _text("handling", server_default=""))
    op.add_column("groups", _text("template", server_default=""))
    op.add_column("meetings", _text("correcting", server_default=""))
    as_role: sa.Column[bool] = sa.Column("as_role", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("people", as_role)


def _add_frozen_files() -> None:
    _create(
        "frozen_files",
        _text("digest"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("digest", name=op.f("uq_frozen_files_digest")),
    )
    _create(
        "note_templates",
        _text("name"),
        _text("layout"),
        _ref("note_templates", "frozen_file_id", "frozen_files"),
        sa.UniqueConstraint("name", name=op.f("uq_note_templates_name")),
    )


def _add_circulations() -> None:
    _create(
        "circulations",
        _ref("circulations", "meeting_id", "meetings"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("audience"),
        sa.Column("approved", sa.Boolean(), nullable=False),
        _text("code"),
        _ref("circulations", "lines_id", "frozen_files"),
        sa.UniqueConstraint("code", name=op.f("uq_circulations_code")),
    )
    _index("circulations", "meeting_id")
    _create(
        "circulated_files",
        _ref("circulated_files", "circulation_id", "circulations"),
        _text("name"),
        _ref("circulated_files", "frozen_file_id", "frozen_files"),
    )
    _index("circulated_files", "circulation_id")
    _create(
        "recipients",
        _ref("recipients", "circulation_id", "circulations"),
        _ref("recipients", "person_id", "people", nullable=True),
        _text("name"),
        _text("address"),
        _text("standing"),
    )
    _index("recipients", "circulation_id")
    _index("recipients", "person_id")


def _add_invitations() -> None:
    _create(
        "invitations",
        _ref("invitations", "meeting_id", "meetings"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _text("time"),
        _text("place"),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
    )
    _index("invitations", "meeting_id")


def _add_returned_copies() -> None:
    _create(
        "returned_copies",
        _ref("returned_copies", "meeting_id", "meetings"),
        _ref("returned_copies", "circulation_id", "circulations", nullable=True),
        _text("audience"),
        _text("name"),
        _text("digest"),
        _ref("returned_copies", "frozen_file_id", "frozen_files"),
        _text("from_name"),
        sa.Column("received_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ux_returned_copies_digest", "returned_copies", ["meeting_id", "digest"], unique=True)
    _index("returned_copies", "circulation_id")
    _create(
        "returned_changes",
        _ref("returned_changes", "copy_id", "returned_copies"),
        sa.Column("position", sa.Integer(), nullable=False),
        *(_text(name) for name in ("kind", "mark", "after_mark", "before", "after", "who")),
        sa.Column("at", sa.DateTime(), nullable=True),
        _text("comment"),
        _text("instead"),
        _text("state"),
    )
    _index("returned_changes", "copy_id")


def _add_approvals() -> None:
    _create(
        "approvals",
        _ref("approvals", "meeting_id", "meetings"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _ref("approvals", "at_meeting_id", "meetings", nullable=True),
        *(_text(name) for name in ("corrections", "reason", "note", "digest")),
    )
    _index("approvals", "meeting_id")
    _index("approvals", "at_meeting_id")
    _create(
        "publications",
        _ref("publications", "meeting_id", "meetings"),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("digest"),
    )
    _index("publications", "meeting_id")


def _create(table: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table with an id that is never given twice."""
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    columns = (sa.Column("id", sa.Integer(), nullable=False), *parts, key)
    op.create_table(table, *columns, sqlite_autoincrement=True)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _text(name: str, *, server_default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=server_default)


def _ref(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(
        f"{target}.id", name=op.f(f"fk_{table}_{column}"), deferrable=True, initially="DEFERRED"
    )
    return sa.Column(column, sa.Integer(), key, nullable=nullable)
