"""Corrected copies of another program's file: nothing becomes wider, and no meeting is made of one."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.commands.meetings import reschedule_meeting
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import find_meeting, list_meetings
from tests.cli.test_importing import brought, keys
from tests.conftest import Partnership
from tests.importing.wordfile import bullet, para, save

TITLE = "Key points discussed at Co-ordination Group – 15 November 2017"
BRIEFED = "Ann briefed the group on the strategic review of domestic abuse services."
REVIEW = "The zebra review under way concerns a family in the South and Vale district."
MOVED = "The zebra family has now moved to a safe house near the station."
FUNDING = (
    para("Funding", style="Heading1"),
    para("The fund stands at seventy thousand pounds this quarter and is spent on outreach work."),
    para("The board thanked the volunteers for their work in the winter months."),
)
ABUSE = para("Domestic Abuse", style="Heading1"), para(BRIEFED)
CASES = para("Case reviews", style="Heading1")
ZEBRA = para("Zebra review", style="Heading1")
LEAD_IN = "Cases discussed in detail were as follows:"
LISTED = para(LEAD_IN), bullet("The yak case in the Vale is with the police now.")


def word(path: Path, *body: str, title: str = TITLE) -> Path:
    return save(path, para(title, style="Title"), *body, *FUNDING)


def kept(partnership: Partnership, tmp_path: Path, *body: str, marked: str) -> int:
    """Import a file, restrict its line `marked`, and return the meeting's id."""
    brought(partnership, word(tmp_path / "first.docx", *body))
    meeting_id = partnership.database.read(list_meetings)[0].id
    note = partnership.typed(meeting_id)
    assert marked in note
    partnership.record(note.replace(marked, f"Restricted: {marked}"))
    assert "zebra" not in public(partnership, meeting_id)
    return meeting_id


def public(partnership: Partnership, meeting_id: int) -> str:
    return str(partnership.sheet(meeting_id, Audience.PUBLIC))


@pytest.mark.parametrize(
    ("before", "marked", "after"),
    [
        ((*ABUSE, para(f"{REVIEW} {MOVED}")), REVIEW, (*ABUSE, para(REVIEW), para(MOVED))),
        ((*ABUSE, para(REVIEW)), REVIEW, (ABUSE[0], para(f"{BRIEFED} The zebra review concerns a family."))),
        ((*ABUSE, *LISTED), LEAD_IN, (*ABUSE, *LISTED, bullet("The zebra case is with the courts."))),
        ((*ABUSE, CASES, para(REVIEW), para(MOVED)), "# Case reviews", (*ABUSE, para(REVIEW), para(MOVED))),
        (
            (*ABUSE, CASES, para(REVIEW), para(MOVED)),
            "# Case reviews",
            (*ABUSE, para(MOVED), CASES, para(REVIEW)),
        ),
        (
            (*ABUSE, CASES, para(REVIEW)),
            "# Case reviews",
            (*ABUSE, para("Matters of note", style="Heading1"), para(REVIEW)),
        ),
        ((*ABUSE, CASES, para(REVIEW)), "# Case reviews", (*ABUSE, CASES, para(REVIEW), para(MOVED))),
        ((*ABUSE, para(REVIEW)), REVIEW, (*ABUSE, para(f"Action: {REVIEW}"))),
        (
            (*ABUSE, para(REVIEW)),
            REVIEW,
            (*ABUSE, para("Zebra review", style="Heading1"), para("It is begun.")),
        ),
    ],
    ids="split folded under dropped moved renamed added action heading".split(),
)
def test_what_was_withheld_stays_withheld_whatever_the_copy_makes_of_it(
    partnership: Partnership,
    tmp_path: Path,
    before: tuple[str, ...],
    marked: str,
    after: tuple[str, ...],
) -> None:
    meeting_id = kept(partnership, tmp_path, *before, marked=marked)
    (outcome,) = brought(partnership, word(tmp_path / "second.docx", *after), again=True)
    assert not outcome.refused
    assert "zebra" not in public(partnership, meeting_id).lower()
    assert "zebra" in str(partnership.sheet(meeting_id)).lower()
    assert keys(partnership) == ["CG/2017-11-15"]


def test_a_line_that_is_new_and_says_what_no_withheld_one_said_is_as_the_copy_has_it(
    partnership: Partnership, tmp_path: Path
) -> None:
    meeting_id = kept(partnership, tmp_path, *ABUSE, para(REVIEW), marked=REVIEW)
    new = "Leaflets will be printed for libraries in spring."
    brought(partnership, word(tmp_path / "second.docx", *ABUSE, para(REVIEW), para(new)), again=True)
    assert new in public(partnership, meeting_id)


def test_the_import_names_what_is_narrow_now_and_what_narrow_line_stays(
    partnership: Partnership, tmp_path: Path
) -> None:
    meeting_id = kept(partnership, tmp_path, *ABUSE, para(f"{REVIEW} {MOVED}"), marked=REVIEW)
    (outcome,) = brought(
        partnership, word(tmp_path / "2.docx", *ABUSE, para(REVIEW), para(MOVED)), again=True
    )
    assert f"  This line is restricted, unless you say otherwise: {MOVED}" in outcome.lines
    (outcome,) = brought(partnership, word(tmp_path / "3.docx", *ABUSE, para(REVIEW)), again=True)
    assert f"  This line is restricted; it is not in the copy, and stays: {MOVED}" in outcome.lines
    assert MOVED in partnership.typed(meeting_id)


def test_a_copy_without_any_restricted_line_deletes_none(partnership: Partnership, tmp_path: Path) -> None:
    meeting_id = kept(partnership, tmp_path, *ABUSE, para(REVIEW), para("It is cold."), marked=REVIEW)
    brought(partnership, word(tmp_path / "2.docx", *ABUSE, para("It is warm.")), again=True)
    texts = [point.text for point in partnership.sheet(meeting_id).note.items[0].points]
    assert texts == [BRIEFED, REVIEW, "It is warm."]


def test_a_copy_of_an_unknown_reader_deletes_no_restricted_line(
    partnership: Partnership, tmp_path: Path
) -> None:
    other = "A third paragraph, of a matter that has nothing to do with those."
    body = CASES, para(REVIEW), para(MOVED), para(other)
    meeting_id = kept(partnership, tmp_path, *ABUSE, *body, marked="# Case reviews")
    before = partnership.typed(meeting_id)
    (outcome,) = brought(partnership, word(tmp_path / "2.docx", *ABUSE, CASES, para(other)), again=True)
    assert [line for line in outcome.lines if "stays" in line] == [
        f"  This line is restricted; it is not in the copy, and stays: {text}" for text in (REVIEW, MOVED)
    ]
    assert partnership.typed(meeting_id) == before


def test_a_few_words_said_elsewhere_do_not_show_that_a_restricted_line_was_seen(
    partnership: Partnership, tmp_path: Path
) -> None:
    body = *ABUSE, para("The zebra review: noted."), para("Noted.")
    meeting_id = kept(partnership, tmp_path, *body, marked="The zebra review: noted.")
    partnership.record(partnership.typed(meeting_id).replace("\nNoted.", "\nRestricted: Noted."))
    copy = save(tmp_path / "2.docx", para(TITLE, style="Title"), *ABUSE, *FUNDING, para("Noted."))
    (outcome,) = brought(partnership, copy, again=True)
    assert "Restricted: The zebra review: noted.\nRestricted: Noted.\n" in partnership.typed(meeting_id)
    assert partnership.typed(meeting_id).count("oted.") == 3
    assert "  This line is restricted, unless you say otherwise: Noted." in outcome.lines


def test_an_earlier_copy_can_be_brought_in_again(partnership: Partnership, tmp_path: Path) -> None:
    first = word(tmp_path / "first.docx", *ABUSE, para("It is cold."))
    brought(partnership, first)
    (row,) = partnership.database.read(list_meetings)
    brought(partnership, word(tmp_path / "second.docx", *ABUSE, para("It is warm.")), again=True)
    (seen,) = brought(partnership, first, again=True, dry_run=True)
    assert "It is warm." in partnership.typed(row.id)
    (outcome,) = brought(partnership, first, again=True)
    assert (seen.refused, outcome.refused) == (False, False)
    assert "It is cold." in partnership.typed(row.id)
    for dry_run in (True, False):
        (outcome,) = brought(partnership, tmp_path / "second.docx", dry_run=dry_run)
        assert outcome.refused
        assert "was imported before" in outcome.lines[0]


def test_a_dry_run_says_what_the_import_will_say(partnership: Partnership, tmp_path: Path) -> None:
    kept(partnership, tmp_path, *ABUSE, para(REVIEW), para("It is cold."), marked=REVIEW)
    copy = word(tmp_path / "2.docx", para("Present: Ann Lee"), ABUSE[0], para("Wholly other words."))
    (seen,), (outcome,) = (brought(partnership, copy, again=True, dry_run=dry) for dry in (True, False))
    said = [line for line in outcome.lines if line.startswith("  ")]
    assert len(said) >= 2
    assert [line for line in seen.lines if line in said] == said


def test_a_copy_of_no_kept_note_is_refused_and_the_meeting_of_that_day_named(
    partnership: Partnership, tmp_path: Path
) -> None:
    brought(partnership, word(tmp_path / "first.docx", *ABUSE))
    other = save(
        tmp_path / "other.docx",
        para(TITLE, style="Title"),
        para("Licensing", style="Heading1"),
        para("Nobody applied for anything in that month."),
    )
    for dry_run in (True, False):
        (outcome,) = brought(partnership, other, again=True, dry_run=dry_run)
        assert outcome.refused
        assert "The nearest is CG/2017-11-15, which is of that day." in outcome.lines[0]
    assert keys(partnership) == ["CG/2017-11-15"]


def test_a_copy_where_nothing_is_kept_is_refused(partnership: Partnership, tmp_path: Path) -> None:
    (outcome,) = brought(partnership, word(tmp_path / "first.docx", *ABUSE), again=True)
    assert outcome.refused
    assert "import it without --again" in outcome.lines[0]


def test_a_copy_brings_a_meeting_up_to_date_that_was_moved_to_another_day(
    partnership: Partnership, tmp_path: Path
) -> None:
    brought(partnership, word(tmp_path / "first.docx", *ABUSE))
    meeting_id = partnership.database.read(find_meeting, "CG/2017-11-15")
    partnership.database.do("Move", reschedule_meeting, meeting_id, on=date(2017, 11, 22))
    (outcome,) = brought(partnership, word(tmp_path / "second.docx", *ABUSE, para("Noted.")), again=True)
    assert keys(partnership) == ["CG/2017-11-22"]
    assert "  The meeting stays on 22 November 2017." in outcome.lines
    assert "Noted." in partnership.typed(meeting_id)


def test_a_copy_of_a_note_whose_day_was_a_guess_finds_its_meeting(
    partnership: Partnership, tmp_path: Path
) -> None:
    title = "Key points discussed at Co-ordination Group"
    brought(partnership, word(tmp_path / "Notes 3 May 2016.docx", *ABUSE, title=title))
    copy = word(tmp_path / "Notes 9 May 2017.docx", *ABUSE, para("Noted."), title=title)
    brought(partnership, copy, again=True)
    (row,) = partnership.database.read(list_meetings)
    assert (row.key, row.provisional) == ("CG/2016-05-03", True)
    assert "Noted." in partnership.typed(row.id)


def test_a_copy_that_could_be_of_two_meetings_is_refused(partnership: Partnership, tmp_path: Path) -> None:
    for day in ("13", "20"):
        title = TITLE.replace("15", day)
        brought(partnership, word(tmp_path / f"{day}.docx", *ABUSE, title=title))
    (outcome,) = brought(partnership, word(tmp_path / "copy.docx", *ABUSE, para("Noted.")), again=True)
    assert outcome.refused
    assert "CG/2017-11-13" in outcome.lines[0]
    assert "CG/2017-11-20" in outcome.lines[0]


def test_a_file_of_the_same_name_is_the_same_meetings(partnership: Partnership, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for day in ("13", "20"):
        brought(partnership, word(tmp_path / f"{day}.docx", *ABUSE, title=TITLE.replace("15", day)))
    brought(partnership, word(tmp_path / "new" / "20.docx", *ABUSE, para("Noted.")), again=True)
    noted = ["Noted." in partnership.typed(row.id) for row in partnership.database.read(list_meetings)]
    assert noted == [False, True]


def test_a_copy_that_names_nobody_keeps_who_was_there(partnership: Partnership, tmp_path: Path) -> None:
    brought(partnership, word(tmp_path / "first.docx", para("Present: Ann Lee, Ben Okafor"), *ABUSE))
    (row,) = partnership.database.read(list_meetings)
    brought(partnership, word(tmp_path / "second.docx", *ABUSE, para("Noted.")), again=True)
    assert [entry.name for entry in partnership.sheet(row.id).note.attendance] == ["Ann Lee", "Ben Okafor"]
