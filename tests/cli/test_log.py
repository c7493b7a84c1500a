"""``log``, ``take-back`` and ``bring-back`` at the terminal, ``check`` of what others altered."""

import csv
import json
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2
from xlsxwriter import Workbook

from sop_minutes.commands.points import edit_point
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.database import Database
from tests.cli.conftest import Terminal

_LEAVE = "INSERT INTO typed (meeting_id, host, process, at, page) VALUES"


@pytest.fixture
def done(recorded: Terminal) -> Terminal:
    """A note was recorded, then an action closed."""
    assert recorded("action", "CG 17/1", "--done", "2018-01-20").code == 0
    return recorded


def test_the_log_says_who_did_what_newest_first(done: Terminal) -> None:
    newest, *older = done("log", "--json").json
    assert newest["what"] == "Update action CG 17/1"
    assert newest["who"]
    action = newest["changes"][0]
    assert (action["what"], action["became"]) == ("Action CG 17/1", "changed")
    assert action["where"] == "CG/2017-11-15 · Domestic Abuse"
    assert {"field": "status", "before": "open", "after": "done"} in action["fields"]
    assert [each["entry"] for each in older] == sorted((each["entry"] for each in older), reverse=True)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--of", "CG 17/1"), ["Update action CG 17/1", "Record note.txt"]),
        (("--of", "CG/2017-11-15", "--limit", "1"), ["Update action CG 17/1"]),
        (("--of", "Ann Lee", "--kind", "actions"), ["Update action CG 17/1", "Record note.txt"]),
        (("--kind", "action", "--words", "done"), ["Update action CG 17/1"]),
        (("--words", "protocol"), ["Record note.txt"]),
        (("--words", "100%"), []),
        (("--when", "yesterday"), []),
        (("--when", "since yesterday", "--kind", "actions"), ["Update action CG 17/1", "Record note.txt"]),
        (("--by", "nobody-of-that-name"), []),
    ],
)
def test_the_log_is_narrowed(done: Terminal, options: tuple[str, ...], found: list[str]) -> None:
    assert [each["what"] for each in done("log", "--json", *options).json] == found


def test_the_log_goes_on_where_a_page_ended(done: Terminal) -> None:
    whole = done("log", "--json").json
    first = done("log", "--json", "--limit", "1").json
    rest = done("log", "--json", "--before", str(first[-1]["entry"])).json
    assert first + rest == whole


def test_one_entry_is_shown_with_what_it_changed(done: Terminal) -> None:
    newest, recorded = (each["entry"] for each in done("log", "--json", "--limit", "2").json)
    said = done("log", "--entry", str(newest)).out
    assert "Action CG 17/1 (CG/2017-11-15 · Domestic Abuse): changed" in said
    assert "  status: open → done" in said
    assert f"Seal: {_seal(done)}" in said
    assert "Restricted: Line (CG/2017-11-15" in done("log", "--entry", str(recorded)).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "--entry", "99"), "There is no entry 99"),
        (("log", "--kind", "birds"), "nothing of the kind"),
        (("log", "--when", "sometime"), "no time that has begun"),
        (("log", "--of", "ZZ 17/1"), "is no meeting, no action and nobody"),
        (("log", "--to", "log.pdf"), "ends in .xlsx, .csv or .html"),
        (("log", "--to", "log.csv", "--audience", "public"), "not for the public"),
        (("log", "--audience", "members", "--json"), "Say with --to where to write it"),
        (("log", "--to", "log.csv", "--entry", "1"), "say one of them"),
        (("take-back", "99"), "There is no entry 99"),
        (("bring-back", "1 May 1990"), "Nothing was done up to then"),
        (("bring-back", "1 May 2018 99:30"), "no time of day"),
        (("bring-back", "today"), "All is as it was then"),
        (("bring-back", "today", "23:59"), "All is as it was then"),
    ],
)
def test_what_cannot_be_is_said(done: Terminal, words: tuple[str, ...], said: str) -> None:
    failed = done(*words)
    assert (failed.code, said in failed.err) == (1, True)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".html"])
def test_the_log_is_written_for_its_reader(done: Terminal, tmp_path: Path, suffix: str) -> None:
    for reader, sees in (("record", True), ("members", False)):
        file = tmp_path / f"log{suffix}"
        assert done("log", "--to", str(file), "--audience", reader).code == 0
        if suffix == ".xlsx":
            rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
            text = "\n".join(str(cell) for row in rows for cell in row)
        else:
            text = file.read_text("utf-8")
        assert "a new governance model" in text.lower()
        assert ("detail of the review under way" in text) == sees
        assert ("withheld" in text) != sees
        assert "Newest seal of the log: entry " in text


def test_the_log_is_searched_for_what_is_withheld_before_it_gets_its_name(
    done: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library writes more into the file than what it was given: nothing else would notice."""
    told = Workbook.set_properties
    hidden = {"comments": "Detail of the review under way"}
    monkeypatch.setattr(Workbook, "set_properties", lambda book, said: told(book, said | hidden))
    failed = done("log", "--to", "log.xlsx", "--audience", "members")
    assert failed.code == 1
    assert "would have held a restricted line" in failed.err
    assert not (tmp_path / "log.xlsx").exists()
    assert done("log", "--to", "log.xlsx", "--audience", "record").code == 0


def test_every_row_of_a_table_of_the_log_has_as_many_cells(recorded: Terminal, tmp_path: Path) -> None:
    recorded("log", "--to", "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {11}
    assert "Newest seal" in rows[-1][0]


def test_what_would_run_in_a_spreadsheet_is_only_text(recorded: Terminal, tmp_path: Path) -> None:
    recorded("people", "add", "=1+2")
    recorded("log", "--to", "log.csv")
    assert "'=1+2" in (tmp_path / "log.csv").read_text("utf-8-sig")


def test_an_entry_is_taken_back_and_another_stays(done: Terminal) -> None:
    entry = done("log", "--json").json[0]["entry"]
    done("people", "add", "Zoe Park")
    assert done("take-back", str(entry)).out == "Taken back: Update action CG 17/1\n"
    assert {row["status"] for row in done("actions", "--json").json} == {"open"}
    assert "Zoe Park" in done("people", "list").out


def test_a_moment_is_shown_then_brought_back_then_undone(done: Terminal) -> None:
    moment = str(done("log", "--json").json[1]["entry"])
    dry = done("bring-back", moment, "--dry-run")
    assert "Action CG 17/1 (CG/2017-11-15 · Domestic Abuse): changed\n  status: done → open" in dry.out
    assert _statuses(done) == ["done", "open"]
    assert "as then. Undo takes that back." in done("bring-back", moment).out
    assert _statuses(done) == ["open", "open"]
    done("undo")
    assert _statuses(done) == ["done", "open"]
    assert done("bring-back", moment, "--json").json["counts"]["action"] == 1
    assert _statuses(done) == ["open", "open"]


def _statuses(run: Terminal) -> list[str]:
    return [row["status"] for row in run("actions", "--status", "all", "--json").json]


def test_check_says_what_another_program_altered(done: Terminal, tmp_path: Path) -> None:
    assert done("check").code == 0
    _alter(tmp_path, "UPDATE change SET who = 'nobody' WHERE label LIKE 'Update%'")
    failed = done("check", "--json")
    assert failed.code == 1
    assert "(“Update action CG 17/1”, made by nobody on " in failed.json["problems"][0]
    assert "Newest seal" not in done("check").out


def _newest(run: Terminal) -> str:
    told = run("check", "--json").json
    return f"Newest seal: entry {told['entry']}, {told['seal']}"


def _seal(run: Terminal) -> str:
    return str(run("check", "--json").json["seal"])


def test_check_makes_no_record_of_what_was_typed_and_the_log_says_where_that_was_left(
    done: Terminal, tmp_path: Path
) -> None:
    was, now = (
        [[1, "Domestic Abuse", 0, True], [2, text, 0, False]] for text in ("Ann agreed.", "Ann refused.")
    )
    page = json.dumps([[[1, 1], [2, 1]], was, now])
    _alter(tmp_path, f"{_LEAVE} (1, 'far', 1, '2020-01-01 00:00:00', '{page}')")
    for _ in range(2):
        checked = done("check")
        assert (checked.code, checked.out) == (0, f"partnership.sopm is whole.\n{_newest(done)}\n")
        assert (
            "left on far on 1 January 2020, 00:00, is not in the change log yet (“Ann refused.”)"
            in checked.err
        )
    assert done("log", "--json").json[0]["what"] == "Typing left on far on 1 January 2020, 00:00"
    assert "not in the change log yet" not in done("check").err


@pytest.mark.parametrize(
    "values",
    [
        "1, 'far', 1, '2020-01-01 00:00:00', '[not json'",
        "1, 'far', 1, '2020-01-01 00:00:00', '[[[1, 1]], [[2, \"Two\", 0, false]], []]'",
        "1, 'far', 1, '2020-01-01 00:00:00', '[[[1, 1e400]], [[1, \"Two\", 0, false]], []]'",
        "1, 'far', 1, 'soon', '[[], [], [[1, {}, 0, false]]]'",
        "'here', x'ff', 'me', x'ff', x'ff'",
    ],
)
def test_what_nobody_can_read_of_typing_locks_nobody_out_and_check_tells_it(
    done: Terminal, tmp_path: Path, values: str
) -> None:
    _alter(tmp_path, f"{_LEAVE} ({values})")
    assert done("groups", "list").code == 0
    checked = done("check", "--json")
    assert checked.code == 1
    (said,) = checked.json["problems"]
    assert "cannot be read: another program wrote it" in said


def test_check_tells_the_newest_seal_and_what_it_cannot_prove(done: Terminal) -> None:
    said = done("check")
    assert said.out == f"partnership.sopm is whole.\nNewest seal: entry 3, {_seal(done)}\n"
    assert "check cannot tell that somebody sealed the whole log anew" in said.err


def test_a_seal_that_was_kept_says_up_to_where_the_log_is_as_it_was(done: Terminal, tmp_path: Path) -> None:
    seal = _seal(done)
    done("people", "add", "Zoe Park")
    said = done("check", "--seal", seal)
    assert "That is the seal of entry 3 (“Update action CG 17/1”, made by " in said.out
    assert "as it was when that seal was told; 1 more came since." in said.out
    assert _seal(done) != seal
    _alter(tmp_path, "UPDATE change SET who = 'nobody' WHERE entry = 4")
    assert "as it was when that seal was told" in done("check", "--seal", seal).out
    _alter(tmp_path, "UPDATE change SET who = 'nobody' WHERE entry = 1")
    failed = done("check", "--seal", seal)
    assert (failed.code, "seal of entry 3, but entries up to it were altered since" in failed.err) == (
        1,
        True,
    )


def test_a_seal_that_is_not_in_the_log_is_told(done: Terminal) -> None:
    failed = done("check", "--seal", "0" * 64)
    assert (failed.code, "That seal is not in the change log" in failed.err) == (1, True)
    assert "“abc” is no seal" in done("check", "--seal", "abc").err


def test_an_older_file_in_its_place_is_told_by_the_backups(done: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "partnership.sopm"
    older = file.read_bytes()
    done("people", "add", "Zoe Park")
    back_up_if_changed(file, datetime.now().astimezone())
    assert "backup" not in done("check").err
    file.write_bytes(older)
    said = done("check")
    assert (said.code, "has entries that this file has not, up to entry 4" in said.err) == (0, True)
    assert done("check", "--json").json["remarks"]


def test_a_backup_that_was_put_back_is_told_by_the_log_alone(done: Terminal, tmp_path: Path) -> None:
    back_up_if_changed(tmp_path / "partnership.sopm", datetime.now().astimezone())
    done("people", "add", "Zoe Park")
    assert done("backups", "restore", "--yes").code == 0
    assert "Put back backup" in done("log").out
    said = done("check")
    assert (said.code, "has entries that this file has not" in said.err) == (0, False)
    said = done("check", "--seal", "0" * 16)
    assert "an entry up to it was altered or removed since" in said.err
    assert "A seal that was told before that may be of what was there then" in said.err


def test_another_database_in_its_place_is_told_by_the_backups(done: Terminal, tmp_path: Path) -> None:
    back_up_if_changed(tmp_path / "partnership.sopm", datetime.now().astimezone())
    done("groups", "add", "Board", "--code", "BO", database="other.sopm")
    (tmp_path / "other.sopm").replace(tmp_path / "partnership.sopm")
    assert "of another database: this file came in the place of that" in done("check").err


def test_a_backup_in_the_midst_of_typing_is_of_the_same_log(done: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "partnership.sopm"
    with Database.open(file) as database:
        for text in ("It goes", "It goes on"):
            database.do_typing("Edit point", edit_point, 1, text=text)
            back_up_if_changed(file, datetime.now().astimezone())
    assert "backup" not in done("check").err


def _alter(folder: Path, statement: str) -> None:
    with closing(dbapi2.connect(str(folder / "partnership.sopm"))) as connection:
        connection.execute(statement)
        connection.commit()


def test_who_is_whom_the_system_knows_and_not_what_the_environment_says(
    run: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "The Chair")
    run("groups", "add", "Board", "--code", "BO")
    (entry,) = run("log", "--json").json
    assert entry["who"] not in {"The Chair", "", "unknown"}


def _for_members(run: Terminal, folder: Path, *options: str) -> str:
    assert run("log", "--to", "m.csv", "--audience", "members", *options).code == 0
    return (folder / "m.csv").read_text("utf-8-sig")


def test_members_are_not_told_how_a_file_was_called(done: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "Strategy meeting re Kim Doe.txt"
    file.write_text("Group: CG\nDate: 20 June 2018\n\n# Prevent\n- all is well\n", "utf-8")
    assert done("record", str(file)).code == 0
    done("undo")
    said = _for_members(done, tmp_path)
    assert "Kim Doe" not in said
    assert "Record (withheld)" in said
    assert "Undo: Record (withheld)" in said
    assert "Update action CG 17/1" in said
    done("backups", "restore", "--yes")
    said = _for_members(done, tmp_path)
    assert "partnership-2" not in said
    assert "Put back (withheld)" in said


def test_members_are_not_told_what_was_done_to_what_they_may_not_see(done: Terminal, tmp_path: Path) -> None:
    done("action", "CG 17/2", "--audience", "restricted")
    said = _for_members(done, tmp_path)
    assert "Update action CG 17/1" in said
    assert "Update action CG 17/2" not in said
    assert "Update (withheld)" in said


def test_words_find_for_members_only_what_they_may_see(done: Terminal, tmp_path: Path) -> None:
    said = _for_members(done, tmp_path, "--words", "detail review under way")
    assert len(said.splitlines()) == 3  # the headings, which it is, and the seal
    assert "governance" in _for_members(done, tmp_path, "--words", "governance")


def test_what_is_for_the_record_is_withheld_from_members(done: Terminal, tmp_path: Path) -> None:
    done(
        "approve", "CG/2017-11-15", "--on", "2018-01-10", "--correction", "a correction by Siobhan of a name"
    )
    assert "correction by Siobhan" in done("log", "--json", "--kind", "approval").out
    assert "correction by Siobhan" not in _for_members(done, tmp_path)
