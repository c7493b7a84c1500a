"""The top of a note: who was there, by whatever word and spelling, and never public text by mistake."""

import pytest

from sop_minutes.domain.grammar import read_note_text, write_note_text
from sop_minutes.domain.sheets import AttendanceSheet, NoteSheet
from sop_minutes.domain.words import AttendanceStatus, Audience

PRESENT, APOLOGIES = AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES
IN_ATTENDANCE = AttendanceStatus.IN_ATTENDANCE


def listed(note: NoteSheet) -> list[tuple[str, AttendanceStatus, str]]:
    return [(entry.name, entry.status, entry.detail) for entry in note.attendance]


@pytest.mark.parametrize(
    ("line", "status", "detail"),
    [
        ("Presant: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Presnt: Ann Lee, Ben Okafor", PRESENT, ""),
        ("PRESENT: Ann Lee, Ben Okafor", PRESENT, ""),
        ("**Present:** Ann Lee, Ben Okafor", PRESENT, ""),
        ("**Present**: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Present – Ann Lee, Ben Okafor", PRESENT, ""),
        ("- Present: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Attendees: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Atendees: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Members present: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Those present: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Attendance: Ann Lee, Ben Okafor", PRESENT, ""),
        ("Also in attendance: Ann Lee, Ben Okafor", IN_ATTENDANCE, ""),
        ("In attendence: Ann Lee, Ben Okafor", IN_ATTENDANCE, ""),
        ("Guests: Ann Lee, Ben Okafor", IN_ATTENDANCE, ""),
        ("Apology: Ann Lee, Ben Okafor", APOLOGIES, ""),
        ("Apologies for absence: Ann Lee, Ben Okafor", APOLOGIES, ""),
        ("Appologies: Ann Lee, Ben Okafor", APOLOGIES, ""),
        ("Apologies from: Ann Lee, Ben Okafor", APOLOGIES, ""),
        ("Chaired by: Ann Lee, Ben Okafor", PRESENT, "chair"),
        ("Chairperson: Ann Lee, Ben Okafor", PRESENT, "chair"),
        ("Minutes: Ann Lee, Ben Okafor", IN_ATTENDANCE, "minutes"),
        ("Note taker: Ann Lee, Ben Okafor", IN_ATTENDANCE, "minutes"),
        ("Minutes taken by: Ann Lee, Ben Okafor", IN_ATTENDANCE, "minutes"),
        ("Present\nAnn Lee\nBen Okafor", PRESENT, ""),
        ("**Apologies**\nAnn Lee\nBen Okafor", APOLOGIES, ""),
        ("Presant:\n- Ann Lee\n- Ben Okafor", PRESENT, ""),
    ],
)
def test_a_list_of_who_was_there_is_read_by_many_words(
    line: str, status: AttendanceStatus, detail: str
) -> None:
    note = read_note_text(f"{line}\n\n# Item\nText")
    assert listed(note) == [("Ann Lee", status, detail), ("Ben Okafor", status, detail)]
    assert [item.title for item in note.items] == ["Item"]
    assert read_note_text(write_note_text(note)) == note


@pytest.mark.parametrize("line", ["Venue: County Hall", "Location: County Hall", "**Venue:** County Hall"])
def test_the_place_has_several_words(line: str) -> None:
    assert read_note_text(line).place == "County Hall"


@pytest.mark.parametrize(
    "line",
    [
        "Minutes: agreed as a true record",
        "Notes: the room was cold",
        "Prevent: Ann Lee gave an update",
        "Attendance: rose by 5 per cent",
        "Presents: Ann Lee brought some",
        "Present the plan to the board",
        "Chair opened the meeting",
        "Welcome: Ann Lee opened the meeting",
        "Chain: of custody",
        "Members agreed the minutes",
    ],
)
def test_what_only_begins_like_a_header_stays_text(line: str) -> None:
    note = read_note_text(line)
    assert note.attendance == ()
    assert [(point.text, point.audience) for point in note.items[0].points] == [(line, Audience.PUBLIC)]


@pytest.mark.parametrize(
    "line", ["Officers: Ann Lee, Ben Okafor", "Police: Insp Una Marsh", "Copies to: Ann Lee, OPCC"]
)
def test_people_under_a_label_nobody_knows_are_kept_from_the_public(line: str) -> None:
    (point,) = read_note_text(line).items[0].points
    assert (point.text, point.audience) == (line, Audience.MEMBERS)
    assert read_note_text(f"\\{line}").items[0].points[0].audience is Audience.PUBLIC


@pytest.mark.parametrize(
    "text",
    ["Chair: Ann Lee\nPresent: Ann Lee, Ben Okafor", "Present: Ann Lee, Ben Okafor\nChair: Ann Lee"],
)
def test_the_chair_is_listed_once(text: str) -> None:
    assert listed(read_note_text(text)) == [("Ann Lee", PRESENT, "chair"), ("Ben Okafor", PRESENT, "")]


def test_what_is_said_of_the_chair_comes_together() -> None:
    note = read_note_text(
        "Chair: Ann Lee (SODC)\nPresent: Ann Lee (from 10:40), Ben Okafor\nMinutes: Ben Okafor"
    )
    assert listed(note) == [
        ("Ann Lee", PRESENT, "chair, SODC, from 10:40"),
        ("Ben Okafor", PRESENT, "minutes"),
    ]


def test_two_people_of_one_name_stay_two() -> None:
    assert len(read_note_text("Present: Ann Lee (OPCC), Ann Lee (SODC)").attendance) == 2


def test_a_header_with_nobody_under_it_is_kept() -> None:
    note = read_note_text("Present: Ann Lee\nApologies\n# Item")
    assert note.attendance == (AttendanceSheet("Ann Lee"),)
    assert note.items[0].points[0].text == "Apologies"


@pytest.mark.parametrize(
    "text",
    [
        "Present: Ann Lee (chair)\nBen Okafor\nSiân ap Rhys\n\nText",
        "Present: Ann Lee (chair)\n- Ben Okafor\n- Siân ap Rhys\nText",
        "Present: Ann Lee (chair)\n  Ben Okafor, Siân ap Rhys\nRestricted: Cy Dunn\nText",
    ],
)
def test_names_on_the_lines_after_a_list_belong_to_it(text: str) -> None:
    note = read_note_text(text)
    assert listed(note) == [
        ("Ann Lee", PRESENT, "chair"),
        ("Ben Okafor", PRESENT, ""),
        ("Siân ap Rhys", PRESENT, ""),
    ]
    assert [p.text for p in note.items[0].points if p.audience is Audience.PUBLIC] == ["Text"]


def test_what_a_line_says_of_its_name_is_kept_with_it() -> None:
    note = read_note_text(
        "Present: Ann Lee (chair)\nMark Dale – Thames Valley Police\n"
        "Ben Okafor, Head of Housing (from 10:40)\nCD"
    )
    assert listed(note)[1:] == [
        ("Mark Dale", PRESENT, "Thames Valley Police"),
        ("Ben Okafor", PRESENT, "Head of Housing, from 10:40"),
        ("CD", PRESENT, ""),
    ]


@pytest.mark.parametrize(
    "line", ["Ann Lee briefed the group.", "Matters Arising", "Ann Lee, who chaired, said so", "Welcome"]
)
def test_a_line_after_a_list_that_is_no_name_stays_text(line: str) -> None:
    note = read_note_text(f"Present: Cy Dunn\n{line}\nBen Okafor")
    assert [entry.name for entry in note.attendance] == ["Cy Dunn"]
    assert [point.text for point in note.items[0].points] == [line, "Ben Okafor"]


@pytest.mark.parametrize(
    "entry",
    [
        "Siân ap Rhys (Kerry Blount attending)",
        "Siân ap Rhys (Kerry Blount attended in her place)",
        "Siân ap Rhys (represented by Kerry Blount)",
        "Siân ap Rhys (sub: Kerry Blount)",
        "Kerry Blount (for Siân ap Rhys)",
        "Kerry Blount (deputising for Siân ap Rhys)",
        "Kerry Blount for Siân ap Rhys",
    ],
)
def test_who_came_for_another_is_a_substitute(entry: str) -> None:
    note = read_note_text(f"Present: Ann Lee, {entry}")
    kerry = AttendanceSheet("Kerry Blount", AttendanceStatus.SUBSTITUTE, "", "Siân ap Rhys")
    assert note.attendance == (AttendanceSheet("Ann Lee"), kerry)
    assert read_note_text(write_note_text(note)) == note


def test_one_who_sent_apologies_and_another_are_both_listed() -> None:
    note = read_note_text("Apologies: Siân ap Rhys (SODC, Kerry Blount attending)")
    assert note.attendance == (
        AttendanceSheet("Siân ap Rhys", APOLOGIES, "SODC"),
        AttendanceSheet("Kerry Blount", AttendanceStatus.SUBSTITUTE, "", "Siân ap Rhys"),
    )


@pytest.mark.parametrize("detail", ["for South Oxfordshire", "for item 3", "police attending", "sub-group"])
def test_what_else_stands_in_brackets_makes_no_substitute(detail: str) -> None:
    assert listed(read_note_text(f"Present: Ann Lee ({detail})")) == [("Ann Lee", PRESENT, detail)]


def test_two_people_may_be_joined_by_and() -> None:
    note = read_note_text(
        "Present: Ann Lee (chair) and Ben Okafor (SODC)\nApologies: Cy Dunn, Dee Fox, and Eve Gray"
    )
    assert [entry.name for entry in note.attendance] == [
        "Ann Lee",
        "Ben Okafor",
        "Cy Dunn",
        "Dee Fox",
        "Eve Gray",
    ]
    assert listed(read_note_text("Present: Housing and Police (x and y)"))[0][0] == "Housing and Police"
