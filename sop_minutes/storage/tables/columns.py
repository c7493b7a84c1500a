"""The kinds of column the tables share."""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, false
from sqlmodel import Field, SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel):
    """A row with an id that is never given twice, even after a delete."""

    __table_args__: Any = {"sqlite_autoincrement": True}


def own_id() -> Any:
    """The primary key."""
    return Field(default=None, primary_key=True)


def ref_to(target: str, *, nullable: bool = False, index: bool = True, unique: bool = False) -> Any:
    """A foreign key to `target` ("table.column"), checked when the transaction commits.

    Checked late, so that the change log can be replayed in any order.
    """
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    column: Column[int] = Column(Integer, key, nullable=nullable, index=index and not unique, unique=unique)
    return Field(default=None, sa_column=column)


def added_text() -> Any:
    """A column of text that a migration added: "" in the rows that were there before."""
    return Field(default="", sa_column=Column(String, nullable=False, server_default=""))


def word(default: str | None = None, *, nullable: bool = False, index: bool = False) -> Any:
    """A column of one of the words in `domain.words`, stored as its text."""
    return Field(default=default, sa_column=Column(String, nullable=nullable, index=index))


def added_flag() -> Any:
    """A column of yes or no that a migration added: no in the rows that were there before."""
    return Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
