"""The note grammar: text to sheet and back, nothing lost."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sop_minutes.domain.grammar import exposed, read_line, read_note_text, write_note_text
from sop_minutes.domain.sheets import AttendanceSheet, ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import clean_line, clean_text, squash
from sop_minutes.domain.words import AttendanceStatus, Audience, ItemKind, PointKind
from tests.thorough import cases

NOTE = """Group: Co-ordination Group
Date: 15 November 2017
Time: 10:00 to 12:00
Place: County Hall
Present: Ann Lee (chair), Ben Okafor, Siobhan O'Neill-Hart (from 10:40)
Substitutes: Cy Dunn for Dee Fox
Apologies: Eve Grant

The chair welcomed everyone.

# Domestic Abuse (Ann Lee) [for decision]
Ann Lee briefed the group on the strategic review.
- A new governance model has been agreed
  - with the Health Improvement Board accountable
Agreed: an annual report will be developed
Action: @Ann Lee @CSPs to circulate the draft report by 31 Jan
Restricted: detail of the review under way
Members: figures not yet published
Restricted: Action: @Ben Okafor to ring the Home Office
Refer: >OSCB exploitation strategy, for information

Restricted: # A case
Nothing that may be published.
"""


def _points(text: str) -> list[PointSheet]:
    return [point for item in read_note_text(text).items for point in item.points]


def _words(text: str) -> Counter[str]:
    """Count the words of a text as they are compared, but for those that may be printed in another form.

    What a header is called, in any spelling, is one of them.
    """
    lines = ((read_line(line, opening=True), line) for line in clean_text(text).split("\n"))
    said = " ".join(line.text if line and line.header else raw for line, raw in lines)
    words = (squash(word) for word in re.findall(r"\w+", said))
    return Counter(word for word in words if not (word.isdigit() or _is_restated(word)))


def _is_restated(word: str) -> bool:
    """Say whether `word` is one of those, or a slip away from one that is read in spite of slips."""
    return word in _RESTATED or any(OSA.distance(word, right) == 1 for right in _RESTATED if len(right) > 5)


def test_a_printed_note_comes_back_the_same() -> None:
    assert write_note_text(read_note_text(NOTE)) == NOTE


def test_every_part_of_a_note_is_understood() -> None:
    note = read_note_text(NOTE)
    assert (note.group, note.on, note.time, note.place) == (
        "Co-ordination Group",
        date(2017, 11, 15),
        "10:00 to 12:00",
        "County Hall",
    )
    assert note.attendance == (
        AttendanceSheet("Ann Lee", AttendanceStatus.PRESENT, "chair"),
        AttendanceSheet("Ben Okafor"),
        AttendanceSheet("Siobhan O'Neill-Hart", AttendanceStatus.PRESENT, "from 10:40"),
        AttendanceSheet("Cy Dunn", AttendanceStatus.SUBSTITUTE, "", "Dee Fox"),
        AttendanceSheet("Eve Grant", AttendanceStatus.APOLOGIES),
    )
    opening, abuse, case = note.items
    assert opening.title == ""
    assert (abuse.title, abuse.presenter, abuse.kind) == ("Domestic Abuse", "Ann Lee", ItemKind.DECISION)
    assert case.audience is Audience.RESTRICTED
    assert [(p.kind.value, p.level, p.audience.value) for p in abuse.points] == [
        ("point", 0, "public"),
        ("point", 1, "public"),
        ("point", 2, "public"),
        ("decision", 0, "public"),
        ("action", 0, "public"),
        ("point", 0, "restricted"),
        ("point", 0, "members"),
        ("action", 0, "restricted"),
        ("referral", 0, "public"),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "audience", "level", "text"),
    [
        ("a: @SC to ring", "action", "public", 0, "@SC to ring"),
        ("A: ring", "action", "public", 0, "ring"),
        ("d: agreed it", "decision", "public", 0, "agreed it"),
        ("DECISION: yes", "decision", "public", 0, "yes"),
        ("r: secret", "point", "restricted", 0, "secret"),
        ("m: for us", "point", "members", 0, "for us"),
        ("restricted: action: ring", "action", "restricted", 0, "ring"),
        ("Action: Restricted: ring", "action", "restricted", 0, "ring"),
        ("- Agreed: yes", "decision", "public", 1, "yes"),
        ("r: - a detail", "point", "restricted", 1, "a detail"),
        ("• a typed bullet", "point", "public", 1, "a typed bullet"),
        ("\t- indented by a tab", "point", "public", 2, "indented by a tab"),
        ("      - three deep", "point", "public", 4, "three deep"),
        ("Action 17/31: ring", "action", "public", 0, "ring"),
        ("Action CG 17/31: ring", "action", "public", 0, "ring"),
        ("-no space, no bullet", "point", "public", 0, "-no space, no bullet"),
        ("#no space, no heading", "point", "public", 0, "#no space, no heading"),
        ("d:no space after a short form", "point", "public", 0, "d:no space after a short form"),
        ("a ratio of a:b", "point", "public", 0, "a ratio of a:b"),
        ("Actions speak louder", "point", "public", 0, "Actions speak louder"),
        ("Members of the group: all", "point", "public", 0, "Members of the group: all"),
        (r"\Agreed: is only a word here", "point", "public", 0, "Agreed: is only a word here"),
        (r"\\server\share", "point", "public", 0, r"\\server\share"),
        ("Restricted: Members: both", "point", "restricted", 0, "both"),
        ("Members: Restricted: both", "point", "restricted", 0, "both"),
        ("Agreed: Action: Restricted: ring", "action", "restricted", 0, "ring"),
        ("Action: Agreed: ring", "action", "public", 0, "ring"),
        ("**Restricted:** in bold", "point", "restricted", 0, "in bold"),
        ("**Restricted**: in bold", "point", "restricted", 0, "in bold"),
        ("1. Restricted: numbered", "point", "restricted", 0, "1. numbered"),
        ("1. Restricted: 2. Action: twice", "action", "restricted", 0, "1. 2. twice"),
        ("b) Action: lettered", "action", "public", 0, "b) lettered"),
        ("· Restricted: after a dot", "point", "restricted", 1, "after a dot"),
        ("\ufeffRestricted: after a mark", "point", "restricted", 0, "after a mark"),
        (
            "\u200f\u202eRestricted: after marks of direction",
            "point",
            "restricted",
            0,
            "after marks of direction",
        ),
        ("\u00adRestricted: after a soft hyphen", "point", "restricted", 0, "after a soft hyphen"),
        ("Restricted – after a dash", "point", "restricted", 0, "after a dash"),
        ("r:without a space", "point", "restricted", 0, "without a space"),
        ("r:\\folder", "point", "public", 0, "r:\\folder"),
        ("ACTION Ann Lee to ring", "action", "public", 0, "Ann Lee to ring"),
        ("ACTION ring the council", "action", "public", 0, "ring the council"),
        ("ACTION AL/BO to ring", "action", "public", 0, "AL/BO to ring"),
        ("ACTION ALL TO NOTE", "action", "public", 0, "ALL TO NOTE"),
        ("ACTION @AL to ring", "action", "public", 0, "@AL to ring"),
        ("**ACTION** Ann Lee to ring", "action", "public", 0, "Ann Lee to ring"),
        ("- ACTION Ann Lee to ring", "action", "public", 1, "Ann Lee to ring"),
        ("ACTION PLAN agreed", "point", "public", 0, "ACTION PLAN agreed"),
        ("ACTION Fraud gave an update", "point", "public", 0, "ACTION Fraud gave an update"),
        ("Action Fraud: an update", "point", "public", 0, "Action Fraud: an update"),
        ("Action was taken", "point", "public", 0, "Action was taken"),
        ("Action 3: ring", "action", "public", 0, "ring"),
        ("ACTION 4: CA to update", "action", "public", 0, "CA to update"),
        ("Action no. 4: ring", "action", "public", 0, "ring"),
        ("Action 4 – ring", "action", "public", 0, "ring"),
        ("**Action 4:** ring", "action", "public", 0, "ring"),
        ("ACTION 4 AL to ring", "action", "public", 0, "AL to ring"),
        ("Action point 3: ring", "action", "public", 0, "ring"),
        ("AP: JP to chase", "action", "public", 0, "JP to chase"),
        ("AP1: JP to chase", "action", "public", 0, "JP to chase"),
        ("AP 12: JP to chase", "action", "public", 0, "JP to chase"),
        ("AP1. JP to chase", "action", "public", 0, "JP to chase"),
        ("- AP2 - JP to chase", "action", "public", 1, "JP to chase"),
        ("Restricted: AP1: JP to chase", "action", "restricted", 0, "JP to chase"),
        ("ap: is no prefix", "point", "public", 0, "ap: is no prefix"),
        ("Actions: JP to book a room", "action", "public", 0, "JP to book a room"),
        ("Action points: JP to book a room", "action", "public", 0, "JP to book a room"),
        ("Agreed action: JP to book a room", "action", "public", 0, "JP to book a room"),
        ("Action required: JP to book a room", "action", "public", 0, "JP to book a room"),
        ("Actions: none", "point", "public", 0, "Actions: none"),
        ("Action points – none.", "point", "public", 0, "Action points – none."),
        ("Actions from last time: all done", "point", "public", 0, "Actions from last time: all done"),
        ("Resolved: the plan stands", "decision", "public", 0, "the plan stands"),
        ("Resolution 2: the plan stands", "decision", "public", 0, "the plan stands"),
        ("Decided: the plan stands", "decision", "public", 0, "the plan stands"),
        ("Decisions: the plan stands", "decision", "public", 0, "the plan stands"),
        ("Decision 2: the plan stands", "decision", "public", 0, "the plan stands"),
        ("RESOLVED that the plan stands", "decision", "public", 0, "that the plan stands"),
        ("RESOLVED – that the plan stands", "decision", "public", 0, "that the plan stands"),
        ("**RESOLVED** that the plan stands", "decision", "public", 0, "that the plan stands"),
        ("AGREED to meet again", "decision", "public", 0, "to meet again"),
        ("RESOLVED THAT THE PLAN STANDS", "decision", "public", 0, "THAT THE PLAN STANDS"),
        ("RESOLVED ISSUES", "point", "public", 0, "RESOLVED ISSUES"),
        ("Resolved that matter", "point", "public", 0, "Resolved that matter"),
        ("Action point: ring", "action", "public", 0, "ring"),
        ("Action (AL): ring", "action", "public", 0, "(AL): ring"),
        ("Action by Ann Lee: ring", "action", "public", 0, "by Ann Lee: ring"),
        ("Actions for AL/BO: ring", "action", "public", 0, "for AL/BO: ring"),
        ("Action owner: Ann Lee to ring", "action", "public", 0, "owner: Ann Lee to ring"),
        ("Action by friday: it rang", "point", "public", 0, "Action by friday: it rang"),
        ("Action on safeguarding: it rang", "point", "public", 0, "Action on safeguarding: it rang"),
        ("Action AL/BO: ring", "action", "public", 0, "AL/BO: ring"),
        ("*Action:* ring", "action", "public", 0, "ring"),
        ("**Action: AL to ring**", "action", "public", 0, "**AL to ring**"),
        ("**Restricted: the venue** is known", "point", "restricted", 0, "**the venue** is known"),
        ("**Restricted: Action: ring**", "action", "restricted", 0, "**ring**"),
        (r"\ACTION Ann Lee to ring", "point", "public", 0, "ACTION Ann Lee to ring"),
        ("Action:", "point", "public", 0, "Action:"),
        ("Restricted:", "point", "restricted", 0, "Restricted:"),
    ],
)
def test_a_line_says(line: str, kind: str, audience: str, level: int, text: str) -> None:
    (point,) = _points(f"# Item\n{line}")
    assert (point.kind.value, point.audience.value, point.level, point.text) == (kind, audience, level, text)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_however_another_program_ends_it(end: str) -> None:
    points = _points(f"# Item{end}one{end}Restricted: two")
    assert [(point.text, point.audience.value) for point in points] == [
        ("one", "public"),
        ("two", "restricted"),
    ]


def test_any_number_of_prefixes_can_be_read() -> None:
    (point,) = _points(f"# Item\n{'1. r: ' * 3000}x")
    assert (point.audience, point.text[-4:]) == (Audience.RESTRICTED, "1. x")


def test_a_typed_reference_is_kept_with_its_action() -> None:
    (point,) = _points("# Item\nAction CG 17/31: ring")
    assert (point.ref, point.text) == ("CG 17/31", "ring")
    assert write_note_text(NoteSheet(items=(ItemSheet("Item", points=(point,)),))) == (
        "# Item\nAction CG 17/31: ring\n"
    )


def test_a_heading_under_a_restricted_heading_is_restricted_too() -> None:
    items = read_note_text("Restricted: # Case\n## Background\nx\n### Family\ny\n# Prevent\nz").items
    assert [(item.title, item.audience.value) for item in items] == [
        ("Case", "restricted"),
        ("Background", "restricted"),
        ("Family", "restricted"),
        ("Prevent", "public"),
    ]


def test_a_prefix_inside_a_heading_restricts_it() -> None:
    for heading in ("# Restricted: Case", "#  **Restricted:** Case", "## [Restricted] Case"):
        (item,) = read_note_text(heading).items
        assert (item.title, item.audience) == ("Case", Audience.RESTRICTED)


def test_a_label_alone_waits_for_what_it_covers() -> None:
    items = read_note_text("# One\nRestricted:\n\nfirst\nsecond\n\nthird\nRestricted:\n# Two").items
    assert [point.audience.value for point in items[0].points] == ["restricted", "restricted", "public"]
    assert (items[1].title, items[1].audience) == ("Two", Audience.RESTRICTED)


def test_a_label_alone_covers_the_lines_that_follow_it() -> None:
    points = _points("# Item\nRestricted:\n- one\ntwo\n\nthree\nActions:\n- SC to ring\n- RW to write\nfour")
    assert [(p.text, p.kind.value, p.audience.value) for p in points] == [
        ("one", "point", "restricted"),
        ("two", "point", "restricted"),
        ("three", "point", "public"),
        ("SC to ring", "action", "public"),
        ("RW to write", "action", "public"),
        ("four", "point", "public"),
    ]


def test_what_stands_under_a_restricted_bullet_is_restricted_too() -> None:
    points = _points("# Item\n- Restricted: the venue\n  - its address\n    - its door\n- the weather")
    assert [p.audience.value for p in points] == ["restricted", "restricted", "restricted", "public"]


def test_bullets_under_a_restricted_line_with_a_colon_are_restricted_too() -> None:
    points = _points("# Item\nRestricted: two cases:\n- one\n- two\nBack to business")
    assert [p.audience.value for p in points] == ["restricted", "restricted", "restricted", "public"]
    points = _points("# Item\nRestricted: two cases\n- the strategy was agreed")
    assert [p.audience.value for p in points] == ["restricted", "public"]


@pytest.mark.parametrize(
    "lines",
    [
        "Restricted: a case was discussed\n  - one\n  - two",
        "Restricted: a case was discussed\n\t- one\n    - a: two",
        "Restricted: a case was discussed\n  one\n  a: two",
        "Restricted: **a case:**\n- one\n- two",
        "- Restricted: a case\n  - one\n  two",
    ],
)
def test_what_is_indented_under_a_restricted_line_is_restricted_too(lines: str) -> None:
    points = _points(f"# Item\n{lines}\nBack to business\n- three")
    assert [p.audience.value for p in points] == ["restricted"] * 3 + ["public"] * 2


def test_an_indented_bullet_under_a_plain_one_stands_under_that() -> None:
    points = _points("# Item\nRestricted: a case\n- the strategy\n  - its aims\n  and its date")
    assert [p.audience.value for p in points] == ["restricted", "public", "public", "public"]


def test_lines_that_are_indented_alike_stand_beside_each_other() -> None:
    points = _points("# Item\n  Restricted: a case\n  the strategy\n    its aims")
    assert [p.audience.value for p in points] == ["restricted", "public", "public"]


def test_a_plain_bullet_right_under_a_narrower_paragraph_is_exposed() -> None:
    points = _points("# Item\nRestricted: a case\n- one\n- m: two\nr: a case:\n- three\nnext\n- four")
    assert [(e.point.text, e.above.value) for e in exposed(points)] == [
        ("one", "restricted"),
        ("two", "restricted"),
    ]


LAST = "minutes of the last meeting"


@pytest.mark.parametrize(
    "title",
    [
        "Minutes of the last meeting",
        "Minutes of last meeting",
        "MINUTES OF THE PREVIOUS MEETING",
        "Notes of the previous meeting",
        "Draft minutes from the last meeting",
        "Minutes & matters arising",
        "Minutes of the last meeting and matters arising",
        "Minutes and actions from the last meeting",
        "Minutes of the last meeting held on 15 November 2017",
        "Minutes of the meeting on 15 November 2017",
        "Approval of the minutes",
        "To agree the minutes of the last meeting",
        "Previous minutes",
        "Minutes",
    ],
)
def test_an_item_of_last_minutes_is_known_by_its_title(title: str) -> None:
    note = read_note_text(f"# {title}")
    assert (note.items[0].kind.value, note.items[0].title) == (LAST, title)
    assert write_note_text(note) == f"# {title}\n"


@pytest.mark.parametrize(
    "title",
    [
        "Notes",
        "Minute-taking",
        "Minutes of silence",
        "Key points",
        "Ten minutes with the Chair",
        "Last meeting",
    ],
)
def test_what_only_speaks_of_minutes_is_an_item_like_others(title: str) -> None:
    assert read_note_text(f"# {title}").items[0].kind.value == "item"


@pytest.mark.parametrize(
    ("heading", "title", "presenter", "kind"),
    [
        ("Domestic Abuse (Sally Carver)", "Domestic Abuse", "Sally Carver", "item"),
        (
            "FGM Update (Dr Chloe Rosenberg and Ann Lee)",
            "FGM Update",
            "Dr Chloe Rosenberg and Ann Lee",
            "item",
        ),
        ("Female Genital Mutilation (FGM)", "Female Genital Mutilation (FGM)", "", "item"),
        ("Budget (MT)", "Budget", "MT", "item"),
        ("Budget (MT/AL) [for decision]", "Budget", "MT/AL", "for decision"),
        ("Budget (Ann Lee, MT and TO'D)", "Budget", "Ann Lee, MT and TO'D", "item"),
        ("Welcome (Chair)", "Welcome", "Chair", "item"),
        ("Any other business (All)", "Any other business", "All", "any other business"),
        ("Budget (the Treasurer and MT)", "Budget", "the Treasurer and MT", "item"),
        ("Budget (Head of Finance)", "Budget", "Head of Finance", "item"),
        ("Budget (Community Safety Manager)", "Budget", "Community Safety Manager", "item"),
        ("Election of officers (Chair)", "Election of officers (Chair)", "", "item"),
        ("Thames Valley Police update (TVP)", "Thames Valley Police update (TVP)", "", "item"),
        ("Domestic Homicide Reviews (DHRs)", "Domestic Homicide Reviews (DHRs)", "", "item"),
        ("Performance (Q4)", "Performance (Q4)", "", "item"),
        ("Budget (draft)", "Budget (draft)", "", "item"),
        ("Budget (Police and Crime)", "Budget (Police and Crime)", "", "item"),
        ("Reports (Annual Report)", "Reports (Annual Report)", "", "item"),
        ("Cybercrime (by OPCC)", "Cybercrime", "OPCC", "item"),
        ("Prevent [for information]", "Prevent", "", "for information"),
        ("Prevent [draft]", "Prevent [draft]", "", "item"),
        ("Prevent (Ann Lee) [10 min] [for decision]", "Prevent", "Ann Lee", "for decision"),
        ("Budget (Ann Lee) (verbal)", "Budget (verbal)", "Ann Lee", "item"),
        ("Budget (AL) [Paper 3] (draft)", "Budget [Paper 3] (draft)", "AL", "item"),
        (
            "Budget (Ann Lee, Cherwell Housing) [Paper 3]",
            "Budget [Paper 3]",
            "Ann Lee, Cherwell Housing",
            "item",
        ),
        ("Budget (Ann Lee from Cherwell)", "Budget", "Ann Lee from Cherwell", "item"),
        ("Budget (verbal update from Ann Lee)", "Budget", "verbal update from Ann Lee", "item"),
        ("Budget [for decision] (Ann Lee) [Paper 2]", "Budget [Paper 2]", "Ann Lee", "for decision"),
        ("Budget (Ann Lee) (Ben Okafor)", "Budget", "Ann Lee, Ben Okafor", "item"),
        ("Budget [for decision] ()", "Budget [for decision]", "", "item"),
        ("Budget (draft, June)", "Budget (draft, June)", "", "item"),
        ("Any other business", "Any other business", "", "any other business"),
        ("Actions from last meeting", "Actions from last meeting", "", "matters arising"),
        ("Minutes and matters arising (Chair)", "Minutes and matters arising", "Chair", LAST),
        ("Prevent [minutes of the last meeting]", "Prevent", "", LAST),
        ("Minutes of the last meeting [item]", "Minutes of the last meeting", "", "item"),
    ],
)
def test_a_heading_says(heading: str, title: str, presenter: str, kind: str) -> None:
    (item,) = read_note_text(f"# {heading}").items
    assert (item.title, item.presenter, item.kind.value) == (title, presenter, kind)


@pytest.mark.parametrize(
    ("line", "on", "provisional"),
    [
        ("15 November 2017", date(2017, 11, 15), False),
        ("Wed 15th Nov 2017", date(2017, 11, 15), False),
        ("15/11/2017 (tbc)", date(2017, 11, 15), True),
        ("2017-11-15", date(2017, 11, 15), False),
        ("some time in autumn", None, False),
    ],
)
def test_a_date_line_says(line: str, on: date | None, provisional: bool) -> None:
    note = read_note_text(f"Date: {line}")
    assert (note.on, note.provisional) == (on, provisional)
    assert note.date_as_written == ("" if on else line)


def test_a_day_of_the_week_that_does_not_fit_the_date_is_known() -> None:
    assert read_note_text("Date: Tuesday 22 January 2026").other_weekday == "Tuesday"
    assert read_note_text("Date: 22 January 2026 (Tues)").other_weekday == "Tuesday"
    assert read_note_text("Date: Thursday, 22 January 2026").other_weekday == ""


def test_what_stands_beside_a_date_is_kept() -> None:
    note = read_note_text("Date: 15 November 2017, after lunch")
    assert note.on == date(2017, 11, 15)
    assert note.items[0].points[0].text == "Date: 15 November 2017, after lunch"


def test_names_may_stand_one_to_a_line_under_their_header() -> None:
    note = read_note_text("Present:\nAnn Lee\n- Ben Okafor\n\nApologies:\n# Item")
    assert [entry.name for entry in note.attendance] == ["Ann Lee", "Ben Okafor"]
    assert note.items[0].points[0].text == "Apologies:"


def test_a_name_with_a_comma_in_it_survives() -> None:
    note = NoteSheet(attendance=(AttendanceSheet("Smith, John"),))
    assert read_note_text(write_note_text(note)) == note


_ODD = [
    *("\u202e", "\u200f", "\u2066", "\u00ad", "\ufeff", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"),
    *(
        "\ud800",
        "\udfff",
        "\U0010ffff",
        "\ufffe",
        "e\u0301",
        "ß",
        "İ",
        "\t\t\t- ",
        " " * 300,
        "word, " * 400,
        "🙂",
    ),
]
_PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        "# ## - * • \\ \n \r\n \t Restricted: Action: r: a: Agreed: Members: Refer: > Group: Date: Present: "
        "Apologies: Presant: Attendees: Minutes: Officers: **Present:** Apologies Actions: ACTION ( ) [ ] "
        "; , @ for (by [] () 31 Jan tbc 17/31: Substitutes:".split(" ")
    ),
    st.sampled_from(_ODD),
    st.just(" "),
)


@settings(max_examples=cases(600), deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
@example("Present: a;b,c(d;e\nRestricted:\n\nDate: x (tbc)\nGroup:")
@example("ASENT:\r0")
@example("Date: 0TBC")
@example("# (\n# () []\n# a (b) [item]")
def test_no_word_of_any_text_is_lost_and_the_print_is_stable(text: str) -> None:
    sheet = read_note_text(text)
    printed = write_note_text(sheet)
    assert write_note_text(read_note_text(printed)) == printed
    assert not _words(text) - _words(printed)


_RESTATED = frozenset(
    "a d r m action actions ap aps point points items required no agreed decided resolved "
    "resolution resolutions decision decisions attending members restricted refer group date tbc present "
    "apologies presant attendees minutes substitutes for by item th st nd rd jan january 31".split()
)

_LINES = (
    st.text(
        st.characters(exclude_characters="\n\r", exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
        min_size=1,
        max_size=40,
    )
    .map(clean_line)
    .filter(bool)
)
_LIKE_HEADERS = [
    "Officers: Ann Lee",
    "Present",
    "Presant: x",
    "**Apologies:** AL",
    "Minutes: AL",
    "Chair – Ann Lee",
]
_POINTS = st.builds(
    PointSheet,
    text=st.one_of(
        _LINES,
        st.sampled_from(
            [
                "Restricted:",
                "# x",
                "- y",
                r"\a: b",
                "Date: 3 May 2018",
                "a: @x",
                ":",
                "ACTION Ann to x",
                "Action 3: x",
                "AP1: x",
                "Actions: x",
                "Actions: none",
                "RESOLVED that x",
                "RESOLVED",
                "Agreed – x",
                "Actoin: x",
                "AL to action: x",
                "**a: x**",
                *_LIKE_HEADERS,
            ]
        ),
    ),
    kind=st.sampled_from(PointKind),
    level=st.integers(0, 8),
    audience=st.just(Audience.PUBLIC),
)
_ODD_TITLES = [
    "Restricted: x",
    "\\m: y",
    "FGM (Ann Lee)",
    "x [for decision]",
    "y ()",
    "z []",
    "w [10 min]",
    "v [standing] [5 mins]",
    "AOB",
    "Restricted:",
    "\\Restricted:",
]
_ITEMS = st.builds(
    ItemSheet,
    title=st.one_of(_LINES, st.sampled_from(_ODD_TITLES)),
    presenter=st.sampled_from(["", "Ann Lee", "OPCC"]),
    kind=st.sampled_from(ItemKind),
    audience=st.sampled_from(Audience),
    points=st.lists(_POINTS, max_size=4).map(tuple),
    minutes_planned=st.none() | st.integers(1, 999),
)


@settings(max_examples=cases(300), deadline=None)
@given(st.lists(_ITEMS, max_size=3), st.lists(_POINTS, max_size=3))
def test_any_sheet_is_printed_so_that_it_reads_back(
    items: list[ItemSheet], opening: list[PointSheet]
) -> None:
    before = (ItemSheet("", points=tuple(opening)),) if opening else ()
    note = NoteSheet(items=(*before, *items))
    again = read_note_text(write_note_text(note))
    assert [replace(item, points=()) for item in again.items] == [
        replace(item, points=()) for item in note.items
    ]
    assert [i.points for i in again.items] == [i.points for i in note.items]


@pytest.mark.parametrize(
    "text",
    [
        "Restricted:\nfirst\nActions:\n- Ann Lee to visit the Zebra family",
        "Restricted: **The families are:**\n- Zebra",
        "**Restricted: names:**\n- Zebra",
        "Restricted: The families are –\n- Zebra",
        "Restricted: The suspects are:\n1. Mr Zebra\n2. Mrs Zebra",
        "Restricted: first\x0bsecond Zebra",
        "Restricted: first\u2028second Zebra",
        "Restricted: first\x85second Zebra",
        "first\u2028Restricted: Zebra",
        "Members only: Zebra",
        "Members-only: Zebra",
        "[Members] Zebra",
        "(members only) Zebra",
        "_Restricted:_ Zebra",
        "Restrcted: Zebra",
        "Resticted: Zebra",
        "Restircted: Zebra",
        "1.1 Restricted: Zebra",
        "2.1. Restricted: Zebra",
        "(a) Restricted: Zebra",
    ],
)
def test_what_is_meant_to_be_withheld_is_never_public(text: str) -> None:
    note = read_note_text(f"# Cases\n{text}\n")
    public = [point.text for point in note.items[0].points if point.audience is Audience.PUBLIC]
    assert "Zebra" not in " ".join(public)
    assert read_note_text(write_note_text(note)) == note


@pytest.mark.parametrize(
    "text", ["Restriction: none", "Members of the public spoke", "Restricted access was noted"]
)
def test_words_that_only_look_like_an_audience_are_public(text: str) -> None:
    (point,) = read_note_text(f"# Cases\n{text}").items[0].points
    assert (point.text, point.audience) == (text, Audience.PUBLIC)


@pytest.mark.parametrize(
    ("heading", "minutes"),
    [
        ("X [10 min]", 10),
        ("X [5 mins] [standing]", 5),
        ("X [7m]", 7),
        ("X [0 min]", None),
        ("X [1000 min]", None),
    ],
)
def test_a_heading_says_for_how_many_minutes_it_is_planned(heading: str, minutes: int | None) -> None:
    (item,) = read_note_text(f"# {heading}").items
    assert item.minutes_planned == minutes
    assert item.title == ("X" if minutes else heading)
