"""The small files beside the database, on a disk that takes no more, and what a killed program left."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.partnership import Step
from sop_minutes.dictionary import Dictionary
from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import write_together, write_whole
from sop_minutes.settings import Settings, load_settings, save_settings
from sop_minutes.ui.workspace import make_database
from tests.storage.left import left_by_nobody

_LONG_AGO = time.time() - 3600
_FULL = """
import resource
from pathlib import Path
from sop_minutes.dictionary import Dictionary
from sop_minutes.domain.errors import UserError
from sop_minutes.safekeeping import place_to_explain
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.keeping import keep_by_passphrase
from sop_minutes.storage.keys import new_key

folder = Path("OneDrive")
dictionary, key = Dictionary(folder, folder / "words.txt"), new_key()
resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))
save_settings(folder / "settings.json", Settings("/new.sopm"))
assert "OneDrive" in place_to_explain(folder / "p.sopm", folder / "places.json")
for keep in (
    lambda: dictionary.add("Brackenbury"),
    lambda: keep_by_passphrase(folder / "p.sopm", key, "four or five words"),
):
    try:
        keep()
    except (OSError, UserError) as error:
        print(error)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that a cloud keeps, with the small files as they were, and the parts of a dictionary."""
    kept = tmp_path / "OneDrive"
    kept.mkdir()
    (kept / "en_GB.aff").write_text("SET UTF-8\nTRY etaoin\n", "utf-8")
    (kept / "en_GB.dic").write_text("1\ngroup", "utf-8")
    save_settings(kept / "settings.json", Settings("/old.sopm"))
    (kept / "words.txt").write_text("Okafor\n", "utf-8")
    (kept / "places.json").write_text('["elsewhere"]', "utf-8")
    (kept / "p.sopm.key").write_text("the old one", "utf-8")
    return kept


def _held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_full_disk_leaves_each_small_file_as_it_was_and_says_so_where_it_matters(
    folder: Path, tmp_path: Path
) -> None:
    before = _held(folder)
    said = subprocess.run(
        [sys.executable, "-c", _FULL], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert _held(folder) == before
    assert load_settings(folder / "settings.json").database == "/old.sopm"
    assert said[0] == (
        "“words.txt” could not be saved: it is larger than a file may be there. The old file is unchanged."
    )
    assert len(said) == 2


def test_an_own_word_goes_behind_those_that_are_there_whatever_they_are(folder: Path) -> None:
    (folder / "words.txt").write_bytes(b"Okafor\xff")
    Dictionary(folder, folder / "words.txt").add("Brackenbury\n\ud800")
    assert (folder / "words.txt").read_bytes() == b"Okafor\xff\nBrackenbury\n"


def test_what_a_killed_program_left_beside_a_file_goes_with_the_next_save(tmp_path: Path) -> None:
    for name, at in ((".sop-minutes-a.part", _LONG_AGO), (".sop-minutes-b.part", time.time())):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (at, at))
    for name in (".theirs.part", "sop-minutes-theirs.part"):
        (tmp_path / name).write_bytes(b"theirs")
        os.utime(tmp_path / name, (_LONG_AGO, _LONG_AGO))
    write_whole(tmp_path / "note.docx", b"whole")
    names = {".sop-minutes-b.part", ".theirs.part", "sop-minutes-theirs.part", "note.docx"}
    assert {path.name for path in tmp_path.iterdir()} == names


def test_a_folder_that_was_made_for_files_that_could_not_be_written_goes_too(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be saved"):
        write_together(tmp_path / "drafts", {"a.eml": b"1", "x" * 300: b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_made_anew_where_making_one_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "new.sopm"
    steps = [Step("Add", lambda session: add_group(session, "Board", code="B"))]
    make_database(left_by_nobody(path, word="made"), steps, lambda _done, _of: None)  # as far as it had come
    make_database(path, steps, lambda _done, _of: None)
    assert [file.name for file in tmp_path.iterdir()] == ["new.sopm"]


def test_a_database_that_another_window_makes_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "new.sopm"
    steps = [Step("Add", lambda session: add_group(session, "Board", code="B"))]
    with pytest.raises(UserError, match="was made by another window meanwhile"):
        make_database(path, steps, lambda _done, _of: path.write_bytes(b"theirs"))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"new.sopm": b"theirs"}


def test_a_place_where_no_database_can_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        make_database(tmp_path / "missing" / "new.sopm", [], lambda _done, _of: None)
    assert list(tmp_path.iterdir()) == []
