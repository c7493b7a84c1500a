"""Words that a correction has in common with what its readers may not see."""

import pytest

from sop_minutes.domain.approving import read_corrections, shared_words
from sop_minutes.domain.words import Audience

LINE = "The refuge at Canary Lane is to be closed in spring, **once** all have moved."
WITHHELD = {
    Audience.PUBLIC: (LINE, "It is full of people who came here in May"),
    Audience.MEMBERS: (LINE,),
    Audience.RESTRICTED: (),
}


@pytest.mark.parametrize(
    ("correction", "found"),
    [
        ("for “REFUGE at Canary Lane is to close” read it", [("REFUGE at Canary Lane is to", "restricted")]),
        ("the refuge at Canary Lane is", [("the refuge at Canary Lane is", "restricted")]),
        ("Members: refuge at Canary Lane, is to", [("refuge at Canary Lane, is to", "restricted")]),
        ("is full of people who came", [("is full of people who came", "members")]),
        ("in spring once all have moved on", [("in spring once all have moved", "restricted")]),
        ("Restricted: the refuge at Canary Lane is to be closed", []),
        ("Members: is full of people who came", []),
        ("the refuge at Canary Lane closes", []),
        ("", []),
    ],
)
def test_six_words_in_a_row_are_found(correction: str, found: list[tuple[str, str]]) -> None:
    assert [
        (each.words, str(each.audience)) for each in shared_words(read_corrections(correction), WITHHELD)
    ] == (found)


def test_two_stretches_of_one_correction_are_both_found() -> None:
    said = read_corrections("the refuge at Canary Lane is shut; is full of people who came here")
    assert [each.words for each in shared_words(said, WITHHELD)] == [
        "the refuge at Canary Lane is",
        "is full of people who came here",
    ]
