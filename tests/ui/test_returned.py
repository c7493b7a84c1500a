"""Copies that came back, gone through by keys: every verb, conflicts, undo, approved minutes, the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from sop_minutes.commands.meetings import edit_meeting
from sop_minutes.commands.points import add_point, edit_point
from sop_minutes.commands.returned import keep_returned_copy
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned import list_returned
from sop_minutes.returning import read_returned
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from tests.commands.office import AT, Office, reworded
from tests.conftest import Partnership, approve
from tests.importing.returned.notes import TEXT
from tests.importing.returned.wordedits import ANN, BEN, WordEdit
from tests.ui.clerk import Clerk

Key = Qt.Key
LIBREOFFICE = Path(__file__).parents[1] / "importing" / "returned" / "files"


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


@pytest.fixture
def clerk(app: QApplication, office: Office) -> Iterator[Clerk]:
    at = Clerk(office)
    yield at
    at.leave()


def _ann(edit: WordEdit) -> None:
    """What Ann makes of the note: other words and a comment, a new bullet, a deletion, a split."""
    edit.replace(edit.saying("late"), "late", "early", ANN)
    edit.comment(edit.saying("late"), "spring", (ANN, "Which spring?"))
    edit.saying("One thing").addnext(edit.new("A new thing", style="ListBullet", tracked=True))
    edit.wrap(edit.saying("read again"), "del", ANN)
    edit.split(edit.saying("Heads want"), "more time", tracked=True)


def _ben(edit: WordEdit) -> None:
    """What Ben makes of the same: the same words otherwise, another block, and a comment alone."""
    edit.replace(edit.saying("late"), "late", "very late", BEN)
    edit.replace(edit.saying("Nothing new"), "Nothing new", "Something", BEN)
    edit.comment(edit.saying("Heads want"), "Heads", (BEN, "All of them?"))


@pytest.fixture
def two(clerk: Clerk, office: Office) -> Clerk:
    """What two people sent back, edited from one note, and the desk is open."""
    base = office.went_out()
    office.came_back(_ann, ANN, base=base)
    office.came_back(_ben, BEN, base=base)
    clerk.begin()
    return clerk


def test_two_people_s_changes_of_a_block_stand_side_by_side_in_words(two: Clerk) -> None:
    assert two.at() == f"{ANN}: reworded"
    assert [card.accessibleName() for card in two.cards()] == [
        "Ann Lee, 20 November 2017: Reworded. It said “The plan is late. It is to be ready in spring.”. It "
        "is to say “The plan is early. It is to be ready in spring.”. Taken out: “late.”. Put in: “early.”. "
        "Comment: Ann Lee on “spring”: Which spring?",
        "Ben Okafor, 20 November 2017: Reworded. It said “The plan is late. It is to be ready in spring.”. "
        "It is to say “The plan is very late. It is to be ready in spring.”. Put in: “very”.",
    ]
    assert two.text("returned-place") == "1 of 7 · 7 waiting"


def test_what_is_taken_out_is_struck_out_and_what_is_put_in_underlined(two: Clerk) -> None:
    label = two.cards()[0].findChild(QLabel, "change-words")
    assert label is not None
    assert "<s style=" in label.text()
    assert "<u style=" in label.text()
    assert label.accessibleName().startswith("The plan is (taken out: late.) (put in: early.)")


def test_every_verb_by_its_key_and_the_end_says_what_became_of_all(two: Clerk, office: Office) -> None:
    two.press("a")
    assert "The *plan* is early." in office.typed
    assert two.at() == f"{BEN}: reworded"
    assert "A accept theirs, R keep ours" in two.hints()
    two.press("r")
    assert two.at() == f"{ANN}: new"
    two.press("a")
    assert "- One thing that was said\n- A new thing\n" in office.typed
    assert two.at() == f"{ANN}: deleted"
    two.press("e")
    two.retype("Agreed: the plan will be read in May")
    assert "Agreed: the plan will be read in May\n" in office.typed
    assert two.at() == f"{BEN}: reworded"
    two.press("n")
    assert two.at() == f"{ANN}: split"
    two.press("a")
    assert "\nHeads want\n" in office.typed
    assert two.at() == f"{BEN}: comment"
    assert "A noted, R set aside" in two.hints()
    two.press("r")
    assert two.at() == "end"
    assert two.outcome() == [
        "Still waiting (1)",
        "Ben Okafor: Reworded",
        "Accepted (3)",
        "Ann Lee: Reworded",
        "Ann Lee: New bullet, after “One thing that was said”",
        "Ann Lee: Split in two",
        "Accepted in other words (1)",
        "Ann Lee: Deleted",
        "Rejected (2)",
        "Ben Okafor: Reworded",
        "Ben Okafor: A comment; no words were changed",
    ]
    two.press("p")
    assert two.at() == f"{BEN}: reworded"
    two.press("a⎋")
    assert not two.desk.isVisible()
    assert "Something was said." in office.typed


def test_each_thing_is_taken_back_by_itself_and_done_again(two: Clerk, office: Office) -> None:
    before = office.typed
    two.press("arae")
    two.retype("Agreed: no")
    after = office.typed
    for at in (f"{ANN}: deleted", f"{ANN}: new", f"{BEN}: reworded", f"{ANN}: reworded"):
        two.ctrl(Key.Key_Z)
        assert two.at() == at
    assert office.typed == before
    assert {row.state for row in office.partnership.database.read(list_returned, None, None)} == {
        ChangeState.WAITING
    }
    two.ctrl(Key.Key_Z)
    assert two.text("returned-message") == "Nothing of this review is left to take back."
    for _ in range(4):
        two.ctrl(Key.Key_Y)
    assert office.typed == after


def test_one_goes_from_what_waits_to_what_waits(two: Clerk) -> None:
    two.press("→→")
    assert two.at() == f"{ANN}: new"
    two.press("r←")
    assert two.at() == f"{BEN}: reworded"
    two.press("pp")
    assert two.at() == f"{ANN}: reworded"
    assert two.text("returned-message") == "Nothing waits before this."
    two.press("nn")
    assert two.at() == f"{ANN}: deleted"


def test_what_was_decided_is_not_decided_again(two: Clerk, office: Office) -> None:
    first = two.desk.walk.rows()[0].id
    two.press("a")
    two.desk.go_to_change(first)
    typed = office.typed
    two.press("r")
    assert two.text("returned-message") == (
        "That was accepted already. Ctrl+Z takes back what was decided last."
    )
    assert office.typed == typed


def test_words_of_ones_own_are_left_by_escape_and_asked_after_before_closing(
    two: Clerk, office: Office
) -> None:
    typed = office.typed
    two.press("e")
    assert two.desk.frame.edit.text() == "The *plan* is early. It is to be ready in spring."
    assert two.hints() == "Ctrl+Enter accept with these words, Esc leave the change as it was"
    QTest.keyClicks(QApplication.focusWidget(), "Nobody knows")
    two.press("⏎")
    two.desk.close()
    assert two.desk.isVisible()
    assert two.text("returned-message").startswith("What is typed is not taken yet")
    QTest.keyClicks(two.desk.frame.edit.line, " yet")
    two.desk.close()
    assert two.desk.isVisible(), "what was typed since may not be lost either"
    two.press("⎋")
    assert (two.at(), two.text("returned-message")) == (f"{ANN}: reworded", "")
    assert office.typed == typed


def test_escape_from_words_of_ones_own_stays_on_the_second_person_s_change(two: Clerk) -> None:
    two.cards()[1].setFocus()
    assert two.at() == f"{BEN}: reworded"
    two.press("e")
    two.press("⎋")
    assert (two.at(), two.text("returned-place")) == (f"{BEN}: reworded", "2 of 7 · 7 waiting")
    two.press("r")
    assert [row.from_name for row in two.desk.walk.rows() if row.state is ChangeState.REJECTED] == [BEN]


def test_the_line_says_what_its_words_are_in_the_note(two: Clerk) -> None:
    two.press("e")
    line = QApplication.focusWidget()
    for words, said in (
        ("Agreed: to go on", "Understood as a decision."),
        ("- Members: figures", "Understood as a bullet, for members only."),
        ("# Roads", "Understood as a heading: Roads."),
    ):
        QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, words)
        assert two.text("edit-understood") == said


def test_a_conflict_shows_all_three_and_theirs_goes_over_ours(clerk: Clerk, office: Office) -> None:
    office.came_back(reworded("late", "early"), ANN)
    point_id = int(office.record("late")[1:])
    office.do("Edit", edit_point, point_id, text="The *plan* is never ready. It is to be ready in spring.")
    clerk.begin()
    shown = [label.text() for label in clerk.cards()[0].findChildren(QLabel)]
    assert [text for text in shown if text.isupper()] == ["AS THEY HAD IT", "AS THEY WANT IT", "AS IT IS NOW"]
    assert clerk.read_out().endswith(
        "It was changed here since, and now says “The plan is never ready. It is to be ready in spring.”."
    )
    assert clerk.text("returned-place") == "1 of 1 · 1 waiting · 1 changed here since"
    clerk.press("A")
    assert clerk.text("returned-message") == "What is left of this copy must be decided one by one."
    clerk.press("a")
    assert "The *plan* is early. It is to be ready in spring.\n" in office.typed
    clerk.ctrl(Key.Key_Z)
    assert "never ready" in office.typed
    clerk.press("r")
    assert "never ready" in office.typed
    assert clerk.at() == "end"


def test_a_conflict_of_the_meeting_s_place_is_shown_at_first_and_one_key_takes_theirs(
    clerk: Clerk, office: Office
) -> None:
    office.came_back(lambda e: e.retype(e.saying("County Hall"), "County Hall", "Town Hall"), BEN)
    office.do("Move", edit_meeting, office.meeting_id, title="", time="", place="Barn", marking="")
    clerk.begin()
    assert clerk.read_out().endswith(
        "The place was changed here since. It is “Barn”; the copy says “Town Hall”."
    )
    assert "A accept theirs, R keep ours" in clerk.hints()
    clerk.press("a")
    assert "Place: Town Hall\n" in office.typed


def test_a_conflict_that_is_another_by_now_is_shown_before_it_is_gone_over(
    clerk: Clerk, office: Office
) -> None:
    office.came_back(lambda e: e.retype(e.saying("County Hall"), "County Hall", "Town Hall"), BEN)
    for place in ("Barn", "Guildhall"):
        office.do("Move", edit_meeting, office.meeting_id, title="", time="", place=place, marking="")
        if place == "Barn":
            clerk.begin()
    clerk.press("a")
    assert "Place: Guildhall\n" in office.typed
    assert clerk.text("returned-message") == (
        "This was changed in another window meanwhile. A again takes theirs."
    )
    assert "It is “Guildhall”" in clerk.read_out()
    clerk.press("a")
    assert "Place: Town Hall\n" in office.typed


def test_what_is_in_the_note_already_and_who_alone_could_see_a_change_are_said(
    clerk: Clerk, office: Office
) -> None:
    def edit(e: WordEdit) -> None:
        e.saying("Nothing new").addnext(e.new("Roads are shut."))
        e.replace(e.saying("new was"), "new", "new of Zebulon", ANN)

    office.came_back(edit, ANN)
    after = int(office.record("Nothing new")[1:])
    item = int(office.record("Schools")[1:])
    office.do("Type", add_point, item_id=item, text="Roads are shut.", after_id=after)
    clerk.begin()
    reworded_, new = (card.accessibleName() for card in clerk.cards())
    assert reworded_.endswith(
        "Accepted, it is restricted: it says “Zebulon”, which is. If it may be wider, change its label "
        "afterwards."
    )
    assert new.endswith("The note says so already: accepted, it is not written again.")
    clerk.press("A")
    box = clerk.desk.findChild(QMessageBox, "accept-rest")
    assert box is not None
    assert box.text() == (
        "Accept one change of Ann Lee? Left to be decided one by one: 1 in the note already."
    )
    QTest.keyClick(box, Key.Key_Escape)


@pytest.mark.parametrize("how", ["click", "n", "r", "ctrl+z"])
def test_words_that_are_typed_are_not_thrown_away_by_going_elsewhere(
    two: Clerk, office: Office, how: str
) -> None:
    two.press("e")
    QTest.keyClicks(QApplication.focusWidget(), "Nobody knows")
    note, before = two.desk.frame.note, office.typed
    if how == "click":
        place = note.visualRect(note.model().index(0, 0)).center()
        QTest.mouseClick(note.viewport(), Qt.MouseButton.LeftButton, pos=place)
    elif how == "ctrl+z":
        two.desk.undo()
    else:
        two.cards()[0].setFocus()
        two.press(how)
    assert two.desk.frame.edit.text() == "Nobody knows"
    assert (two.at(), office.typed) == (f"{ANN}: reworded", before)
    assert two.text("returned-message").startswith("What is typed is not taken yet")


def test_what_cannot_be_taken_with_the_others_is_gone_to(clerk: Clerk, office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("late"), "late", "early", ANN)
        e.replace(e.saying("The plan will"), "March", "April", ANN)

    office.came_back(edit, ANN)
    decided = int(office.record("read again")[1:])
    office.do("Edit", edit_point, decided, text="The roads are to be looked at once more")
    clerk.begin()
    clerk.press("A")
    box = clerk.desk.findChild(QMessageBox, "accept-rest")
    assert box is not None
    QTest.keyClick(box.defaultButton(), Key.Key_Return)
    assert "The *plan* is early." in office.typed
    assert clerk.at() == f"{ANN}: in a list"
    assert clerk.text("returned-message") == (
        "One change could not be taken as it is, and is left: it is shown here."
    )


def test_what_was_put_together_with_ours_is_shown_before_it_is_taken(clerk: Clerk, office: Office) -> None:
    office.came_back(reworded("late", "early"), ANN)
    point_id = int(office.record("late")[1:])
    office.do("Edit", edit_point, point_id, text="The *plan* is late. It is to be ready in summer.")
    clerk.begin()
    assert clerk.read_out().endswith(
        "Put together with what was changed here since, it would read “The plan is early. It is to be ready "
        "in summer.”."
    )
    clerk.press("e")
    assert clerk.desk.frame.edit.text() == "The *plan* is early. It is to be ready in summer."
    clerk.press("⎋a")
    assert "The *plan* is early. It is to be ready in summer.\n" in office.typed


def test_all_that_is_left_of_a_copy_is_accepted_once_that_is_confirmed(two: Clerk, office: Office) -> None:
    before = office.typed
    two.press("nnA")
    box = two.desk.findChild(QMessageBox, "accept-rest")
    assert box is not None
    assert box.text() == "Accept 4 changes of Ann Lee?"
    assert box.informativeText().splitlines()[:2] == [
        "Reworded: “The plan is early. It is to be ready in spring.”",
        "New bullet, after “One thing that was said”: “A new thing”",
    ]
    QTest.keyClick(box, Key.Key_Escape)
    assert office.typed == before
    two.press("A")
    box = next(one for one in two.desk.findChildren(QMessageBox) if one.isVisible())
    QTest.keyClick(box.defaultButton(), Key.Key_Return)
    left = office.partnership.database.read(list_returned, office.meeting_id)
    assert {row.from_name for row in left} == {BEN}
    assert two.at() == f"{BEN}: reworded"
    two.ctrl(Key.Key_Z)
    assert office.typed == before


def test_nothing_is_taken_into_approved_minutes_and_nothing_is_lost(two: Clerk, office: Office) -> None:
    approve(office.partnership.database, office.meeting_id)
    two.desk.refresh()
    said = (
        "The minutes of CG/2017-11-15 are approved: to take a change, reopen them first (Note menu, in the "
        "note). Nothing is lost: what came back waits here until then."
    )
    assert two.text("returned-settled") == said
    for key in "aeA":
        two.press(key)
        assert two.text("returned-message") == said
    assert len(office.waiting()) == 7
    two.press("r")
    assert len(office.waiting()) == 6


def test_blocks_are_gone_to_in_the_note_and_nothing_is_decided_where_nothing_came_back(
    two: Clerk, office: Office
) -> None:
    two.desk.frame.note.setFocus()
    two.press("↓↓")
    while two.at() != "block":
        two.press("↓")
    assert two.text("returned-nothing").startswith("Nothing came back on this block.")
    before = len(office.waiting())
    two.press("a")
    assert len(office.waiting()) == before
    two.press("n")
    assert two.at() == f"{ANN}: deleted"


def test_j_goes_to_the_place_in_the_note(two: Clerk, office: Office) -> None:
    wanted: list[tuple[int, str]] = []
    two.desk.place_wanted.connect(lambda meeting_id, text: wanted.append((meeting_id, text)))
    two.press("j")
    assert wanted == [(office.meeting_id, "The *plan* is late. It is to be ready in spring.")]
    assert not two.desk.isVisible()


@pytest.mark.parametrize("key", ["?", "F1"])
def test_the_keys_are_shown(two: Clerk, key: str) -> None:
    if key == "F1":
        QTest.keyClick(QApplication.focusWidget(), Key.Key_F1)
    else:
        two.press(key)
    sheet = two.desk.findChild(ShortcutSheet)
    assert sheet is not None
    labels = [sheet.list.item(row).text() for row in range(sheet.list.count())]
    assert "Accept with other words" in labels
    sheet.close()


def test_a_comment_that_is_noted_leaves_the_note(clerk: Clerk, office: Office) -> None:
    before = office.typed
    office.came_back(lambda e: e.comment(e.saying("Heads"), "Heads", (BEN, "All of them?")), BEN)
    clerk.begin()
    assert clerk.read_out() == (
        "Ben Okafor, 20 November 2017: A comment; no words were changed. On “Heads want more time for it.”. "
        "Comment: Ben Okafor on “Heads”: All of them?"
    )
    clerk.press("a")
    assert (office.typed, clerk.at()) == (before, "end")


def _level(edit: WordEdit) -> None:
    block = edit.saying("Another thing")
    block.getparent().remove(block)
    edit.saying("Heads want").addnext(block)


FORMS = {
    "moved": (_level, "Ann Lee: Moved: now after “Heads want more time for it.”."),
    "joined": (
        lambda e: e.join(e.saying("Nothing new"), tracked=True),
        "Ann Lee, 20 November 2017: Two joined into one.",
    ),
    "heading": (
        lambda e: e.replace(e.saying("Schools"), "Schools", "Education", ANN),
        "Ann Lee, 20 November 2017: Heading reworded.",
    ),
    "new heading": (
        lambda e: e.saying("Nothing new").addnext(e.new("Budget", style="Heading2", tracked=True)),
        "Ann Lee, 20 November 2017: New heading, after “Nothing new was said.”.",
    ),
    "no bullet": (
        lambda e: e.remove(e.saying("Another thing").find("{*}pPr")),
        "Ann Lee: Was a bullet, becomes a paragraph.",
    ),
    "detail": (
        lambda e: e.retype(e.saying("County Hall"), "County Hall", "Town Hall"),
        "Ann Lee: Of the meeting itself.",
    ),
}


@pytest.mark.parametrize("what", FORMS)
def test_what_was_done_to_a_block_is_said_in_words(clerk: Clerk, office: Office, what: str) -> None:
    edit, said = FORMS[what]
    office.came_back(edit, ANN)
    clerk.begin()
    assert clerk.read_out().startswith(said)
    clerk.press("a")
    assert clerk.at() == "end"


def test_what_another_window_decides_is_seen_here(two: Clerk, office: Office) -> None:
    row = two.desk.current()
    assert row is not None
    office.accept(row)
    two.workspace.look()
    assert two.text("returned-place") == "1 of 7 · 6 waiting · 1 changed here since"
    two.press("a")
    assert two.text("returned-message").startswith("That was accepted already.")


@pytest.mark.parametrize("keys", ["⎋", "ctrl"])
def test_what_another_window_writes_while_one_types_is_seen_before_it_is_gone_over(
    two: Clerk, office: Office, keys: str
) -> None:
    two.press("e")
    line = "The *plan* is quite late. It is to be ready in spring."
    office.do("Edit", edit_point, int(office.record("late")[1:]), text=line)
    two.workspace.look()
    if keys == "⎋":
        two.press("⎋")
        assert "quite" in two.read_out()
        return
    two.ctrl(Key.Key_Return)
    assert line in office.typed
    assert two.text("returned-message").startswith("This was changed in another window meanwhile.")
    assert "quite" in two.read_out()
    two.ctrl(Key.Key_Return)
    assert line not in office.typed


def test_a_copy_whose_import_is_taken_back_is_no_longer_shown(two: Clerk, office: Office) -> None:
    office.partnership.database.undo()
    two.workspace.look()
    assert two.text("returned-place") == "1 of 4 · 4 waiting"
    office.partnership.database.undo()
    two.workspace.look()
    assert (two.at(), two.outcome()) == ("end", [])


def test_what_libreoffice_made_of_a_note_is_gone_through_to_its_end(
    app: QApplication, partnership: Partnership, tmp_path: Path
) -> None:
    office = Office(partnership, partnership.record(TEXT), tmp_path)
    clerk = Clerk(office)
    sheet = read_returned(partnership.database, LIBREOFFICE / "several-tracked.docx")
    office.do("Import", keep_returned_copy, sheet, at=AT)
    clerk.begin()
    for _ in office.waiting():
        clerk.press("r" if "To be seen only" in clerk.read_out() else "a")
    assert [line for line in clerk.outcome() if line.startswith("Dee Fox")] == [
        "Dee Fox: Of the meeting itself",
        "Dee Fox: Reworded",
        "Dee Fox: New bullet, after “Another thing”",
        "Dee Fox: Reworded",
        "Dee Fox: A comment; no words were changed",
        "Dee Fox: Deleted",
        "Dee Fox: To be seen only: it cannot be taken by itself",
    ]
    assert "The *plan* is early." in office.typed
    assert "- Another thing\n- A third\n" in office.typed
    assert "Heads want more time" not in office.typed
    clerk.leave()
