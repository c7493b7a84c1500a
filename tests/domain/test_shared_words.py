"""Words that a correction has in common with what its readers may not see."""

import pytest

from sop_minutes.domain.approving import read_corrections, shared_words
from sop_minutes.domain.said_again import Withheld
from sop_minutes.domain.words import Audience

NOTE = Withheld(
    [
        (
            "The refuge at Canary Lane is to be closed in spring, **once** all have moved.",
            Audience.RESTRICTED,
        ),
        ("Operation Larch will execute warrants at Mill Lane on 4 December", Audience.RESTRICTED),
        ("It is full of people who came here in May", Audience.MEMBERS),
        ("Traffic in Mill Lane was heavy", Audience.PUBLIC),
    ]
)


@pytest.mark.parametrize(
    ("correction", "found"),
    [
        ("for “REFUGE at Canary Lane is to close” read it", [("REFUGE at Canary Lane is to", "restricted")]),
        ("the refuge at Canary Lane closes", [("the refuge at Canary Lane", "restricted")]),
        ("Members: refuge at Canary Lane, is to", [("refuge at Canary Lane is to", "restricted")]),
        ("is full of people who came", [("is full of people who came", "members")]),
        ("in spring once all have moved on", [("in spring once all have moved", "restricted")]),
        (
            "Operation Larch was on 5 December at Mill Lane, not 4 December",
            [("Operation Larch", "restricted")],
        ),
        ("Traffic in Mill Lane was heavy in December, not in May", []),
        ("Restricted: the refuge at Canary Lane is to be closed", []),
        ("Members: is full of people who came", []),
        ("The name of the chair is Ann Lee", []),
        ("", []),
    ],
)
def test_what_a_narrow_line_alone_says_is_found(correction: str, found: list[tuple[str, str]]) -> None:
    assert [
        (each.words, str(each.audience)) for each in shared_words(read_corrections(correction), NOTE)
    ] == (found)


def test_of_two_lines_the_one_for_fewer_readers_counts() -> None:
    (found,) = shared_words(read_corrections("Operation Larch is full of people who came"), NOTE)
    assert found.sentence == (
        "A correction says “Operation Larch”, as a line for fewer readers does: "
        "begin it with “Restricted:” unless all may read that."
    )
