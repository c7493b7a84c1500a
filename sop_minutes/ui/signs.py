"""The signs of the rail, drawn as lines on a square of 24 by 24."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

Line = tuple[tuple[float, float], ...]


def sign_path(name: str) -> QPainterPath:
    """Return the lines of a sign."""
    return _SIGNS[name]()


def _lines(*lines: Line) -> QPainterPath:
    path = QPainterPath()
    for first, *others in lines:
        path.moveTo(QPointF(*first))
        for point in others:
            path.lineTo(QPointF(*point))
    return path


def _note() -> QPainterPath:
    """A sheet with lines of writing, and a pen."""
    path = _lines(
        ((13, 3), (5, 3), (5, 21), (18, 21), (18, 12)),
        ((8.5, 12), (11.5, 12)),
        ((8.5, 16), (14.5, 16)),
        ((20.5, 3.5), (12.5, 11.5), (11.8, 14), (14.3, 13.3), (22, 5.3), (20.5, 3.5)),
    )
    path.moveTo(8.5, 8)
    path.lineTo(11, 8)
    return path


def _diary() -> QPainterPath:
    """A leaf of a calendar."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(3.5, 5, 17, 15.5), 2, 2)
    path.addPath(
        _lines(
            ((3.5, 10), (20.5, 10)),
            ((8, 3), (8, 7)),
            ((16, 3), (16, 7)),
            ((8, 14), (9, 14)),
            ((12, 14), (13, 14)),
            ((8, 17.3), (9, 17.3)),
        )
    )
    return path


def _actions() -> QPainterPath:
    """A list that is being ticked off."""
    return _lines(
        ((3.5, 6), (5.3, 8), (8.5, 4)),
        ((3.5, 13), (5.3, 15), (8.5, 11)),
        ((3.5, 20), (8.5, 20)),
        ((12, 6), (20.5, 6)),
        ((12, 13), (20.5, 13)),
        ((12, 20), (20.5, 20)),
    )


def _welcome() -> QPainterPath:
    """A door that stands open."""
    path = _lines(
        ((4, 21), (20, 21)),
        ((6, 21), (6, 4), (14, 4)),
        ((18, 21), (18, 6)),
        ((14, 2.5), (14, 21)),
        ((14, 2.5), (18, 6)),
    )
    path.addEllipse(QPointF(11.4, 12.6), 0.6, 0.6)
    return path


def _figures() -> QPainterPath:
    """Columns on a line, and how they rise."""
    return _lines(
        ((3, 20.5), (21, 20.5)),
        ((6, 20.5), (6, 14), (9, 14), (9, 20.5)),
        ((11, 20.5), (11, 10.5), (14, 10.5), (14, 20.5)),
        ((16, 20.5), (16, 6.5), (19, 6.5), (19, 20.5)),
        ((4, 9.5), (9, 5.5), (12.5, 6), (17, 2.5)),
    )


def _circulate() -> QPainterPath:
    """A letter that is on its way."""
    return _lines(
        ((21.5, 3), (2.5, 10.5), (9.5, 13.5), (21.5, 3)),
        ((21.5, 3), (15, 20.5), (9.5, 13.5)),
        ((9.5, 13.5), (9.5, 20.5), (12.2, 16.5)),
    )


_SIGNS: dict[str, Callable[[], QPainterPath]] = {
    "note": _note,
    "diary": _diary,
    "actions": _actions,
    "figures": _figures,
    "circulate": _circulate,
    "welcome": _welcome,
}
