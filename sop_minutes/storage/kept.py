"""What is made of what the database holds, and kept until that changes."""

from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from sop_minutes.storage.recorder import RecordedSession
from sop_minutes.storage.tables import Change

T = TypeVar("T")
P = ParamSpec("P")

_IN_INFO = "kept"
_NEWS = sa.select(
    sa.func.max(col(Change.entry)),
    sa.func.max(sa.case((col(Change.table_name).in_(sa.bindparam("tables", expanding=True)), 1), else_=0)),
).where(col(Change.entry) > sa.bindparam("entry"))
_NEWEST = sa.select(sa.func.max(col(Change.entry)))


class Kept:
    """The values that the sessions of one database share, each with the entry of the log it is good for."""

    def __init__(self) -> None:
        self.values: dict[Callable[..., Any], tuple[int, Any]] = {}

    @property
    def info(self) -> dict[str, "Kept"]:
        """What a session is given as its `info` to share in these values."""
        return {_IN_INFO: self}


def kept(session: Session, make: Callable[[Session], T], tables: Iterable[str]) -> T:
    """Return what `make` makes of `tables`: what was made before if nobody has changed them since.

    The change log says whether anybody has: in this process or another, by undo too. What the
    session itself has written is in no log yet; then it is made for this session alone.
    """
    store = session.info.get(_IN_INFO)
    if store is None or (isinstance(session, RecordedSession) and session.has_written(tables)):
        return make(session)
    good_for, value = store.values.get(make, (0, None))
    newest, stale = session.connection().execute(_NEWS, {"tables": list(tables), "entry": good_for}).one()
    if value is None or stale:
        value = make(session)
    store.values[make] = (newest or good_for, value)
    return value  # type: ignore[no-any-return]


def kept_until_written(
    session: Session, make: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Return what `make` makes of a few rows: what it made last if that was of the same, and as of now.

    It is as of now if nothing at all was written since, by anybody, and this session reads what was written
    by then and no less. `make` goes by what the database holds alone.
    """
    store = session.info.get(_IN_INFO)
    written = isinstance(session, RecordedSession) and session.has_written(SQLModel.metadata.tables)
    if store is None or written:
        return make(session, *args, **kwargs)
    newest = session.connection().execute(_NEWEST).scalar()
    good_for, held = store.values.get(make, (None, None))
    if held is None or (good_for, held[0]) != (newest, (args, kwargs)):
        held = ((args, kwargs), make(session, *args, **kwargs))
        store.values[make] = (newest, held)
    return held[1]  # type: ignore[no-any-return]
