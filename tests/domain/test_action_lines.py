"""Who owns an action, what is to be done, by when: read from a line as people type it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.grammar import action_text, read_action
from sop_minutes.domain.names import Directory, KnownName, NameKind
from tests.thorough import cases

NOVEMBER = date(2017, 11, 15)
KNOWN = Directory(
    [
        KnownName(NameKind.PERSON, 1, "Sally Carver", ("SC",), ("Sally", "Carver")),
        KnownName(
            NameKind.PERSON, 2, "Rosalyn Wade", ("RW",), ("Rosalyn", "Wade", "Head of Community Safety")
        ),
        KnownName(NameKind.PERSON, 3, "Siobhan O'Neill-Hart", ("SO",), ("Siobhan", "O'Neill-Hart")),
        KnownName(NameKind.PERSON, 4, "Pete Rowan", ("PR",)),
        KnownName(NameKind.PERSON, 5, "Priya Raman", ("PR",)),
        KnownName(NameKind.PERSON, 6, "April Jones"),
        KnownName(NameKind.ORGANISATION, 1, "Thames Valley Police", ("TVP",)),
        KnownName(NameKind.GROUP, 1, "Safer Oxfordshire Partnership", ("SOP", "OxSCP")),
        KnownName(NameKind.GROUP, 2, "Oxford Community Safety Partnership", ("Oxford CSP",)),
        KnownName(NameKind.SEAT, 1, "Strategic Lead for Domestic Abuse"),
    ]
)


@pytest.mark.parametrize(
    ("line", "owners", "text", "due"),
    [
        (
            "@Sally Carver @CSPs to circulate the draft report by 31 Jan",
            ["Sally Carver", "CSPs"],
            "circulate the draft report",
            date(2018, 1, 31),
        ),
        ("SC to circulate it", ["Sally Carver"], "circulate it", None),
        ("SC/RW to meet", ["Sally Carver", "Rosalyn Wade"], "meet", None),
        (
            "Sally Carver, Rosalyn Wade and TVP to agree",
            ["Sally Carver", "Rosalyn Wade", "Thames Valley Police"],
            "agree",
            None,
        ),
        ("@sally carver to ring", ["Sally Carver"], "ring", None),
        ("@O'Neill-Hart to ring", ["Siobhan O'Neill-Hart"], "ring", None),
        ("@Siobhan O’Neill-Hart to ring", ["Siobhan O'Neill-Hart"], "ring", None),
        ("Sally to ring", ["Sally Carver"], "ring", None),
        ("by Sally Carver: ring", ["Sally Carver"], "ring", None),
        ("for SC and Siobhan O'Neill-Hart: ring", ["Sally Carver", "Siobhan O'Neill-Hart"], "ring", None),
        ("for Joan Dunn: ring by 31 Jan", ["Joan Dunn"], "ring", date(2018, 1, 31)),
        ("owner: Sally Carver to ring", ["Sally Carver"], "ring", None),
        ("by 31 January: a letter", [], "a letter", date(2018, 1, 31)),
        ("for information: a letter", [], "for information: a letter", None),
        ("@Head of Community Safety to ring", ["Rosalyn Wade"], "ring", None),
        ("@Strategic Lead for Domestic Abuse to write", ["Strategic Lead for Domestic Abuse"], "write", None),
        ("@Strategic Lead for Housing to write", ["Strategic Lead for Housing"], "write", None),
        ("@OxSCP to ring", ["Safer Oxfordshire Partnership"], "ring", None),
        ("@Oxford CSP to ring", ["Oxford Community Safety Partnership"], "ring", None),
        ("@April Jones to send the May figures", ["April Jones"], "send the May figures", None),
        (
            "Circulate the report @Sally Carver @[CSP leads (north)] (due 15 Jan)",
            ["Sally Carver", "CSP leads (north)"],
            "Circulate the report",
            date(2018, 1, 15),
        ),
        (
            "report to be written by SC by 31 January",
            ["Sally Carver"],
            "report to be written by SC",
            date(2018, 1, 31),
        ),
        ("circulate minutes (SC, RW)", ["Sally Carver", "Rosalyn Wade"], "circulate minutes", None),
        ("discuss with @Sally Carver the plan", ["Sally Carver"], "discuss with Sally Carver the plan", None),
        (
            "Dr Chloe Rosenberg to circulate the figures",
            ["Dr Chloe Rosenberg"],
            "circulate the figures",
            None,
        ),
        ("All to note the date", ["All"], "note the date", None),
        ("Chair to write to the PCC", ["Chair"], "write to the PCC", None),
        ("@Sally Carverson to ring", ["Sally Carverson"], "ring", None),
        ("Sally Carver-Potter to ring", ["Sally Carver-Potter"], "ring", None),
        ("Sally Carver & RW to ring", ["Sally Carver", "Rosalyn Wade"], "ring", None),
        ("SC, RW & TVP to ring", ["Sally Carver", "Rosalyn Wade", "Thames Valley Police"], "ring", None),
        ("@SC@RW to ring", ["Sally Carver", "Rosalyn Wade"], "ring", None),
        ("Rosalyn Wade has agreed to ring", ["Rosalyn Wade"], "ring", None),
        ("Ms Sally Carver to ring", ["Sally Carver"], "ring", None),
        ("@Dr Sally Carver to ring", ["Sally Carver"], "ring", None),
        ("sally carver to ring", ["Sally Carver"], "ring", None),
        ("@Nobody Known to ring", ["Nobody Known"], "ring", None),
        ("Sally Carver: circulate the minutes", ["Sally Carver"], "circulate the minutes", None),
    ],
)
def test_a_line_names_its_owners(line: str, owners: list[str], text: str, due: date | None) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert ([owner.name for owner in action.owners], action.text, action.due.on) == (owners, text, due)


@pytest.mark.parametrize(
    "line",
    [
        "Wade to be invited",
        "Annual Report to go to the board",
        "Terms of Reference to be updated",
        "Invite Thames Valley Police to the summit",
        "Ask Sally Carver to report back",
        "Protocol would be reviewed",
        "write to office@example.org",
        "Review Group to be set up",
        "Update: the figures are awaited",
    ],
)
def test_what_only_looks_like_an_owner_is_none(line: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert action.owners == ()
    assert action.text == line


def test_initials_of_two_people_mean_the_one_who_is_there() -> None:
    (owner,) = read_action("PR to ring", NOVEMBER, KNOWN).owners
    assert owner.meant is None
    assert [match.name for match in owner.matches] == ["Pete Rowan", "Priya Raman"]
    (owner,) = read_action("PR to ring", NOVEMBER, KNOWN, here=frozenset({5})).owners
    assert owner.name == "Priya Raman"


def test_the_next_meeting_is_the_one_in_the_diary() -> None:
    action = read_action("SC to report to the next meeting", NOVEMBER, KNOWN, diary=[date(2018, 2, 14)])
    assert (action.due.on, action.due.precision.value) == (date(2018, 2, 14), "next meeting")
    assert read_action("SC to report to the next meeting", NOVEMBER, KNOWN).due.on is None


@pytest.mark.parametrize(
    ("line", "text", "on"),
    [
        ("SC to report to the July meeting", "report to the July meeting", date(2018, 7, 11)),
        ("SC to report at the July meeting", "report", date(2018, 7, 11)),
        ("SC to report at the next meeting but one", "report", date(2018, 7, 11)),
        ("SC to chase asap, and by 20 March", "chase", date(2018, 3, 20)),
    ],
)
def test_what_is_to_be_done_says_to_whom_but_not_when(line: str, text: str, on: date) -> None:
    diary = [date(2018, 2, 14), date(2018, 7, 11)]
    action = read_action(line, NOVEMBER, KNOWN, diary=diary)
    assert (action.text, action.due.on) == (text, on)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "@SC @RW to circulate the draft by 31 Jan",
            "Sally Carver and Rosalyn Wade to circulate the draft by 31 January 2018",
        ),
        ("SC will ring by Friday", "Sally Carver will ring by 17 November 2017"),
        ("@SC to write before Christmas.", "Sally Carver to write before Christmas."),
        ("@SC to write towards the end of December", "Sally Carver to write towards the end of December"),
        ("Circulate it @SC (due 15 Jan)", "Circulate it (Sally Carver, due 15 January 2018)"),
        ("Circulate it @SC (due when funded)", "Circulate it (Sally Carver, due when funded)"),
        ("discuss with @SC", "discuss with Sally Carver"),
        ("nobody owns **this**", "nobody owns **this**"),
    ],
)
def test_a_note_words_an_action(line: str, sentence: str) -> None:
    assert read_action(line, NOVEMBER, KNOWN).sentence == sentence


def test_what_cannot_be_read_stays_in_the_text() -> None:
    action = read_action("@SC to ring when the dust settles", NOVEMBER, KNOWN)
    assert (action.text, action.due.on, action.due_span) == ("ring when the dust settles", None, None)


@settings(max_examples=cases(600), deadline=None)
@given(
    st.text(st.characters(codec=None), max_size=80),
    st.sampled_from(
        ["", "@", "@[", "SC to ", "(due ", " by ", "**SC** ", "Owner: ", "x – ", "(SC", "\u202e@SC "]
    ),
)
def test_any_line_can_be_read(text: str, mark: str) -> None:
    action = read_action(f"{mark}{text}", NOVEMBER, KNOWN)
    for owner in action.owners:
        assert 0 <= owner.start < owner.end <= len(mark) + len(text)


_NAMES = st.sampled_from(
    ["Pete Rowan", "SC", "CSP leads (north)", "all", "O'Neill-Hart", "Fire and Rescue", "x, y"]
)


@given(
    st.lists(_NAMES, unique=True, max_size=3), st.sampled_from(["", "15 Jan", "when funded", "next meeting"])
)
def test_owners_and_due_dates_from_a_table_read_back(owners: list[str], due: str) -> None:
    action = read_action(action_text("Submit the return", owners, due), NOVEMBER)
    assert action.text == "Submit the return"
    assert [owner.as_written for owner in action.owners] == owners
    assert action.due.as_written == due


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("@Ann Lee to check 5*3 sets by 31 Jan", "check 5*3 sets"),
        ("**@Ann Lee to check** sets by 31 Jan", "**check** sets"),
    ],
)
def test_an_asterisk_goes_only_where_its_other_end_was_cut_away(typed: str, text: str) -> None:
    assert read_action(typed, date(2017, 11, 15)).text.removeprefix("to ") == text
