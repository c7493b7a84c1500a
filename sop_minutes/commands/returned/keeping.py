"""A returned copy, kept: its changes wait until the secretary takes or refuses them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.circulating import freeze_file
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.copy import CopyComment
from sop_minutes.domain.returned.lines import write_said
from sop_minutes.domain.returned.sheets import ReturnedSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.returned_copies import copy_with_digest
from sop_minutes.queries.returned_story import came_before
from sop_minutes.storage.tables import Meeting, ReturnedChange, ReturnedCopy


class Kept(NamedTuple):
    """A copy that is kept, the changes that now wait, and sentences on it."""

    copy_id: int
    change_ids: tuple[int, ...]
    sentences: tuple[str, ...]


def keep_returned_copy(session: Session, sheet: ReturnedSheet, *, at: datetime, from_name: str = "") -> Kept:
    """Keep a copy and what it changes, which waits; it is from whom it says, if `from_name` does not.

    Where neither does, it is from who is named as the file is.

    Raises UserError for a file that came before.
    """
    row_of(session, Meeting, sheet.meeting_id)
    before = copy_with_digest(session, sheet.meeting_id, sheet.digest)
    if before is not None:
        raise UserError(came_before(sheet.name, before))
    copy = ReturnedCopy(
        meeting_id=sheet.meeting_id,
        circulation_id=sheet.circulation_id,
        audience=sheet.audience,
        name=clean_line(sheet.name),
        digest=sheet.digest,
        frozen_file_id=freeze_file(session, sheet.content),
        from_name=clean_line(from_name) or sheet.sender or clean_line(PurePath(sheet.name).stem),
        received_at=at.astimezone(UTC),
    )
    session.add(copy)
    session.flush()
    known = _records(session, sheet.meeting_id)
    rows = [_row(copy.id, position, change, known) for position, change in enumerate(sheet.changes)]
    session.add_all(rows)
    session.flush()
    sentences = sheet.sentences if rows else (*sheet.sentences, "It says nothing that is not in the note.")
    return Kept(copy.id, tuple(row.id for row in rows), sentences)


def _records(session: Session, meeting_id: int) -> dict[str, str]:
    """Return the records of a meeting by their marks."""
    sheet = meeting_sheet(session, meeting_id, Audience.RESTRICTED)
    points = (point.record for item in sheet.note.items for point in item.points)
    records = (sheet.record, *(item.record for item in sheet.note.items), *points)
    return {mark_of(record): record for record in records}


def _row(copy_id: int, position: int, change: CopyChange, known: Mapping[str, str]) -> ReturnedChange:
    title = next(record for record in known.values() if record.startswith("m"))
    is_of_meeting = change.kind is not ChangeKind.NEW and (not change.keys or change.keys[0].startswith("#"))
    marks = [title] if is_of_meeting else [known.get(key, key) for key in change.keys]
    dates = [hand.at for hand in change.hands if hand.at]
    return ReturnedChange(
        copy_id=copy_id,
        position=position,
        kind=change.kind,
        mark=" ".join(marks),
        after_mark=" ".join(known.get(key, key) for key in change.under),
        before="\n".join(map(write_said, change.before)),
        after="\n".join(map(write_said, change.after)),
        who=", ".join(dict.fromkeys(hand.who for hand in change.hands if hand.who)),
        at=max(dates, default=None),
        comment="\n".join(_lines(change.comments)),
    )


def _lines(comments: Iterable[CopyComment]) -> Iterator[str]:
    """Yield each comment and its answers, a line each."""
    for comment in comments:
        on = f" on “{comment.on}”" if comment.on else ""
        who = comment.hand.who or "Somebody"
        yield f"{who}{on}: {comment.text}{' (settled)' if comment.done else ''}"
        yield from (f"{reply.hand.who or 'Somebody'} answers: {reply.text}" for reply in comment.replies)
