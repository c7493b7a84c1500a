"""Who could see a block if a change of a copy were accepted, told before that is done."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.returned.places import least_at, read_point, spot_of
from sop_minutes.commands.returned.widths import Widths, effective
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.standing import BESIDE_BLOCKS, OF_BLOCKS
from sop_minutes.domain.words import Audience, ChangeState, narrower
from sop_minutes.queries.returned_reading import whole_note
from sop_minutes.queries.returned_rows import Narrowed, ReturnedRow
from sop_minutes.storage.tables import ReturnedChange, ReturnedCopy


def narrowed_by(session: Session, rows: Iterable[ReturnedRow], text: str = "") -> dict[int, Narrowed]:
    """Return who alone could see what some changes make, of those that narrow it and do not say so.

    `text` is what is taken instead of the copy's words, "" for these.
    """
    widths: dict[int, Widths] = {}
    found = {}
    for row in rows:
        blocks = (Block(text),) if text else row.result or row.after
        if row.state is not ChangeState.WAITING or (row.is_there and not text) or not blocks:
            continue
        if row.kind not in (*OF_BLOCKS, ChangeKind.NEW) and not (text and row.kind in BESIDE_BLOCKS):
            continue
        copy = row_of(session, ReturnedCopy, row.copy_id)
        if copy.id not in widths:
            widths[copy.id] = Widths(session, copy, whole_note(session, copy.meeting_id))
        narrowed = _narrowed(session, row, blocks, copy, widths[copy.id])
        if narrowed is not None:
            found[row.id] = narrowed
    return found


def _narrowed(
    session: Session, row: ReturnedRow, blocks: Sequence[Block], copy: ReturnedCopy, widths: Widths
) -> Narrowed | None:
    held = narrower(
        *(read_point(block).audience for block in blocks),
        *(effective(session, record) for record in row.records),
    )
    least = Audience.PUBLIC
    if row.kind is ChangeKind.NEW:
        spot = spot_of(session, copy, row_of(session, ReturnedChange, row.id))
        least = least_at(session, copy, spot, blocks[0])
        said = widths.why("", read_point(blocks[0]).text)
    else:
        was = " ".join(block.text for block in (*filter(None, row.now),) or row.before)
        said = widths.why(was, " ".join(block.text for block in blocks))
    then = narrower(held, least, said.audience)
    if then is held:
        return None
    return said if then is said.audience else Narrowed(then)
