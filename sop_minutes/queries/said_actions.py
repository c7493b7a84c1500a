"""What the actions of a meeting's note say."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlmodel import Session

from sop_minutes.domain.grammar import ParsedAction, read_action
from sop_minutes.domain.names import Directory, KnownName
from sop_minutes.domain.sheets import ActionRow, ActionSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.queries.blocks import PointRow
from sop_minutes.queries.diary import diary
from sop_minutes.queries.owners import BY_POST, owner_directories
from sop_minutes.storage.tables import Meeting


class SaidActions:
    """What the actions of a meeting's note say, as they were understood when they were raised.

    With `as_roles` an owner who is to be published as their role is called by that.
    """

    def __init__(
        self, session: Session, meeting: Meeting, rows: Sequence[ActionRow], *, as_roles: bool = False
    ) -> None:
        self._on = meeting.on
        self._diary = diary(session, meeting.group_id) if rows else ()
        self._rows = {row.point_id: row for row in rows}
        self._owners = owner_directories(session, [row.id for row in rows], as_roles=as_roles)

    def said_in(self, point: PointRow) -> ActionSheet | None:
        return self.sheet(point) if point.kind is PointKind.ACTION else None

    def sheet(self, point: PointRow) -> ActionSheet:
        row = self._rows.get(point.id)
        known = tuple(self._owners[row.id]) if row else ()
        said = _understood(point.text, self._on, known, self._diary)
        text, owners = _with_posts(point.text, said), tuple(owner.name for owner in said.owners)
        if row is None:
            return ActionSheet(text, owners, said.due, sentence=said.sentence)
        return ActionSheet(text, owners, said.due, row.ref, row.status, said.sentence)


def _with_posts(typed: str, said: ParsedAction) -> str:
    """Return what is to be done; an owner who is known by a post, and stands in it, is called so there."""
    text = said.text
    for owner in said.owners:
        if owner.meant and owner.meant.id <= BY_POST:
            name, written = owner.name, typed[owner.start : owner.end].removeprefix("@")
            text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", name.replace("\\", r"\\"), text)
    return text


@lru_cache(maxsize=2048)  # the same note is read again after each thing that is done to it
def _understood(
    text: str, on: date, known: tuple[KnownName, ...], meetings: tuple[date, ...]
) -> ParsedAction:
    return read_action(text, on, Directory(known), diary=meetings)
