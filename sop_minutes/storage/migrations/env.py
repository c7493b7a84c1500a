"""What alembic runs: our connection, our models, tables rebuilt whole where SQLite cannot alter them."""

from alembic import context
from sqlmodel import SQLModel

from sop_minutes.storage import tables as _tables  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
