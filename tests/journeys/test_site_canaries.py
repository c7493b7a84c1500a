"""Whatever notes say, whatever is approved, corrected and released: a folder tells no more than is public."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.commands.approving import approve_minutes, correct_minutes
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.releasing import release_restricted
from sop_minutes.commands.templates import choose_template
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import Audience
from sop_minutes.publishing import Site, publish_site
from sop_minutes.queries.releasing import narrow_rows
from sop_minutes.storage.database import Database
from tests.thorough import cases

NOW = datetime(2018, 4, 1, tzinfo=UTC)
MARKS = ("", "Members: ", "Restricted: ")
KINDS = ("", "Agreed: ", "Action: @Ann Lee to ", "- ")


@dataclass(frozen=True)
class Line:
    """A line of a note: how its item and it are marked, what kind it is, and whether it is released later."""

    item: int
    mark: int
    kind: int
    released: bool


@dataclass(frozen=True)
class Note:
    """A note: its lines, and how far it has come (0 a draft, 1 approved, 2 reopened to be corrected)."""

    lines: tuple[Line, ...]
    come: int


LINE = st.builds(Line, st.integers(0, 2), st.integers(0, 2), st.integers(0, 3), st.booleans())
NOTE = st.builds(Note, st.lists(LINE, min_size=1, max_size=4).map(tuple), st.integers(0, 2))


@settings(max_examples=cases(6), deadline=None)
@given(
    notes=st.lists(NOTE, min_size=1, max_size=3),
    drafts=st.booleans(),
    template=st.sampled_from(("House style", "Action tables")),
)
def test_a_folder_holds_the_canaries_of_public_lines_and_no_others(
    notes: list[Note], drafts: bool, template: str
) -> None:
    with Database.in_memory() as database, TemporaryDirectory() as folder:
        group_id = database.do("Add", add_group, "Gamma Group", code="GG")
        database.do("Choose", choose_template, group_id, name=template)
        for number, note in enumerate(notes):
            _keep(database, group_id, number, note)
        public = {
            f"canary{number}x{at}x"
            for number, note in enumerate(notes)
            if note.come == 1 or drafts
            for at, line in enumerate(note.lines)
            if not line.item and (not line.mark or line.released)
        }
        if any(note.come == 1 for note in notes) or drafts:
            publish_site(database, Site(group_id, drafts=drafts), Path(folder), label="Publish", now=NOW)
            found = {suffix: _all_of(Path(folder), suffix) for suffix in (".html", ".pdf", ".docx", ".json")}
            assert found == {".html": public, ".pdf": public, ".docx": public, ".json": set()}
            assert _canaries(Path(folder) / "index.html") == set()
        else:
            with pytest.raises(UserError, match="nothing to publish"):
                publish_site(database, Site(group_id), Path(folder), label="Publish", now=NOW)
            assert list(Path(folder).iterdir()) == []


def _keep(database: Database, group_id: int, number: int, note: Note) -> None:
    """Record a note, take it as far as it has come, and release what is released."""
    day = date(2017, 11, 15) + timedelta(days=30 * number)
    lines = [f"Date: {day:%d/%m/%Y}", "Present: canary99x99x"]
    for at, line in enumerate(note.lines):
        lines.append(f"{MARKS[line.item]}# {'A matter' if not line.item else f'Canary{number}x{at}x'} {at}")
        lines.append(f"{MARKS[line.mark]}{KINDS[line.kind]}canary{number}x{at}x is said")
    meeting_id = database.do("Record", record_note, read_note_text("\n".join(lines)), group_id=group_id)
    if note.come:
        database.do("Approve", approve_minutes, meeting_id, on=date(2018, 3, 14), today=date(2018, 3, 14))
    if note.come == 2:
        database.do("Correct", correct_minutes, meeting_id, reason="canary98x98x")
    for row in database.read(narrow_rows):
        said = re.search(rf"canary{number}x(\d)x", row.text)
        line = note.lines[int(said[1])] if said and row.kind != "item" else None
        if line and line.released and not line.item:
            database.do("Release", release_restricted, point_id=int(row.record[1:]), to=Audience.PUBLIC)


def _all_of(folder: Path, suffix: str) -> set[str]:
    return {found for path in folder.iterdir() if path.suffix == suffix for found in _canaries(path)}


def _canaries(path: Path) -> set[str]:
    return {
        found.decode().lower()
        for reading in _readings(path)
        for found in re.findall(rb"canary\d+x\d+x", reading, re.IGNORECASE)
    }


def _readings(path: Path) -> Iterator[bytes]:
    """Yield every way the content of a file can be read."""
    content = path.read_bytes()
    yield path.name.encode() + content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                yield name.encode() + package.read(name)
                yield re.sub(rb"<[^>]+>", b"", package.read(name))
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        for page in document:
            yield re.sub(rb"\s+", b"", page.get_textpage().get_text_bounded().encode())
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            yield zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else stream
        document.close()
