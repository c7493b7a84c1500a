"""The line that filters the register."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.domain.register import FilterLine, Span, View, begins, read_filter

TODAY = date(2017, 11, 20)


def test_signs_words_and_text_may_stand_in_any_order() -> None:
    wanted = FilterLine(views=(View.OVERDUE,), owners=("sarah",), words=("fgm",))
    for line in ("@sarah overdue fgm", "fgm @sarah overdue", " overdue   fgm @sarah "):
        assert read_filter(line, TODAY) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", FilterLine()),
        (
            '@"Sarah Carter" #[Domestic Abuse]',
            FilterLine(owners=("Sarah Carter",), topics=("Domestic Abuse",)),
        ),
        ("group:CG org:tvp", FilterLine(groups=("CG",), organisations=("tvp",))),
        ("owner:sc topic:fgm", FilterLine(owners=("sc",), topics=("fgm",))),
        ("Priority:protect", FilterLine(priorities=("protect",))),
        ("MINE Late", FilterLine(views=(View.MINE, View.OVERDUE))),
        ("late overdue", FilterLine(views=(View.OVERDUE,))),
        ("due:today", FilterLine(due=Span(TODAY, TODAY))),
        ("due:may", FilterLine(due=Span(date(2018, 5, 1), date(2018, 5, 31)))),
        ("due:spring", FilterLine(due=Span(date(2018, 3, 1), date(2018, 5, 31)))),
        ('due:"15 December"', FilterLine(due=Span(date(2017, 12, 15), date(2017, 12, 15)))),
        ("due:december due:15-december", FilterLine(due=Span(date(2017, 12, 15), date(2017, 12, 15)))),
        ("17/31 https://example.org", FilterLine(words=("17/31", "https://example.org"))),
    ],
)
def test_a_line_says_what_is_wanted(line: str, wanted: FilterLine) -> None:
    assert read_filter(line, TODAY) == wanted


@pytest.mark.parametrize("line", ["@", "#", "group:", "due:", "due:x", '@"', "—", "@ # owner:", '""'])
def test_what_is_begun_and_says_nothing_yet_does_not_narrow(line: str) -> None:
    assert read_filter(line, TODAY) == FilterLine()


@given(st.text(alphabet='ab@#:"[] due-/é\x1f\n', max_size=30))
def test_whatever_is_typed_is_a_filter_each_of_whose_parts_says_something(line: str) -> None:
    found = read_filter(line, TODAY)
    parts = (*found.owners, *found.topics, *found.words)
    assert all(any(letter.isalnum() for letter in part) for part in parts)


def test_names_are_found_by_how_their_words_begin() -> None:
    names = ("Sarah O'Neill-Hart", "SOH")
    for asked in ("sar", "hart", "o'n sarah", "SOH", "sárah"):
        assert begins(asked, names)
    for asked in ("arah", "sarah x", "neil hart z"):
        assert not begins(asked, names)
