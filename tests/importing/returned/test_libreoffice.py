"""What LibreOffice makes of a note that is edited in it: files/make.py made them, tracked and not."""

from pathlib import Path

import pytest

from tests.importing.returned.notes import meeting_of, told, written

FILES = Path(__file__).parent / "files"


def _expected() -> dict[str, list[str]]:
    """Return the changes of each file, as expected.txt has them under its name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (FILES / "expected.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[name].append(line.strip())
        else:
            name = line
            found[name] = []
    return found


@pytest.mark.parametrize("name", _expected())
def test_each_edit_gives_exactly_its_changes(name: str) -> None:
    assert told(FILES / "base.docx", FILES / f"{name}.docx") == _expected()[name]


def test_every_file_there_is_tested() -> None:
    assert {path.stem for path in FILES.glob("*.docx")} == {"base", *_expected()}


def test_the_note_that_was_edited_reads_as_one_that_goes_out_now(tmp_path: Path) -> None:
    assert told(FILES / "base.docx", written(meeting_of(), tmp_path / "now.docx")) == []


if __name__ == "__main__":
    written(meeting_of(), FILES / "base.docx")
