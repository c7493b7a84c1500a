"""Which database this is."""

from sqlmodel import SQLModel

from sop_minutes.storage.tables.columns import own_id


class Identity(SQLModel, table=True):
    """The one row that says which database this is, whatever its file is called and wherever it is copied.

    Written by `storage.schema` when the table is made, and never again.
    """

    __tablename__ = "identity"

    id: int = own_id()
    uid: str
