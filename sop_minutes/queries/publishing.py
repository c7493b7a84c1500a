"""Which notes of a group are published."""

from collections.abc import Collection
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.domain.approving import Standing
from sop_minutes.domain.checking import texts_of
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.named import AsRoles, is_named, named_in
from sop_minutes.domain.publishing import (
    LeftOut,
    PublicNote,
    Publishable,
    Reopened,
)
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import NOT_HELD_STATES, Audience, MeetingState
from sop_minutes.queries.cautions import doubtful_texts
from sop_minutes.queries.checks import published_as_role
from sop_minutes.queries.meetings import (
    list_meetings,
    meeting_sheet,
    partnership_of,
    withheld_texts,
)
from sop_minutes.queries.standings import standings
from sop_minutes.queries.templates import style_called
from sop_minutes.storage.tables import Group, Publication


class SitePlan(NamedTuple):
    """What a folder is to hold, and sentences on what is to be looked at before."""

    plan: Publishable
    cautions: tuple[str, ...]


def site_plan(session: Session, group_id: int, *, drafts: bool = False) -> SitePlan:
    """Return what a folder with all notes of a group is to hold, as `notes_to_publish`, with its cautions."""
    plan = notes_to_publish(session, group_id, drafts=drafts)
    return SitePlan(plan, site_cautions(session, plan))


def site_cautions(session: Session, plan: Publishable) -> tuple[str, ...]:
    """Return what is to be thought of before notes are uploaded, in sentences."""
    marked = [note.sheet for note in plan.notes if note.sheet.note.marking]
    doubtful = [
        (note.sheet.key, text) for note in plan.notes for text in doubtful_texts(session, note.meeting_id)
    ]
    return (
        *(f"The public note of {sheet.key} carries {sheet.note.marking}." for sheet in marked),
        *(
            f"{note.sheet.key} was approved with corrections, which are listed but not made: "
            "see whether its text says what it should."
            for note in plan.notes
            if note.standing.has_corrections
        ),
        *(f"{key}, this line is published: {text}" for key, text in doubtful),
    )


def notes_to_publish(
    session: Session, group_id: int, *, chosen: Collection[int] = (), drafts: bool = False
) -> Publishable:
    """Return what a folder with the published notes of a group is to hold.

    That is all that were published before, and those `chosen`, or without any all that are approved;
    with `drafts` those that are not approved, too, marked so. Raises UserError for one that is chosen
    and has no note, or is not approved and not wanted as a draft.
    """
    group = session.get_one(Group, group_id)
    partnership = partnership_of(session, group)
    people = published_as_role(session)
    held, notes, left_out, reopened = standings(session, group_id), [], [], []
    for row in reversed(list_meetings(session, group_id)):
        wanted = not chosen or row.id in chosen
        approved = held[row.id].is_approved
        _check_can_be(row, is_chosen=row.id in chosen, can=approved or drafts)
        if row.state in NOT_HELD_STATES:
            continue
        was_published = approved and row.state is MeetingState.PUBLISHED
        if was_published or (wanted and (approved or drafts)):
            notes.append(_note(session, row, held[row.id], draft=not approved))
        elif not approved:
            left_out.append(LeftOut(row.key, correcting=bool(held[row.id].correcting)))
        if held[row.id].correcting and not (drafts and wanted):
            reopened.append(_reopened(session, row, held[row.id], people))
    return Publishable(
        group.code,
        group.name,
        partnership.name if partnership else "",
        tuple(notes),
        tuple(left_out),
        style_called(session, group.template),
        named=tuple(dict.fromkeys(said for note in notes for said in named_in(note.sheet, people))),
        reopened=tuple(reopened),
    )


def _check_can_be(row: MeetingRow, *, is_chosen: bool, can: bool) -> None:
    if is_chosen and row.state in NOT_HELD_STATES:
        raise UserError(f"{row.key} has no note yet, so it cannot be published.")
    if is_chosen and not can:
        raise UserError(
            f"The minutes of {row.key} are not approved: approve them first, or publish them as a draft."
        )


def _note(session: Session, row: MeetingRow, standing: Standing, *, draft: bool) -> PublicNote:
    return PublicNote(
        row.id,
        meeting_sheet(session, row.id, Audience.PUBLIC),
        withheld_texts(session, row.id, Audience.PUBLIC),
        standing,
        draft,
    )


def _reopened(session: Session, row: MeetingRow, standing: Standing, people: AsRoles) -> Reopened:
    note = _note(session, row, standing, draft=False)
    return Reopened(note, last_digest(session, row.id), names_role=is_named(texts_of(note.sheet), people))


def last_digest(session: Session, meeting_id: int) -> str:
    """Return the SHA-256 of a meeting's page that was published last; "" for none from here."""
    query = select(Publication.digest).where(Publication.meeting_id == meeting_id)
    return session.exec(query.order_by(col(Publication.id).desc())).first() or ""
