"""No word that an audience may not see is in any byte of any kind of file made for it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.domain.sheets import LogScope
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.note import write_note
from sop_minutes.queries.actions import ActionFilter, list_actions, withheld_action_texts
from sop_minutes.queries.meetings import withheld_texts
from tests.conftest import Partnership

NOW = datetime(2017, 11, 20, 12, tzinfo=UTC)
NOTE = """Present: Ann Lee (chair)
Apologies: Ben Okafor

Restricted: canary-opening said before the first heading
# Prevent (Ann Lee)
A public point.
Restricted: canary-point **canary-bold** [canary-label](https://canary-link.example.org/x)
- Restricted: canary-bullet with a list:
  - canary-child under it
Restricted: Agreed: canary-decision
Restricted: Action: @Canary Owner to do canary-action by 31 January
Restricted: Refer: >OSCB canary-referral
Restricted:
canary-covered by a label alone
- canary-covered-bullet

Action: @Ann Lee to do the public thing by 28 February
Members: canary-members point
Members: Action: @Ann Lee to do canary-membersaction by 3 January
Restricted: # Canary-title (Canary Presenter) [for decision]
canary-inside
Agreed: canary-insidedecision
Action: @Ann Lee to do canary-insideaction by 5 January
Members: # Canary-memberstitle
canary-membersinside
"""
RESTRICTED = re.findall(r"canary-(?!members)\w+(?:-\w+)*|canary owner|canary presenter", NOTE.lower())
MEMBERS = re.findall(r"canary-members\w+|canary-members\b", NOTE.lower())


@pytest.fixture
def meeting_id(partnership: Partnership) -> int:
    made = partnership.record(NOTE)
    database = partnership.database
    database.do("Plan", add_meeting, group_id=partnership.group_id, on=date(2018, 2, 14))
    public = next(row for row in partnership.actions() if "public thing" in row.text)
    database.do("Note", update_action, public.id, on=date(2017, 12, 1), note="canary-membersupdate")
    return made


def _bytes_of(path: Path) -> Iterator[bytes]:
    """Yield every way the content of a file can be read."""
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                yield name.encode() + part + re.sub(rb"<[^>]+>", b"", part)
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(path)
        for page in document:
            yield re.sub(rb"\s+", b"", page.get_textpage().get_text_bounded().encode())
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
            yield zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else stream
        document.close()


def _canaries_in(path: Path, canaries: list[str]) -> set[str]:
    readings = [reading.lower() for reading in _bytes_of(path)]
    folded = [
        re.sub(rb"\s+", b"", reading.replace("\N{NON-BREAKING HYPHEN}".encode(), b"-"))
        for reading in readings
    ]
    return {c for c in canaries if any(re.sub(r"\s+", "", c).encode() in reading for reading in folded)}


def _write_note(partnership: Partnership, meeting_id: int, path: Path, audience: Audience) -> Path:
    sheet = partnership.sheet(meeting_id, audience)
    withheld = partnership.database.read(withheld_texts, meeting_id, audience)
    write_note(sheet, path, audience=audience, withheld=withheld, now=NOW)
    return path


def _write_log(partnership: Partnership, path: Path, audience: Audience) -> Path:
    wanted = ActionFilter(audience=audience, statuses=tuple(ActionStatus))
    rows = partnership.database.read(list_actions, wanted)
    withheld = partnership.database.read(withheld_action_texts, wanted)
    write_action_log(
        rows, path, scope=LogScope(), as_of=NOW.date(), audience=audience, withheld=withheld, now=NOW
    )
    return path


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "md", "txt"])
def test_a_note_holds_no_canary_its_audience_may_not_see(
    partnership: Partnership, meeting_id: int, tmp_path: Path, suffix: str
) -> None:
    public = _write_note(partnership, meeting_id, tmp_path / f"public.{suffix}", Audience.PUBLIC)
    assert _canaries_in(public, [*RESTRICTED, *MEMBERS, "canary"]) == set()
    members = _write_note(partnership, meeting_id, tmp_path / f"members.{suffix}", Audience.MEMBERS)
    assert _canaries_in(members, RESTRICTED) == set()
    assert _canaries_in(members, MEMBERS) == set(MEMBERS)
    record = _write_note(partnership, meeting_id, tmp_path / f"record.{suffix}", Audience.RESTRICTED)
    assert _canaries_in(record, [*RESTRICTED, *MEMBERS]) == {*RESTRICTED, *MEMBERS}


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv", "ics"])
def test_an_action_log_holds_no_canary_its_audience_may_not_see(
    partnership: Partnership, meeting_id: int, tmp_path: Path, suffix: str
) -> None:
    public = _write_log(partnership, tmp_path / f"public.{suffix}", Audience.PUBLIC)
    assert _canaries_in(public, ["canary"]) == set()
    members = _write_log(partnership, tmp_path / f"members.{suffix}", Audience.MEMBERS)
    assert _canaries_in(members, RESTRICTED) == set()
    assert "canary-membersaction" in _canaries_in(members, MEMBERS)
    record = _write_log(partnership, tmp_path / f"record.{suffix}", Audience.RESTRICTED)
    expected = {"canary-action", "canary-membersaction", "canary-insideaction"}
    assert _canaries_in(record, sorted(expected)) == expected
