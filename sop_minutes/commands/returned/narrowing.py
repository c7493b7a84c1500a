"""Who could see a block if a change of a copy were accepted, told before that is done."""

from collections.abc import Iterable

from sqlmodel import Session

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.returned.places import least_at, read_point, spot_of
from sop_minutes.commands.returned.widths import Widths, effective
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.standing import OF_BLOCKS
from sop_minutes.domain.words import Audience, ChangeState, narrower
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.storage.tables import ReturnedChange, ReturnedCopy


def narrowed_by(session: Session, rows: Iterable[ReturnedRow]) -> dict[int, Audience]:
    """Return who alone could see what some changes make, of those that narrow it and do not say so."""
    widths: dict[int, Widths] = {}
    found = {}
    for row in rows:
        if row.state is not ChangeState.WAITING or row.is_there or not row.after:
            continue
        if row.kind not in OF_BLOCKS and row.kind is not ChangeKind.NEW:
            continue
        copy = row_of(session, ReturnedCopy, row.copy_id)
        if copy.id not in widths:
            widths[copy.id] = Widths(session, copy)
        held, then = _before_and_after(session, row, copy, widths[copy.id])
        if then is not held:
            found[row.id] = then
    return found


def _before_and_after(
    session: Session, row: ReturnedRow, copy: ReturnedCopy, widths: Widths
) -> tuple[Audience, Audience]:
    blocks = row.result or row.after
    held = narrower(
        *(read_point(block).audience for block in blocks),
        *(effective(session, record) for record in row.records),
    )
    if row.kind is ChangeKind.NEW:
        spot = spot_of(session, copy, row_of(session, ReturnedChange, row.id))
        return held, narrower(
            held, least_at(session, copy, spot, blocks[0]), widths.of("", read_point(blocks[0]).text)
        )
    was = " ".join(block.text for block in (*filter(None, row.now),) or row.before)
    return held, narrower(held, widths.of(was, " ".join(block.text for block in blocks)))
