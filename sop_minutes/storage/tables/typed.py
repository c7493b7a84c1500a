"""What was typed before the window could keep it."""

from datetime import datetime

from sqlmodel import SQLModel

from sop_minutes.storage.tables.columns import own_id


class Typed(SQLModel, table=True):
    """A page as it was and as it was typed on, until a command makes records of it.

    Written by `storage.early`, in SQL. `host` and `process` say whose it is; `page` is JSON.
    """

    __tablename__ = "typed"

    id: int = own_id()
    meeting_id: int
    host: str
    process: int
    at: datetime
    page: str
