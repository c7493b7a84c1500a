"""Known names: found however they are typed, never confused."""

import pytest

from sop_minutes.domain.names import Directory, KnownName, NameKind, initials_of, other_initials_of
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
    assert clean_text("a\x00b\ud800c\x0bd\uffffe\r\nf\rg\th\u2028é🙂") == "abc\nde\nf\ng\th\né🙂"
