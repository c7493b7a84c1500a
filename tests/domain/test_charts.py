"""Charts: what the picture says is what the table says, and nothing stands on anything else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.domain.charts import (
    Box,
    Chart,
    Curve,
    Mark,
    Rule,
    Shape,
    Sheet,
    Words,
    draw_chart,
    load_chart,
    on_time_chart,
    outstanding_chart,
    slippage_chart,
)
from sop_minutes.domain.charts.drawing import LABELS
from sop_minutes.domain.figures import Load, OnTime, Outstanding, Share, Slipped, Step

DAY = date(2017, 1, 10)
EM = 10.0

_count = st.integers(0, 2000)
_share = st.tuples(_count, _count).map(lambda two: Share(min(two), max(two)))
_days = st.lists(st.integers(0, 900), min_size=1, max_size=13, unique=True).map(
    lambda ns: [DAY + timedelta(n) for n in sorted(ns)]
)
_name = st.sampled_from(
    ("", "Police", "Harbour Council", "Oxfordshire Clinical Commissioning Group", "SAFE!")
)
_step = st.sampled_from(Step)


@st.composite
def _charts(draw: st.DrawFn) -> Chart:
    days, step = draw(_days), draw(_step)
    loads = [Load(name, n + late, late) for name, n, late in draw(st.lists(st.tuples(_name, _count, _count)))]
    return draw(
        st.sampled_from(
            (
                outstanding_chart([Outstanding(day, draw(_count)) for day in days], step),
                on_time_chart([OnTime(day, draw(_share), draw(_share)) for day in days], step),
                slippage_chart([Slipped(n, draw(_count), draw(_count), 7 * n) for n in range(4)]),
                load_chart(sorted(loads, key=lambda load: not load.organisation)),
            )
        )
    )


def _measure(text: str) -> float:
    return EM * 0.56 * len(text)


def _drawn(chart: Chart, width: float = 420, height: float = 200) -> list[Mark]:
    return list(draw_chart(chart, Sheet(width, height, EM, _measure)))


@given(_charts())
def test_every_number_in_the_picture_stands_in_its_row_of_the_table(chart: Chart) -> None:
    numbers = [mark.text for mark in _drawn(chart) if isinstance(mark, Words) and mark.strong]
    whole = chart.headings.index(
        {"on-time": "Came due", "slippage": "Actions"}.get(chart.name, "Outstanding")
    )
    column = [row[whole] for row in chart.rows]
    left = iter(column if chart.shape is Shape.BARS else column[::-1])
    assert all(number in left for number in numbers), "in the table, and in its order"


@given(_charts())
def test_boxes_are_as_large_as_the_numbers_of_the_table(chart: Chart) -> None:
    boxes = [mark for mark in _drawn(chart) if isinstance(mark, Box)][len(chart.drawn) :]
    if chart.shape is Shape.LINE or not any(chart.wholes):
        return
    sizes = [box.height if chart.shape is Shape.COLUMNS else box.width for box in boxes]
    values = [int(cell) for row in chart.rows for cell in row[1 : 1 + len(chart.drawn)] if cell != "0"]
    assert len(sizes) == len(values)
    scale = sum(sizes) / sum(values)
    assert sizes == pytest.approx([value * scale for value in values])


@given(_charts(), st.sampled_from((300.0, 420.0, 900.0)))
def test_words_stand_on_the_sheet_and_not_on_other_words(chart: Chart, width: float) -> None:
    areas = []
    for words in (mark for mark in _drawn(chart, width) if isinstance(mark, Words)):
        wide = _measure(words.text)
        left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
        assert left >= -EM
        assert left + wide <= width + EM
        assert EM * 0.5 <= words.y <= 200
        areas.append((left, left + wide, words.y - EM * 0.8, words.y))
    for n, (left, right, top, bottom) in enumerate(areas):
        for other_left, other_right, other_top, other_bottom in areas[n + 1 :]:
            apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
            assert apart


def test_a_gap_of_years_breaks_the_line_and_the_axis() -> None:
    days = [date(2018, 5, 16), date(2018, 7, 18), date(2026, 9, 1), date(2026, 11, 1)]
    chart = outstanding_chart([Outstanding(day, 3) for day in days], Step.MEETING)
    marks = _drawn(chart)
    assert [len(mark.points) for mark in marks if isinstance(mark, Curve)] == [2, 2]
    axis = [mark for mark in marks if isinstance(mark, Rule) and mark.y == mark.to_y]
    assert len(axis) == 2
    left, right = (curve.points for curve in marks if isinstance(curve, Curve))
    assert left[-1][0] < axis[0].to_x < axis[1].x < right[0][0]
    shares = [OnTime(day, Share(2, 4), Share(1, 4)) for day in days]
    assert on_time_chart(shares, Step.MEETING).breaks == (2,)
    assert outstanding_chart([Outstanding(day, 3) for day in days[:2]], Step.MEETING).breaks == ()


def test_what_a_chart_shows_is_said_in_a_sentence() -> None:
    days = [DAY + timedelta(30 * n) for n in range(3)]
    counts = [Outstanding(day, n) for day, n in zip(days, (4, 9, 6), strict=True)]
    assert outstanding_chart(counts, Step.MEETING).summary == (
        "6 outstanding on 11 March 2017, 4 on 10 January 2017, 9 at the most, on 9 February 2017."
    )
    shares = [OnTime(day, Share(2, 4), Share(1, 4)) for day in days]
    assert on_time_chart(shares, Step.MEETING).summary == (
        "50% of 12 actions that came due were closed on time, 25% by the date first given."
    )
    assert load_chart([Load("Police", 3, 1), Load("", 9, 0)]).summary == (
        "Police owes most: 3 actions, 1 of them overdue."
    )
    assert on_time_chart([OnTime(DAY, Share(1, 1), Share(0, 0))], Step.MEETING).summary == (
        "100% of 1 action that came due was closed on time."
    )
    assert load_chart([]).summary == "No outstanding action has an owner whose organisation is known."


def test_organisations_beyond_the_first_are_counted_together_and_the_unknown_come_last() -> None:
    loads = [Load(f"Council {n}", 9 - n, 1) for n in range(5)] + [Load("", 4, 2)]
    chart = load_chart(loads, most=2)
    assert chart.rows == (
        ("Council 0", "1", "8", "9"),
        ("Council 1", "1", "7", "8"),
        ("3 other organisations", "3", "15", "18"),
        ("No organisation known", "2", "2", "4"),
    )
    assert load_chart(loads, most=4).labels[4] == "Council 4"


def test_names_that_begin_or_end_alike_are_told_apart() -> None:
    names = [f"Office of the Commissioner for Thames Valley, unit {n}" for n in range(4)]
    names += [f"{place} Health NHS Foundation Trust for Children" for place in ("Oxford", "Bucks", "Berks")]
    loads = [Load(name, 9, 1) for name in names]
    words = [mark for mark in _drawn(load_chart(loads), 220) if isinstance(mark, Words)]
    labels = [mark.text for mark in words if mark.anchor == "end"]
    assert len(set(labels)) == len(names)
    assert labels[0].startswith("Off")
    assert labels[0].endswith("0")
    assert all(_measure(label) <= 220 * LABELS for label in labels)
