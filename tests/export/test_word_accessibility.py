"""Every Word file we make can be read by everyone: checked by rules that know nothing of the exporter."""

from pathlib import Path

import pytest
from note_samples import HEADING, NOW, TODAY, meeting, rows
from word_check import W, WordFile, accessibility_faults, contrast

from sop_minutes.domain.sheets import LogScope
from sop_minutes.domain.words import Audience
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.note import write_compendium, write_note


@pytest.mark.parametrize("audience", Audience)
def test_a_note_has_no_accessibility_faults(tmp_path: Path, audience: Audience) -> None:
    write_note(meeting(audience), tmp_path / "note.docx", audience=audience, now=NOW)
    assert accessibility_faults(tmp_path / "note.docx") == []


@pytest.mark.parametrize("audience", Audience)
def test_an_action_log_has_no_accessibility_faults(tmp_path: Path, audience: Audience) -> None:
    path = tmp_path / "log.docx"
    write_action_log(rows(audience), path, scope=LogScope(), as_of=TODAY, audience=audience, now=NOW)
    assert accessibility_faults(path) == []


def test_an_action_log_without_actions_has_no_accessibility_faults(tmp_path: Path) -> None:
    path = tmp_path / "log.docx"
    write_action_log((), path, scope=LogScope(), as_of=TODAY, audience=Audience.PUBLIC, now=NOW)
    assert accessibility_faults(path) == []


def test_many_meetings_in_one_file_have_no_accessibility_faults(tmp_path: Path) -> None:
    path = tmp_path / "all.docx"
    write_compendium([meeting(Audience.MEMBERS)] * 3, path, title="All", audience=Audience.MEMBERS, now=NOW)
    assert accessibility_faults(path) == []
    assert [name for name, text in WordFile(path).paragraphs() if text == HEADING] == ["heading 2"] * 3


def test_the_check_itself_finds_faults(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Two levels down", 3)
    document.add_paragraph("").add_run("Like a heading").bold = True
    document.add_paragraph("• typed")
    document.add_table(2, 2)
    document.save(tmp_path / "poor.docx")
    found = "\n".join(accessibility_faults(tmp_path / "poor.docx"))
    for fault in ("0 headings of level 1", "heading 3 after 0", "bold as a heading", "typed bullet"):
        assert fault in found
    for fault in ("without a header row", "not A4", "not in en-GB", "empty paragraph", "not in Arial"):
        assert fault in found


def test_the_words_on_shaded_styles_have_contrast(tmp_path: Path) -> None:
    write_note(meeting(), tmp_path / "note.docx", audience=Audience.PUBLIC, now=NOW)
    for style in WordFile(tmp_path / "note.docx").styles.values():
        shade, color = style.find(f".//{W}shd"), style.find(f".//{W}color")
        if shade is not None:
            ink = color.get(f"{W}val") if color is not None else "000000"
            assert contrast(ink, shade.get(f"{W}fill")) >= 4.5
