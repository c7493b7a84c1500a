"""The published notes of a group as files to be uploaded: web pages, PDF, Word, and an index of them all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import PublicNote, Publishable, Reopened
from sop_minutes.domain.templates import NoteStyle
from sop_minutes.domain.words import Audience
from sop_minutes.export.blocks import Block, Document, Heading, Paragraph, Table
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.note import checked, render_in
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.pdf import render_pdf
from sop_minutes.export.web_page import html_of, html_page
from sop_minutes.export.withheld import refuse_narrower_rows, refuse_withheld

INDEX = "index.html"

_STYLE = """
header, footer { max-width: 44rem; margin: 0 auto; padding: 1rem 1.25rem 0 }
footer { padding: 0 1.25rem 2rem; color: #444f5a }
main { padding-top: 0.5rem }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0 }
nav a { display: inline-block; padding: 0.15rem 0 }
.skip { position: absolute; left: 0.5rem; top: -6rem; padding: 0.5rem 1rem; background: #fff }
.skip:focus { top: 0.5rem }
.standing { font-weight: bold; margin: 0 }
.aside { color: #444f5a }
.notes { list-style: none; padding: 0 }
.notes li { padding: 0.3rem 0; border-bottom: 1px solid #b8c4ce }
.notes a { display: inline-block; padding: 0.2rem 0.75rem 0.2rem 0 }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap }
@media screen and (prefers-color-scheme: dark) {
  body, .skip { background: #12181f; color: #e6ebf0 }
  h1, h2, h3, thead th { color: #b4d4ee }
  a { color: #8cc4f5 }
  a:focus-visible { outline-color: #f0c050 }
  footer, .aside, caption { color: #b6c2cd }
  thead th { background: #22303d; border-color: #b4d4ee }
  th, td, .notes li { border-bottom-color: #46566a }
  .decision { border-left-color: #a99df0 }
  .action { border-left-color: #e0b04a }
  .watermark::before { color: #1d2630 }
}
@media screen and (max-width: 40rem) { .watermark::before { font-size: 5rem } }
@media print { header nav, .skip { display: none } }"""


class SiteFile(NamedTuple):
    """A file of the site; `meeting_id` is the meeting whose web page it is, None for the others."""

    name: str
    content: bytes
    meeting_id: int | None = None


def names_of(stem: str) -> tuple[str, ...]:
    """Return what the files of one note are called, its web page first."""
    return tuple(f"{stem}.{suffix}" for suffix in ("html", "pdf", "docx"))


def stay(files: Mapping[str, bytes], reopened: Reopened, wanted: Publishable) -> bool:
    """Say whether the files that were published of a note, by their names, may stay while that is corrected.

    They do if the page is what was published last, of the version approved last, and all that it says would
    be said again if it were made now: then nothing in it is narrower, gone, or put otherwise. The others
    were made with it; should they be older, they may not hold what the public may not read now.
    """
    note = reopened.note
    document = _document(note, wanted.style, datetime.combine(note.on, time(), UTC))
    page, *_ = names_of(note.stem)
    if not files or reopened.names_role or sha256(files[page]).hexdigest() != reopened.digest:
        return False
    now = _page(note, wanted, document)
    if Counter(found_texts(files[page], ".html")) - Counter(found_texts(now, ".html")):
        return False
    try:
        for name, content in files.items():
            shown = document.texts()
            refuse_withheld(
                content, Path(name).suffix, note.withheld, shown=shown, fixed=tuple, name="published note"
            )
    except UserError:
        return False
    return True


def site_files(wanted: Publishable, now: datetime, stay: Sequence[PublicNote] = ()) -> Iterator[SiteFile]:
    """Yield the files of a group's published notes, one by one, the index last; that lists those that `stay`.

    Raises UserError if one of them would hold what its readers may not see.
    """
    for note in wanted.notes:
        name = f"public note of {note.sheet.key}"
        refuse_narrower_rows(note.sheet, Audience.PUBLIC, name)
        document = _document(note, wanted.style, now)
        page = checked(document, partial(_page, note, wanted), ".html", note.withheld, name)
        yield SiteFile(f"{note.stem}.html", page, note.meeting_id)
        yield SiteFile(f"{note.stem}.pdf", checked(document, render_pdf, ".pdf", note.withheld, name))
        word = render_in(wanted.style, ".docx")
        yield SiteFile(
            f"{note.stem}.docx", checked(document, word, ".docx", note.withheld, name, style=wanted.style)
        )
    yield SiteFile(INDEX, _checked_index(wanted, now, stay))


def _document(note: PublicNote, style: NoteStyle, now: datetime) -> Document:
    """Return the public note without the marks by which copies that come back are known."""
    document = note_document(
        note.sheet, Audience.PUBLIC, note.made(now), layout=style.layout, draft=note.draft
    )
    return replace(document, blocks=tuple(map(_unmarked, document.blocks)))


def _unmarked(block: Block) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, marks=())
    return replace(block, marks=()) if isinstance(block, Table) else block


def _page(note: PublicNote, wanted: Publishable, document: Document) -> bytes:
    said = f"{_standing(note.said)}\n" if note.said and not note.draft else ""
    others = "\n".join(f'<li><a href="{note.stem}.{suffix}">{words}</a></li>' for suffix, words in _FORMATS)
    body = f"""<a class="skip" href="#main">Skip to the note</a>
<header>
<nav aria-label="Site">
<ul>
<li><a href="{INDEX}">All published notes</a></li>
{others}
</ul>
</nav>
{said}</header>
<main id="main">
{html_of(document)}</main>
{_footer(wanted)}"""
    return html_page(replace(document, title=f"{note.words} – {wanted.group}"), body, style=_STYLE)


def _standing(said: str) -> str:
    return f'<p class="standing">{escape(said)}</p>'


_FORMATS = (("pdf", "This note as PDF"), ("docx", "This note as Word file"))


def _footer(wanted: Publishable) -> str:
    whose = " – ".join(filter(None, (wanted.group, wanted.partnership)))
    return f"<footer>\n<p>{escape(whose)}</p>\n</footer>"


def _checked_index(wanted: Publishable, now: datetime, stay: Sequence[PublicNote]) -> bytes:
    content = _index(wanted, now, stay)
    withheld = [text for note in (*wanted.notes, *stay) for text in note.withheld]
    refuse_withheld(
        content,
        ".html",
        withheld,
        shown=_shown(wanted, stay),
        fixed=lambda: found_texts(_index(replace(wanted, notes=()), now), ".html"),
        name="index of published notes",
    )
    return content


def _shown(wanted: Publishable, stay: Sequence[PublicNote]) -> Iterator[str]:
    """Yield what the index is to tell: of each note its day, its heading and how it stands with it."""
    yield from (wanted.group, wanted.partnership)
    for note in (*wanted.notes, *stay):
        yield from (note.sheet.heading, format_date(note.on), note.said, note.stem)


def _index(wanted: Publishable, now: datetime, stay: Sequence[PublicNote] = ()) -> bytes:
    title = f"Published notes: {wanted.group}"
    newest = max((note.made(now) for note in wanted.notes), default=now)
    about = Document(title, wanted.partnership or wanted.group, f"{title}, newest first", "", newest, ())
    notes = sorted((*wanted.notes, *stay), key=lambda note: note.on, reverse=True)
    years = "\n".join(
        _year(year, list(of_year)) for year, of_year in groupby(notes, lambda note: note.on.year)
    )
    body = f"""<a class="skip" href="#main">Skip to the notes</a>
<main id="main">
<h1>{escape(title)}</h1>
{years or "<p>Nothing is published yet.</p>"}
</main>
{_footer(wanted)}"""
    return html_page(about, body, style=_STYLE)


def _year(year: int, notes: Sequence[PublicNote]) -> str:
    listed = "\n".join(map(_entry, notes))
    heading = f"<h2>{year}</h2>"
    return f'{heading}\n<ul class="notes">\n{listed}\n</ul>'


def _entry(note: PublicNote) -> str:
    unseen = f'<span class="unseen"> of the note of {escape(note.words)}</span>'
    said = f' <span class="aside">{escape(note.said)}</span>' if note.said else ""
    others = " ".join(
        f'<a href="{note.stem}.{suffix}">{kind}{unseen}</a>'
        for suffix, kind in (("pdf", "PDF"), ("docx", "Word"))
    )
    return f'<li><a href="{note.stem}.html">{escape(note.words)}</a> {others}{said}</li>'
