"""A note that went out, and copies of it that come back edited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sop_minutes.commands.circulating import record_circulation
from sop_minutes.commands.returned import accept_change, keep_returned_copy
from sop_minutes.domain.circulating import RecipientRow, Sent, SentFile
from sop_minutes.domain.marks import code_mark
from sop_minutes.domain.words import Audience
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.queries.returned import list_returned
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.returning import read_returned
from tests.conftest import Partnership
from tests.importing.returned.wordedits import Edit, WordEdit, node

AT = datetime(2017, 11, 20, 9, tzinfo=UTC)
NOTE = """\
Place: County Hall
Present: Ann Lee (chair), Ben Okafor
Apologies: Dee Fox
An opening line.
# Roads (Ann Lee)
The *plan* is late. It is to be ready in spring.
- One thing that was said
- Another thing
Agreed: the plan will be read again in March
Action: @BO to ring the council by 31 January
Members: draft figures are low in Barton
Restricted: the name is Zebulon Quist
# Schools
Nothing new was said.
Heads want more time for it.
"""


@dataclass
class Office:
    """A meeting whose note went out, and the copies of it that come back."""

    partnership: Partnership
    meeting_id: int
    folder: Path

    @classmethod
    def begun(cls, partnership: Partnership, folder: Path) -> "Office":
        """An office that has the NOTE of a first meeting, and nothing else."""
        return cls(partnership.filled(_record), 1, folder)

    def went_out(self, reader: Audience = Audience.MEMBERS) -> Path:
        sheet = self.partnership.sheet(self.meeting_id, reader)
        path = self.folder / f"{reader}.docx"
        path.write_bytes(render_word(note_document(sheet, reader, AT)))
        return path

    def circulated(self) -> Path:
        """Circulate the note to the members, and return the file that went out."""
        copy = WordEdit(self.went_out())
        title = copy.p(f"m{self.meeting_id}")
        title.append(node(f'<w:bookmarkStart w:id="9000" w:name="{code_mark("K7QM2X")}"/>'))
        title.append(node('<w:bookmarkEnd w:id="9000"/>'))
        path = copy.save(self.folder / "circulated.docx")
        to = RecipientRow("Ann Lee", "ann@example.org", "Thames Valley Police")
        files = (SentFile("Note.docx", path.read_bytes()),)
        sent = Sent(self.meeting_id, Audience.MEMBERS, "K7QM2X", (), files, (to,))
        self.do("Circulate", record_circulation, sent, at=AT)
        return path

    def came_back(
        self,
        edit: Edit,
        who: str = "Ben Okafor",
        reader: Audience = Audience.MEMBERS,
        base: Path | None = None,
    ) -> list[ReturnedRow]:
        """Keep a copy that was edited, and return its changes."""
        path = self.edited(edit, who, reader, base)
        sheet = read_returned(self.partnership.database, path)
        kept = self.do("Import", keep_returned_copy, sheet, at=AT, from_name=who)
        return [row for row in self.waiting() if row.id in kept.change_ids]

    def edited(
        self,
        edit: Edit,
        who: str = "Ben Okafor",
        reader: Audience = Audience.MEMBERS,
        base: Path | None = None,
    ) -> Path:
        """Return the file of a copy that was edited, and is not kept yet."""
        copy = WordEdit(base or self.went_out(reader))
        edit(copy)
        return copy.save(self.folder / f"{who} {len(list(self.folder.iterdir()))}.docx")

    def do(self, label: str, command: Callable[..., object], *args: object, **named: object) -> object:
        return self.partnership.database.do(label, command, *args, **named)

    def accept(self, *rows: ReturnedRow, **how: object) -> None:
        for row in rows:
            self.do("Accept", accept_change, row.id, **how)

    def waiting(self) -> tuple[ReturnedRow, ...]:
        return self.partnership.database.read(list_returned, self.meeting_id)

    @property
    def typed(self) -> str:
        return self.partnership.typed(self.meeting_id)

    def record(self, words: str) -> str:
        """Return the record of the block that has some words."""
        for item in self.partnership.sheet(self.meeting_id).note.items:
            if words in item.title:
                return item.record
            for point in item.points:
                if words in point.text:
                    return point.record
        raise AssertionError(words)


def _record(partnership: Partnership) -> None:
    assert partnership.record(NOTE) == 1


def reworded(words: str, others: str, who: str = "Ann Lee") -> Edit:
    """Return the edit of somebody who puts other words in place of some, tracked."""
    return lambda edit: edit.replace(edit.saying(words), words, others, who)
