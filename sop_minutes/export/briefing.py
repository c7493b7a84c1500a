"""The chair's briefing out, as a file for one audience."""

from collections.abc import Sequence
from datetime import datetime
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

    Its first page names as many actions of each kind as fit there, the second one has the figures. Rows,
    `withheld` and errors are as in `write_note`.
    """
    suffix = known_suffix(path, BRIEFING_SUFFIXES)
    name = briefing_name(audience)
    refuse_narrower_actions(briefing.rows, audience, name)
    documents = (briefing_document(briefing, audience, now, most=most) for most in range(_MOST, 1, -1))
    document = next(
        (each for each in documents if fits_on_first(each)),
        briefing_document(briefing, audience, now, most=1),
    )
    write_whole(path, checked(document, RENDERS[suffix], suffix, withheld, name))
