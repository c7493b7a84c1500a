"""Finding by a few letters."""

import pytest

from sop_minutes.ui.fuzzy import fit


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("next", "Next agenda item"),
        ("item next", "Next agenda item"),
        ("nai", "Next agenda item"),
        ("neit", "Next agenda item"),
        ("gend", "Next agenda item"),
        ("", "Bold"),
        ("ça", "Ça va"),
    ],
)
def test_what_fits_is_found(typed: str, label: str) -> None:
    assert fit(typed, label) is not None


@pytest.mark.parametrize(
    ("typed", "label"), [("xyz", "Next agenda item"), ("ian", "Next agenda item"), ("b i", "Bold")]
)
def test_what_does_not_fit_is_not_found(typed: str, label: str) -> None:
    assert fit(typed, label) is None


def test_the_beginning_fits_better_than_a_part_and_a_part_better_than_letters() -> None:
    assert fit("mov", "Move up") < fit("up", "Move up") < fit("ove", "Move up") < fit("mu", "Move up")  # type: ignore[operator]
