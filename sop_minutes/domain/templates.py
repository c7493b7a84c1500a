"""Templates of notes: the two that come with us, and users' own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import NoteLayout

HOUSE = "House style"
ACTION_TABLES = "Action tables"


@dataclass(frozen=True, slots=True)
class NoteStyle:
    """How a note looks: its layout in every format, and the Word file it fills, None for the house's.

    The file is as `importing.template` makes it.
    """

    layout: NoteLayout = NoteLayout.SENTENCES
    word: bytes | None = None


HOUSE_STYLE = NoteStyle()


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template of a list. `groups` are the codes of those whose notes take it unasked.

    `id` is None for one that comes with us.
    """

    name: str
    layout: NoteLayout
    groups: tuple[str, ...] = ()
    id: int | None = None


BUILT_IN = (TemplateRow(HOUSE, NoteLayout.SENTENCES), TemplateRow(ACTION_TABLES, NoteLayout.TABLES))


def find_template(rows: Sequence[TemplateRow], name: str) -> TemplateRow:
    """Return the template of that name, however it is spelled; the house's for "". Raises UserError."""
    found = next((row for row in rows if fold(row.name) == fold(name or HOUSE)), None)
    if found is None:
        listed = ", ".join(f"“{row.name}”" for row in rows)
        raise UserError(f"There is no template called “{name}”. There are {listed}.")
    return found
