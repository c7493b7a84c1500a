"""Who a note goes to, what it leaves out, and what went out before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.circulating import (
    CirculationPlan,
    NoteLine,
    NoteOut,
    OmittedRow,
    RecipientRow,
    Since,
    changes_between,
    read_lines,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.table_lines import sent_lines
from sop_minutes.domain.words import NOT_HELD_STATES, Audience
from sop_minutes.queries.meetings import meeting_sheet, typed_note, withheld_texts
from sop_minutes.queries.recipients import Extra, recipients_of
from sop_minutes.queries.standings import standing_of
from sop_minutes.queries.templates import note_style
from sop_minutes.storage.tables import CirculatedFile, Circulation, FrozenFile, Meeting, Recipient


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """A file of a circulation: its name, its SHA-256, and where its bytes are kept."""

    name: str
    digest: str
    frozen_file_id: int


@dataclass(frozen=True, slots=True)
class CirculationRow:
    """A version of a note that went out, `at` in UTC. `recipients` have no references."""

    id: int
    number: int
    at: datetime
    audience: Audience
    approved: bool
    code: str
    files: tuple[FrozenRow, ...]
    recipients: tuple[RecipientRow, ...]


def circulation_plan(
    session: Session, meeting_id: int, audience: Audience, *, on: date, extras: Sequence[Extra] = ()
) -> CirculationPlan:
    """Return what is to be looked at before the note of a meeting goes to an audience on a day.

    Raises UserError for a meeting without a note, and for one of `extras` who may not have it.
    """
    return note_to_circulate(session, meeting_id, audience, on=on, extras=extras).plan


def note_to_circulate(
    session: Session,
    meeting_id: int,
    audience: Audience,
    *,
    on: date,
    extras: Sequence[Extra] = (),
    template: str = "",
) -> NoteOut:
    """Return all that goes into the files and drafts of a circulation, as `circulation_plan`.

    `template` names how the files look, "" the group's usual one; UserError for one that is not there.
    """
    sheet = meeting_sheet(session, meeting_id, audience)
    if sheet.state in NOT_HELD_STATES:
        raise UserError("That meeting has no note yet; there is nothing to circulate.")
    full = sheet if audience is Audience.RESTRICTED else meeting_sheet(session, meeting_id)
    meeting = session.get_one(Meeting, meeting_id)
    owed = {row.id: row for row in sheet.actions if is_open(row.status)}
    recipients, not_sent = recipients_of(session, meeting, audience, on=on, owed=owed, extras=extras)
    style = note_style(session, meeting_id, template)
    plan = CirculationPlan(
        meeting_id=meeting_id,
        key=sheet.key,
        heading=sheet.heading,
        group=sheet.group_name,
        audience=audience,
        state=sheet.state,
        recipients=recipients,
        not_sent=not_sent,
        omitted=_omitted(full, sheet),
        since=_since(session, sent_lines(sheet, audience, style), meeting_id, audience),
        approved=standing_of(session, meeting_id).is_approved,
    )
    return NoteOut(
        plan=plan,
        sheet=sheet,
        withheld=withheld_texts(session, meeting_id, audience),
        owed={row.ref: row for row in owed.values()},
        typed=typed_note(session, meeting_id) if audience is Audience.RESTRICTED else None,
        style=style,
    )


def circulations_of(session: Session, meeting_id: int) -> tuple[CirculationRow, ...]:
    """Return the versions of a meeting's note that went out, the first one first."""
    query = select(Circulation).where(Circulation.meeting_id == meeting_id).order_by(col(Circulation.number))
    return tuple(
        CirculationRow(
            id=row.id,
            number=row.number,
            at=row.at.replace(tzinfo=UTC),
            audience=Audience(row.audience),
            approved=row.approved,
            code=row.code,
            files=_files(session, row.id),
            recipients=_recipients(session, row.id),
        )
        for row in session.exec(query)
    )


def usual_audience(session: Session, meeting_id: int) -> Audience:
    """Return whom a meeting's note was last sent to, else whom the last note of its group went to at first.

    Public where none went out.
    """
    group_id = sa.select(col(Meeting.group_id)).where(col(Meeting.id) == meeting_id).scalar_subquery()
    of_group = select(Circulation.audience).join(Meeting, col(Meeting.id) == Circulation.meeting_id)
    queries = (
        select(Circulation.audience)
        .where(Circulation.meeting_id == meeting_id)
        .order_by(col(Circulation.number).desc()),
        of_group.where(Meeting.group_id == group_id, Circulation.number == 1).order_by(
            col(Meeting.on).desc(), col(Circulation.id).desc()
        ),
    )
    found = next((audience for query in queries if (audience := session.exec(query).first())), None)
    return Audience(found or Audience.PUBLIC)


def frozen_content(session: Session, frozen_file_id: int) -> bytes:
    """Return the bytes of a file that went out."""
    return session.get_one(FrozenFile, frozen_file_id).content


def _files(session: Session, circulation_id: int) -> tuple[FrozenRow, ...]:
    query: Any = (
        sa.select(col(CirculatedFile.name), col(FrozenFile.digest), col(FrozenFile.id))
        .join(FrozenFile, col(FrozenFile.id) == col(CirculatedFile.frozen_file_id))
        .where(col(CirculatedFile.circulation_id) == circulation_id)
        .order_by(col(CirculatedFile.id))
    )
    return tuple(FrozenRow(*row) for row in session.connection().execute(query))


def _recipients(session: Session, circulation_id: int) -> tuple[RecipientRow, ...]:
    query = select(Recipient).where(Recipient.circulation_id == circulation_id).order_by(col(Recipient.id))
    return tuple(
        RecipientRow(row.name, row.address, row.standing, person_id=row.person_id)
        for row in session.exec(query)
    )


def _omitted(full: MeetingSheet, shown: MeetingSheet) -> tuple[OmittedRow, ...]:
    """Return what is in the full record and not in the note that is shown, by item and audience."""
    items = {item.record for item in shown.note.items}
    points = {point.record for item in shown.note.items for point in item.points}
    found, number = [], 0
    for item in full.note.items:
        number += bool(item.title)
        at = number if item.title else 0
        if item.title and item.record not in items:
            found.append(OmittedRow(at, item.audience, len(item.points), item.record, whole=True))
            continue
        left_out = [point.audience for point in item.points if point.record not in points]
        found += [
            OmittedRow(at, audience, left_out.count(audience), item.record)
            for audience in dict.fromkeys(left_out)
        ]
    return tuple(found)


def _since(session: Session, now: Sequence[NoteLine], meeting_id: int, audience: Audience) -> Since | None:
    """Return what of the lines `now` has changed since the last version that audience was sent."""
    query = (
        select(Circulation.number, Circulation.at, FrozenFile.content)
        .join(FrozenFile, col(FrozenFile.id) == col(Circulation.lines_id))
        .where(Circulation.meeting_id == meeting_id, Circulation.audience == audience)
        .order_by(col(Circulation.number).desc())
    )
    last = session.exec(query).first()
    if last is None:
        return None
    number, at, lines = last
    return Since(number, at.replace(tzinfo=UTC), changes_between(read_lines(lines), now))
