"""Notes out: one meeting, or many, as a file for one audience."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sop_minutes.collector import Hold
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.templates import HOUSE_STYLE, NoteStyle
from sop_minutes.domain.words import Audience
from sop_minutes.export.blocks import Document
from sop_minutes.export.files import write_whole
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.markdown import render_markdown
from sop_minutes.export.note_layout import compendium_document, note_document
from sop_minutes.export.pdf import render_pdf
from sop_minutes.export.plain_text import FIXED_WORDS, note_as_text, render_text
from sop_minutes.export.specimen import specimen
from sop_minutes.export.web_page import render_web_page
from sop_minutes.export.withheld import refuse_narrower_rows, refuse_withheld
from sop_minutes.export.word import render_word
from sop_minutes.export.word.own_words import own_words
from sop_minutes.export.wording import note_name

Render = Callable[[Document], bytes]

RENDERS: Mapping[str, Render] = {
    ".docx": render_word,
    ".pdf": render_pdf,
    ".html": render_web_page,
    ".md": render_markdown,
}
NOTE_SUFFIXES = (*RENDERS, ".txt")


def render_in(style: NoteStyle, suffix: str) -> Render:
    """Return what renders documents as files of this suffix in a style."""
    return partial(render_word, template_content=style.word) if suffix == ".docx" else RENDERS[suffix]


def write_note(
    meeting: MeetingSheet,
    path: Path,
    *,
    audience: Audience,
    withheld: Sequence[str] = (),
    now: datetime,
    style: NoteStyle = HOUSE_STYLE,
) -> None:
    """Write the note of `meeting` for `audience`; the file's suffix says as what.

    `meeting` holds only rows that `audience` may see; `withheld` are the texts of those left out.
    Raises UserError for a suffix that is not known, a withheld text in the file, and a disk that
    does not take it; then nothing is written.
    """
    suffix = known_suffix(path, NOTE_SUFFIXES)
    write_whole(path, built_note(meeting, suffix, audience=audience, withheld=withheld, now=now, style=style))


def built_note(
    meeting: MeetingSheet,
    suffix: str,
    *,
    audience: Audience,
    withheld: Sequence[str] = (),
    now: datetime,
    code: str = "",
    style: NoteStyle = HOUSE_STYLE,
) -> bytes:
    """Return what `write_note` writes to a file of this suffix; `code` is as in `note_document`."""
    name = note_name(audience)
    refuse_narrower_rows(meeting, audience, name)
    document = note_document(meeting, audience, now, code=code, layout=style.layout)
    if suffix != ".txt":
        return checked(document, render_in(style, suffix), suffix, withheld, name, style=style)
    note = note_as_text(meeting, audience)
    content = render_text(note)
    shown = [*document.texts(), *strings_in(note)]
    refuse_withheld(content, suffix, withheld, shown=shown, fixed=lambda: FIXED_WORDS, name=name)
    return content


def write_compendium(
    meetings: Sequence[MeetingSheet],
    path: Path,
    *,
    title: str = "",
    audience: Audience,
    withheld: Sequence[str] = (),
    now: datetime,
    style: NoteStyle = HOUSE_STYLE,
) -> None:
    """Write the notes of many meetings as one file, as `write_note` does one, in the order given.

    A `title` of "" is what their own have in common. There is no .txt of many meetings, as that
    would not read back.
    """
    suffix = known_suffix(path, tuple(RENDERS), of="several meetings")
    name = note_name(audience)
    for meeting in meetings:
        refuse_narrower_rows(meeting, audience, name)
    with Hold():  # a long document has no garbage in it, and the collector looks at all of it
        document = compendium_document(meetings, title, audience, now, layout=style.layout)
        content = checked(document, render_in(style, suffix), suffix, withheld, name, style=style)
    write_whole(path, content)


def known_suffix(path: Path, known: Sequence[str], *, of: str = "this kind") -> str:
    """Return the suffix of `path` in lower case. Raises UserError if it is not one of `known`."""
    suffix = path.suffix.lower()
    if suffix not in known:
        listed = " or ".join(filter(None, (", ".join(known[:-1]), known[-1])))
        said = f"cannot be {suffix}" if suffix else "needs an ending"
        raise UserError(f"“{path.name}” {said}: a file of {of} ends in {listed}.")
    return suffix


def checked(
    document: Document,
    render: Render,
    suffix: str,
    withheld: Sequence[str],
    name: str,
    *,
    style: NoteStyle = HOUSE_STYLE,
) -> bytes:
    """Return `document` as a file that holds nothing `withheld`. Raises UserError if it does.

    `style` is the one that `render` fills a Word file in.
    """
    content = render(document)

    def fixed() -> Iterator[str]:
        if suffix == ".docx" and style.word is not None:
            yield from found_texts(render_word(specimen(document)), suffix)
            yield from own_words(render(specimen(document)))
        else:
            yield from found_texts(render(specimen(document)), suffix)

    refuse_withheld(content, suffix, withheld, shown=document.texts(), fixed=fixed, name=name)
    return content


def strings_in(value: object) -> Iterator[str]:
    """Yield all text in a sheet, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))
