"""Whatever is restricted, and wherever: no file, e-mail, invitation or agenda tells its readers of it."""

import email
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from sop_minutes.circulating import Wanted, draft, invite, prepare
from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.circulating import set_handling
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.templates import add_template
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import ActionStatus, Audience, NoteLayout
from sop_minutes.export.agenda import write_agenda
from sop_minutes.export.note import NOTE_SUFFIXES
from sop_minutes.importing.template import read_template
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.agendas import agenda_sheet, withheld_from_agenda
from sop_minutes.queries.recipients import Extra
from sop_minutes.queries.templates import note_style
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Action, Group, Item, Point
from tests.thorough import cases

TODAY = date(2017, 11, 20)
NOW = datetime(2017, 11, 20, 9, tzinfo=UTC)
MARKS = ("", "Members: ", "Restricted: ")
READERS = tuple(Audience)
KINDS = ("", "- ", "Agreed: ", "Action: ")


@dataclass(frozen=True)
class Said:
    """An item with one line: how each is marked, what the line is, and whether the action has updates."""

    item: int
    line: int
    kind: str

    @property
    def narrowness(self) -> int:
        return max(self.item, self.line)

    def text(self, number: int) -> str:
        owner = f"@[Owner canary{number}o] @Ann Lee to do " if self.kind == "Action: " else ""
        linked = f"**canary{number}x** [here](https://canary{number}h.example.org/)"
        return (
            f"{MARKS[self.item]}# Item canary{number}t (Pat Canary{'abcde'[number]}p)\n"
            f"{MARKS[self.line]}{self.kind}{owner}{linked} by 1 December"
        )

    def canaries(self, number: int, reader: int) -> set[str]:
        """Return what of it a note for a reader holds."""
        found = {f"canary{number}t"} if self.item <= reader else set()
        if self.narrowness <= reader:
            found |= {f"canary{number}x", f"canary{number}h"}
            found |= {f"canary{number}o"} if self.kind == "Action: " else set()
        return found | ({f"canary{'abcde'[number]}p"} if self.item <= reader and reader else set())


SAID = st.builds(Said, st.integers(0, 2), st.integers(0, 2), st.sampled_from(KINDS))


@settings(max_examples=cases(6), deadline=None)
@given(
    said=st.lists(SAID, min_size=1, max_size=5),
    own_actions=st.booleans(),
    template=st.sampled_from(("", "Action tables", "Council", "Council tables")),
)
def test_what_goes_out_holds_the_canaries_of_its_readers_and_no_other(
    said: list[Said], own_actions: bool, template: str
) -> None:
    with Database.in_memory() as database, TemporaryDirectory() as folder:
        meeting_id = _fill(database, said)
        _add_templates(database, Path(folder))
        for reader, audience in enumerate(READERS):
            extras = (Extra(address="press@example.org"),) if audience is Audience.PUBLIC else ()
            wanted = Wanted(
                meeting_id, audience, TODAY, NOTE_SUFFIXES, own_actions, extras, template=template
            )
            prepared = prepare(database, wanted, now=NOW)
            drafts = draft(database, prepared, Path(folder) / audience, label="Circulate", now=NOW)
            allowed = set().union(*(each.canaries(number, reader) for number, each in enumerate(said)))
            allowed |= {"canary97z"} if reader else set()
            assert drafts
            for path in drafts:
                assert _canaries(path.read_bytes()) == allowed, audience
        _check_what_goes_out_before(database, said, Path(folder), template)


def _add_templates(database: Database, folder: Path) -> None:
    """Keep a council's template, whose own text and properties hold canaries that nobody is to see."""
    word = docx.Document()
    word.add_paragraph("canary95x")
    word.core_properties.author = "canary95y"
    word.save(str(folder / "council.docx"))
    content = read_template(folder / "council.docx")
    database.do("Add", add_template, "Council", content)
    database.do("Add", add_template, "Council tables", content, layout=NoteLayout.TABLES)


def _check_what_goes_out_before(database: Database, said: list[Said], folder: Path, template: str) -> None:
    """Write invitation and agenda of the next meeting, which members see."""
    group_id = database.read(lambda s: s.exec(select(Group.id)).one())
    next_id = database.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 10), place="canary96z")
    invite(database, next_id, folder / "next.ics", label="Invite", now=NOW)
    assert _canaries((folder / "next.ics").read_bytes()) == {"canary96z"}
    members = set().union(*(each.canaries(number, 1) for number, each in enumerate(said)))
    sheet, withheld = database.read(agenda_sheet, next_id), database.read(withheld_from_agenda, next_id)
    style = database.read(note_style, next_id, template)
    for name in ("agenda.docx", "agenda.pdf"):
        write_agenda(sheet, folder / name, withheld=withheld, now=NOW, style=style)
        assert _canaries((folder / name).read_bytes()) == members | {"canary96z", "canary97z"}


def _fill(database: Database, said: list[Said]) -> int:
    group_id = database.do("Add", add_group, "Gamma Group", code="G")
    ann = database.do("Add", add_person, "Ann Lee", email="ann@example.org")
    database.do("Add", add_person, "Bo Ray", email="bo@example.org")
    seat_id = database.do("Seat", add_seat, group_id=group_id)
    database.do("Fill", fill_seat, seat_id, person_id=ann)
    lines = ["Date: 15 November 2017", "Present: Bo Ray", "Place: canary97z"]
    lines += [each.text(number) for number, each in enumerate(said)]
    meeting_id = database.do("Record", record_note, read_note_text("\n".join(lines)), group_id=group_id)
    for row in database.read(list_actions, ActionFilter(statuses=tuple(ActionStatus))):
        database.do("Note", update_action, row.id, on=TODAY, note="canary99x")
    database.do("Say why", _give_reasons)
    database.do("Say how", set_handling, group_id, handling="Handle with care")
    return meeting_id


def _give_reasons(session: Session) -> None:
    for table in (Item, Point, Action):
        for row in session.exec(select(table)):
            row.restricted_reason = "canary98x"  # type: ignore[attr-defined]


def _canaries(content: bytes) -> set[str]:
    found = (re.findall(rb"canary(?:\d+[a-z]|[a-e]p)", reading.lower()) for reading in _readings(content))
    return {each.decode() for some in found for each in some}


def _readings(content: bytes) -> Iterator[bytes]:
    """Yield every way in which a file can be read, and each that it carries."""
    yield content
    yield re.sub(rb"\r?\n[ \t]", b"", content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                part = package.read(name)
                yield name.encode() + part
                yield re.sub(rb"<[^>]+>", b"", part)
    elif content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                yield re.sub(r"\s+", "", page.get_textpage().get_text_bounded()).encode()
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            yield zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else stream
    elif content.startswith(b"X-Unsent"):
        for part in email.message_from_bytes(content).walk():
            held = part.get_payload(decode=True)
            if isinstance(held, bytes):
                yield from _readings(held)
