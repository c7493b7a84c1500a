"""A note made ready to go out, each step in one read: so a window has it done beside what goes on.

What cannot be done is said in what is returned, and not raised: it is an answer like another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sop_minutes.circulating import Prepared, Wanted, build, check, prepare
from sop_minutes.domain.checking import CheckRow
from sop_minutes.domain.circulating import NotSentRow
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.agenda import write_agenda
from sop_minutes.export.log_layout import log_document
from sop_minutes.export.note import checked
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.pdf import render_pdf
from sop_minutes.export.wording import log_name
from sop_minutes.queries.actions import ActionFilter, list_actions, log_scope, withheld_action_texts
from sop_minutes.queries.agendas import agenda_sheet, withheld_from_agenda
from sop_minutes.queries.checks import text_of_record
from sop_minutes.queries.circulating import CirculationRow, circulation_plan, circulations_of
from sop_minutes.queries.recipients import Extra, extra_called
from sop_minutes.queries.releasing import NarrowRow, narrow_rows
from sop_minutes.queries.returned_copies import CopyRow, list_copies
from sop_minutes.storage.tables import Meeting

if TYPE_CHECKING:
    from sqlmodel import Session

_PAGES = ".pdf"
_LOG_READER = Audience.MEMBERS
"""Whom the action log is for that lies beside a note: who gets the note."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A note as it would go out, or `wrong`, why it cannot. `pages` is its PDF, be that sent or not.

    `refused` are those who were to have it besides and may not. `held` is what is left out, each with its
    reason. `sent` are the versions that went out before, `copies` those that came back.
    """

    meeting_id: int
    wanted: Wanted
    prepared: Prepared | None = None
    pages: bytes = b""
    marking: str = ""
    wrong: str = ""
    refused: tuple[NotSentRow, ...] = ()
    held: tuple[NarrowRow, ...] = ()
    sent: tuple[CirculationRow, ...] = ()
    copies: tuple[CopyRow, ...] = ()


class LogReady(NamedTuple):
    """The action log of a group as pages, of so many actions; or `wrong`, why there is none."""

    pages: bytes = b""
    actions: int = 0
    wrong: str = ""


class Found(NamedTuple):
    """A check, and what stands at the place that it speaks of."""

    check: CheckRow
    place: str


class _Moment:
    """What can be read of a database in one session: all of it as of one moment."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return query(self._session, *args, **kwargs)


def readied(session: "Session", wanted: Wanted, now: datetime) -> Ready:
    """Return a note as it would go out, with its pages to look at."""
    found = Ready(
        wanted.meeting_id,
        wanted,
        sent=circulations_of(session, wanted.meeting_id),
        copies=list_copies(session, wanted.meeting_id),
    )
    allowed, refused = _extras(session, wanted)
    with_pages = replace(wanted, extras=allowed, suffixes=(*wanted.suffixes, _PAGES))
    try:
        prepared = prepare(_Moment(session), with_pages, now=now)
    except UserError as error:
        return replace(found, wrong=str(error), refused=refused)
    files = tuple(file for file in prepared.files if file.name.endswith(wanted.suffixes))
    return replace(
        found,
        prepared=replace(prepared, wanted=replace(wanted, extras=allowed), files=files),
        pages=next(file.content for file in prepared.files if file.name.endswith(_PAGES)),
        marking=note_document(prepared.out.sheet, wanted.audience, now).marking,
        refused=refused,
        held=_held(session, prepared),
    )


def looked_over(session: "Session", prepared: Prepared, own_words: Path | None) -> tuple[Found, ...]:
    """Return what there is to look at in a note that is ready, each with what stands there."""
    rows = check(_Moment(session), prepared, own_words=own_words)
    return tuple(Found(row, text_of_record(session, row.record)) for row in rows)


def drafted(session: "Session", prepared: Prepared) -> Mapping[str, bytes] | str:
    """Return the e-mails of a note that is ready, by the names of their files; or why there are none."""
    try:
        return build(_Moment(session), prepared)
    except UserError as error:
        return str(error)


def extra_asked(session: "Session", wanted: Wanted, words: str) -> Extra | str:
    """Return who is meant by a name or an address that is to have a note besides; or why they may not."""
    try:
        extra = extra_called(session, words)
        circulation_plan(session, wanted.meeting_id, wanted.audience, on=wanted.today, extras=(extra,))
    except UserError as error:
        return str(error)
    return extra


def agenda_written(session: "Session", meeting_id: int, path: Path, now: datetime) -> str:
    """Write the agenda pack of a meeting to a file; return why that cannot be, "" where it was done."""
    try:
        sheet, withheld = agenda_sheet(session, meeting_id), withheld_from_agenda(session, meeting_id)
        write_agenda(sheet, path, withheld=withheld, now=now)
    except UserError as error:
        return str(error)
    return ""


def log_readied(session: "Session", group_id: int, on: date, now: datetime) -> LogReady:
    """Return the pages of the log of a group's actions that are not closed, for its members."""
    wanted = _log_of(group_id)
    rows = list_actions(session, wanted)
    document = log_document(rows, log_scope(session, wanted), on, _LOG_READER, now)
    withheld = withheld_action_texts(session, wanted)
    try:
        pages = checked(document, render_pdf, _PAGES, withheld, log_name(_LOG_READER))
    except UserError as error:
        return LogReady(wrong=str(error))
    return LogReady(pages, len(rows))


def log_written(session: "Session", group_id: int, path: Path, on: date, now: datetime) -> str:
    """Write that log to a file; return why that cannot be, "" where it was done."""
    wanted = _log_of(group_id)
    withheld = withheld_action_texts(session, wanted)
    rows, scope = list_actions(session, wanted), log_scope(session, wanted)
    try:
        write_action_log(rows, path, scope=scope, as_of=on, audience=_LOG_READER, withheld=withheld, now=now)
    except UserError as error:
        return str(error)
    return ""


def _extras(session: "Session", wanted: Wanted) -> tuple[tuple[Extra, ...], tuple[NotSentRow, ...]]:
    """Return who may have a note besides, and who may not: for another audience, they might."""
    allowed, refused = [], []
    for extra in wanted.extras:
        try:
            circulation_plan(session, wanted.meeting_id, wanted.audience, on=wanted.today, extras=(extra,))
        except UserError as error:
            refused.append(NotSentRow(extra.address, str(error), extra.person_id))
        else:
            allowed.append(extra)
    return tuple(allowed), tuple(refused)


def _held(session: "Session", prepared: Prepared) -> tuple[NarrowRow, ...]:
    """Return what is left out of a note by its own mark, in the order of the note."""
    omitted = {row.audience for row in prepared.plan.omitted}
    plan = prepared.plan
    rows = narrow_rows(session, session.get_one(Meeting, plan.meeting_id).group_id) if omitted else ()
    return tuple(row for row in rows if row.meeting == plan.key and row.audience in omitted)


def _log_of(group_id: int) -> ActionFilter:
    return ActionFilter(group_id=group_id, audience=_LOG_READER)
