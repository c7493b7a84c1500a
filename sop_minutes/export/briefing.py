"""The chair's briefing out, as a file for one audience."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sop_minutes.domain.briefing import Briefing
from sop_minutes.domain.words import Audience
from sop_minutes.export.blocks import Document
from sop_minutes.export.briefing_layout import Shown, briefing_document
from sop_minutes.export.files import write_whole
from sop_minutes.export.fitting import fits
from sop_minutes.export.note import RENDERS, checked, known_suffix
from sop_minutes.export.withheld import refuse_narrower_actions
from sop_minutes.export.wording import briefing_name

BRIEFING_SUFFIXES = tuple(RENDERS)

_MOST = (
    (("organisations",), 4, 1),
    (("overdue", "due_next"), 15, 0),
    (("watched", "closed"), 8, 0),
    (("closed",), 8, 0),
    (("watched",), 8, 0),
    (("overdue",), 15, 0),
    (("due_next",), 15, 0),
)
"""What there is to be shown, how much of it at the most, and on which page; first what matters most there."""


def write_briefing(
    briefing: Briefing, path: Path, *, audience: Audience, withheld: Sequence[str] = (), now: datetime
) -> None:
    """Write a briefing for `audience`; the file's suffix says as what.

    Its first page names as many actions as fit there, first what is overdue or due before the meeting;
    the second one has the figures. Rows, `withheld` and errors are as in `write_note`.
    """
    suffix = known_suffix(path, BRIEFING_SUFFIXES)
    name = briefing_name(audience)
    refuse_narrower_actions(briefing.rows, audience, name)
    document = fitted_briefing(briefing, audience, now)
    write_whole(path, checked(document, RENDERS[suffix], suffix, withheld, name))


def fitted_briefing(briefing: Briefing, audience: Audience, now: datetime) -> Document:
    """Return the briefing as a document, with as much as fits on its two pages."""
    made = partial(briefing_document, briefing, audience, now)
    shown = Shown()
    for what, most, page in _MOST:
        tried = (replace(shown, **dict.fromkeys(what, many)) for many in range(most, 1, -1))
        shown = next((more for more in tried if fits(made(more), page)), shown)
    return made(shown)
