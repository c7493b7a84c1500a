"""Changes of a copy to what is otherwise here since: done already, or a conflict that is shown at first."""

from pathlib import Path

import pytest

from sop_minutes.commands.actions import assign_action, extend_action
from sop_minutes.commands.attendance import set_attendance
from sop_minutes.commands.meetings import edit_meeting
from sop_minutes.commands.points import add_point, delete_point, edit_point, mark_point
from sop_minutes.commands.returned import accept_all, narrowed_by
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import AttendanceStatus, Audience, ChangeState
from tests.commands.office import AT, Office, reworded
from tests.conftest import Partnership
from tests.importing.returned.wordedits import ANN, Edit, W, WordEdit


def shut(e: WordEdit) -> None:
    e.saying("late").addnext(e.new("Roads are shut."))


def again(edit: Edit) -> Edit:
    """Return an edit in a file that is another, byte by byte."""

    def both(e: WordEdit) -> None:
        edit(e)
        e.saying("Another").set(W + "rsidR", "00AA0001")

    return both


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


@pytest.mark.parametrize(
    "edit",
    [
        shut,
        lambda e: e.split(e.saying("late"), "It is", tracked=True),
        lambda e: e.join(e.saying("Nothing"), tracked=True),
        reworded("late", "early"),
        lambda e: e.wrap(e.saying("One thing"), "del"),
        lambda e: e.saying("Nothing").addprevious(e.new("Bridges", style="Heading2")),
    ],
    ids=["new", "split", "joined", "reworded", "deleted", "heading"],
)
def test_what_another_copy_brought_already_is_said_to_be_there_and_not_written_again(
    office: Office, edit: Edit
) -> None:
    base = office.circulated()
    office.accept(*office.came_back(edit, "Ann Lee", base=base))
    typed = office.typed
    (row,) = office.came_back(again(edit), "Dee Fox", base=base)
    assert (row.is_there, row.is_conflict) == (True, False)
    assert office.do("Accept", accept_all, row.copy_id, change_ids=[row.id]) == (row.id,)
    office.accept(row, over=True)
    assert (office.typed, office.waiting()) == (typed, ())


def test_two_new_paragraphs_that_another_copy_brought_are_both_there(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        for text in ("Bridges too.", "Roads are shut."):
            e.saying("late").addnext(e.new(text))

    base = office.circulated()
    office.accept(*office.came_back(edit, "Ann Lee", base=base))
    assert [row.is_there for row in office.came_back(again(edit), "Dee Fox", base=base)] == [True, True]


def test_a_new_paragraph_that_was_worded_otherwise_here_is_there_all_the_same(office: Office) -> None:
    base = office.circulated()
    (first,) = office.came_back(shut, "Ann Lee", base=base)
    office.accept(first, text="All roads are shut.")
    (row,) = office.came_back(again(shut), "Dee Fox", base=base)
    assert row.is_there


def test_a_new_paragraph_that_was_typed_here_too_is_there(office: Office) -> None:
    (row,) = office.came_back(shut, base=office.circulated())
    after = int(office.record("late")[1:])
    item = int(office.record("Roads")[1:])
    office.do("Type", add_point, item_id=item, text="Roads are shut.", after_id=after)
    assert office.waiting()[0].is_there
    assert row.records == ()


@pytest.mark.parametrize("other", ["Schools", "gone"])
def test_the_same_words_elsewhere_or_no_longer_there_are_new(office: Office, other: str) -> None:
    base = office.circulated()
    edit = shut if other == "gone" else lambda e: e.saying("Nothing").addnext(e.new("Roads are shut."))
    office.accept(*office.came_back(edit, "Ann Lee", base=base))
    if other == "gone":
        office.do("Delete", delete_point, int(office.record("Roads are shut")[1:]))
    (row,) = office.came_back(again(shut), "Dee Fox", base=base)
    assert not row.is_there
    office.do("Accept", accept_all, row.copy_id, change_ids=[row.id])
    assert "spring.\nRoads are shut.\n- One" in office.typed


def test_the_same_paragraph_twice_in_one_copy_is_written_twice(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        for _ in range(2):
            e.saying("late").addnext(e.new("Noted."))

    office.accept(*office.came_back(edit))
    assert "spring.\nNoted.\nNoted.\n- One" in office.typed


def test_a_conflict_beside_the_blocks_is_shown_with_the_change(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.retype(e.saying("County Hall"), "County Hall", "Town Hall")
        e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox")

    place, owner = office.came_back(edit)
    assert (place.conflict, owner.conflict) == ("", "")
    office.do("Move", edit_meeting, office.meeting_id, title="", time="", place="Barn", marking="")
    office.do("Assign", assign_action, office.partnership.action("CG 17/1").id, owners=["Ann Lee"])
    said = [row.conflict for row in office.waiting()]
    assert said == [
        "The place was changed here since. It is “Barn”; the copy says “Town Hall”.",
        "The owner was changed here since. It is “Ann Lee”; the copy says “Dee Fox”.",
    ]
    with pytest.raises(ChangedSinceError, match="It is “Barn”"):
        office.accept(place)


def test_a_name_that_was_listed_otherwise_here_since_is_a_conflict_though_new_in_the_copy(
    office: Office,
) -> None:
    office.came_back(lambda e: e.replace(e.saying("Present:"), "Ben Okafor", "Ben Okafor, Cy Dunn"))
    office.do("Away", set_attendance, office.meeting_id, name="Cy Dunn", status=AttendanceStatus.APOLOGIES)
    (row,) = office.waiting()
    assert row.conflict == (
        "Cy Dunn was listed otherwise here since: under apologies. The copy has “Present: Ann Lee (chair), "
        "Ben Okafor, Cy Dunn”."
    )


def test_one_who_is_put_from_line_to_line_in_the_copy_is_no_conflict(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("Present:"), "Ben Okafor", "Dee Fox")
        e.replace(e.saying("Apologies:"), "Dee Fox", "Ben Okafor")

    rows = office.came_back(edit)
    assert not any(row.is_conflict for row in rows)
    office.accept(*rows)
    assert "Present: Ann Lee (chair), Dee Fox\nApologies: Ben Okafor" in office.typed


def test_what_is_hidden_from_its_reader_since_is_a_conflict_from_the_first(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.wrap(e.saying("Heads"), "del"))
    office.do("Narrow", mark_point, int(office.record("Heads")[1:]), audience=Audience.RESTRICTED)
    (row,) = office.waiting()
    assert row.conflict.startswith("The block is no longer for whom this copy was made.")
    assert not row.is_there


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda e: e.comment(e.saying("Heads"), "more time", (ANN, "How much?")), "Heads"),
        (lambda e: e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox"), "ring the council"),
        (lambda e: e.replace(e.saying("Heads"), "more", "less"), "Heads"),
    ],
    ids=["comment", "listed", "reworded"],
)
def test_no_words_are_written_beside_a_line_that_is_hidden_from_its_reader_since(
    office: Office, edit: Edit, words: str
) -> None:
    (row,) = office.came_back(edit)
    office.do("Narrow", mark_point, int(office.record(words)[1:]), audience=Audience.RESTRICTED)
    before = office.typed
    assert [row.is_hidden for row in office.waiting()] == [True]
    with pytest.raises(UserError, match="no longer for whom this copy was made"):
        office.accept(row, text="A wholly other sentence stands here")
    assert office.typed == before


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (("Heads",), "The block is no longer in the note. It was “Heads want more time for it.”; the copy"),
        (("Nothing",), "The block is no longer in the note. It was “Nothing new was said.”; the copy"),
        (
            ("Nothing", "Heads"),
            "The blocks are no longer in the note. They were “Nothing new was said.” and “Heads want",
        ),
    ],
)
def test_of_blocks_that_were_joined_those_are_named_that_are_gone(
    office: Office, gone: tuple[str, ...], said: str
) -> None:
    office.came_back(lambda e: e.join(e.saying("Nothing"), tracked=False))
    for words in gone:
        office.do("Delete", delete_point, int(office.record(words)[1:]))
    (row,) = office.waiting()
    assert row.conflict.startswith(said)


def test_owner_and_due_of_the_list_are_put_into_the_actions_line(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox")

    office.accept(*office.came_back(edit))
    assert "Action: ring the council @Dee Fox (due 31 January 2018)" in office.typed
    assert office.partnership.action("CG 17/1").owners == ("Dee Fox",)


def test_an_owner_of_the_list_leaves_a_due_date_that_was_put_off_here(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox"))
    action = office.partnership.action("CG 17/1").id
    office.do("Extend", extend_action, action, on=AT.date(), due="1 March 2018")
    office.accept(row)
    after = office.partnership.action("CG 17/1")
    assert (after.owners, str(after.due.on)) == (("Dee Fox",), "2018-03-01")


def test_what_cannot_be_located_is_left_when_all_is_accepted(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("late"), "late", "early")
        e.replace(e.saying("The plan will"), "March", "April")

    rows = office.came_back(edit)
    decided = int(office.record("read again")[1:])
    office.do("Edit", edit_point, decided, text="The roads are to be looked at once more")
    left = office.do("Accept", accept_all, rows[0].copy_id, change_ids=[row.id for row in rows])
    assert left == (rows[1].id,)
    assert "The *plan* is early." in office.typed
    assert [row.state for row in office.waiting()] == [ChangeState.WAITING]
    with pytest.raises(UserError, match="cannot be told where"):
        office.accept(rows[1])


def test_words_of_ones_own_are_taken_whatever_is_here_since(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.retype(e.saying("County Hall"), "County Hall", "Town Hall"))
    office.do("Move", edit_meeting, office.meeting_id, title="", time="", place="Barn", marking="")
    office.accept(row, text="Place: Guildhall")
    assert "Place: Guildhall\n" in office.typed


def test_a_note_says_of_an_action_everywhere_what_was_taken_from_the_list(office: Office) -> None:
    office.accept(*office.came_back(lambda e: e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox")))
    shown = prints_of(office.partnership.sheet(office.meeting_id), Audience.RESTRICTED).values()
    (line,) = (block.text for block in shown if "CG 17/1" in block.text)
    assert "Dee Fox" in line
    assert "Okafor" not in line


@pytest.mark.parametrize(
    ("edit", "then"),
    [
        (reworded("new was", "new of Zebulon was"), Audience.RESTRICTED),
        (lambda e: e.saying("Nothing").addnext(e.new("Barton has draft figures.")), Audience.MEMBERS),
        (lambda e: e.saying("draft figures").addnext(e.new("So it is.")), Audience.MEMBERS),
        (reworded("late", "early"), None),
        (lambda e: e.saying("late").addnext(e.new("Members: So it is.")), None),
    ],
    ids=["reworded", "new", "under", "as wide", "labelled"],
)
def test_who_alone_could_see_what_is_taken_is_told_before(
    office: Office, edit: Edit, then: Audience | None
) -> None:
    rows = office.came_back(edit, reader=Audience.MEMBERS)
    told = office.partnership.database.read(narrowed_by, rows)
    assert {change_id: one.audience for change_id, one in told.items()} == (
        {rows[0].id: then} if then else {}
    )
    held = {point.record: point.audience for point in points_in(office)}
    office.accept(*rows)
    narrow = [p.audience for p in points_in(office) if held.get(p.record, Audience.PUBLIC) != p.audience]
    assert narrow == ([then] if then else [Audience.MEMBERS] if "Members: So" in office.typed else [])


def points_in(office: Office) -> list[PointSheet]:
    return [point for item in office.partnership.sheet(office.meeting_id).note.items for point in item.points]


@pytest.mark.parametrize("first", [0, 1], ids=["moved first", "split first"])
def test_what_was_moved_and_split_is_both_in_whichever_order_it_is_accepted(
    office: Office, first: int
) -> None:
    def edit(e: WordEdit) -> None:
        moved = e.saying("late")
        e.saying("Nothing").addnext(moved)
        e.split(moved, "It is", tracked=False)

    rows = office.came_back(edit)
    office.accept(rows[first], rows[1 - first])
    assert "said.\nThe *plan* is late.\nIt is to be ready in spring.\nHeads" in office.typed
