"""The main job on real input: the two real notes come in from Word, are kept, found, and go out again."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from sop_minutes.cli.importing import import_each
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_note
from sop_minutes.queries.meetings import find_meeting, withheld_texts
from sop_minutes.queries.search import search
from tests.conftest import Partnership
from tests.importing import seeds
from tests.importing.wordfile import para, save

pytestmark = pytest.mark.skipif(
    not seeds.SEEDS.is_dir(), reason="the seed notes are not beside the repository"
)
NOW = datetime(2017, 12, 1, 9, tzinfo=UTC)
EXPECTED = {
    "000": ("CG/2017-11-15", "15 November 2017", "accountable partnership", 4),
    "001": ("CG/2017-09-13", "13 September 2017", "SCAMchampions", 6),
}


def _word_file(number: str, folder: Path) -> Path:
    note = seeds.seed(number)
    body = [para(line) for line in note.lines]
    for at, (title, points) in enumerate(note.items):
        body.append(seeds.in_bold(title, at))
        body += [para(f"• {text}" if level else text) for level, text in points]
    return save(folder / f"{number}.docx", *body)


def _words(texts: list[str]) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", " ".join(texts).lower()))


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_a_real_note_comes_in_is_found_and_goes_out(
    partnership: Partnership, tmp_path: Path, number: str
) -> None:
    key, day, phrase, headings = EXPECTED[number]
    source = _word_file(number, tmp_path)
    (outcome,) = import_each(partnership.database, [source], partnership.group_id, dry_run=False, at=NOW)
    assert outcome.lines[0].startswith(f"{key}: {headings} items")
    assert any(phrase in row.text for row in partnership.database.read(search, phrase))

    meeting_id = partnership.database.read(find_meeting, key)
    sheet = partnership.sheet(meeting_id, Audience.PUBLIC)
    withheld = partnership.database.read(withheld_texts, meeting_id, Audience.PUBLIC)
    out = tmp_path / "public.docx"
    write_note(sheet, out, audience=Audience.PUBLIC, withheld=withheld, now=NOW)

    paragraphs = Document(str(out)).paragraphs
    styled = [(p.style.name if p.style else "", p.text) for p in paragraphs]
    title = f"Key points discussed at Safer Oxfordshire Partnership (SOP) Co-ordination Group – {day}"
    assert [text for style, text in styled if style == "Heading 1"] == [title]
    assert [text for style, text in styled if style == "Heading 2"] == [
        t for t, _ in seeds.seed(number).items
    ]

    went_in = _words([p.text for p in Document(str(source)).paragraphs])
    came_out = _words([text for _, text in styled])
    assert (went_in - came_out).total() <= 0.01 * went_in.total()
