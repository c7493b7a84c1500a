"""A circulation out: the note's files, made once, and the e-mails that carry them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sop_minutes.domain.chasing import may_be_told
from sop_minutes.domain.circulating import NoteOut, RecipientRow, SentFile
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow, MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.blocks import Document
from sop_minutes.export.circulation_mail import (
    Cover,
    circulation_message,
    cover_sentences,
    cover_subject,
)
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.mail import Attachment, Mailbox
from sop_minutes.export.naming import draft_names
from sop_minutes.export.note import NOTE_SUFFIXES, RENDERS, built_note, render_in, strings_in
from sop_minutes.export.note_layout import audiences_in, note_document
from sop_minutes.export.plain_text import FIXED_WORDS, note_as_text
from sop_minutes.export.specimen import specimen, specimen_row
from sop_minutes.export.withheld import refuse_narrower_actions, refuse_withheld
from sop_minutes.export.word.own_words import own_words
from sop_minutes.export.wording import note_name

KINDS: Mapping[str, str] = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
}
_CALLED = {
    Audience.PUBLIC: "key points",
    Audience.MEMBERS: "key points for members",
    Audience.RESTRICTED: "full record",
}


def build_files(out: NoteOut, suffixes: Sequence[str], *, code: str, now: datetime) -> tuple[SentFile, ...]:
    """Return the note's files, one for each suffix. Raises UserError if one would hold what is withheld."""
    stem = f"{out.plan.key.replace('/', ' ')} {_CALLED[out.plan.audience]}"
    return tuple(
        SentFile(f"{stem}{suffix}", _built(out, suffix, code, now))
        for suffix in NOTE_SUFFIXES
        if suffix in suffixes
    )


def build_drafts(
    out: NoteOut, files: Sequence[SentFile], *, own_actions: bool, now: datetime, sender: str = ""
) -> dict[str, bytes]:
    """Return the e-mails by the names of their files: one to each recipient, with their own actions first.

    Without `own_actions` it is one to all, who do not see one another. `sender` is the name that they
    close with, "" for none. Raises UserError for a recipient
    who may not have the note, and if an e-mail would hold what is withheld.
    """
    audience = out.plan.audience
    for recipient in out.plan.recipients:
        refuse_reader(recipient, audience, out.plan.group)
    if not own_actions:
        boxes = [Mailbox(row.name, row.address) for row in out.plan.recipients]
        name = f"{out.plan.key.replace('/', ' ')} {_CALLED[audience]}.eml"
        return {name: _checked(_Draft(out, None, (), files, sender, boxes), now)}
    names = draft_names([row.name for row in out.plan.recipients], "Key points to")
    drafts = (
        _Draft(out, Mailbox(row.name, row.address), [out.owed[ref] for ref in row.refs], files, sender)
        for row in out.plan.recipients
    )
    return {name: _checked(draft, now) for name, draft in zip(names, drafts, strict=True)}


def refuse_reader(recipient: RecipientRow, audience: Audience, group: str) -> None:
    """Raise UserError for a recipient who may not have a note for `audience`, whoever chose them."""
    if not may_be_told(audience, sits=recipient.sits, was_there=recipient.was_there):
        said = f"may not be sent the {note_name(audience)} of {group}; nothing was written."
        raise UserError(f"{recipient.name} {said}")


class _Draft:
    """One e-mail of a circulation, and what may stand in it."""

    def __init__(
        self,
        out: NoteOut,
        person: Mailbox | None,
        owed: Sequence[ActionRow],
        files: Sequence[SentFile],
        sender: str,
        bcc: Sequence[Mailbox] = (),
    ) -> None:
        self.out, self.person, self.owed, self.bcc = out, person, owed, bcc
        self._files, self.sender = files, sender
        self.name = f"draft to {person.name}" if person else "draft to all"

    def content(self, cover: Cover) -> bytes:
        """Return it as a file."""
        return circulation_message(cover, self.person, self.owed, self._attached(), bcc=self.bcc)

    def shown(self, cover: Cover, document: Document) -> Iterator[str]:
        """Yield the texts that were to go out: of the note, and of the e-mail around it."""
        yield from (text for box in self.boxes for text in box)
        yield from (file.name for file in self._files)
        yield from (cover_subject(cover), *cover_sentences(cover), cover.sender)
        for row in self.owed:
            yield from (row.ref, row.text)
        yield from document.texts()
        yield from strings_in(note_as_text(_as_typed(self.out), self.out.plan.audience))

    def fixed(self, cover: Cover, document: Document) -> Iterator[str]:
        """Yield what stands in every such e-mail, and in every file of these kinds."""
        bare = replace(cover, group="·", on=date(2000, 1, 1), replaces=date(2000, 1, 1), sender="·")
        anybody = Mailbox("·", "nobody@example.org")
        files = [
            Attachment(f"·{suffix}", KINDS[suffix], RENDERS[suffix](blank) if suffix in RENDERS else b"")
            for blank in (specimen(document),)
            for suffix in map(_suffix, (file.name for file in self._files))
        ]
        yield from found_texts(circulation_message(bare, anybody, [specimen_row()], files), ".eml")
        if self.out.style.word is not None:
            yield from own_words(render_in(self.out.style, ".docx")(specimen(document)))
        yield from FIXED_WORDS

    @property
    def boxes(self) -> tuple[Mailbox, ...]:
        return (*((self.person,) if self.person else ()), *self.bcc)

    def _attached(self) -> tuple[Attachment, ...]:
        return tuple(Attachment(file.name, KINDS[_suffix(file.name)], file.content) for file in self._files)


def _checked(draft: _Draft, now: datetime) -> bytes:
    """Return a draft that holds nothing but what its audience may see. Raises UserError."""
    out, audience = draft.out, draft.out.plan.audience
    refuse_narrower_actions(draft.owed, audience, draft.name)
    document = note_document(out.sheet, audience, now, layout=out.style.layout)
    cover = _cover(out, document, draft.sender)
    content = draft.content(cover)
    refuse_withheld(
        content,
        ".eml",
        out.withheld,
        shown=draft.shown(cover, document),
        fixed=lambda: draft.fixed(cover, document),
        name=draft.name,
    )
    return content


def _cover(out: NoteOut, document: Document, sender: str) -> Cover:
    since, on = out.plan.since, out.sheet.note.on
    if on is None:
        raise UserError("A note without a date cannot be circulated.")
    return Cover(
        group=out.plan.group,
        on=on,
        audience=out.plan.audience,
        approved=out.plan.approved,
        marking=document.marking,
        replaces=since.at.date() if since else None,
        for_members=Audience.MEMBERS in audiences_in(out.sheet),
        sender=sender,
    )


def _built(out: NoteOut, suffix: str, code: str, now: datetime) -> bytes:
    sheet = _as_typed(out) if suffix == ".txt" else out.sheet
    return built_note(
        sheet,
        suffix,
        audience=out.plan.audience,
        withheld=out.withheld,
        now=now,
        code=code,
        style=out.style,
    )


def _as_typed(out: NoteOut) -> MeetingSheet:
    """Return what a text file is made of: the full record's is the note as typed."""
    return out.sheet if out.typed is None else replace(out.sheet, note=out.typed)


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2]}"
