"""Our own Word notes as they go out, are corrected by hand, and come back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document

from sop_minutes.cli.importing import Outcome, import_each
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.export.note import write_note
from sop_minutes.queries.cautions import lines_of
from sop_minutes.queries.meetings import list_meetings, withheld_texts
from tests.conftest import Partnership

NOW = datetime(2017, 12, 1, tzinfo=UTC)


def state(partnership: Partnership, meeting_id: int) -> Any:
    """Return all that is kept of a meeting, as it reads and row by row."""
    rows = partnership.actions(statuses=tuple(ActionStatus))
    return partnership.sheet(meeting_id), partnership.database.read(lines_of, meeting_id), rows


def went_out(partnership: Partnership, meeting_id: int, path: Path, audience: Audience) -> Path:
    withheld = partnership.database.read(withheld_texts, meeting_id, audience)
    write_note(partnership.sheet(meeting_id, audience), path, audience=audience, withheld=withheld, now=NOW)
    return path


def brought_again(partnership: Partnership, path: Path, *, dry_run: bool = False) -> Outcome:
    (outcome,) = import_each(
        partnership.database, [path], partnership.group_id, dry_run=dry_run, at=NOW, again=True
    )
    return outcome


def came_back(partnership: Partnership, path: Path) -> Outcome:
    outcome = brought_again(partnership, path)
    assert not outcome.refused, outcome.lines
    assert len(partnership.database.read(list_meetings)) == 1
    return outcome


def corrected(path: Path, *changes: Callable[[Any], None]) -> Path:
    document = Document(str(path))
    for change in changes:
        change(document)
    document.save(str(path))
    return path


def word_for(old: str, new: str) -> Callable[[Any], None]:
    """Return a correction of one word in the paragraph of the note that has it, its looks kept."""

    def change(document: Any) -> None:
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
        assert runs
        runs[0].text = runs[0].text.replace(old, new)

    return change


def without(*texts: str) -> Callable[[Any], None]:
    """Return a correction that takes out every paragraph that has one of `texts`."""

    def change(document: Any) -> None:
        for text in texts:
            found = [paragraph for paragraph in document.paragraphs if text in paragraph.text]
            assert found
            for paragraph in found:
                paragraph._p.getparent().remove(paragraph._p)

    return change


def added_before(place: str, *texts: str) -> Callable[[Any], None]:
    """Return a correction that puts paragraphs before the first that has `place`."""

    def change(document: Any) -> None:
        first = next(paragraph for paragraph in document.paragraphs if place in paragraph.text)
        for text in texts:
            first.insert_paragraph_before(text)

    return change


def broken_before(text: str) -> Callable[[Any], None]:
    """Return a correction that begins a paragraph at `text`, as the Enter key does."""

    def change(document: Any) -> None:
        paragraph = next(p for p in document.paragraphs if text in p.text)
        run = next(run for run in paragraph.runs if text in run.text)
        before, _, after = run.text.partition(text)
        run.text = before
        below = paragraph.insert_paragraph_before("", style=paragraph.style)
        paragraph._p.addnext(below._p)
        below.add_run(text + after)

    return change


def no_subject(document: Any) -> None:
    """Drop what tells whom a note was for, as other programs do."""
    document.core_properties.subject = ""
