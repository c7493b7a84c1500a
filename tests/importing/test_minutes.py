"""Minutes as councils write them: facts, attendance, items, decisions, actions, several meetings."""

from datetime import date
from pathlib import Path

import pytest

from sop_minutes.domain.sheets import AttendanceSheet, NoteSheet
from sop_minutes.domain.words import AttendanceStatus, Audience, ItemKind, PointKind
from sop_minutes.importing import read_word_note
from tests.importing.wordfile import bold, bullet, cell, numbered, para, run, save, table

TITLE = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")


def heading(text: str) -> str:
    return para(text, style="Heading1")


def notes(tmp_path: Path, *body: str) -> tuple[NoteSheet, ...]:
    return read_word_note(save(tmp_path / "n.docx", *body)).notes


def note(tmp_path: Path, *body: str) -> NoteSheet:
    (sheet,) = notes(tmp_path, *body)
    return sheet


def items(sheet: NoteSheet) -> list[tuple[str, list[str]]]:
    return [(item.title, [point.text for point in item.points]) for item in sheet.items]


def actions(sheet: NoteSheet) -> list[str]:
    return [p.text for item in sheet.items for p in item.points if p.kind is PointKind.ACTION]


def people(sheet: NoteSheet) -> list[tuple[str, str, str]]:
    return [(person.name, person.status.value, person.detail) for person in sheet.attendance]


def test_reads_facts_from_a_table_of_labels(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        para(bold("Safer Streets Board")),
        table(
            ["Date", "Wednesday 15 November 2017"],
            ["Time", "10am – 12 noon"],
            ["Venue", "County Hall, Oxford"],
            ["Chair", "Amina Rahman"],
            [
                "Present",
                para("Amina Rahman, Oxfordshire County Council")
                + para("Siobhan O'Neill-Hart – Thames Valley Police"),
            ],
            ["Apologies", "Tom Price, Li Wei"],
        ),
        heading("Prevent"),
        para("The plan was noted."),
    )
    assert (sheet.title, sheet.on) == ("Safer Streets Board", date(2017, 11, 15))
    assert (sheet.time, sheet.place) == ("10am – 12 noon", "County Hall, Oxford")
    assert people(sheet) == [
        ("Amina Rahman", "present", "chair, Oxfordshire County Council"),
        ("Siobhan O'Neill-Hart", "present", "Thames Valley Police"),
        ("Tom Price", "apologies", ""),
        ("Li Wei", "apologies", ""),
    ]
    assert items(sheet) == [("Prevent", ["The plan was noted."])]


def test_reads_facts_from_labelled_lines(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        para(bold("Safer Streets Board")),
        para(bold("Date:"), " 3rd May 2018"),
        para("Time:\t2pm"),
        para("Venue: Town Hall"),
        heading("Prevent"),
        para("x."),
    )
    assert (sheet.on, sheet.time, sheet.place) == (date(2018, 5, 3), "2pm", "Town Hall")
    assert items(sheet) == [("Prevent", ["x."])]


PRESENT, APOLOGIES = AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES
ATTENDANCE = {
    "on one line": (
        [para("Present: Amina Rahman (chair), Tom Price and Li Wei")],
        ["Amina Rahman", "Tom Price", "Li Wei"],
    ),
    "with semicolons": (
        [para("Present: Amina Rahman, OCC; Det Supt Ann Lee, TVP")],
        ["Amina Rahman", "Det Supt Ann Lee"],
    ),
    "with bodies in capitals": (
        [para("Present: Amina Rahman, OCC, Tom Price, TVP")],
        ["Amina Rahman", "Tom Price"],
    ),
    "as a list below": (
        [
            para(bold("Present")),
            bullet("Amina Rahman – OCC (Chair)"),
            bullet("Tom Price, OCC"),
            bullet("Li Wei (Trading Standards)"),
        ],
        ["Amina Rahman", "Tom Price", "Li Wei"],
    ),
    "by surname": (
        [para("Present: Cllrs A Smith (Chairman), B Jones and C Brown")],
        ["A Smith", "B Jones", "C Brown"],
    ),
    "with line breaks": ([para("Present:\nAmina Rahman\nTom Price")], ["Amina Rahman", "Tom Price"]),
    "under a heading": (
        [heading("Attendees"), para("Amina Rahman, Tom Price, Li Wei")],
        ["Amina Rahman", "Tom Price", "Li Wei"],
    ),
    "by organisation": (
        [para("Present:"), para("Thames Valley Police: Ann Lee, Tom Price")],
        ["Ann Lee", "Tom Price"],
    ),
}


@pytest.mark.parametrize("kind", ATTENDANCE)
def test_reads_attendance(kind: str, tmp_path: Path) -> None:
    lines, names = ATTENDANCE[kind]
    sheet = note(tmp_path, TITLE, *lines, heading("Prevent"), para("x."))
    assert [person.name for person in sheet.attendance] == names
    assert items(sheet) == [("Prevent", ["x."])]


def test_reads_an_attendee_table_with_ticks_and_apologies(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        TITLE,
        table(
            ["Name", "Organisation", "Initials", "Present"],
            ["Amina Rahman", "OCC", "AR", "✓"],
            ["Tom Price", "TVP", "TP", "Apologies"],
        ),
        heading("Prevent"),
        para("x."),
    )
    assert sheet.attendance == (
        AttendanceSheet("Amina Rahman", PRESENT, "OCC, AR"),
        AttendanceSheet("Tom Price", APOLOGIES, "TVP, TP"),
    )


def test_keeps_a_list_it_cannot_split_as_it_is(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        TITLE,
        para("Present: the usual partners, and others as they came"),
        heading("A"),
        para("x."),
    )
    assert sheet.attendance == ()
    assert items(sheet)[0] == ("", ["Present: the usual partners, and others as they came"])


def test_keeps_the_sentence_about_apologies_in_its_item(tmp_path: Path) -> None:
    said = "Apologies were received from Tom Price."
    sheet = note(tmp_path, TITLE, heading("1. Apologies"), para(said), heading("2. Prevent"), para("x."))
    assert items(sheet) == [("Apologies", [said]), ("Prevent", ["x."])]


HEADINGS = {
    "run-in labels": [para(bold("Prevent:"), " first."), para(bold("Budget"), " – second.")],
    "typed numbers": [para("1. Prevent"), para("First text."), para("2. Budget"), para("Second text.")],
    "capitals": [para("PREVENT"), para("First text."), para("BUDGET"), para("Second text.")],
    "a mixture": [heading("Prevent"), para("First text."), para(bold("Budget:"), " second.")],
    "a mixture the other way": [
        para(bold("Prevent")),
        para("First."),
        para("Budget", style="Heading2"),
        para("Second."),
    ],
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_finds_items_by(kind: str, tmp_path: Path) -> None:
    titles = [item.title.casefold() for item in note(tmp_path, TITLE, *HEADINGS[kind]).items]
    assert titles == ["prevent", "budget"]


def test_makes_headings_inside_an_item_bold_points(tmp_path: Path) -> None:
    sub = [para("Background", style="Heading2"), para("Some.")]
    sheet = note(tmp_path, TITLE, heading("Prevent"), *sub, heading("Budget"), *sub)
    assert items(sheet) == [("Prevent", ["**Background**", "Some."]), ("Budget", ["**Background**", "Some."])]


def test_takes_the_lower_level_as_items_when_the_upper_is_the_title(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        heading("Safer Streets Board minutes, 15 November 2017"),
        para("Prevent", style="Heading2"),
        para("x."),
        para("Budget", style="Heading2"),
        para("y."),
    )
    assert items(sheet) == [("Prevent", ["x."]), ("Budget", ["y."])]


def test_keeps_a_councils_own_minute_reference_in_the_title(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        TITLE,
        para(bold("19.09.01 Finance")),
        para("x."),
        para(bold("19.09.02 Planning")),
        para("y."),
    )
    assert [item.title for item in sheet.items] == ["19.09.01 Finance", "19.09.02 Planning"]


def test_nests_bullets(tmp_path: Path) -> None:
    listed = [
        bullet("one"),
        bullet("two", level=1),
        bullet("three"),
        para("Text."),
        para("•\tfour"),
        para("o\tfive"),
        para("•\tsix"),
        para("Text."),
        numbered("seven"),
    ]
    sheet = note(tmp_path, TITLE, heading("A"), *listed)
    assert [(p.level, p.text) for p in sheet.items[0].points] == [
        (1, "one"), (2, "two"), (1, "three"), (0, "Text."),
        (1, "four"), (2, "five"), (1, "six"), (0, "Text."), (1, "seven"),
    ]  # fmt: skip


KINDS = {
    "Agreed: the plan": (PointKind.DECISION, "the plan"),
    "AGREED – to go on": (PointKind.DECISION, "to go on"),
    "Decision: go on": (PointKind.DECISION, "go on"),
    "RESOLVED that the accounts be approved": (PointKind.DECISION, "RESOLVED that the accounts be approved"),
    "It was agreed that the plan is good.": (PointKind.DECISION, "It was agreed that the plan is good."),
    "ACTION: SC to circulate it": (PointKind.ACTION, "SC to circulate it"),
    "Action point 3: TP to chase": (PointKind.ACTION, "TP to chase"),
    "Action – RW": (PointKind.ACTION, "Said. @RW"),
    "It was read. ACTION: SC/RW": (PointKind.ACTION, "It was read. @SC @RW"),
    "1.2 SC to send figures. ACTION: SC": (PointKind.ACTION, "SC to send figures. (no. 1.2) @SC"),
    "Agreed action: SC to send figures": (PointKind.ACTION, "SC to send figures"),
    "AP: SC to send figures": (PointKind.ACTION, "SC to send figures"),
    "AP1: SC to send figures": (PointKind.ACTION, "SC to send figures"),
    "Action (SC): send figures": (PointKind.ACTION, "send figures @SC"),
    "Action SC: send figures": (PointKind.ACTION, "send figures @SC"),
    "Action for SC and RW: send figures": (PointKind.ACTION, "send figures @SC @RW"),
    "Action by Sam Carter: send figures": (PointKind.ACTION, "send figures @Sam Carter"),
    "Action: SC: send figures": (PointKind.ACTION, "send figures @SC"),
    "Action – Sam Carter – send figures": (PointKind.ACTION, "send figures @Sam Carter"),
    "Action: ASB – write a plan": (PointKind.ACTION, "ASB – write a plan"),
    "Action [SC] – send figures": (PointKind.ACTION, "send figures @SC"),
    "ACTION SC – send figures": (PointKind.ACTION, "SC – send figures"),
    "Actions agreed: SC to send figures": (PointKind.ACTION, "SC to send figures"),
    "It was read. Action: RW to ring. Action: SC to send": (PointKind.ACTION, "SC to send"),
    "Action fraud: losses rose": (PointKind.POINT, "Action fraud: losses rose"),
    "Action Fraud: losses rose": (PointKind.POINT, "Action Fraud: losses rose"),
    "Action Plan: it was read": (PointKind.POINT, "Action Plan: it was read"),
    "The report will go out (Action: SC)": (PointKind.ACTION, "The report will go out (Action: SC)"),
    "1.2 ACTION: SC to circulate it": (PointKind.ACTION, "SC to circulate it (no. 1.2)"),
    "3. Agreed: the plan": (PointKind.DECISION, "3. the plan"),
    "Write to the police\tSC": (PointKind.ACTION, "Write to the police @SC"),
    "Action plan for the year": (PointKind.POINT, "Action plan for the year"),
}


@pytest.mark.parametrize("typed", KINDS)
def test_knows_what_a_paragraph_is(typed: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, heading("Prevent"), para("Said."), para(typed))
    point = sheet.items[0].points[-1]
    assert (point.kind, point.text) == KINDS[typed]


def test_parts_an_action_from_the_sentence_before_it(tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, heading("Prevent"), para("The report was noted. ACTION: SC to write."))
    assert [(p.kind.value, p.text) for p in sheet.items[0].points] == [
        ("point", "The report was noted."),
        ("action", "SC to write."),
    ]


@pytest.mark.parametrize("label", ["Actions:", "ACTION POINTS"])
def test_makes_actions_of_the_bullets_under_a_label(label: str, tmp_path: Path) -> None:
    body = [heading("A"), para("x."), para(label), bullet("SC to write"), bullet("TP to call"), para("Text.")]
    sheet = note(tmp_path, TITLE, *body, heading("B"), para("y."), para(label), bullet("All to read"))
    assert actions(sheet) == ["SC to write", "TP to call", "All to read"]


TABLES: dict[str, tuple[list[list[str]], list[str]]] = {
    "as it should be": (
        [["Action", "Owner", "Deadline"], ["Submit the report", "Tom Price, SC", "15 Oct"]],
        ["Submit the report @Tom Price @SC (due 15 Oct)"],
    ),
    "columns in another order": (
        [["By when", "Who", "Action required"], ["next meeting", "SC", "Book a room"]],
        ["Book a room @SC (due next meeting)"],
    ),
    "owner and action swapped": (
        [
            ["Owner", "Action"],
            ["Send the report to all partners", "Ann Lee"],
            ["Draft the new protocol", "Tom Price"],
        ],
        ["Send the report to all partners @Ann Lee", "Draft the new protocol @Tom Price"],
    ),
    "no heading row": (
        [
            ["Send the report to all partners", "SC", "31/3/18"],
            ["Draft the new protocol for the board", "TP", "April"],
        ],
        [
            "Send the report to all partners @SC (due 31/3/18)",
            "Draft the new protocol for the board @TP (due April)",
        ],
    ),
    "several actions in a row": (
        [
            ["Action", "Owner", "Due"],
            [
                para("Book it") + para("Send it"),
                para("SC") + para("TP and AR"),
                para("1 Dec") + para("8 Dec"),
            ],
        ],
        ["Book it @SC (due 1 Dec)", "Send it @TP @AR (due 8 Dec)"],
    ),
    "one owner for all": (
        [["Action", "Owner"], [para("Book it") + para("Send it"), "SC"]],
        ["Book it @SC", "Send it @SC"],
    ),
    "an organisation's own and": (
        [["Action", "Lead"], ["Write", "Fire and Rescue Service"]],
        ["Write @[Fire and Rescue Service]"],
    ),
    "reference and status": (
        [["Ref", "Action", "By whom", "Status"], ["17/31", "Write", "SC", "Open"]],
        ["Write (Ref: 17/31) @SC"],
    ),
    "date beside the owner": (
        [["Action", "Who / when", "Owner"], ["Write", "", "SC by 15 Oct 2017"]],
        ["Write @SC (due 15 Oct 2017)"],
    ),
    "owner merged over two rows": (
        [
            ["Action", "Owner"],
            ["Write", "SC"],
            *[[text, cell("<w:p/>", "<w:vMerge/>")] for text in ("Call", "Ask")],
        ],
        ["Write @SC", "Call @SC", "Ask @SC"],
    ),
    "an owner to be named": (
        [["Action", "Owner", "Due"], ["Write", "TBC", "1 May"]],
        ["Write (Owner: TBC) (due 1 May)"],
    ),
    "no owner": ([["Action", "Owner", "Due"], ["Write", "-", "TBC"]], ["Write (due TBC)"]),
}


@pytest.mark.parametrize("kind", TABLES)
def test_reads_an_action_table(kind: str, tmp_path: Path) -> None:
    rows, expected = TABLES[kind]
    sheet = note(tmp_path, TITLE, heading("Prevent"), para("x."), para("Action log"), table(*rows))
    assert actions(sheet) == expected
    assert [item.title for item in sheet.items][:2] == ["Prevent", "Action log"]


def test_reads_minutes_kept_as_a_table(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        TITLE,
        table(
            ["Item", "Discussion", "Action"],
            [
                "1.",
                para(bold("Prevent"))
                + para("The report was presented.")
                + para("The plan is to be circulated."),
                "CA",
            ],
            ["2.", para(bold("Budget")) + para("Noted."), "SC to send the figures"],
            ["3.", "Any other business", ""],
        ),
    )
    assert items(sheet) == [
        ("Prevent", ["The report was presented.", "The plan is to be circulated. @CA"]),
        ("Budget", ["Noted.", "SC to send the figures"]),
        ("Any other business", []),
    ]
    assert sheet.items[2].kind is ItemKind.AOB
    assert len(actions(sheet)) == 2


def test_keeps_other_tables_row_by_row(tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, heading("Budget"), table(["Body", "2017"], ["OSCB", "£5"]))
    assert items(sheet) == [("Budget", ["Body | 2017", "OSCB | £5"])]


def test_reads_several_meetings_in_one_file(tmp_path: Path) -> None:
    lines = "Key points discussed", "Safer Oxfordshire Partnership (SOP) Co-ordination Group"
    body = [
        para(text, style="Title")
        if text != "Prevent"
        else heading(text) + para("It was discussed.") + para("At length.")
        for day in ("15 November 2017", "10 January 2018")
        for text in (*lines, day, "Prevent")
    ]
    first, second = notes(tmp_path, *body)
    assert (first.on, second.on) == (date(2017, 11, 15), date(2018, 1, 10))
    assert first.title == second.title == " at ".join(lines)
    assert items(first) == items(second)


def test_does_not_take_an_item_about_the_last_meeting_for_another_one(tmp_path: Path) -> None:
    body = [
        para(bold("Minutes of the meeting held on 13 September 2017")),
        para("Agreed as a record."),
        para("x."),
    ]
    sheet = note(
        tmp_path,
        para(bold("Minutes of the Board meeting held on 15 November 2017")),
        para(bold("Welcome")),
        para("x."),
        *body,
    )
    assert sheet.on == date(2017, 11, 15)
    assert [item.title for item in sheet.items][1] == "Minutes of the meeting held on 13 September 2017"


def test_does_not_take_the_date_of_the_next_meeting(tmp_path: Path) -> None:
    sheet = note(
        tmp_path,
        TITLE,
        heading("Prevent"),
        para("x."),
        heading("Next meeting"),
        table(["Date", "10 January 2018"], ["Venue", "Oxford"]),
    )
    assert (sheet.on, sheet.place) == (date(2017, 11, 15), "")
    assert items(sheet)[1] == ("Next meeting", ["Date: 10 January 2018", "Venue: Oxford"])


def test_keeps_labels_of_its_own_kind_under_not_placed(tmp_path: Path) -> None:
    facts = para("Venue: County Hall"), para("Date: 15/11/17")
    sheet = note(tmp_path, TITLE, *facts, heading("Prevent"), para("x."))
    last = sheet.items[-1]
    assert (last.title, last.kind, last.audience) == ("Not placed", ItemKind.NOT_PLACED, Audience.MEMBERS)
    assert [point.text for point in last.points] == ["Labels: Venue; Date: 15/11/17"]


def test_keeps_no_heading_row_of_a_table_that_was_understood(tmp_path: Path) -> None:
    named = table(["Name", "Organisation", "Present / Apologies"], ["Ann Lee", "TVP", "Present"])
    log = table(["No.", "Action", "Owner", "Deadline"], ["1", "Write", "Ann Lee", "May 2018"])
    sheet = note(tmp_path, TITLE, named, heading("Prevent"), para("x."), heading("Actions"), log)
    assert [item.title for item in sheet.items] == ["Prevent", "Actions"]


def test_joins_a_heading_and_leaves_lists_of_short_lines_apart(tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, heading("Police and\nCrime"), para("County Hall\nNew Road\nOxford"))
    assert items(sheet) == [("Police and Crime", ["County Hall", "New Road", "Oxford"])]


def test_keeps_a_contents_list_out_of_the_items(tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, para("Prevent", run("\t3"), style="TOC1"), heading("Prevent"), para("x."))
    assert items(sheet) == [("Prevent", ["x."]), ("Not placed", ["Prevent 3"])]
