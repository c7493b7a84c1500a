"""Known names: found however they are typed, never confused."""

import sys
import unicodedata

import pytest

from sop_minutes.domain.names import (
    Directory,
    KnownName,
    NameKind,
    initials_of,
    other_initials_of,
    read_owners,
    same_person,
    short_forms_of,
)
from sop_minutes.domain.text import clean_text

DIRECTORY = Directory(
    [
        KnownName(NameKind.GROUP, 1, "Co-ordination Group", ("CG", "Business Group")),
        KnownName(NameKind.GROUP, 2, "Safer Oxfordshire Partnership", ("OxSCP",)),
        KnownName(NameKind.GROUP, 3, "Oxford Safer Communities Partnership", ("Oxford CSP",)),
        KnownName(NameKind.PERSON, 1, "Zoë Brackenbury", ("ZB",)),
    ]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Coordination Group", 1),
        ("co-ordination  group", 1),
        ("Business Group", 1),
        ("OxSCP", 2),
        ("Oxford CSP", 3),
        ("Oxford Safer Communities Partnership", 3),
        ("Zoe Brackenbury", 1),
    ],
)
def test_a_name_is_found_in_any_spelling(typed: str, found: int) -> None:
    assert [entry.id for entry in DIRECTORY.match(typed)] == [found]


def test_an_unknown_name_is_suggested_for_but_never_taken_for_another() -> None:
    assert DIRECTORY.match("Co-ordinaton Group") == ()
    assert DIRECTORY.suggestions("Co-ordinaton Group")[0].id == 1


@pytest.mark.parametrize(
    ("typed", "owners"),
    [
        ("Ann Lee, Bo Ray", ("Ann Lee", "Bo Ray")),
        ("Lee, Ann", ("Lee", "Ann")),
        (" , Ann Lee,,", ("Ann Lee",)),
        ("Housing, Health and Care Trust", ("Housing, Health and Care Trust",)),
        ("Bo Ray, housing,health  and care trust,TVP", ("Bo Ray", "housing, health  and care trust", "TVP")),
        ("Housing, Health, Care", ("Housing, Health, Care",)),
        ("Housing, Health", ("Housing", "Health")),
        ("", ()),
    ],
)
def test_owners_are_typed_with_commas_between_and_some_have_one(typed: str, owners: tuple[str, ...]) -> None:
    known = Directory(
        [
            KnownName(NameKind.ORGANISATION, 1, "Housing, Health and Care Trust", ("Housing, Health, Care",)),
            KnownName(NameKind.PERSON, 1, "Lee Ann", ("LA",), ("Lee", "Ann")),
        ]
    )
    assert read_owners(typed, known) == owners


def _people(*names: str) -> Directory:
    return Directory(
        KnownName(NameKind.PERSON, id_, name, (initials_of(name),), short_forms_of(name))
        for id_, name in enumerate(names, start=1)
    )


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Dr Siân Pugh", "Siân Pugh"),
        ("Dr Siân Pugh", "Prof. Sian Pugh"),
        ("Siân Pugh", "Dr Siân Pugh"),
        ("Det Supt Dev Patel", "Dev Patel"),
        ("Kev Marsh", "K Marsh"),
        ("Dr Kev Marsh", "Mr K. Marsh"),
        ("Jan van der Berg", "J van der Berg"),
        ("Mary Ann Smith-Jones", "M. Smith‑Jones"),
        ("Tom O'Dowd", "T O’Dowd"),
    ],
)
def test_a_person_is_known_with_any_title_or_none_and_by_an_initial(known: str, typed: str) -> None:
    assert [entry.name for entry in _people(known, "Ann Fox").match(typed)] == [known]


def test_an_initial_and_a_surname_that_two_have_are_both_of_them() -> None:
    assert len(_people("Kev Marsh", "Kate Marsh").match("K Marsh")) == 2
    assert [entry.name for entry in _people("Kev Marsh", "K Marsh").match("K Marsh")] == ["K Marsh"]


@pytest.mark.parametrize("typed", ["Along", "a long", "A longer", "B Long", "Di Long"])
def test_a_word_is_no_initial_and_surname(typed: str) -> None:
    assert _people("Ann Long").match(typed) == ()


def test_an_initial_and_a_surname_are_found_in_a_line() -> None:
    assert _people("Ruth Denby").longest_at("Ring R. Denby today", 5)[0] == len("Ring R. Denby")
    assert _people("Ruth Denby").is_short("Dr R Denby")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dr Ann Lord", "Ann Lord", True),
        ("Ann Lord", "Ann", False),
        ("DI Fox", "Fox", True),
        ("Di Fox", "Fox", False),
    ],
)
def test_only_what_stands_before_a_name_is_a_title(one: str, other: str, *, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Sally Carver", "SC"), ("Dr Chloe Rosenberg", "CR"), ("Siobhan O'Neill-Hart", "SO"), ("", "")],
)
def test_initials_are_made_of_a_name(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Tom O'Dowd", ("TOD",)),
        ("Tom O’Dowd", ("TOD",)),
        ("Siobhan O'Neill-Hart", ("SON", "SOH", "SONH")),
        ("Cllr Mary Smith-Jones", ("MSJ",)),
        ("Jo McDowd", ("JMD",)),
        ("Mack Macey", ()),
        ("Sally Carver", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_a_name_with_a_prefix_or_a_hyphen_has_other_initials_too(name: str, others: tuple[str, ...]) -> None:
    assert other_initials_of(name) == others


def test_what_cannot_be_stored_is_removed_and_nothing_else() -> None:
    kept = [c for c in map(chr, range(sys.maxunicode + 1)) if clean_text(f"a{c}b") == f"a{c}b"]
    gone = sorted(set(map(chr, range(sys.maxunicode + 1))) - set(kept))
    assert {unicodedata.category(c) for c in gone} == {"Cc", "Cs", "Cn", "Zl", "Zp"}
    unassigned = [c for c in gone if unicodedata.category(c) == "Cn"]
    assert len(unassigned) == 66
    assert all("\ufdd0" <= c <= "\ufdef" or ord(c) & 0xFFFE == 0xFFFE for c in unassigned)
    assert clean_text("a\x00b\ud800c\x0bd\uffffe\r\nf\rg\th\u2028é🙂") == "abc\nde\nf\ng\th\né🙂"
