"""What the register knows beside its actions: links, rules for colours, chasers and the answers to them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _add_links_and_rules()
    _add_chasers()
    _add_proposals()
    _say_when_it_was_due()
    op.create_index("ix_actions_due", "actions", ["due_on", "id"])
    op.create_index("ix_actions_done", "actions", ["group_id", "done_on"])
    op.create_index(
        "ix_actions_to_confirm",
        "actions",
        ["due_on", "id"],
        sqlite_where=sa.text("status = 'done'"),
        postgresql_where=sa.text("status = 'done'"),
    )
    op.create_index(
        "ix_action_updates_slipped",
        "action_updates",
        ["action_id", "due_was_on", "due_on"],
        sqlite_where=sa.text("due_as_written IS NOT NULL"),
        postgresql_where=sa.text("due_as_written IS NOT NULL"),
    )


def _add_links_and_rules() -> None:
    op.create_table(
        "action_links",
        sa.Column("id", sa.Integer(), nullable=False),
        _ref("action_links", "action_id", "actions"),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_links")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_links_action_id"), "action_links", ["action_id"])
    op.create_table(
        "rag_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rag_rules")),
        sa.UniqueConstraint("colour", name=op.f("uq_rag_rules_colour")),
        sqlite_autoincrement=True,
    )


def _add_chasers() -> None:
    op.create_table(
        "chasers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _ref("chasers", "person_id", "people", nullable=True),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chasers")),
        sa.UniqueConstraint("code", name=op.f("uq_chasers_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_chasers_person_id"), "chasers", ["person_id"])
    op.create_table(
        "chaser_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        _ref("chaser_actions", "chaser_id", "chasers"),
        _ref("chaser_actions", "action_id", "actions"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chaser_actions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_chaser_actions_chaser_id"), "chaser_actions", ["chaser_id"])
    op.create_index(op.f("ix_chaser_actions_action_id"), "chaser_actions", ["action_id"])


def _add_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        _ref("proposals", "action_id", "actions"),
        _ref("proposals", "chaser_id", "chasers", nullable=True),
        sa.Column("from_name", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("due_as_written", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposals_action_id"), "proposals", ["action_id"])
    op.create_index(op.f("ix_proposals_chaser_id"), "proposals", ["chaser_id"])


def _say_when_it_was_due() -> None:
    """Keep with each new due date the one it took the place of, which only the change log knew."""
    op.add_column("action_updates", sa.Column("due_was_on", sa.Date(), nullable=True))
    op.execute("""
        UPDATE action_updates SET due_was_on = (
            SELECT json_extract(moved.before, '$.due_on')
            FROM change AS made
            JOIN change AS moved ON moved.entry = made.entry AND moved.table_name = 'actions'
            WHERE made.table_name = 'action_updates' AND made.row_id = action_updates.id
              AND made.before IS NULL AND moved.row_id = action_updates.action_id
            ORDER BY made.id LIMIT 1
        ) WHERE due_as_written IS NOT NULL
    """)


def _ref(table: str, column: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(
        f"{target}.id", name=op.f(f"fk_{table}_{column}"), deferrable=True, initially="DEFERRED"
    )
    return sa.Column(column, sa.Integer(), key, nullable=nullable)
