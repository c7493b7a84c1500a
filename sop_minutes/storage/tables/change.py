"""The change log."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from sop_minutes.storage.tables.columns import own_id, word

_GONE = text("after IS NULL")


class Change(SQLModel, table=True):
    """One row as it was before and after one entry of the log.

    All rows of one `Database.do` share an `entry`. `before` is None for a row that was made,
    `after` None for one that was deleted; an update holds the changed columns only. `kind` is do,
    undo or redo. `fold` names the row that a run of typing is in ("" for no run), which lasted from
    `began` to `at`: each save of the run replaces its entry by one with a higher number. `seal` is what
    `storage.chain` makes of the row, for which it is written there alone.
    """

    __tablename__ = "change"
    __table_args__: Any = (
        Index("ix_change_row", "table_name", "row_id"),
        Index("ix_change_gone", "table_name", "row_id", sqlite_where=_GONE, postgresql_where=_GONE),
        {"sqlite_autoincrement": True},
    )

    id: int = own_id()
    entry: int = Field(index=True)
    kind: str = word("do")
    at: datetime
    began: datetime
    who: str
    label: str
    fold: str = ""
    table_name: str
    row_id: int
    before: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    after: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    seal: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
