"""The text note: the grammar itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from note_samples import NOW, meeting

from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_note


def text(tmp_path: Path, audience: Audience) -> str:
    write_note(meeting(audience), tmp_path / "note.txt", audience=audience, now=NOW)
    return (tmp_path / "note.txt").read_text("utf-8")


def test_the_record_reads_back_as_the_same_note(tmp_path: Path) -> None:
    read = read_note_text(text(tmp_path, Audience.RESTRICTED))
    note = meeting(Audience.RESTRICTED).note
    assert [item.title for item in read.items] == [item.title for item in note.items]
    assert [point.text for item in read.items for point in item.points] == [
        point.text for item in note.items for point in item.points
    ]
    assert replace(read, items=(), on=None) == replace(note, items=(), on=None)


def test_the_public_text_says_no_more_than_the_public_note(tmp_path: Path) -> None:
    found = text(tmp_path, Audience.PUBLIC)
    assert found.startswith(
        "Group: Co-ordination Group\nDate: 15 November 2017\n\nThe chair welcomed everyone."
    )
    for unsaid in ("Present", "County Hall, Oxford", "(Sally Carver)", "Restricted", "Members"):
        assert unsaid not in found


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_who_has_not_met_the_grammar_can_read_the_text(tmp_path: Path, audience: Audience) -> None:
    found = text(tmp_path, audience)
    assert "Action: Sally Carver and CSPs to circulate the draft report by 31 January 2018\n" in found
    assert "Refer: Oxfordshire Safeguarding Children Board, exploitation strategy" in found
    assert "@" not in found
    assert ">" not in found
    assert ("[for decision]" in found) == (audience is Audience.MEMBERS)


def test_the_record_keeps_its_owners_as_typed(tmp_path: Path) -> None:
    assert "Action: @Sally Carver and @CSPs to circulate the draft report by 31 Jan\n" in text(
        tmp_path, Audience.RESTRICTED
    )


def test_no_heading_of_the_public_text_says_what_kind_it_is(tmp_path: Path) -> None:
    shown = meeting(Audience.PUBLIC)
    headings = ("Minutes of the last meeting", "AOB", "Prevent")
    items = tuple(ItemSheet(title, minutes_planned=10) for title in headings)
    shown = replace(shown, note=replace(shown.note, items=items))
    write_note(shown, tmp_path / "note.txt", audience=Audience.PUBLIC, now=NOW)
    found = (tmp_path / "note.txt").read_text("utf-8")
    assert [line for line in found.splitlines() if line.startswith("#")] == [
        f"# {title}" for title in headings
    ]
