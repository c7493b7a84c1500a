"""The marking is the strictest of what was said and what the content calls for, in notes and logs alike."""

from dataclasses import replace
from pathlib import Path

import pytest
from note_samples import ITEMS, NOW, ROWS, TODAY, meeting, rows
from word_check import WordFile, text_of

from sop_minutes.domain.sheets import LogScope, MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.marking import marking_of
from sop_minutes.export.note import write_compendium, write_note

PUBLIC, MEMBERS, RESTRICTED = Audience


@pytest.mark.parametrize(
    ("said", "reader", "row", "marking"),
    [
        ("", PUBLIC, PUBLIC, ""),
        ("", MEMBERS, PUBLIC, "OFFICIAL"),
        ("", RESTRICTED, MEMBERS, "OFFICIAL"),
        ("", RESTRICTED, RESTRICTED, "OFFICIAL-SENSITIVE"),
        ("Official", PUBLIC, PUBLIC, "OFFICIAL"),
        ("Official", RESTRICTED, RESTRICTED, "OFFICIAL-SENSITIVE"),
        ("Official - Sensitive", MEMBERS, MEMBERS, "OFFICIAL - SENSITIVE"),
        ("Secret", RESTRICTED, RESTRICTED, "SECRET"),
        ("Not protectively marked", PUBLIC, PUBLIC, "NOT PROTECTIVELY MARKED"),
        ("Not protectively marked", MEMBERS, PUBLIC, "OFFICIAL"),
        ("Draft for the chair", MEMBERS, PUBLIC, "DRAFT FOR THE CHAIR"),
        ("Draft for the chair", RESTRICTED, RESTRICTED, "OFFICIAL-SENSITIVE – DRAFT FOR THE CHAIR"),
    ],
)
def test_the_marking_is_the_strictest(said: str, reader: Audience, row: Audience, marking: str) -> None:
    assert marking_of([said], reader, [PUBLIC, row]) == marking


def test_of_several_meetings_the_strictest_is_taken() -> None:
    assert marking_of(["", "official", "official-sensitive", "x"], MEMBERS, []) == "OFFICIAL-SENSITIVE"


def marked(sheet: MeetingSheet, marking: str) -> MeetingSheet:
    return replace(sheet, note=replace(sheet.note, marking=marking))


def shown(path: Path) -> str:
    return text_of(WordFile(path).trees["word/header1.xml"])


def test_a_note_a_file_of_notes_and_a_log_with_restricted_text_are_marked_the_same(tmp_path: Path) -> None:
    path, sheet = tmp_path / "out.docx", marked(meeting(RESTRICTED), "OFFICIAL")
    write_note(sheet, path, audience=RESTRICTED, now=NOW)
    assert shown(path) == "OFFICIAL-SENSITIVE"
    write_compendium([meeting(MEMBERS), sheet], path, audience=RESTRICTED, now=NOW)
    assert shown(path) == "OFFICIAL-SENSITIVE"
    write_action_log(ROWS, path, scope=LogScope(), as_of=TODAY, audience=RESTRICTED, now=NOW)
    assert shown(path) == "OFFICIAL-SENSITIVE"


def test_a_record_with_nothing_restricted_is_marked_as_the_members_note_and_log_are(tmp_path: Path) -> None:
    path, sheet = tmp_path / "out.docx", meeting(RESTRICTED, ITEMS[:2])
    write_note(replace(sheet, actions=rows(PUBLIC)), path, audience=RESTRICTED, now=NOW)
    assert shown(path) == "OFFICIAL"
    write_action_log(rows(PUBLIC), path, scope=LogScope(), as_of=TODAY, audience=RESTRICTED, now=NOW)
    assert shown(path) == "OFFICIAL"
