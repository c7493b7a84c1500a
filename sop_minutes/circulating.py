"""A note's way out: from the question who gets it to the drafts in a folder, and what is kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sop_minutes.chasing import Data, Reads
from sop_minutes.commands.circulating import record_circulation, record_invitation
from sop_minutes.dictionary import Dictionary, find_dictionary
from sop_minutes.domain.chasing import new_code
from sop_minutes.domain.checking import CheckKind, CheckRow
from sop_minutes.domain.circulating import CirculationPlan, NoteOut, Sent, SentFile, counted
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.table_lines import sent_lines
from sop_minutes.domain.words import Audience
from sop_minutes.export.accessible import accessibility_faults
from sop_minutes.export.circulation import build_drafts, build_files
from sop_minutes.export.files import remove_written, write_together, write_whole
from sop_minutes.export.invitation import checked_invitation
from sop_minutes.queries.checks import note_checks
from sop_minutes.queries.circulating import note_to_circulate
from sop_minutes.queries.invitations import invitation_sheet, withheld_from_invitation
from sop_minutes.queries.recipients import Extra

if TYPE_CHECKING:
    from sqlmodel import Session

USUAL = (".docx", ".pdf")
"""As what a note goes out where nothing else is said."""

_ALL_WELL = "Headings, language and title are set for screen readers."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go out: whose note, for whom, on which day, as what.

    `extras` get it besides; `but_for` are the addresses of those who do not, though they could.
    `template` names how its files look, "" the usual one of its group. The e-mails close with the name of
    who sends them, `sender`, "" where that is not known.
    """

    meeting_id: int
    audience: Audience
    today: date
    suffixes: tuple[str, ...] = USUAL
    own_actions: bool = True
    extras: tuple[Extra, ...] = ()
    but_for: frozenset[str] = frozenset()
    template: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A note that is ready to go out: its plan, its files as they will be, and their code."""

    wanted: Wanted
    out: NoteOut
    files: tuple[SentFile, ...]
    code: str
    made: datetime

    @property
    def plan(self) -> CirculationPlan:
        return self.out.plan


def prepare(data: Reads, wanted: Wanted, *, now: datetime) -> Prepared:
    """Plan a circulation and make its files, each searched for what it must not hold; nothing is written.

    Raises UserError for a meeting without a note, for one of the extras who may not have it, and if
    a file would hold what is withheld.
    """
    if not wanted.suffixes:
        raise UserError("Choose at least one kind of file to send.")
    out, code = _note_out(data, wanted), new_code("C")
    return Prepared(wanted, out, build_files(out, wanted.suffixes, code=code, now=now), code, now)


def check(data: Reads, prepared: Prepared, *, own_words: Path | None = None) -> tuple[CheckRow, ...]:
    """Return what there is to look at before it goes out; `own_words` is the user's own dictionary."""
    folder = find_dictionary()
    spelling = Dictionary(folder, own_words or Path()) if folder else None
    wanted = prepared.wanted
    found: tuple[CheckRow, ...] = data.read(
        note_checks, wanted.meeting_id, wanted.audience, spelling=spelling
    )
    return (*_accessible(prepared), *found)


def chosen(prepared: Prepared, *, but_for: frozenset[str], own_actions: bool) -> Prepared:
    """Return what was prepared as it goes to fewer, or with other e-mails; its files are the same."""
    wanted = replace(prepared.wanted, but_for=but_for, own_actions=own_actions)
    return replace(prepared, wanted=wanted, out=_without(prepared.out, but_for))


def draft(data: Data, prepared: Prepared, folder: Path, *, label: str, now: datetime) -> tuple[Path, ...]:
    """Write the e-mails of what was prepared into a folder, all or none, keep the version, return the files.

    Raises UserError if the note or who gets it has changed since; then nothing is written or kept.
    """
    return send(data, prepared, build(data, prepared), folder, label=label, now=now)


def build(data: Reads, prepared: Prepared) -> Mapping[str, bytes]:
    """Return the e-mails of what was prepared, by the names of their files; nothing is written.

    Raises UserError as `draft`.
    """
    refuse_changed(data, prepared)
    if not prepared.plan.recipients:
        raise UserError("Nobody gets this note: add people with an e-mail address to seats, or an address.")
    wanted = prepared.wanted
    return build_drafts(
        prepared.out,
        prepared.files,
        own_actions=wanted.own_actions,
        now=prepared.made,
        sender=wanted.sender,
    )


def send(
    data: Data,
    prepared: Prepared,
    drafts: Mapping[str, bytes],
    folder: Path,
    *,
    label: str,
    now: datetime,
) -> tuple[Path, ...]:
    """Write the e-mails that `build` made, as `draft` does."""
    refuse_changed(data, prepared)
    written = write_together(folder, drafts)
    keep_sent(data, prepared, written, label=label, now=now)
    return written


def keep_sent(data: Data, prepared: Prepared, written: Sequence[Path], *, label: str, now: datetime) -> None:
    """Keep the version whose e-mails were written; where that cannot be, take these away and raise.

    The change log says where they are: who takes the version back is told of them.
    """
    drafts = counted(len(written), "draft")
    try:
        refuse_changed(data, prepared)
        data.do(
            f"{label}: {drafts} in {written[0].parent.resolve()}",
            record_circulation,
            as_sent(prepared),
            at=now,
        )
    except BaseException:
        remove_written(written)
        raise


def as_sent(prepared: Prepared) -> Sent:
    """Return what was prepared as it is kept once it goes out."""
    plan = prepared.plan
    return Sent(
        meeting_id=plan.meeting_id,
        audience=plan.audience,
        code=prepared.code,
        lines=sent_lines(prepared.out.sheet, plan.audience, prepared.out.style),
        files=prepared.files,
        recipients=plan.recipients,
    )


class DraftsJob:
    """Writes e-mails into a folder, on whichever thread. `done` counts them; broken off, it leaves none."""

    def __init__(self, folder: Path, drafts: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._drafts = drafts
        self._written: tuple[Path, ...] = ()
        self._lock = Lock()
        self._is_over = False
        self.done = 0

    def run(self) -> tuple[Path, ...] | UserError:
        """Write them all or none; return where they are, or why they cannot be written."""
        try:
            written = write_together(self._folder, self._drafts, after_each=self._count)
        except UserError as error:
            return error
        with self._lock:
            self._written = written
            self._leave_none()
        return written

    def break_off(self) -> None:
        """Take away what was written, and write no more."""
        with self._lock:
            self._is_over = True
            self._leave_none()

    def _count(self) -> None:
        self.done += 1
        if self._is_over:
            raise UserError("Writing the drafts was broken off.")

    def _leave_none(self) -> None:
        if self._is_over:
            remove_written(self._written)


def refuse_changed(data: Reads, prepared: Prepared) -> None:
    """Raise UserError if the note, or who gets it, is not as it was prepared."""
    if _note_out(data, prepared.wanted) != prepared.out:
        raise UserError("The note, or who gets it, has changed meanwhile; look at it again.")


def save_files(prepared: Prepared, folder: Path) -> tuple[Path, ...]:
    """Write the files that were prepared into a folder, all or none, and send nobody anything."""
    return write_together(folder, {file.name: file.content for file in prepared.files})


def invite(
    data: Data, meeting_id: int, path: Path, *, label: str, now: datetime, cancel: bool = False
) -> None:
    """Write the calendar file of a meeting, an update where one was made before, and keep that it was."""
    sheet = data.read(invitation_sheet, meeting_id, cancelled=cancel)
    content = checked_invitation(sheet, data.read(withheld_from_invitation, meeting_id), now)

    def keep(session: "Session") -> None:
        record_invitation(session, meeting_id, sequence=sheet.sequence, at=now, cancelled=cancel)
        write_whole(path, content)  # within the transaction: what is not written is not kept

    data.do(label, keep)


def _note_out(data: Reads, wanted: Wanted) -> NoteOut:
    out: NoteOut = data.read(
        note_to_circulate,
        wanted.meeting_id,
        wanted.audience,
        on=wanted.today,
        extras=wanted.extras,
        template=wanted.template,
    )
    return _without(out, wanted.but_for)


def _without(out: NoteOut, but_for: frozenset[str]) -> NoteOut:
    kept = tuple(row for row in out.plan.recipients if row.address not in but_for)
    return replace(out, plan=replace(out.plan, recipients=kept))


def _accessible(prepared: Prepared) -> Sequence[CheckRow]:
    built = {file.name.rpartition(".")[2]: file.content for file in prepared.files}
    rows = [
        CheckRow(CheckKind.ACCESSIBLE, f"{ending.upper()}: {fault}")
        for ending, content in built.items()
        for fault in accessibility_faults(content, f".{ending}")
    ]
    return rows or [CheckRow(CheckKind.ACCESSIBLE, _ALL_WELL, ok=True)]
