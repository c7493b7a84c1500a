"""How wide a new line of a corrected copy may be: no wider than the old ones it says some of."""

import pytest

from sop_minutes.domain.said_again import Withheld
from sop_minutes.domain.words import Audience

BLOCKS = [
    ("Ann Lee briefed the group on the strategic review of the services.", Audience.PUBLIC),
    ("The budget stands at seventy thousand pounds.", Audience.PUBLIC),
    ("Figures for Wantage are not yet published.", Audience.MEMBERS),
    ("The family in the review is to move to a safe house.", Audience.RESTRICTED),
    ("Ann Lee briefed the group on the venue.", Audience.RESTRICTED),
]


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("Leaflets will be printed for the libraries.", Audience.PUBLIC),
        ("Ann Lee briefed the group on the plan.", Audience.PUBLIC),
        ("The strategic review of the services goes on.", Audience.PUBLIC),
        ("The budget is seventy thousand pounds, as before.", Audience.PUBLIC),
        ("Ann Lee briefed the group.", Audience.PUBLIC),
        ("Wantage is late.", Audience.MEMBERS),
        ("That family has a house now.", Audience.RESTRICTED),
        ("It is to move to a safe place.", Audience.RESTRICTED),
        ("Of the venue nothing was said.", Audience.RESTRICTED),
        ("Wantage: the family is in a house there.", Audience.RESTRICTED),
    ],
)
def test_a_new_line_takes_the_narrowest_of_what_it_says_again(text: str, audience: Audience) -> None:
    assert Withheld(BLOCKS).audience_of(text) is audience


def test_where_nothing_is_withheld_every_line_is_public() -> None:
    assert Withheld(BLOCKS[:2]).audience_of("Ann Lee briefed the group.") is Audience.PUBLIC
