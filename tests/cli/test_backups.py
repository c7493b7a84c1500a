"""Backups from the terminal: listed, shown, put back; a database that is gone is never begun anew unaware."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.connecting import connect
from tests.cli.conftest import NOTE, Terminal

FOLDER = "partnership-backups"


@pytest.fixture
def kept(recorded: Terminal, tmp_path: Path) -> Terminal:
    """A terminal on a database of which there is a backup, and work since."""
    assert recorded("action", "CG 17/1", "--note", "Half of it is written.").code == 0
    (tmp_path / "next.txt").write_text(NOTE.replace("15 November 2017", "10 January 2018"), "utf-8")
    assert recorded("import", "next.txt", "next.txt", "--group", "CG").code == 0
    return recorded


def _files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / FOLDER).iterdir())


def test_what_others_did_is_backed_up_before_a_change_and_not_before_a_look(
    recorded: Terminal, tmp_path: Path
) -> None:
    before = len(_files(tmp_path)) if (tmp_path / FOLDER).exists() else 0
    recorded("actions")
    recorded("search", "governance")
    assert (len(_files(tmp_path)) if (tmp_path / FOLDER).exists() else 0) == before
    assert recorded("action", "CG 17/1", "--note", "Half of it is written.").err == ""
    assert _files(tmp_path)


def test_backups_are_listed_with_what_is_in_them(kept: Terminal) -> None:
    newest, *_, oldest = kept("backups", "list", "--json").json
    assert newest["number"] > oldest["number"]
    assert (newest["meetings"], newest["trouble"]) == (1, None)
    assert newest["actions"] == 2
    said = kept("backups", "list").out
    assert "Meetings" in said
    assert str(newest["number"]) in said


def test_a_backup_is_shown_beside_what_is_there_and_put_back_only_when_told_so(kept: Terminal) -> None:
    shown = kept("backups", "show")
    assert shown.code == 0
    assert "Meeting CG/2018-01-10" in shown.out
    assert kept("backups", "restore", "--dry-run").out == shown.out
    refused = kept("backups", "restore")
    assert refused.code == 1
    assert "--yes" in refused.err
    assert [row["key"] for row in kept("meetings", "list", "--json").json] == [
        "CG/2017-11-15",
        "CG/2018-01-10",
    ]
    assert kept("backups", "restore", "--yes").code == 0
    assert [row["key"] for row in kept("meetings", "list", "--json").json] == ["CG/2017-11-15"]
    assert kept("check").code == 0


def test_what_was_replaced_can_be_put_back_again(kept: Terminal) -> None:
    before = kept("meetings", "list", "--json").json
    kept("backups", "restore", "--yes")
    again = kept("backups", "restore", "--yes", "--json")
    assert [each["label"] for each in again.json["back"]]
    assert kept("meetings", "list", "--json").json == before


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _lose_an_index(path: Path) -> None:
    """Harm it where nothing that is shown of a backup is read from."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        assert connection.execute("DELETE FROM sqlite_schema WHERE name = 'ix_leads_group_id'").rowcount


@pytest.mark.parametrize("harm", [_cut_short, _lose_an_index])
def test_a_damaged_newest_backup_falls_back_to_the_next_and_says_so(
    kept: Terminal, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    files = {row["number"]: Path(row["file"]) for row in kept("backups", "list", "--json").json}
    newest, next_one = sorted(files, reverse=True)[:2]
    harm(tmp_path / files[newest])
    shown = kept("backups", "show", str(newest))
    assert "damaged; it cannot be" in shown.out + shown.err
    refused = kept("backups", "restore", str(newest), "--yes")
    assert refused.code == 1
    assert "damaged" in refused.err
    restored = kept("backups", "restore", "--yes")
    assert restored.code == 0
    assert f"Backup {newest}" in restored.err
    assert "passed over" in restored.err
    assert f"as it was in backup {next_one}" in restored.err


@pytest.mark.parametrize("content", [None, b""])
@pytest.mark.parametrize(
    "verb",
    [
        ("actions",),
        ("check",),
        ("groups", "add", "Another Group"),
        ("record", "note.txt"),
        ("undo",),
        ("backup", "copy.sopm"),
    ],
)
def test_no_verb_begins_anew_what_is_lost(
    kept: Terminal, tmp_path: Path, content: bytes | None, verb: tuple[str, ...]
) -> None:
    path = tmp_path / "partnership.sopm"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    said = kept(*verb)
    assert said.code == 1
    assert "backups restore" in said.err
    assert (path.read_bytes() if path.exists() else None) == content
    assert kept("backups", "restore").code == 0
    assert kept("actions").code == 0


def test_reading_begins_no_database(run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    said = run("actions", database="")
    assert said.code == 1
    assert "Add a group to begin one" in said.err
    assert run("groups", "add", "Co-ordination Group", "--code", "CG", database="").code == 0
    assert run("actions", database="").code == 0


def test_what_can_be_mended_is_told_and_mended(recorded: Terminal, tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(tmp_path / "partnership.sopm"), isolation_level=None)
    connection.execute("DELETE FROM search_docs")
    connection.close()
    assert "check --mend" in recorded("check").err
    assert "Mended: the search index was made anew." in recorded("check", "--mend").out
    assert recorded("check").code == 0


def test_a_synced_folder_is_explained_once(
    run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "OneDrive - Council"
    folder.mkdir()
    database = str(folder / "p.sopm")
    run("groups", "add", "Co-ordination Group", "--code", "CG", database=database)
    said = [run("groups", "alias", "CG", name, database=database).err for name in ("Core", "Co-ord")]
    assert "OneDrive" in said[0]
    assert said[1] == ""
    assert run("groups", "list", database=database).err == ""


def test_what_more_people_would_see_wants_a_yes_by_either_verb(recorded: Terminal, tmp_path: Path) -> None:
    back_up_if_changed(tmp_path / "partnership.sopm", datetime.now(UTC))
    recorded("backup", "copy.sopm")
    assert recorded("action", "CG 17/2", "--audience", "restricted").code == 0
    refused = recorded("restore", "copy.sopm")
    assert (refused.code, "(restricted now, public then)" in refused.err) == (1, True)
    assert "with --yes" in refused.err
    why = "1 change made since would be gone, and more people would see 2 things than do now"
    assert why in recorded("backups", "restore").err
    wider = recorded("backups", "restore", "--dry-run", "--json").json["wider"]
    assert all(line.endswith("(restricted now, public then)") for line in wider)
    assert len(wider) == 2
    assert recorded("restore", "copy.sopm", "--yes").code == 0
