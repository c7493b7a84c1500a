"""The checks before a note goes out, each with a link to the place."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from sop_minutes.commands.circulating import set_as_role
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.people import add_person
from sop_minutes.domain.checking import CheckKind, CheckRow
from sop_minutes.domain.words import Audience
from sop_minutes.queries.checks import NO_SPELLING, note_checks
from sop_minutes.storage.tables import Action, Item, Point
from tests.conftest import Partnership


class Words:
    """A speller that knows few words to be wrong."""

    def __init__(self, *wrong: str) -> None:
        self.wrong, self.names = wrong, set[str]()

    def know_names(self, names: Iterable[str]) -> None:
        self.names |= set(names)

    def misspelt(self, text: str) -> Sequence[str]:
        return [word for word in text.split() if word in self.wrong and word not in self.names]


def checks(p: Partnership, note: str, audience: Audience = Audience.PUBLIC, *wrong: str) -> list[CheckRow]:
    meeting_id = p.record(note)
    return list(p.database.read(note_checks, meeting_id, audience, spelling=Words(*wrong)))


def left(rows: list[CheckRow], kind: CheckKind) -> list[CheckRow]:
    return [row for row in rows if row.kind is kind and not row.ok]


def text_at(p: Partnership, record: str) -> str:
    """The text of the point or item that a check links to."""
    table = {"p": Point, "i": Item}[record[0]]
    row = p.database.read(lambda s: s.get_one(table, int(record[1:])))
    return str(getattr(row, "text", "") or getattr(row, "title", ""))


CLEAN = "Present: Ann Lee\n# Prevent\nAll is well\nAction: Ann Lee to ring by 31 December 2017"


@pytest.mark.parametrize("audience", Audience)
def test_where_all_is_well_each_check_says_so(partnership: Partnership, audience: Audience) -> None:
    rows = checks(partnership, CLEAN, audience)
    assert [row for row in rows if not row.ok] == []
    asked = set(CheckKind) - {CheckKind.ACCESSIBLE}
    if audience is not Audience.PUBLIC:
        asked -= {CheckKind.AS_ROLE}
    assert {row.kind for row in rows} == asked
    assert len(rows) == len(asked)


def test_words_spelt_wrong_are_named_with_their_place_and_names_are_not(partnership: Partnership) -> None:
    words = Words("teh", "recieve")
    meeting_id = partnership.record(f"{CLEAN}\nteh **teh** recieve")
    rows = partnership.database.read(note_checks, meeting_id, Audience.PUBLIC, spelling=words)
    assert {"Ann Lee", "Co-ordination Group", "CG"} <= words.names
    (row,) = left(list(rows), CheckKind.SPELLING)
    assert row.sentence == "Is this spelt right? “teh”, “recieve”"
    assert text_at(partnership, row.record) == "teh **teh** recieve"


def test_that_spelling_was_not_checked_is_said(partnership: Partnership) -> None:
    meeting_id = partnership.record(CLEAN)
    rows = partnership.database.read(note_checks, meeting_id, Audience.PUBLIC, spelling=None)
    assert rows[0] == CheckRow(CheckKind.SPELLING, NO_SPELLING)


def test_an_action_without_owner_or_date_is_named_by_its_reference(partnership: Partnership) -> None:
    rows = checks(partnership, f"{CLEAN}\nAction: would be reviewed\nMembers: Action: hidden from the public")
    (owner,), (due,) = left(rows, CheckKind.OWNER), left(rows, CheckKind.DATE)
    assert (owner.sentence, owner.record) == ("Action CG 17/2 has no owner.", "CG 17/2")
    assert (due.sentence, due.record) == ("Action CG 17/2 has no due date.", "CG 17/2")


def test_an_acronym_before_its_words_and_a_group_s_before_its_name(partnership: Partnership) -> None:
    note = f"{CLEAN}\nThe DHR was read\nThe CG agreed\n# Homicide\nDomestic Homicide Review (DHR)"
    (row,) = left(checks(partnership, note), CheckKind.ACRONYM)
    assert row.sentence == "“DHR” is used before it is spelled out."
    assert text_at(partnership, row.record) == "The DHR was read"


def test_an_item_under_which_nothing_stands(partnership: Partnership) -> None:
    note = f"{CLEAN}\n# Cuckooing\n# Knives\nRestricted: only this"
    rows = left(checks(partnership, note), CheckKind.EMPTY)
    assert [text_at(partnership, row.record) for row in rows] == ["Cuckooing", "Knives"]
    full = left(checks(partnership, note, Audience.RESTRICTED), CheckKind.EMPTY)
    assert [text_at(partnership, row.record) for row in full] == ["Cuckooing"]


def test_who_is_published_as_their_role_is_not_named_in_the_public_note(partnership: Partnership) -> None:
    database = partnership.database
    person_id = database.do("Add", add_person, "Joan Marsh", role="Team Manager", aliases=["Joanie M"])
    database.do("As role", set_as_role, person_id, as_role=True)
    said = "Joan Marsh spoke\nMrs Marsh’s report\nJoanie M left\nthe marsh was dry\nMembers: Joan Marsh"
    note = f"{CLEAN}\n{said}"
    rows = left(checks(partnership, note), CheckKind.AS_ROLE)
    assert [text_at(partnership, row.record) for row in rows] == [
        "Joan Marsh spoke",
        "Mrs Marsh’s report",
        "Joanie M left",
    ]
    assert "Team Manager" in rows[0].sentence
    assert left(checks(partnership, note, Audience.MEMBERS), CheckKind.AS_ROLE) == []


def named(p: Partnership, *lines: str) -> list[tuple[str, str]]:
    """What is found of names in each line of a note: the sentence, and the line it stands in."""
    rows = left(checks(p, "\n".join((CLEAN, *lines))), CheckKind.AS_ROLE)
    return [(row.sentence, text_at(p, row.record)) for row in rows]


def people_as_roles(p: Partnership, *names: str) -> None:
    for name in names:
        person_id = p.database.do("Add", add_person, name, role="Director, Refuge")
        p.database.do("As role", set_as_role, person_id, as_role=True)


BEYOND_DOUBT = (
    "HS will bring figures",
    "Helen will ring",
    "Stubbs raised a concern",
    "an HS-led review, and H. Stubbs’s report",
    "helen stubbs spoke",
    "thanks go to Helen’s team",
    "asked of @hs",
)


@pytest.mark.parametrize("line", BEYOND_DOUBT)
def test_each_name_that_only_one_person_has_is_found(partnership: Partnership, line: str) -> None:
    people_as_roles(partnership, "Helen Stubbs")
    ((sentence, at),) = named(partnership, line)
    assert sentence.startswith(
        "Helen Stubbs is to be published as their role, Director, Refuge, and is named: "
    )
    assert at == line


def test_an_address_tells_who_it_is_of(partnership: Partnership) -> None:
    person_id = partnership.database.do("Add", add_person, "Helen Stubbs", email="desk@refuge.example")
    partnership.database.do("As role", set_as_role, person_id, as_role=True)
    ((sentence, at),) = named(partnership, "Write to Desk@Refuge.example by Friday.")
    assert sentence.endswith("is named: “desk@refuge.example”.")
    assert at == "Write to Desk@Refuge.example by Friday."


def test_all_names_of_a_person_in_a_line_are_told_at_once(partnership: Partnership) -> None:
    people_as_roles(partnership, "Helen Stubbs")
    ((sentence, _),) = named(partnership, "HS and Helen, and HS again")
    assert sentence.endswith("and is named: “HS”, “Helen”.")


@pytest.mark.parametrize(
    "line",
    [
        "Helen Marsh will ring",
        "Jane Stubbs rang",
        "Stubbs-Hart rang",
        "HS OF THE COUNTY WERE ALL READ",
        "Health Strategy (HS) was read and HS agreed",
    ],
)
def test_a_name_that_may_be_another_s_is_named_as_such(partnership: Partnership, line: str) -> None:
    people_as_roles(partnership, "Helen Stubbs")
    ((sentence, at),) = named(partnership, line)
    assert sentence.endswith(
        "may be Helen Stubbs, who is to be published as their role, Director, Refuge, or somebody else."
    )
    assert at == line


def test_a_name_that_another_has_too_is_named_as_such(partnership: Partnership) -> None:
    people_as_roles(partnership, "Helen Stubbs")
    partnership.database.do("Add", add_person, "Helen Hart")
    partnership.database.do("Add", add_organisation, "Housing Service", short_name="HS")
    found = named(partnership, "Helen will ring", "HS will bring figures", "Helen Hart agreed")
    assert [at for _, at in found] == ["Helen will ring", "HS will bring figures"]
    assert all("or somebody else" in sentence for sentence, _ in found)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Alan Smart", "the report was as expected and as SMART as can be"),
        ("May Long", "on 5 May 2017 and in May 2018 it took a long time"),
        ("Helen Stubbs", "the Director, Refuge, will send it for the highs and lows"),
    ],
)
def test_what_is_nobody_s_name_is_left_alone(partnership: Partnership, name: str, line: str) -> None:
    people_as_roles(partnership, name)
    assert [sentence for sentence, _ in named(partnership, line) if "SMART" not in sentence] == []


def test_what_is_restricted_says_why_and_until_when(partnership: Partnership) -> None:
    note = (
        f"{CLEAN}\nRestricted: why\nRestricted: Action: Ann Lee to ring by 1 December 2017\n"
        "Restricted: # Exempt\nRestricted: as its item"
    )
    rows = left(checks(partnership, note), CheckKind.RESTRICTION)
    assert [text_at(partnership, row.record) for row in rows] == [
        "Exempt",
        "why",
        "Ann Lee to ring by 1 December 2017",
    ]
    assert rows[0].sentence == "A restricted item has no reason and no day on which it is looked at again."
    ids = [int(row.record[1:]) for row in rows]

    def give(session):  # type: ignore[no-untyped-def]
        session.get_one(Item, ids[0]).restricted_reason = "Paragraph 1"
        session.get_one(Point, ids[1]).restricted_reason = "Paragraph 1"
        session.get_one(Point, ids[1]).review_on = date(2018, 1, 1)
        session.get_one(Action, 1).audience = Audience.RESTRICTED

    partnership.database.do("Give", give)
    meeting_id = partnership.database.read(lambda s: s.get_one(Item, ids[0]).meeting_id)
    rows = list(partnership.database.read(note_checks, meeting_id, Audience.PUBLIC, spelling=None))
    again = left(rows, CheckKind.RESTRICTION)
    assert [row.record for row in again] == [f"i{ids[0]}", f"p{ids[2]}", "CG 17/1"]
    assert again[0].sentence == "A restricted item has no day on which it is looked at again."


def test_what_is_still_to_be_confirmed(partnership: Partnership) -> None:
    note = f"{CLEAN}\nThe venue is TBC\nwho leads is to be confirmed\nhow many??\nWhy?"
    provisional = note.replace("Present", "Date: 15 November 2017 (tbc)\nPresent", 1)
    rows = left(checks(partnership, provisional), CheckKind.UNSETTLED)
    assert rows[0].record.startswith("m")
    assert [text_at(partnership, row.record) for row in rows[1:]] == [
        "The venue is TBC",
        "who leads is to be confirmed",
        "how many??",
    ]


def test_what_has_no_place_yet_is_said_of_the_members_note(partnership: Partnership) -> None:
    note = f"{CLEAN}\nMembers: # Not placed [not placed]\nMembers: a stray line\nMembers: another"
    assert left(checks(partnership, note), CheckKind.NOT_PLACED) == []
    (row,) = left(checks(partnership, note, Audience.MEMBERS), CheckKind.NOT_PLACED)
    assert row.sentence == "2 lines without a place are in it."
