"""What the palette finds in a database: meetings, people, actions, texts."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from sop_minutes.domain.due import format_date, read_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow, SearchRow
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.meetings import find_meeting, list_meetings
from sop_minutes.queries.partners import list_people
from sop_minutes.queries.search import search
from sop_minutes.ui.entries import Entry
from sop_minutes.ui.fuzzy import fit
from sop_minutes.ui.workspace import Workspace

_LATE = frozenset({"overdue", "late", "overdue actions", "late actions"})
_SHORTEST = 2
"""Texts are looked for from so many letters on."""


class Finding:
    """Looks in one database. `open_meeting` is given a meeting's id and a text to go to in its note.

    `correct_person` is given the id of who is to be put right, `say` why something that was found
    cannot be gone to.
    """

    def __init__(
        self,
        workspace: Workspace,
        open_meeting: Callable[[int, str], None],
        correct_person: Callable[[int], None],
        say: Callable[[str], None],
        today: date,
    ) -> None:
        self._workspace = workspace
        self._open = open_meeting
        self._today = today
        self._correct = correct_person
        self._say = say

    def meetings(self, words: str) -> Sequence[Entry]:
        """Return the meetings that fit, the newest first."""
        found = []
        on = read_date(words.replace(" ", "")) if words[:1].isdigit() else None
        for row in reversed(self._workspace.read(list_meetings) if words else ()):
            label = f"{row.group}, {format_date(row.on)}"
            if row.on == on or fit(words, f"{label} {row.key}") is not None:
                found.append(Entry(label, f"{row.key} · {row.state}", partial(self._open, row.id, "")))
        return found

    def people(self, words: str) -> Sequence[Entry]:
        """Return the people who fit; who is chosen is put right."""
        found = []
        for row in self._workspace.read(list_people) if words else ():
            well = fit(words, f"{row.name} {row.initials}")
            if well is not None:
                found.append((well, Entry(row.name, row.organisation, partial(self._correct, row.id))))
        return [entry for _, entry in sorted(found, key=lambda one: one[0])]

    def actions(self, words: str) -> Sequence[Entry]:
        """Return the actions whose words fit; those that are late for "overdue"."""
        if words.casefold() in _LATE:
            late = self._workspace.read(list_actions, ActionFilter(overdue_on=self._today))
            return [self._late_entry(row) for row in late]
        return [self._entry(row) for row in self._rows(words) if row.ref or row.kind == PointKind.ACTION]

    def texts(self, words: str) -> Sequence[Entry]:
        """Return what else of the notes fits."""
        return [self._entry(row) for row in self._rows(words) if not row.ref and row.kind != PointKind.ACTION]

    def _late_entry(self, row: ActionRow) -> Entry:
        due = f"due {format_date(row.due.on)}" if row.due.on else ""
        detail = " · ".join(part for part in (row.ref, due) if part)
        return Entry(row.text, detail, partial(self._go_to, row.meeting, row.text))

    def _rows(self, words: str) -> tuple[SearchRow, ...]:
        return self._workspace.read(search, words) if len(words) >= _SHORTEST else ()

    def _entry(self, row: SearchRow) -> Entry:
        closed = "" if row.audience is Audience.PUBLIC else capitalised(str(row.audience))
        detail = " · ".join(part for part in (closed, row.ref, row.meeting) if part)
        return Entry(row.text, detail, partial(self._go_to, row.meeting, row.text))

    def _go_to(self, meeting: str, text: str) -> None:
        if not meeting:
            return
        try:
            meeting_id = self._workspace.read(find_meeting, meeting)
        except UserError as error:
            self._say(str(error))
            return
        self._open(meeting_id, text)
