"""Charts as pictures for files: drawn as SVG, and from that, by typst, as PNG for Word."""

from functools import cache
from html import escape

import typst

from sop_minutes.domain.charts import Box, Chart, Curve, Dot, Mark, Rule, Sheet, Words, draw_chart
from sop_minutes.domain.text import clean_text
from sop_minutes.export.letters import width_of
from sop_minutes.export.typesetting import COMPILING, compiler

WIDTH, HEIGHT = 220, 104
"""Of a picture in points: two of them stand side by side on a page."""

_EM = 8.0
_INK, _FIRST, _SOFT = "#1a2129", "#1d5f8a", "#5b6776"
_PIXELS_PER_INCH = 240


def chart_svg(chart: Chart, *, width: float = WIDTH, height: float = HEIGHT) -> str:
    """Return the picture of a chart, with its title over it."""
    top = _EM * 2.2
    sheet = Sheet(width - 4, height - top - 2, _EM, lambda text: width_of(text, _EM, bold=True))
    hatch = f"hatch-{chart.name}"
    marks = "".join(_mark(mark, hatch) for mark in draw_chart(chart, sheet))
    return clean_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" font-family="Liberation Sans, Arial, sans-serif" font-size="{_EM:g}">'
        f'<defs><pattern id="{hatch}" width="4" height="4" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="4" height="4" fill="#ffffff"/>'
        f'<rect width="1.1" height="4" fill="{_FIRST}"/></pattern></defs>'
        f'<text x="2" y="{_EM * 1.2:g}" font-weight="bold" font-size="{_EM * 1.15:g}" fill="{_INK}">'
        f'{escape(chart.title)}</text><g transform="translate(2 {top:g})">{marks}</g></svg>'
    )


def alt_text(chart: Chart) -> str:
    """Return what is said of the picture to whom does not see it."""
    return f"{chart.title}. {chart.summary}"


def chart_png(chart: Chart, *, width: float = WIDTH, height: float = HEIGHT) -> bytes:
    """Return the same picture as PNG."""
    with COMPILING:
        found = _chart_compiler().compile(
            format="png",
            ppi=_PIXELS_PER_INCH,
            sys_inputs={"svg": chart_svg(chart, width=width, height=height), "width": f"{width:g}"},
        )
    if not isinstance(found, bytes):
        raise TypeError("typst returned no picture")
    return found


@cache
def _chart_compiler() -> typst.Compiler:
    return compiler("chart.typ", system_fonts=False)


def _mark(mark: Mark, hatch: str) -> str:
    if isinstance(mark, Words):
        weight = ' font-weight="bold"' if mark.strong else ""
        return (
            f'<text x="{mark.x:.1f}" y="{mark.y:.1f}" text-anchor="{mark.anchor}" fill="{_INK}"{weight}>'
            f"{escape(mark.text)}</text>"
        )
    if isinstance(mark, Box):
        fill = f"url(#{hatch})" if mark.series else _FIRST
        return (
            f'<rect x="{mark.x:.1f}" y="{mark.y:.1f}" width="{mark.width:.1f}" height="{mark.height:.1f}" '
            f'fill="{fill}" stroke="{_FIRST}" stroke-width="0.7"/>'
        )
    if isinstance(mark, Rule):
        return (
            f'<line x1="{mark.x:.1f}" y1="{mark.y:.1f}" x2="{mark.to_x:.1f}" y2="{mark.to_y:.1f}" '
            f'stroke="{_SOFT}" stroke-width="0.7"/>'
        )
    return _line_mark(mark)


def _line_mark(mark: Curve | Dot) -> str:
    if isinstance(mark, Curve):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in mark.points)
        return f'<polyline points="{points}" fill="none" stroke="{_FIRST}" stroke-width="1.4"/>'
    return (
        f'<circle cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="1.9" fill="#ffffff" stroke="{_FIRST}" '
        'stroke-width="1.2"/>'
    )
