"""Any run of commands, typing, undo and redo, on a database that began with a partnership and a note."""

from collections.abc import Iterable, Iterator

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Point
from tests.storage.every_command import Caller


def run_any(database: Database, caller: Caller, names: Iterable[str]) -> Iterator[None]:
    """Do each thing that `names` calls, and yield after the beginning and after each; what is refused is not.

    A name is a command's, "typing", "undo" or "redo".
    """
    database.do("Add", add_group, "Co-ordination Group", code="CG")
    yield
    for name in ("add_partnership", "record_note", *names):
        try:
            _step(database, caller, name)
        except UserError:
            continue
        yield


def _step(database: Database, caller: Caller, name: str) -> None:
    if name == "typing":
        point_id = database.read(caller.one, Point)
        for _ in range(3):
            database.do_typing("Edit point", edit_point, point_id, text=caller.line())
    elif name in {"undo", "redo"}:
        getattr(database, name)()
    else:
        database.do(name, caller.call, name)
