"""What a returned copy is a copy of: the circulation it names, or else the meeting."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.domain.due import read_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.storage.tables import Change, CirculatedFile, Circulation, FrozenFile, Meeting


class Sent(NamedTuple):
    """A circulation, and the Word file of it as it went out, None where it had none.

    `id` is None for one that was taken back: its drafts may have been sent for all that.
    """

    id: int | None
    meeting_id: int
    number: int
    audience: Audience
    content: bytes | None


def sent_with_code(session: Session, code: str) -> Sent | None:
    """Return the circulation with this code, one that was taken back too, None if it is not known here."""
    found = session.exec(select(Circulation).where(Circulation.code == code)).first() if code else None
    if found is None:
        return _taken_back(session, code) if code else None
    query = (
        select(FrozenFile.content)
        .join(CirculatedFile, col(CirculatedFile.frozen_file_id) == FrozenFile.id)
        .where(CirculatedFile.circulation_id == found.id, col(CirculatedFile.name).ilike("%.docx"))
        .order_by(col(CirculatedFile.id))
    )
    content = session.exec(query).first()
    return Sent(found.id, found.meeting_id, found.number, Audience(found.audience), content)


def _taken_back(session: Session, code: str) -> Sent | None:
    """Return a circulation as the change log has it, which knows also what was taken back."""
    logged = select(Change).where(col(Change.after).is_not(None))
    made = session.exec(logged.where(Change.table_name == Circulation.__tablename__)).all()
    found = next((row for row in made if row.after.get("code") == code), None)
    if found is None or session.get(Meeting, found.after["meeting_id"]) is None:
        return None
    said = found.after
    files = logged.where(Change.entry == found.entry, Change.table_name == CirculatedFile.__tablename__)
    names = (row.after for row in session.exec(files.order_by(col(Change.id))))
    word = next((one for one in names if one["name"].lower().endswith(".docx")), None)
    content = session.get_one(FrozenFile, word["frozen_file_id"]).content if word else None
    return Sent(None, said["meeting_id"], said["number"], Audience(said["audience"]), content)


def circulation_number(session: Session, circulation_id: int | None) -> int | None:
    """Return the number of a circulation, None for none."""
    query = select(Circulation.number).where(Circulation.id == circulation_id)
    return session.exec(query).first() if circulation_id is not None else None


def meeting_with_mark(session: Session, marks: Iterable[str]) -> int | None:
    """Return the meeting that one of `marks` is the mark of, None for none."""
    wanted = set(marks)
    ids = session.exec(select(Meeting.id)).all() if wanted else ()
    return next((id_ for id_ in ids if mark_of(f"m{id_}") in wanted), None)


def meeting_with_title(session: Session, title: str) -> int:
    """Return the meeting whose note has this title. Raises UserError if there is none, or more than one."""
    _, _, day = title.rpartition(" – ")
    on = read_date(day)
    if on is None:
        raise UserError("it has neither a mark of ours nor the title of a meeting, so say which it is of.")
    ids = session.exec(select(Meeting.id).where(Meeting.on == on)).all()
    sheets = {id_: meeting_sheet(session, id_) for id_ in ids}
    said = squash(title)
    found = [id_ for id_, sheet in sheets.items() if squash(sheet.heading) == said]
    found = found or [id_ for id_, sheet in sheets.items() if squash(sheet.group_name) in said]
    if len(found) != 1:
        many = "no meeting" if not found else "more than one meeting"
        raise UserError(f"there is {many} on {day.strip()} that it can be of, so say which it is of.")
    return found[0]
