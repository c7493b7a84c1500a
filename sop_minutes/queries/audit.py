"""The change log, to be read: its entries newest first, and each of them in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.logged import LoggedEntry, LoggedRow, MomentPreview, ToldEntry, label_of, noun_of
from sop_minutes.domain.standing import MARKED, PEOPLE
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import Audience
from sop_minutes.queries.bringing_back import BroughtBack
from sop_minutes.queries.log_narrowing import LogFilter, conditions, label_said
from sop_minutes.queries.logged import in_utc
from sop_minutes.queries.logged_rows import Words, meeting_over
from sop_minutes.storage.moments import RowThen
from sop_minutes.storage.recorder import KEPT
from sop_minutes.storage.seals import newest_seal
from sop_minutes.storage.tables import Change

PAGE = 100
"""So many entries are read at once."""

MOST_WRITTEN = 100_000
"""So many entries are written to one file."""

_TOLD = 200
"""So many rows of an entry, or of what a moment would bring back, are put in words."""


def list_entries(
    session: Session, wanted: LogFilter, before: int | None = None, limit: int = PAGE
) -> tuple[LoggedEntry, ...]:
    """Return entries that are wanted, newest first; those before an entry if that is given."""
    met = conditions(session, wanted)
    if before is not None:
        met.append(col(Change.entry) < before)
    if wanted in (LogFilter(), LogFilter(root=wanted.root)):
        query = sa.select(col(Change.entry)).where(*met).group_by(col(Change.entry))
        newest = query.order_by(col(Change.entry).desc()).limit(limit)
        return _headed(session, session.connection().scalars(newest).all())
    # From the end of the table itself: to look each row up by an index takes ten times as long.
    walk = sa.select(col(Change.entry), label_said(), col(Change.before), col(Change.after))
    walk = walk.where(*met).order_by(col(Change.id).desc()).execution_options(yield_per=PAGE)
    found: dict[int, None] = {}
    for entry, *said in session.connection().execute(walk):
        if _says(wanted.words, said):
            found[entry] = None
        if len(found) == limit:
            break
    return _headed(session, list(found))


def _says(words: str, said: Sequence[Any]) -> bool:
    """Say whether each word stands in what was done, or in a value, not a column's name."""
    if not words:
        return True
    label, *states = said
    text = fold(" ".join((label, *(str(value) for state in states for value in (state or {}).values()))))
    return all(word in text for word in fold(words).split())


def told_entry(session: Session, entry: int, most: int = _TOLD) -> ToldEntry:
    """Return an entry in words. Raises UserError for one that is not there."""
    return _told(session, [_required(session, entry)], Words(session), most)[0]


def _required(session: Session, entry: int) -> LoggedEntry:
    """Return the head of an entry. Raises UserError for one that is not there, or has another number now."""
    head = next(iter(_headed(session, [entry])), None)
    if head is not None:
        return head
    after = session.exec(select(sa.func.min(col(Change.entry))).where(Change.entry > entry)).one()
    later = next(iter(_headed(session, [after] if after else [])), None)
    if later is not None and later.first <= entry:
        raise UserError(
            f"Entry {entry} went on as entry {later.entry}: what is typed in one go is one entry, with the "
            "last of the numbers that it had."
        )
    raise UserError(f"There is no entry {entry} in the change log.")


def told_entries(session: Session, wanted: LogFilter) -> tuple[ToldEntry, ...]:
    """Return all entries that are wanted with all of their rows, newest first.

    Raises UserError for more than a file can be made of.
    """
    words, found = Words(session), list[ToldEntry]()
    while page := list_entries(session, wanted, found[-1].head.entry if found else None, 5 * PAGE):
        found += _told(session, page, words)
        if len(found) > MOST_WRITTEN:
            many = f"That is more than {MOST_WRITTEN:,} entries"
            raise UserError(f"{many}: narrow it, by a time for example, and write it in parts.")
    return tuple(found)


def _told(
    session: Session, heads: Sequence[LoggedEntry], words: Words, most: int | None = None
) -> list[ToldEntry]:
    query = select(Change).where(col(Change.entry).in_([head.entry for head in heads]))
    query = query.order_by(col(Change.entry), col(Change.id)).limit(most)
    rows: dict[int, list[LoggedRow]] = {}
    for row in session.exec(query):
        rows.setdefault(row.entry, []).append(words.row(row.table_name, row.row_id, row.before, row.after))
    each = ((head, tuple(rows.get(head.entry, ()))) for head in heads)
    return [ToldEntry(head, its, head.rows - len(its)) for head, its in each]


def entry_at(session: Session, moment: datetime) -> int:
    """Return the last entry up to a moment. Raises UserError if there was none yet."""
    at = moment.astimezone(UTC)
    newest = session.exec(select(sa.func.max(col(Change.entry))).where(Change.at <= at)).first()
    if newest is None:
        raise UserError("Nothing was done up to then: the change log begins later.")
    return int(newest)


def moment_preview(session: Session, entry: int) -> MomentPreview:
    """Return what would be otherwise if all were as right after an entry. Raises UserError as that does."""
    head = _required(session, entry)
    since = select(sa.func.count(sa.distinct(col(Change.entry)))).where(Change.entry > entry)
    back = BroughtBack(session, entry)
    rows, words = back.rows, Words(session)
    counts = Counter(noun_of(row.table) for row in rows)
    told = tuple(words.row(row.table, row.row_id, row.now, row.then) for row in rows[:_TOLD])
    return MomentPreview(
        head,
        session.exec(since).one(),
        tuple(counts.most_common()),
        (*_kept_narrow(back.kept), *_remarks(rows)),
        told,
        len(rows) - len(told),
    )


def meetings_touched(session: Session, entry: int) -> tuple[int, ...]:
    """Return the meetings in whose notes an entry wrote, but for those whose state it changed itself."""
    rows = session.exec(select(Change).where(Change.entry == entry)).all()
    its = [row for row in rows if row.table_name == "meetings"]
    own = {row.row_id for row in its if row.after is None or "state" in row.after}
    found = {meeting_over(session, row.table_name, row.row_id) for row in rows}
    return tuple(sorted(found - own - {0}))


def marks_touched(session: Session, entry: int) -> dict[tuple[str, int], Audience]:
    """Return who may see each thing that an entry wrote and that is there now, or was once."""
    words = Words(session)
    query = select(Change.table_name, Change.row_id).where(
        Change.entry == entry, col(Change.table_name).in_(MARKED)
    )
    return {key: words.marked(*key) for key in session.exec(query) if words.state(*key)}


def unnamed_touched(session: Session, entry: int) -> set[int]:
    """Return the people whom an entry wrote that are to be named by role only, or were when they went."""
    words = Words(session)
    ids = session.exec(select(Change.row_id).where(Change.entry == entry, Change.table_name == PEOPLE))
    return {row_id for row_id in ids if words.state(PEOPLE, row_id).get("as_role")}


def _kept_narrow(kept: Counter[str]) -> Iterator[str]:
    """Yield what stays restricted though it was not so then."""
    marks = [(noun_of(table), many) for table, many in kept.most_common() if table != PEOPLE]
    if marks:
        counted = ", ".join(f"{noun}: {many}" for noun, many in marks)
        yield (
            f"Restricted or for members only since, and kept so ({counted}). The words are as then, but "
            "nobody sees them who may not now. Release them by themselves, if that is meant."
        )
    if kept[PEOPLE]:
        yield f"To be named by role only since, and kept so ({noun_of(PEOPLE)}: {kept[PEOPLE]})."


def _remarks(rows: Sequence[RowThen]) -> list[str]:
    """Return what has gone out of the house since, and what stays of it."""
    gone = Counter(row.table for row in rows if row.then is None)
    out = ("circulations", "invitations", "publications", "chasers")
    counted = [f"{noun_of(table)}: {gone[table]}" for table in out if gone[table]]
    found = []
    if counted:
        found.append(
            f"Gone out since, and listed no more ({', '.join(counted)}). The change log tells of them still, "
            "the files stay kept, and no number is given twice."
        )
    if gone["approvals"]:
        found.append(
            "Minutes that were approved since are approved no more; what was approved stays in the log."
        )
    if gone["actions"]:
        found.append("Actions that were raised since go. Their references are not given again.")
    return found


def _headed(session: Session, entries: Sequence[int]) -> tuple[LoggedEntry, ...]:
    """Return entries with what all of their rows say, in the order given."""
    itself = sa.func.min(sa.case((col(Change.table_name) != KEPT, col(Change.id))))
    first = sa.func.coalesce(itself, sa.func.min(col(Change.id)))  # a file that is kept says little of it
    ends = (first, sa.func.max(col(Change.id)), sa.func.count())
    counted = sa.select(*ends).where(col(Change.entry).in_(entries)).group_by(col(Change.entry))
    spans = {first: (last, many) for first, last, many in session.connection().execute(counted)}
    rows = session.exec(select(Change).where(col(Change.id).in_(list(spans)))).all()
    seal = sa.cast(Change.seal, sa.LargeBinary)
    sealed = select(Change.id, seal).where(col(Change.id).in_([last for last, _ in spans.values()]))
    seals = dict(session.exec(sealed).all())
    settled = newest_seal(session.connection().connection.dbapi_connection).id
    words, found = Words(session), {}
    for row in rows:
        what, where = words.what(row.table_name, row.row_id), words.where(row.table_name, row.row_id)
        last, many = spans[row.id]
        found[row.entry] = LoggedEntry(
            row.entry,
            in_utc(row.at),
            row.who,
            label_of(row.kind, row.label),
            row.kind,
            many,
            " · ".join(part for part in (where, what) if part),
            words.marked(row.table_name, row.row_id),
            _entry_before(session, row.entry) + 1 if row.fold else row.entry,
            (seals[last] or b"").hex() if last <= settled else "",
        )
    return tuple(found[entry] for entry in entries if entry in found)


def _entry_before(session: Session, entry: int) -> int:
    return session.exec(select(sa.func.max(col(Change.entry))).where(Change.entry < entry)).one() or 0
