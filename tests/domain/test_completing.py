"""What a name that is being typed may become."""

import pytest

from sop_minutes.domain.completing import AtMeeting, Candidate, Completions, names_one
from sop_minutes.domain.grammar import read_action
from sop_minutes.domain.grammar.mentions import write_mention
from sop_minutes.domain.names import Directory, KnownName, NameKind, initials_of, short_forms_of

PERSON, SEAT, GROUP, BODY = NameKind.PERSON, NameKind.SEAT, NameKind.GROUP, NameKind.ORGANISATION


def _person(id_: int, name: str, *aliases: str, role: str = "") -> KnownName:
    return KnownName(PERSON, id_, name, (initials_of(name), *aliases), (*short_forms_of(name), role))


KNOWN = (
    _person(1, "Sally Carver"),
    _person(2, "Sam Ansell", "Sammy"),
    _person(3, "Carl Silver", role="Strategic Lead"),
    _person(4, "Siobhan O'Neill-Hart"),
    _person(5, "Dr Priya Nair"),
    KnownName(SEAT, 1, "Safeguarding Lead"),
    KnownName(GROUP, 1, "Safer Homes Board", ("SHB",)),
    KnownName(BODY, 1, "South Vale Council", ("SVC",)),
    KnownName(BODY, 2, "Care (Homes) Ltd", ("CHL",)),
)
NAMES = Directory(KNOWN)


def _begun(typed: str, *here: int, **used: int) -> list[str]:
    completions = Completions(Candidate(known.name, known) for known in KNOWN)
    meeting = AtMeeting(frozenset(here), {name.replace("_", " "): many for name, many in used.items()})
    return [candidate.name for candidate in completions.like(typed, meeting).begun]


def _near(typed: str) -> list[str]:
    completions = Completions(Candidate(known.name, known) for known in KNOWN)
    return [candidate.name for candidate in completions.like(typed, AtMeeting()).near]


def test_people_come_before_seats_groups_and_organisations() -> None:
    assert _begun("s") == [
        "Sally Carver",
        "Sam Ansell",
        "Siobhan O'Neill-Hart",
        "Carl Silver",
        "Safeguarding Lead",
        "Safer Homes Board",
        "South Vale Council",
        "Secretary",
    ]


def test_who_is_at_the_meeting_comes_first() -> None:
    assert _begun("s", 4)[0] == "Siobhan O'Neill-Hart"
    assert _begun("", 3)[0] == "Carl Silver"


def test_who_owns_something_in_the_meeting_comes_first_and_the_busiest_before_all() -> None:
    assert _begun("s", 1, South_Vale_Council=1, Sam_Ansell=2)[:3] == [
        "Sam Ansell",
        "South Vale Council",
        "Sally Carver",
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("carv", "Sally Carver"),
        ("sally c", "Sally Carver"),
        ("s carv", "Sally Carver"),
        ("SAM", "Sam Ansell"),
        ("sammy", "Sam Ansell"),
        ("so", "Siobhan O'Neill-Hart"),
        ("oneill", "Siobhan O'Neill-Hart"),
        ("priya", "Dr Priya Nair"),
        ("strategic", "Carl Silver"),
        ("homes b", "Safer Homes Board"),
        ("svc", "South Vale Council"),
        ("all", "All"),
    ],
)
def test_any_name_or_form_of_it_finds(typed: str, name: str) -> None:
    assert _begun(typed)[0] == name


def test_a_first_name_goes_before_a_surname() -> None:
    assert _begun("car")[:2] == ["Carl Silver", "Sally Carver"]


def test_the_whole_name_goes_before_who_is_there() -> None:
    assert _begun("Carl Silver", 1)[0] == "Carl Silver"


def test_slips_find_what_is_like_them_but_do_not_begin_so() -> None:
    assert _near("salyl c") == ["Sally Carver"]
    assert _near("Sioban") == ["Siobhan O'Neill-Hart"]
    assert _begun("Sioban") == []
    assert _near("zz") == _near("quentin") == []


def test_a_name_initials_or_an_alias_name_one_but_a_first_name_does_not() -> None:
    here = frozenset[int]()
    assert [names_one(typed, NAMES, here) for typed in ("SC", "sally carver", "SVC", "Sammy")] == [True] * 4
    assert [names_one(typed, NAMES, here) for typed in ("Sally", "Sall", "CS CS")] == [False] * 3


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_what_is_written_reads_back_as_that_owner(known: KnownName, on) -> None:  # type: ignore[no-untyped-def]
    for after in ("to ring", "and Sam Ansell to ring", "Hart to ring", ""):
        written = write_mention(known.name, known, after, NAMES, frozenset())
        said = read_action(f"{written} {after}", on("2017-11-15"), NAMES)
        assert said.owners[0].meant == known


def test_brackets_come_only_where_they_are_needed() -> None:
    assert write_mention("Sally Carver", KNOWN[0], "to ring", NAMES, frozenset()) == "@Sally Carver"
    assert (
        write_mention("Care (Homes) Ltd", KNOWN[-1], "to ring", NAMES, frozenset()) == "@[Care (Homes) Ltd]"
    )
    assert write_mention("All partners", None, "to ring", NAMES, frozenset()) == "@[All partners]"


def test_of_two_with_one_name_the_initials_tell() -> None:
    both = (KnownName(PERSON, 1, "Ann Lee", ("AL",)), KnownName(PERSON, 2, "Ann Lee", ("ALE",)))
    names = Directory(both)
    assert write_mention("Ann Lee", both[1], "", names, frozenset()) == "@ALE"
    assert write_mention("Ann Lee", both[1], "", names, frozenset({2})) == "@Ann Lee"
