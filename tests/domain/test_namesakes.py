"""Names that may be one person's, and names that are two people's."""

import pytest

from sop_minutes.domain.namesakes import may_be_one_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stephen Parr", "Steven Parr"),
        ("Kev Marsh", "Kevin Marsh"),
        ("K Marsh", "Kev Marsh"),
        ("R. Denby", "Ruth Denby"),
        ("Jon Hall", "John Hall"),
        ("Zoë Brackenbury", "Zoe Brakenbury"),
        ("Mary Smith", "Cllr Mary Smith‑Jones"),
        ("Ann Lee", "Ann B. Lee"),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str) -> None:
    assert may_be_one_person(one, other)
    assert may_be_one_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Ben Lee"),
        ("Tim Hall", "Tom Hall"),
        ("Ann Lee", "Ann Low"),
        ("Ruth Denby", "Ruth Derry"),
        ("Stephen Parr", "Stephen Hall"),
        ("Lee", "Ann Lee"),
        ("", ""),
    ],
)
def test_names_that_are_two_peoples(one: str, other: str) -> None:
    assert not may_be_one_person(one, other)
