"""Charts: what they show, as a picture and as a table, before any pixel or paper is thought of."""

from sop_minutes.domain.charts.drawing import Box, Curve, Dot, Mark, Rule, Sheet, Words, draw_chart
from sop_minutes.domain.charts.making import (
    load_chart,
    on_time_chart,
    outstanding_chart,
    slippage_chart,
)
from sop_minutes.domain.charts.sheets import Chart, Series, Shape

__all__ = [
    "Box",
    "Chart",
    "Curve",
    "Dot",
    "Mark",
    "Rule",
    "Series",
    "Shape",
    "Sheet",
    "Words",
    "draw_chart",
    "load_chart",
    "on_time_chart",
    "outstanding_chart",
    "slippage_chart",
]
