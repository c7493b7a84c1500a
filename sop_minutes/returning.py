"""A returned copy, from the file to what it changes: what it is a copy of, and how that went out."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple, Protocol

from sqlmodel import Session

from sop_minutes.domain.due import read_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.marks import code_in, is_mark, mark_of
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.changes import changes_between
from sop_minutes.domain.returned.copy import Copy
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.returned.sheets import ReturnedSheet
from sop_minutes.domain.returned.views import accepted
from sop_minutes.domain.templates import NoteStyle
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import NOTE_NAMES, NOTE_SUBJECT, Audience, NoteLayout
from sop_minutes.export.blocks import Document
from sop_minutes.export.files import write_whole
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.importing.returned import read_copy
from sop_minutes.importing.word.package import digest_of
from sop_minutes.paths import passing_folder
from sop_minutes.queries.meetings import find_meeting, meeting_key, meeting_sheet
from sop_minutes.queries.returned_copies import copy_with_digest
from sop_minutes.queries.returned_story import came_before, of_words
from sop_minutes.queries.sent import (
    Sent,
    circulation_number,
    meeting_with_mark,
    meeting_with_title,
    sent_with_code,
)
from sop_minutes.queries.templates import list_templates, style_called

_READERS = {squash(f"{NOTE_SUBJECT}{name}"): audience for audience, name in NOTE_NAMES.items()}


_UNSAID = "It does not say which circulation it is of"


class Reads(Protocol):
    """What a database and a window's workspace both are."""

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...


class UntoldError(UserError):
    """A file may be a copy of a note here, but does not say of which."""


class Looked(NamedTuple):
    """What a file is: a copy that can be kept, and `of` what it is one, or else what is `wrong`.

    `is_untold`: it may be one if somebody says of what.
    """

    path: Path
    sheet: ReturnedSheet | None
    of: str = ""
    wrong: str = ""
    is_untold: bool = False


def look_at(session: Session, path: Path, key: str = "") -> Looked:
    """Return what `read_returned` makes of a file, as of one moment: for whom cannot wait for it."""
    try:
        sheet = read_returned(_Session(session), path, key=key)
    except UserError as error:
        return Looked(path, None, wrong=str(error), is_untold=isinstance(error, UntoldError))
    before = copy_with_digest(session, sheet.meeting_id, sheet.digest)
    if before is not None:
        return Looked(path, None, wrong=came_before(path.name, before))
    number = circulation_number(session, sheet.circulation_id)
    return Looked(
        path, sheet, of_words(NOTE_NAMES[sheet.audience], meeting_key(session, sheet.meeting_id), number)
    )


_UNDONE = (
    "It is of circulation {0}, which was taken back here once its drafts were written; it is compared with "
    "what went out."
)


class _Session(NamedTuple):
    """A session, to be read like a database."""

    session: Session

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return query(self.session, *args, **kwargs)


class _Base(NamedTuple):
    """What a copy is a copy of: a meeting's note for a reader, as it went out or would go out now.

    `is_guess`: nothing but what the copy shows tells for which reader it was.
    """

    meeting_id: int
    sent: Sent | None
    audience: Audience
    copy: Copy
    sentences: tuple[str, ...] = ()
    is_guess: bool = False


def read_returned(data: Reads, path: Path, *, key: str = "") -> ReturnedSheet:
    """Return what the copy at `path` changes in the note that it is a copy of; `key` says of which meeting.

    Raises UserError for what is no Word file, and for what cannot be told to be a copy of a note here, or
    is one of another meeting or for another reader than it says.
    """
    digest, content, copy = _taken(path)
    if not accepted(copy.blocks):
        raise UserError(f"{path.name} says nothing.")
    base = _base(data, copy, path.name, key)
    changes = changes_between(base.copy, copy)
    if base.is_guess:
        public = data.read(meeting_sheet, base.meeting_id, Audience.PUBLIC)
        seen = {mark_of(record) for record in prints_of(public, Audience.PUBLIC)}
        changes = tuple(_kept_if_unseen(change, seen) for change in changes)
    return ReturnedSheet(
        base.meeting_id,
        base.sent.id if base.sent else None,
        base.audience,
        path.name,
        digest,
        content,
        changes,
        base.sentences,
    )


def _base(data: Reads, copy: Copy, name: str, key: str) -> _Base:
    marks = {mark for block in copy.blocks for mark in block.marks}
    code = next(filter(None, map(code_in, sorted(marks))), "")
    sent: Sent | None = data.read(sent_with_code, code)
    meeting_id = (
        sent.meeting_id
        if sent
        else _meeting(data, copy, () if code else marks, name, key, is_foreign=bool(code))
    )
    if key:
        _check_meeting(data, meeting_id, data.read(find_meeting, key), name)
    reader = _reader(copy)
    if sent and sent.content is not None:
        if _said_reader(copy) not in (None, sent.audience):
            said, went = NOTE_NAMES[reader], NOTE_NAMES[sent.audience]
            raise UserError(
                f"{name} says that it is the {said}, but circulation {sent.number} went out as the {went}: "
                "parts of two copies may have been put together. It was not read."
            )
        undone = _UNDONE.format(sent.number)
        return _Base(meeting_id, sent, sent.audience, _read(sent.content), () if sent.id else (undone,))
    reader = sent.audience if sent else reader
    sheet = data.read(meeting_sheet, meeting_id, reader)
    document = note_document(sheet, reader, datetime.now(UTC), layout=_layout(copy))
    base = _read(render_word(document))
    compared = f"it is compared with the {NOTE_NAMES[reader]} as it is now."
    unsaid = "Its circulation is not known here" if code and not sent else _UNSAID
    said = f"{unsaid}; {compared}"
    margins = (*base.margins, *_margins_of_templates(data, document))
    is_guess = sent is None and _said_reader(copy) is None
    return _Base(meeting_id, sent, reader, replace(base, margins=margins), (said,), is_guess)


def _kept_if_unseen(change: CopyChange, seen: Container[str]) -> CopyChange:
    """Return a change that can only be shown for one that takes out what the public does not see.

    Where it is not known for whom a copy was, its reader may never have had that.
    """
    takes_out = bool(change.before) and not change.after
    is_seen = change.kind is not ChangeKind.DETAILS and all(key in seen for key in change.keys)
    return replace(change, kind=ChangeKind.NOT_TAKEN) if takes_out and not is_seen else change


def _margins_of_templates(data: Reads, document: Document) -> Iterator[str]:
    """Yield what headers and footers say in each template: nobody knows in which one a copy was made."""
    for row in data.read(list_templates):
        style: NoteStyle = data.read(style_called, row.name)
        if style.word is not None:
            yield from _read(render_word(replace(document, blocks=document.blocks[:1]), style.word)).margins


def _layout(copy: Copy) -> NoteLayout:
    """Return how actions stand in a copy: our marks are in no row but in one of a table of actions."""
    is_row = any(block.is_row and any(is_mark(mark) for mark in block.marks) for block in copy.blocks)
    return NoteLayout.TABLES if is_row else NoteLayout.SENTENCES


def _meeting(data: Reads, copy: Copy, marks: Iterable[str], name: str, key: str, *, is_foreign: bool) -> int:
    """Return the meeting that a copy is of: by its marks, else as it was said, else by its title."""
    title = next((seen.text for seen in accepted(copy.blocks) if seen.said.heading), "")
    found: int | None = data.read(meeting_with_mark, marks)
    if found is not None and (key or _may_be_of(data, found, title)):
        return found
    if key:
        return int(data.read(find_meeting, key))
    if is_foreign:
        raise UntoldError(
            f"{name} is of a circulation that is not known here: it may be of another database. Say which "
            "meeting it is of."
        )
    if found is not None:
        raise UntoldError(
            f"{name} cannot be told to be a copy of a note: it is marked as one of "
            f"{data.read(meeting_key, found)}, but its title is “{title}”. Say which meeting it is of."
        )
    try:
        return int(data.read(meeting_with_title, title))
    except UserError as error:
        raise UntoldError(f"{name} cannot be told to be a copy of a note: {error}") from error


def _may_be_of(data: Reads, meeting_id: int, title: str) -> bool:
    """Say whether a title is not plainly another meeting's: the same marks are in every database."""
    sheet = data.read(meeting_sheet, meeting_id)
    on, own = (read_date(text.rpartition(" – ")[2]) for text in (title, sheet.heading))
    group = squash(sheet.group_name)
    is_of_group = group in squash(title) or group not in squash(sheet.heading)
    return on is None or (on == own and is_of_group)


def _check_meeting(data: Reads, meeting_id: int, wanted: int, name: str) -> None:
    if meeting_id != wanted:
        held, other = (data.read(meeting_key, id_) for id_ in (meeting_id, wanted))
        raise UserError(f"{name} is a copy of {held}, not of {other}.")


def _said_reader(copy: Copy) -> Audience | None:
    return _READERS.get(squash(copy.subject))


def _reader(copy: Copy) -> Audience:
    """Return whom a copy was for, as it says itself, or else as what it shows tells."""
    said = _said_reader(copy)
    if said is not None:
        return said
    labels = {seen.text.partition(":")[0] for seen in accepted(copy.blocks)}
    # A label alone tells nothing: whoever had the public note may have typed it. No public note has details.
    if not labels & {"Date", "Present", "For members only"}:
        return Audience.PUBLIC
    return Audience.RESTRICTED if "Restricted" in labels else Audience.MEMBERS


def _taken(path: Path) -> tuple[str, bytes, Copy]:
    """Return digest, bytes and text of a file as it is at one moment: it may be written to meanwhile."""
    digest_of(path)  # whether it may be read at all: it may be far too large
    try:
        with passing_folder() as folder:
            held = Path(folder) / path.name
            copyfile(path, held)
            return digest_of(held), held.read_bytes(), read_copy(held)
    except OSError as error:  # another program may have it open, or the temporary disk may be full
        raise UserError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _read(content: bytes) -> Copy:
    with passing_folder() as folder:
        path = Path(folder) / "note.docx"
        write_whole(path, content)
        return read_copy(path)
