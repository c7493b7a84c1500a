"""What putting a backup back would come to, told before it is done."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from sop_minutes.commands.actions import close_action
from sop_minutes.commands.circulating import set_as_role
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.items import change_item
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.people import add_person, delete_person
from sop_minutes.commands.points import add_point, delete_point, edit_point, mark_point, move_point
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.restoring import Fate, preview_lines
from sop_minutes.domain.words import Audience
from sop_minutes.storage import upkeep
from sop_minutes.storage.comparing import facts_of, preview
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.keys import key_of
from sop_minutes.storage.tables import Item, Point
from sop_minutes.storage.version import VERSION

NOW = datetime(2018, 1, 2, 9, 0, tzinfo=UTC)
FIRST = """Date: 15 November 2017
# Prevent
The **plan** was heard.
Action: @Bo Ray to write to the schools by 1 December"""
SECOND = "Date: 10 January 2018\n# Prevent\nNothing new."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    with Database.open(path, who="ann") as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        database.do("Record CG/2017-11-15", record_note, read_note_text(FIRST), group_id=group_id)
    return path


@pytest.fixture
def backup(path: Path) -> Path:
    copy = path.with_name("copy.sopm")
    upkeep.back_up(path, copy)
    return copy


def _go_on(path: Path) -> None:
    with Database.open(path, who="bo") as database:
        database.do("Record CG/2018-01-10", record_note, read_note_text(SECOND), group_id=1)
        corrected = FIRST.replace("was heard", "was agreed")
        database.do("Correct", record_note, read_note_text(corrected), group_id=1)
        database.do("Close CG 17/1", close_action, 1, on=date(2017, 12, 1), note="Written to all.")


def test_a_backup_says_what_is_in_it(backup: Path) -> None:
    facts = facts_of(backup)
    assert (facts.meetings, facts.actions, facts.changes, facts.trouble) == (1, 1, 2, "")


def test_what_is_not_a_backup_says_so(tmp_path: Path, backup: Path) -> None:
    (tmp_path / "empty.sopm").write_bytes(b"")
    (tmp_path / "text.sopm").write_bytes(b"minutes of a meeting" * 300)
    assert facts_of(tmp_path / "empty.sopm").trouble == "empty"
    assert "damaged" in facts_of(tmp_path / "text.sopm").trouble
    assert "damaged" in facts_of(tmp_path / "nowhere.sopm").trouble
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])
    assert "damaged" in preview(tmp_path / "p.sopm", backup).remark


def test_nothing_differs_at_first(path: Path, backup: Path) -> None:
    assert preview(path, backup).is_the_same
    assert list(preview_lines(preview(path, backup))) == ["Nothing differs: all is as it is in this backup."]


def test_a_preview_tells_the_work_since_and_what_becomes_of_meetings_actions_and_lines(
    path: Path, backup: Path
) -> None:
    _go_on(path)
    found = preview(path, backup)
    assert [(work.who, work.label) for work in found.lost] == [
        ("bo", "Close CG 17/1"),
        ("bo", "Correct"),
        ("bo", "Record CG/2018-01-10"),
    ]
    assert found.found == ()
    fates = {subject.name: (subject.fate, subject.lines) for subject in found.subjects}
    assert fates["Meeting CG/2018-01-10"][0] is Fate.GOES
    assert fates["Meeting CG/2017-11-15"] == (
        Fate.TURNS,
        ("text “The plan was heard.” instead of “The plan was agreed.”",),
    )
    fate, lines = next(fates[name] for name in fates if name.startswith("Action CG 17/1: "))
    assert fate is Fate.TURNS
    assert "status “open” instead of “done”" in lines
    assert "without “Written to all.” (for members only)" in lines
    assert not list(path.parent.glob("copy.sopm-*"))


def test_what_was_given_up_is_told_to_come_back(path: Path, backup: Path) -> None:
    _go_on(path)
    upkeep.back_up(path, path.with_name("later.sopm"))
    upkeep.restore(backup, path, now=NOW)
    with Database.open(path, who="cy") as database:
        database.do("Delete CG/2017-11-15", delete_meeting, 1, with_note=True)
    found = preview(path, path.with_name("later.sopm"))
    assert [work.label for work in found.lost] == ["Delete CG/2017-11-15"]
    assert [work.who for work in found.found] == ["bo", "bo", "bo"]
    fates = {subject.name: subject.fate for subject in found.subjects}
    assert fates["Meeting CG/2018-01-10"] is Fate.COMES
    assert fates["Meeting CG/2017-11-15"] is Fate.COMES
    upkeep.restore(path.with_name("later.sopm"), path, now=NOW)
    assert preview(path, path.with_name("later.sopm")).is_the_same


def test_another_database_a_damaged_and_a_missing_one_are_not_compared(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.sopm"
    with Database.open(other) as database:
        database.do("Add", add_group, "Another")
    assert "another database" in preview(other, backup).remark
    path.write_bytes(b"\x5a" * 9000)
    assert "is damaged. It cannot be compared." in preview(path, backup).remark
    path.unlink()
    assert "no database now" in preview(path, backup).remark


def test_typing_that_went_on_is_not_told_as_work_of_the_backups_own(path: Path) -> None:
    at = [datetime(2037, 11, 15, 10, 0, second, tzinfo=UTC) for second in (0, 1)]
    with Database.open(path, who="ann", clock=lambda: at[0]) as database:
        database.do_typing("Typing", edit_point, 1, text="One")
    upkeep.back_up(path, path.with_name("copy.sopm"))
    with Database.open(path, who="ann", clock=lambda: at[1]) as database:
        database.do_typing("Typing", edit_point, 1, text="One two")
    found = preview(path, path.with_name("copy.sopm"))
    assert [work.label for work in found.lost] == ["Typing"]
    assert found.found == ()
    assert found.subjects[0].lines == ("text “One” instead of “One two”",)


def test_rows_that_another_program_took_away_come_back(path: Path, backup: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("DELETE FROM points WHERE kind <> 'action'")
    found = preview(path, backup)
    assert not found.is_the_same
    assert found.lost == ()
    assert [(each.name, each.lines) for each in found.subjects] == [
        ("Meeting CG/2017-11-15", ("with “The plan was heard.” (public)",))
    ]


def test_a_damaged_file_is_said_to_be_damaged_and_can_be_replaced(path: Path, backup: Path) -> None:
    with closing(connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'points'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(b"\x5a" * 200)
    found = preview(path, backup)
    assert "damaged" in found.remark
    assert not found.is_the_same
    assert found.needs_yes
    upkeep.restore(backup, path, now=NOW)
    assert preview(path, backup).is_the_same


def test_looking_changes_no_byte_of_a_newer_file_or_of_what_a_killed_program_left(
    path: Path, backup: Path
) -> None:
    with Database.open(path) as database:
        database.do("Add", add_group, "Only in the log")
        kept = {file: file.read_bytes() for file in (path, path.with_name("p.sopm-wal"))}
    for version in (VERSION, VERSION + 1):
        kept[path] = kept[path][:60] + version.to_bytes(4, "big") + kept[path][64:]
        for file, content in kept.items():
            file.write_bytes(content)
        found = preview(path, backup)
        assert {file: file.read_bytes() for file in kept} == kept
        assert found.needs_yes
    assert "newer version" in found.remark


def test_a_backup_with_another_key_is_told_and_hides_no_other(path: Path, backup: Path) -> None:
    backup.write_bytes(key_of(b"k" * 32).mark + backup.read_bytes()[16:])
    assert facts_of(backup).trouble == "encrypted with a key that is not known here"
    assert "not known here" in preview(path, backup).remark


def test_what_more_people_would_see_is_told_first_line_by_line(path: Path, backup: Path) -> None:
    with Database.open(path) as database:
        database.do("Mark", mark_point, 1, audience=Audience.RESTRICTED)
    found = preview(path, backup)
    assert found.needs_yes
    lines = list(preview_lines(found))
    assert lines[:2] == [
        "What more people would see than do now (1):",
        "  Meeting CG/2017-11-15: “The plan was heard.” (restricted now, public then)",
    ]
    assert "    “The plan was heard.”: audience “public” instead of “restricted”" in lines
    upkeep.back_up(path, path.with_name("after.sopm"))
    upkeep.restore(backup, path, now=NOW)
    assert preview(path, path.with_name("after.sopm")).wider == ()
    with closing(connect(path)) as connection:
        connection.execute("UPDATE points SET audience = 'restricted' WHERE id = 1")
    found = preview(path, backup)
    assert (found.lost, found.needs_yes, found.why_yes) == (
        (),
        True,
        "more people would see 1 thing than do now",
    )


def test_who_would_be_named_that_is_named_by_role_only_is_told(path: Path) -> None:
    backup = path.with_name("copy.sopm")
    with Database.open(path) as database:
        kim, lee = (database.do("Add", add_person, name) for name in ("Kim Doe", "Ann Lee"))
        upkeep.back_up(path, backup)
        for person in (kim, lee):
            database.do("As role", set_as_role, person, as_role=True)
        database.do("Delete", delete_person, lee)
    found = preview(path, backup)
    assert found.wider == (
        "People: “Kim Doe” (named by role only now, named in public notes then)",
        "People: “Ann Lee” (named by role only and deleted now, named in public notes then)",
    )
    assert "“Kim Doe”: named in public notes instead of named by role only" in found.subjects[0].lines


def test_who_would_see_a_line_is_told_by_what_it_stands_under_and_by_what_it_was_when_it_went(
    path: Path,
) -> None:
    note = "Date: 1 December 2017\n# Open\nMoved.\nGone.\nTyped anew.\n# Closed\nHeld."
    with Database.open(path) as database:
        database.do("Record", record_note, read_note_text(note), group_id=1)
        items = {item.title: item.id for item in database.read(lambda s: s.exec(select(Item)).all())}
        lines = {point.text: point.id for point in database.read(lambda s: s.exec(select(Point)).all())}
        database.do("Close", change_item, items["Closed"], audience=Audience.RESTRICTED)
        upkeep.back_up(path, path.with_name("copy.sopm"))
        database.do("Move", move_point, lines["Moved."], item_id=items["Closed"], after_id=None)
        database.do("Mark", mark_point, lines["Gone."], audience=Audience.RESTRICTED)
        for gone in ("Gone.", "Typed anew."):
            database.do("Delete", delete_point, lines[gone])
        database.do("Add", add_point, item_id=items["Closed"], text="Typed anew.")
        database.do("Mark", change_item, items["Open"], audience=Audience.MEMBERS)
    found = preview(path, path.with_name("copy.sopm"))
    assert found.wider == (
        "Meeting CG/2017-12-01: “Open” and what stands under it (for members only now, public then)",
        "Meeting CG/2017-12-01: “Moved.” (restricted now, public then)",
        "Meeting CG/2017-12-01: “Gone.” (restricted and deleted now, public then)",
        "Meeting CG/2017-12-01: “Typed anew.” (for members only and deleted now, public then)",
    )
    (meeting,) = found.subjects
    assert {
        "“Moved.”: under “Open” instead of “Closed”",
        "with “Gone.” (public)",
        "with “Typed anew.” (public)",
        "without “Typed anew.” (restricted)",
    } <= set(meeting.lines)
