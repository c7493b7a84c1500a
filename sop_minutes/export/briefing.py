"""The chair's briefing out, as a file for one audience."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sop_minutes.domain.briefing import Briefing
from sop_minutes.domain.words import Audience
from sop_minutes.export.briefing_layout import briefing_document
from sop_minutes.export.files import write_whole
from sop_minutes.export.fitting import fits_on_first
from sop_minutes.export.note import RENDERS, checked, known_suffix
from sop_minutes.export.withheld import refuse_narrower_actions
from sop_minutes.export.wording import briefing_name

BRIEFING_SUFFIXES = tuple(RENDERS)

_MOST = 8


def write_briefing(
    briefing: Briefing, path: Path, *, audience: Audience, withheld: Sequence[str] = (), now: datetime
) -> None:
    """Write a briefing for `audience`; the file's suffix says as what.

    Its first page names as many actions as fit there, first what is overdue or due before the meeting;
    the second one has the figures. Rows,
    `withheld` and errors are as in `write_note`.
    """
    suffix = known_suffix(path, BRIEFING_SUFFIXES)
    name = briefing_name(audience)
    refuse_narrower_actions(briefing.rows, audience, name)
    made = partial(briefing_document, briefing, audience, now)
    most = range(_MOST, 1, -1)
    owed = next((many for many in most if fits_on_first(made(owed=many, others=1))), 1)
    others = next((many for many in most if fits_on_first(made(owed=owed, others=many))), 1)
    document = made(owed=owed, others=others)
    write_whole(path, checked(document, RENDERS[suffix], suffix, withheld, name))
