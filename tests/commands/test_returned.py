"""A copy comes back: what it changes waits, side by side with others', and is taken or refused."""

from pathlib import Path

import pytest

from sop_minutes.commands import deleting, points
from sop_minutes.commands.actions import assign_action
from sop_minutes.commands.attendance import set_attendance
from sop_minutes.commands.circulating import record_circulation
from sop_minutes.commands.returned import (
    accept_all,
    accept_change,
    keep_returned_copy,
    reject_change,
)
from sop_minutes.domain.circulating import RecipientRow, Sent, SentFile
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.marks import code_mark
from sop_minutes.domain.words import AttendanceStatus, Audience, ChangeState
from sop_minutes.queries.returned import list_returned
from sop_minutes.queries.returned_copies import copy_content, list_copies
from sop_minutes.queries.returned_note import returned_note
from sop_minutes.returning import UntoldError, read_returned
from tests.commands.office import AT, Office, reworded
from tests.conftest import Partnership, approve
from tests.importing.returned.wordedits import Edit, W, WordEdit, node, run, traced


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


def _reworded(office: Office, words: str, others: str) -> Edit:
    return lambda e: e.replace(e.saying(words), words, others)


def test_a_change_waits_until_it_is_accepted(office: Office) -> None:
    before = office.typed
    (row,) = office.came_back(_reworded(office, "late", "early"))
    assert office.typed == before
    assert row.records == (office.record("late"),)
    assert [(span.text, span.trace.value) for span in row.spans[0]][2:5] == [
        (" is ", "kept"),
        ("late.", "deleted"),
        ("early.", "inserted"),
    ]
    office.accept(row)
    assert office.typed == before.replace("late", "early")
    assert office.waiting() == ()


def test_a_rejected_change_leaves_the_note(office: Office) -> None:
    before = office.typed
    (row,) = office.came_back(_reworded(office, "late", "early"))
    office.do("Reject", reject_change, row.id)
    assert office.typed == before
    with pytest.raises(UserError, match="was rejected already"):
        office.accept(row)


def test_accepting_is_undone(office: Office) -> None:
    before = office.typed
    (row,) = office.came_back(_reworded(office, "late", "early"))
    office.accept(row)
    office.partnership.database.undo()
    assert office.typed == before
    assert [each.state for each in office.waiting()] == [ChangeState.WAITING]


def test_an_actions_line_keeps_how_it_was_typed_and_is_understood_anew(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.replace(e.saying("Action CG"), "31 January", "28 February"))
    office.accept(row)
    assert "Action: @BO to ring the council by 28 February" in office.typed
    assert str(office.partnership.action("CG 17/1").due.on) == "2018-02-28"


@pytest.mark.parametrize(
    ("words", "edit", "line"),
    [
        (
            "new",
            lambda e: e.saying("late").addnext(e.new("Roads are shut.")),
            "spring.\nRoads are shut.\n- One",
        ),
        ("new first", lambda e: e.saying("An opening").addprevious(e.new("Hello.")), "Hello.\nAn opening"),
        ("deleted", lambda e: e.wrap(e.saying("One thing"), "del"), "spring.\n- Another"),
        (
            "moved",
            lambda e: e.saying("late").addnext(e.saying("Heads")),
            "spring.\nHeads want more time for it.\n-",
        ),
        (
            "split",
            lambda e: e.split(e.saying("late"), "It is", tracked=True),
            "late.\nIt is to be ready in spring.\n-",
        ),
        ("heading", lambda e: e.replace(e.saying("Schools"), "Schools", "Colleges"), "# Colleges\nNothing"),
        ("presenter", lambda e: e.replace(e.saying("Roads ("), "Ann Lee", "Dee Fox"), "# Roads (Dee Fox)"),
        ("place", lambda e: e.replace(e.saying("Place:"), "County", "Town"), "Place: Town Hall\n"),
        (
            "names",
            lambda e: (
                e.replace(e.saying("Present:"), ", Ben Okafor", ", Cy Dunn"),
                e.replace(e.saying("Apologies:"), "Dee Fox", "Dee Fox, Ben Okafor"),
            ),
            "Present: Ann Lee (chair), Cy Dunn\nApologies: Dee Fox, Ben Okafor",
        ),
        (
            "bold",
            lambda e: e.find(e.saying("late"), "ready")[0].insert(0, node("<w:rPr><w:b/></w:rPr>")),
            "**ready**",
        ),
        (
            "deeper",
            lambda e: next(e.saying("Another").iter(W + "ilvl")).set(W + "val", "1"),
            "- One thing that was said\n  - Another",
        ),
        (
            "to a heading",
            lambda e: e.saying("Heads").insert(0, node('<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>')),
            "# Heads want more time for it.",
        ),
        (
            "heading gone",
            lambda e: e.remove(e.saying("Schools")),
            "Zebulon Quist\nNothing new was said.\nHeads",
        ),
        (
            "decision in the list",
            lambda e: e.replace(e.saying("The plan will"), "March", "April"),
            "Agreed: the plan will be read again in April",
        ),
        (
            "label",
            lambda e: e.replace(e.saying("Heads"), "Heads", "Action: Heads"),
            "Action: Heads want more",
        ),
        (
            "owner",
            lambda e: e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox"),
            "ring the council @Dee Fox (due 31 January 2018)",
        ),
    ],
)
def test_each_kind_of_change_is_made_as_it_was_meant(
    office: Office, words: str, edit: Edit, line: str
) -> None:
    office.accept(*office.came_back(edit))
    assert line in office.typed
    assert office.waiting() == ()


def test_an_owner_in_the_table_becomes_the_actions(office: Office) -> None:
    office.accept(*office.came_back(lambda e: e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox")))
    assert office.partnership.action("CG 17/1").owners == ("Dee Fox",)


def test_an_owner_in_the_table_does_not_go_over_one_who_was_named_here_since(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox"))
    action = office.partnership.action("CG 17/1").id
    office.do("Assign", assign_action, action, owners=["Ann Lee"])
    with pytest.raises(ChangedSinceError, match="It is “Ann Lee”; the copy says “Dee Fox”"):
        office.accept(row)
    assert office.do("Accept", accept_all, row.copy_id, change_ids=[row.id]) == (row.id,)
    assert office.partnership.action("CG 17/1").owners == ("Ann Lee",)
    office.accept(row, over=True)
    assert office.partnership.action("CG 17/1").owners == ("Dee Fox",)


def test_one_who_was_put_under_apologies_here_is_not_made_present_again(office: Office) -> None:
    (row,) = office.came_back(
        lambda e: e.replace(e.saying("Present:"), "Ben Okafor", "Ben Okafor (from 10:40)")
    )
    office.do("Away", set_attendance, office.meeting_id, name="Ben Okafor", status=AttendanceStatus.APOLOGIES)
    with pytest.raises(ChangedSinceError, match="Ben Okafor was listed otherwise here since"):
        office.accept(row)
    assert "Apologies: Ben Okafor, Dee Fox" in office.typed


def test_what_is_done_to_a_line_that_was_narrowed_here_since_is_refused(office: Office) -> None:
    base = office.went_out()
    (row,) = office.came_back(_reworded(office, "more", "less"), base=base)
    (gone,) = office.came_back(lambda e: e.wrap(e.saying("Heads"), "del"), base=base)
    record = int(office.record("Heads")[1:])
    office.do("Narrow", points.mark_point, record, audience=Audience.RESTRICTED)
    for change in (row, gone):
        with pytest.raises(UserError, match="no longer for whom this copy was made"):
            office.accept(change, over=True)
    assert office.typed.count("Heads want") == 1


def test_joined_blocks_become_the_first(office: Office) -> None:
    (row,) = office.came_back(
        lambda e: (e.saying("Nothing").append(node(run(" "))), e.join(e.saying("Nothing"), tracked=False))
    )
    office.accept(row)
    assert "Nothing new was said. Heads want more time for it." in office.typed


def test_a_new_item_takes_what_stands_after_it(office: Office) -> None:
    rows = office.came_back(lambda e: e.saying("Another").addprevious(e.new("Bridges", style="Heading2")))
    office.accept(*rows)
    assert "- One thing that was said\n\n# Bridges\n- Another thing" in office.typed


def test_new_blocks_stand_in_their_order_whichever_is_accepted_first(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        for text in ("Third.", "Second.", "First."):
            e.saying("late").addnext(e.new(text))

    first, second, third = office.came_back(edit)
    office.accept(third, first, second)
    assert "spring.\nFirst.\nSecond.\nThird." in office.typed


def test_the_same_file_is_not_taken_twice(office: Office) -> None:
    copy = WordEdit(office.went_out())
    _reworded(office, "late", "early")(copy)
    path = copy.save(office.folder / "copy.docx")
    database = office.partnership.database
    office.do("Import", keep_returned_copy, read_returned(database, path), at=AT, from_name="Ann Lee")
    with pytest.raises(
        UserError, match=r"came before, from Ann Lee on 20 November 2017\. Nothing was changed"
    ):
        office.do("Import", keep_returned_copy, read_returned(database, path), at=AT)


def test_a_copy_is_from_who_changed_most_in_it(office: Office) -> None:
    copy = WordEdit(office.went_out())
    copy.replace(copy.saying("late"), "late", "early", "Cy Dunn")
    sheet = read_returned(office.partnership.database, copy.save(office.folder / "copy.docx"))
    office.do("Import", keep_returned_copy, sheet, at=AT)
    assert [row.from_name for row in office.partnership.database.read(list_copies)] == ["Cy Dunn"]


def test_copies_of_several_stand_side_by_side(office: Office) -> None:
    base = office.went_out()
    office.came_back(_reworded(office, "late", "early"), "Ann Lee", base=base)
    office.came_back(_reworded(office, "spring", "summer"), "Ben Okafor", base=base)
    office.came_back(
        lambda e: e.comment(e.saying("late"), "plan", ("Dee Fox", "Which?")), "Dee Fox", base=base
    )
    blocks = office.partnership.database.read(returned_note, office.meeting_id).blocks
    (block,) = [block for block in blocks if block.changes]
    assert block.record == office.record("late")
    assert [row.from_name for row in block.changes] == ["Ann Lee", "Ben Okafor", "Dee Fox"]
    assert block.changes[2].comment == "Dee Fox on “plan”: Which?"


def test_two_edits_of_one_block_are_put_together_if_they_do_not_touch(office: Office) -> None:
    base = office.went_out()
    (one,) = office.came_back(_reworded(office, "late", "early"), base=base)
    (other,) = office.came_back(_reworded(office, "spring", "summer"), "Ann Lee", base=base)
    office.accept(one, other)
    assert "The *plan* is early. It is to be ready in summer." in office.typed


def test_two_edits_of_the_same_words_are_a_conflict(office: Office) -> None:
    base = office.went_out()
    (one,) = office.came_back(_reworded(office, "late", "early"), base=base)
    (other,) = office.came_back(_reworded(office, "late", "very late"), "Ann Lee", base=base)
    office.accept(one)
    (waits,) = office.waiting()
    assert waits.is_conflict
    assert [block.text for block in waits.now if block] == [
        "The *plan* is early. It is to be ready in spring."
    ]
    with pytest.raises(ChangedSinceError, match="changed here since"):
        office.accept(other)
    office.accept(other, over=True)
    assert "The *plan* is very late." in office.typed


def test_a_conflict_is_settled_with_other_words(office: Office) -> None:
    base = office.went_out()
    (one,) = office.came_back(_reworded(office, "late", "early"), base=base)
    (other,) = office.came_back(_reworded(office, "late", "very late"), "Ann Lee", base=base)
    office.accept(one)
    office.accept(other, text="The *plan* is on time.")
    assert "The *plan* is on time.\n" in office.typed


def test_a_block_that_is_gone_is_a_conflict_and_comes_back_if_that_is_wanted(office: Office) -> None:
    (row,) = office.came_back(_reworded(office, "late", "early"))
    office.do("Delete", points.delete_point, int(office.record("late")[1:]))
    with pytest.raises(ChangedSinceError, match="no longer in the note"):
        office.accept(row)
    office.accept(row, over=True)
    assert "# Roads (Ann Lee)\nThe *plan* is early. It is to be ready in spring.\n- One" in office.typed


def test_what_is_deleted_in_a_copy_is_not_deleted_if_it_was_edited_here(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.wrap(e.saying("Heads"), "del"))
    office.do("Edit", points.edit_point, int(office.record("Heads")[1:]), text="Heads want less.")
    with pytest.raises(ChangedSinceError):
        office.accept(row)
    assert "Heads want less." in office.typed


def test_what_is_deleted_here_too_is_simply_so(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.wrap(e.saying("Heads"), "del"))
    office.do("Delete", points.delete_point, int(office.record("Heads")[1:]))
    office.accept(row)
    assert office.waiting() == ()


def test_approved_minutes_are_not_changed(office: Office) -> None:
    (row,) = office.came_back(_reworded(office, "late", "early"))
    approve(office.partnership.database, office.meeting_id)
    with pytest.raises(UserError, match="approved; reopen the meeting"):
        office.accept(row)


def test_words_put_into_a_block_for_members_stay_for_members(office: Office) -> None:
    office.accept(*office.came_back(_reworded(office, "figures", "sums")))
    assert "Members: draft sums are low in Barton" in office.typed


def test_a_label_that_is_taken_off_makes_nothing_wider(office: Office) -> None:
    office.accept(*office.came_back(lambda e: e.delete(e.saying("Members: draft"), "Members:")))
    assert "Members: draft figures are low in Barton" in office.typed


def test_what_a_new_line_says_again_of_a_narrow_one_is_as_narrow(office: Office) -> None:
    office.accept(
        *office.came_back(lambda e: e.saying("Heads").addnext(e.new("Low figures in Barton, too.")))
    )
    assert "Members: Low figures in Barton, too." in office.typed


def test_what_names_what_was_withheld_from_its_reader_is_as_narrow(office: Office) -> None:
    office.accept(*office.came_back(_reworded(office, "Heads", "Heads and Zebulon Quist")))
    assert "Restricted: Heads and Zebulon Quist want more time for it." in office.typed


def test_a_new_line_after_one_for_members_is_for_members(office: Office) -> None:
    office.accept(*office.came_back(lambda e: e.saying("Members: draft").addnext(e.new("It may change."))))
    assert "Members: It may change." in office.typed


def test_a_new_line_after_a_restricted_one_in_the_record_is_restricted(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.saying("Zebulon").addnext(e.new("His wife lives in Ely."))

    office.accept(*office.came_back(edit, reader=Audience.RESTRICTED))
    assert "Restricted: His wife lives in Ely." in office.typed


def test_words_moved_out_of_a_narrow_line_stay_narrow(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.retype(e.saying("Members: draft"), " are low in Barton", "")
        e.retype(e.saying("Heads"), "for it.", "for it. They are low in Barton")

    office.accept(*office.came_back(edit))
    assert "Members: Heads want more time for it. They are low in Barton" in office.typed


def test_a_block_moved_out_of_a_restricted_item_stays_restricted(
    partnership: Partnership, tmp_path: Path
) -> None:
    meeting_id = partnership.record("# Roads\nOpen.\nRestricted: # Staff\nSecret words.\nMore of it.")
    office = Office(partnership, meeting_id, tmp_path)
    office.accept(
        *office.came_back(lambda e: e.saying("Open.").addnext(e.saying("Secret")), reader=Audience.RESTRICTED)
    )
    assert "Open.\nRestricted: Secret words." in office.typed


def test_what_the_public_could_not_see_is_not_deleted(office: Office) -> None:
    assert office.came_back(lambda _: None, reader=Audience.PUBLIC) == []
    (row,) = office.came_back(_reworded(office, "late", "early"), reader=Audience.PUBLIC)
    office.accept(row)
    assert "Members: draft figures" in office.typed
    assert "Restricted: the name" in office.typed


def test_all_that_was_shown_is_accepted_but_conflicts(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("late"), "late", "early")
        e.wrap(e.saying("One thing"), "del")
        e.replace(e.saying("Heads"), "more", "less")

    base = office.went_out()
    rows = office.came_back(edit, base=base)
    office.do("Edit", points.edit_point, int(office.record("Heads")[1:]), text="Heads want some time for it.")
    left = office.do("Accept", accept_all, rows[0].copy_id, change_ids=[row.id for row in rows])
    assert left == (rows[2].id,)
    assert "early" in office.typed
    assert "One thing" not in office.typed


def test_nothing_of_another_copy_is_accepted_with_all(office: Office) -> None:
    base = office.went_out()
    (one,) = office.came_back(_reworded(office, "late", "early"), base=base)
    (other,) = office.came_back(_reworded(office, "spring", "summer"), "Ann Lee", base=base)
    with pytest.raises(UserError, match="of another copy"):
        office.do("Accept", accept_all, one.copy_id, change_ids=[one.id, other.id])
    assert len(office.waiting()) == 2


def test_what_can_only_be_shown_is_not_taken(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.replace(e.saying("Date:"), "15", "16"))
    with pytest.raises(UserError, match="cannot be taken by itself"):
        office.accept(row)


def test_a_comment_is_dealt_with_or_answered_in_the_text(office: Office) -> None:
    one, other = office.came_back(
        lambda e: (
            e.comment(e.saying("One thing"), "One", ("Dee Fox", "Which?")),
            e.comment(e.saying("Another"), "Another", ("Dee Fox", "And this?")),
        )
    )
    office.accept(one)
    office.accept(other, text="Another thing, named so")
    assert "- One thing that was said\n- Another thing, named so" in office.typed


@pytest.mark.parametrize("drop", ["marks", "subject"])
def test_a_copy_without_marks_is_known_by_its_title(office: Office, drop: str) -> None:
    def edit(e: WordEdit) -> None:
        if drop == "marks":
            e.remove(*e.root.iter(W + "bookmarkStart"), *list(e.root.iter(W + "bookmarkEnd")))
        else:
            e.parts["docProps/core.xml"] = e.parts["docProps/core.xml"].replace(b"Key points: ", b"")
        e.retype(e.saying("late"), "late", "early")

    (row,) = office.came_back(edit)
    assert row.records == (office.record("late"),)


@pytest.mark.parametrize("label", ["Restricted", "Members", "Date"])
def test_nothing_is_deleted_that_a_reader_who_is_guessed_may_never_have_had(
    office: Office, label: str
) -> None:
    def edit(e: WordEdit) -> None:
        e.remove(*e.root.iter(W + "bookmarkStart"), *list(e.root.iter(W + "bookmarkEnd")))
        e.parts["docProps/core.xml"] = e.parts["docProps/core.xml"].replace(b"Key points: ", b"")
        e.saying("late").addnext(e.new(f"{label}: ask before printing"))
        e.saying("late").addnext(e.new("Restricted: and after"))
        e.remove(e.saying("Another thing"))

    rows = office.came_back(edit, reader=Audience.PUBLIC)
    office.do("Accept", accept_all, rows[0].copy_id, change_ids=[row.id for row in rows])
    for words in ("Place: County Hall", "Present: Ann Lee", "draft figures", "Zebulon Quist"):
        assert words in office.typed
    assert "Another thing" not in office.typed


def test_a_copy_of_another_meeting_is_refused(office: Office) -> None:
    office.partnership.record("Date: 10 January 2018\n# Roads\nOther.")
    with pytest.raises(UserError, match=r"is a copy of CG/2017-11-15, not of CG/2018-01-10"):
        read_returned(office.partnership.database, office.went_out(), key="CG/2018-01-10")


def test_a_file_of_something_else_is_refused(office: Office) -> None:
    copy = WordEdit(office.went_out())
    for p in list(copy.body)[1:-1]:
        copy.remove(p)
    copy.retype(copy.p(f"m{office.meeting_id}"), "Key points", "A letter")
    copy.remove(*copy.root.iter(W + "bookmarkStart"))
    copy.retype(copy.saying("A letter"), " – 15 November 2017", "")
    path = copy.save(office.folder / "letter.docx")
    with pytest.raises(UserError, match=r"letter\.docx cannot be told to be a copy of a note"):
        read_returned(office.partnership.database, path)
    (office.folder / "letter.txt").write_text("Dear all", "utf-8")
    with pytest.raises(UserError, match=r"letter\.txt"):
        read_returned(office.partnership.database, office.folder / "letter.txt")


def test_a_day_that_cannot_be_told_in_utc_is_none(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.replace(e.saying("late"), "late", "early")
        for change in e.root.iter(W + "ins", W + "del"):
            change.set(W + "date", "0001-01-01T00:00:00+01:00")

    (row,) = office.came_back(edit)
    assert row.at is None


def test_a_tracked_change_within_another_names_who_made_it(office: Office) -> None:
    (row,) = office.came_back(
        lambda e: e.insert_after(e.saying("late"), "is", traced("ins", run(" not"), "Cy Dunn")), "Ann Lee"
    )
    assert (row.from_name, row.who) == ("Ann Lee", "Cy Dunn")


def test_a_meeting_that_is_deleted_takes_its_copies_with_it(office: Office) -> None:
    office.came_back(_reworded(office, "late", "early"))
    office.do("Delete", deleting.delete_meeting, office.meeting_id, with_note=True)
    assert office.partnership.database.read(list_copies) == ()
    office.partnership.database.undo()
    assert [row.waiting for row in office.partnership.database.read(list_copies)] == [1]


def _circulated(office: Office, reader: Audience = Audience.MEMBERS) -> Path:
    """Let a note go out as a numbered circulation, and return its Word file."""
    copy = WordEdit(office.went_out(reader))
    title = copy.p(f"m{office.meeting_id}")
    title.append(node(f'<w:bookmarkStart w:id="9000" w:name="{code_mark("K7QM2X")}"/>'))
    title.append(node('<w:bookmarkEnd w:id="9000"/>'))
    path = copy.save(office.folder / "circulated.docx")

    to = RecipientRow("Ann Lee", "ann@example.org", "Thames Valley Police")
    files = (SentFile("Note.docx", path.read_bytes()),)
    sent = Sent(office.meeting_id, reader, "K7QM2X", (), files, (to,))
    office.do("Circulate", record_circulation, sent, at=AT)
    return path


def test_a_copy_of_a_circulation_is_compared_with_what_went_out(office: Office) -> None:
    path = _circulated(office)
    office.do("Edit", points.edit_point, int(office.record("Heads")[1:]), text="Heads want less time.")
    (row,) = office.came_back(_reworded(office, "late", "early"), base=path)
    assert row.records == (office.record("late"),)
    assert office.partnership.database.read(list_copies)[0].circulation_id is not None
    office.accept(row)
    assert "early" in office.typed
    assert "Heads want less time." in office.typed


def test_a_copy_of_a_circulation_that_is_not_known_here_is_taken_only_for_what_one_says(
    office: Office,
) -> None:
    copy = WordEdit(office.went_out())
    copy.p(f"m{office.meeting_id}").append(
        node(f'<w:bookmarkStart w:id="9" w:name="{code_mark("AAAAAA")}"/>')
    )
    path = copy.save(office.folder / "foreign.docx")
    with pytest.raises(UntoldError, match="not known here"):
        read_returned(office.partnership.database, path)
    sheet = read_returned(office.partnership.database, path, key="CG/2017-11-15")
    assert sheet.sentences[0].startswith("Its circulation is not known here; it is compared with")


@pytest.mark.parametrize(
    ("was", "now"), [("15 November", "16 November"), ("Co-ordination Group", "Roads Board")]
)
def test_a_copy_with_the_title_of_another_day_or_group_is_not_taken_for_the_meeting_of_its_marks(
    office: Office, was: str, now: str
) -> None:
    copy = WordEdit(office.went_out())
    copy.retype(copy.saying("Key points"), was, now)
    path = copy.save(office.folder / "other.docx")
    with pytest.raises(UntoldError, match="marked as one of CG/2017-11-15, but its title"):
        read_returned(office.partnership.database, path)
    assert read_returned(office.partnership.database, path, key="CG/2017-11-15").meeting_id == 1


def test_a_copy_that_says_it_is_for_others_than_its_circulation_is_refused(office: Office) -> None:
    copy = WordEdit(_circulated(office))
    name = "docProps/core.xml"
    copy.parts[name] = copy.parts[name].replace("members’ note".encode(), b"public note")
    with pytest.raises(UserError, match="circulation 1 went out as the members’ note"):
        read_returned(office.partnership.database, copy.save(office.folder / "copy.docx"))


def test_the_copy_is_kept_as_it_came_and_so_are_words_it_was_accepted_with(office: Office) -> None:
    path = office.edited(reworded("late", "early"))
    read, came = read_returned(office.partnership.database, path), path.read_bytes()
    kept = office.partnership.database.do("Import", keep_returned_copy, read, at=AT)
    assert office.partnership.database.read(copy_content, kept.copy_id) == came
    assert office.partnership.database.read(list_copies)[0].from_name == "Ann Lee"
    office.do("Accept", accept_change, kept.change_ids[0], text="The *plan* is a secret.")
    (row,) = office.partnership.database.read(list_returned, office.meeting_id, None)
    assert (row.instead, row.state) == ("The *plan* is a secret.", ChangeState.ACCEPTED)
    office.partnership.database.undo()
    (row,) = office.waiting()
    assert row.instead == ""


def test_a_copy_that_is_gone_has_no_file(office: Office) -> None:
    with pytest.raises(UserError, match="That copy is no longer there"):
        office.partnership.database.read(copy_content, 7)
