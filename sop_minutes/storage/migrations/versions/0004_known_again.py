"""Which database this is, and whose part a chaser asked after: so that what comes back is known again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
    )
    op.add_column("chaser_actions", sa.Column("owner_ids", sa.String(), nullable=False, server_default=""))
