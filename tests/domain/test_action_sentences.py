"""How a line is worded where it is quoted."""

import pytest

from sop_minutes.domain.actions import action_sentence
from sop_minutes.domain.sheets import PointSheet


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("@Zoë Brackenbury @Shazia Anwar to recruit", "Zoë Brackenbury, Shazia Anwar to recruit"),
        ("@TVP @Inés Peñalver @CSPs to consult", "TVP, Inés Peñalver, CSPs to consult"),
        ("@[Housing and Health Trust] @Bo Ray to ring", "Housing and Health Trust, Bo Ray to ring"),
        ("@Ann Lee and @Bo Ray to ring", "Ann Lee and Bo Ray to ring"),
        ("@Ann Lee, @Bo Ray to ring @CSPs", "Ann Lee, Bo Ray to ring CSPs"),
        ("Write to x@example.org with @Bo", "Write to x@example.org with Bo"),
        ("@Ann Lee to ring and @Bo to write", "Ann Lee to ring and Bo to write"),
    ],
)
def test_owners_in_a_row_are_parted_where_a_line_is_quoted(typed: str, said: str) -> None:
    assert action_sentence(PointSheet(typed)) == said
