"""The command line, whole: real files in, real files out, exit codes and JSON that scripts rely on."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import NOTE, Terminal


def test_a_group_gets_a_code_of_its_initials(run: Terminal) -> None:
    assert run("groups", "add", "Health and Wellbeing Board").out == "HWB\n"
    assert run("groups", "list", "--json").json[0]["name"] == "Health and Wellbeing Board"


def test_people_are_listed_with_their_organisation(run: Terminal) -> None:
    run("people", "add", "Siobhan O'Neill-Hart", "--organisation", "Oxford City Council", "--initials", "SOH")
    (person,) = run("people", "list", "--json").json
    assert (person["name"], person["initials"], person["organisation"]) == (
        "Siobhan O'Neill-Hart",
        "SOH",
        "Oxford City Council",
    )


def test_a_recorded_note_is_shown_as_json(recorded: Terminal) -> None:
    meeting = recorded("meetings", "show", "CG/2017-11-15", "--json").json
    assert (meeting["key"], meeting["group"], meeting["date"], meeting["state"]) == (
        "CG/2017-11-15",
        "Co-ordination Group",
        "2017-11-15",
        "draft",
    )
    (item,) = meeting["items"]
    assert (item["number"], item["title"], item["audience"]) == (1, "Domestic Abuse", "public")
    assert [(p["kind"], p["level"], p["audience"]) for p in item["points"]] == [
        ("point", 0, "public"),
        ("point", 1, "public"),
        ("decision", 0, "public"),
        ("action", 0, "public"),
        ("action", 0, "public"),
        ("point", 0, "restricted"),
        ("point", 0, "public"),
    ]


def test_a_recorded_note_is_shown_as_it_was_typed(recorded: Terminal) -> None:
    shown = recorded("meetings", "show", "CG/2017-11-15").out
    assert shown == NOTE.replace("Coordination", "Co-ordination")


def test_a_text_note_comes_back_the_same_and_can_be_recorded_again(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("note", "CG/2017-11-15", "--audience", "record", "--to", "again.txt")
    assert (tmp_path / "again.txt").read_text("utf-8") == NOTE.replace("Coordination", "Co-ordination")
    assert recorded("record", "again.txt").out == "CG/2017-11-15\n"
    assert [row["ref"] for row in recorded("actions", "--json").json] == ["CG 17/1", "CG 17/2"]


def test_the_records_text_marks_no_line_that_its_heading_covers(recorded: Terminal, tmp_path: Path) -> None:
    typed = "Group: Co-ordination Group\nDate: 17 January 2018\n\nRestricted: # Case (Ann Lee)\nSeen.\n"
    (tmp_path / "next.txt").write_text(typed, "utf-8")
    recorded("record", "next.txt")
    recorded("note", "CG/2018-01-17", "--audience", "record", "--to", "again.txt")
    assert (tmp_path / "again.txt").read_text("utf-8") == typed


def test_recording_says_which_actions_have_no_owner_or_date(recorded: Terminal) -> None:
    said = recorded("record", "note.txt")
    assert said.out == "CG/2017-11-15\n"
    assert "CG 17/2 has no owner" in said.err
    assert "CG 17/2 has no date" in said.err


def test_recording_warns_of_what_sounds_closed_and_of_what_goes_and_can_be_taken_back(
    recorded: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text(
        "Group: CG\nDate: 15 November 2017\n# Prevent\nThis is confidential: the venue", "utf-8"
    )
    refused = recorded("record", "note.txt")
    assert (refused.code, "CG/2017-11-15 holds another note" in refused.err) == (1, True)
    assert ("--replace" in refused.err, "--another" in refused.err) == (True, True)
    said = recorded("record", "note.txt", "--replace")
    assert "This line is public: This is confidential: the venue" in said.err
    assert "CG 17/1 is no longer in the note" in said.err
    assert recorded("undo").out == "Taken back: Record note.txt\n"
    assert [row["ref"] for row in recorded("actions", "--json").json] == ["CG 17/1", "CG 17/2"]
    assert recorded("redo").out == "Done again: Record note.txt\n"
    assert recorded("actions", "--json").json == []
    assert "This line is in it" in recorded("note", "CG/2017-11-15", "--to", "note.docx").err


def test_a_person_who_is_refused_leaves_no_organisation(run: Terminal) -> None:
    assert run("people", "add", "Ann Lee", "--organisation", "New", "--email", "none").code == 1
    run("people", "add", "Ann Lee", "--organisation", "New")
    assert [row["organisation"] for row in run("people", "list", "--json").json] == ["New"]


def test_an_action_is_listed_closed_and_no_longer_listed(recorded: Terminal) -> None:
    first = recorded("actions", "--json", "--as-of", "2018-02-01").json[0]
    assert first == first | {
        "ref": "CG 17/1",
        "text": "circulate the draft report",
        "owners": ["Ann Lee", "CSPs"],
        "due": "2018-01-31",
        "due_as_written": "by 31 Jan",
        "status": "open",
        "overdue": True,
        "audience": "public",
        "meeting": "CG/2017-11-15",
        "item": "Domestic Abuse",
    }
    assert recorded("actions", "--overdue", "--as-of", "2018-01-31", "--json").json == []
    done = recorded("action", "CG 17/1", "--done", "2018-01-20", "--note", "Sent.", "--json").json
    assert (done["status"], done["done"], done["note"]) == ("done", "2018-01-20", "Sent.")
    assert [row["ref"] for row in recorded("actions", "--json").json] == ["CG 17/2"]
    assert [row["ref"] for row in recorded("actions", "--status", "done", "--json").json] == ["CG 17/1"]
    assert len(recorded("actions", "--status", "all", "--json").json) == 2


def test_an_action_is_extended_in_words(recorded: Terminal) -> None:
    moved = recorded("action", "17/1", "--due", "end of March", "--on", "2018-01-20", "--json").json
    assert (moved["due"], moved["due_precision"]) == ("2018-03-31", "month")


def test_actions_of_an_owner_and_a_group(recorded: Terminal) -> None:
    assert len(recorded("actions", "--owner", "AL", "--group", "CG", "--json").json) == 1
    assert recorded("actions", "--owner", "Siobhan O'Neill-Hart", "--json").json == []


def test_search_finds_notes_and_actions(recorded: Terminal) -> None:
    hits = recorded("search", "draft", "rep", "--json").json
    assert [(hit["kind"], hit["ref"], hit["meeting"]) for hit in hits] == [
        ("action", "CG 17/1", "CG/2017-11-15")
    ]


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "md", "txt"])
@pytest.mark.parametrize("audience", ["public", "members", "record"])
def test_a_note_is_written_for_each_audience(
    recorded: Terminal, tmp_path: Path, suffix: str, audience: str
) -> None:
    said = recorded("note", "CG/2017-11-15", "--audience", audience, "--to", f"note.{suffix}")
    assert (said.code, said.out) == (0, f"note.{suffix}\n")
    assert (tmp_path / f"note.{suffix}").stat().st_size > 100


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "md"])
def test_the_notes_of_several_meetings_are_one_file(recorded: Terminal, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "next.txt").write_text("Group: CG\nDate: 17 January 2018\n# Prevent\nSeen.", "utf-8")
    assert recorded("record", "next.txt").code == 0
    said = recorded("note", "CG/2017-11-15", "CG/2018-01-17", "--to", f"all.{suffix}")
    assert (said.code, said.out) == (0, f"all.{suffix}\n")
    assert (tmp_path / f"all.{suffix}").stat().st_size > 100
    assert recorded("note", "CG/2017-11-15", "CG/2018-01-17", "--to", "all.txt").err == (
        "“all.txt” cannot be .txt: a file of several meetings ends in .docx, .pdf, .html or .md.\n"
    )


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv", "ics"])
def test_an_action_log_is_written(recorded: Terminal, tmp_path: Path, suffix: str) -> None:
    assert recorded("actions", "--audience", "public", "--to", f"log.{suffix}").code == 0
    assert (tmp_path / f"log.{suffix}").stat().st_size > 100


def test_an_old_word_note_is_imported_once(recorded: Terminal, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Key points discussed at Co-ordination Group – 13 September 2017", 1)
    document.add_heading("Prevent", 2)
    document.add_paragraph("The action plan was presented.")
    document.save(str(tmp_path / "old.docx"))
    preview = recorded("import", "old.docx", "--group", "CG", "--dry-run")
    assert preview.out.startswith("old.docx\n  CG, 13 September 2017: 1 item, 1 point\n")
    assert len(recorded("meetings", "list", "--json").json) == 1
    assert recorded("import", "old.docx", "--group", "CG").out.startswith("CG/2017-09-13: 1 item, 1 point")
    before = (tmp_path / "partnership.sopm").read_bytes()
    again = recorded("import", "old.docx", "--group", "CG")
    assert (again.code, again.out) == (
        0,
        "old.docx was imported before, as CG/2017-09-13. Nothing was changed.\n",
    )
    assert (tmp_path / "partnership.sopm").read_bytes() == before


def test_a_refused_file_does_not_stop_the_others(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"not a zip")
    (tmp_path / "typed.txt").write_text("Date: 10 January 2018\n# Prevent\nx", "utf-8")
    said = recorded("import", "broken.docx", "typed.txt", "--group", "CG")
    assert said.code == 1
    assert said.err == "broken.docx is plain text, not a Word file.\n"
    assert said.out.startswith("CG/2018-01-10")


def test_a_second_note_of_one_day_is_a_meeting_of_its_own(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "typed.txt").write_text("Date: 15 November 2017\n# Prevent\nx", "utf-8")
    assert recorded("import", "typed.txt", "--group", "CG").out.startswith("CG/2017-11-15-2: ")
    assert recorded("meetings", "show", "CG/2017-11-15-2", "--json").json["items"][0]["title"] == "Prevent"


def test_a_meeting_is_put_in_the_diary(recorded: Terminal) -> None:
    assert recorded("meetings", "add", "CG", "14 February 2018", "--tbc").out == "CG/2018-02-14\n"
    last = recorded("meetings", "list", "CG", "--json").json[-1]
    assert (last["key"], last["provisional"], last["state"]) == ("CG/2018-02-14", True, "planned")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("record", "nowhere.txt"), "There is no file nowhere.txt."),
        (("action", "CG 17/99"), "There is no action CG 17/99."),
        (("action", "CG 17/1", "--done", "soon"), "“soon” is not a date"),
        (("note", "CG/2017-11-16", "--to", "x.docx"), "CG has no meeting on 16 November 2017."),
        (("note", "CG/2017-11-15", "--to", "x.odt"), ".odt"),
        (("note", "CG/2017-11-15", "--to", "nowhere/x.docx"), "its folder does not exist"),
        (("meetings", "add", "CG", "2017-11-15"), "CG already has a meeting on 15 November 2017."),
        (("groups", "add", "Co-ordination Group"), "There already is a group called"),
        (("groups", "add", "Other", "--code", "CG"), "The code CG is taken"),
        (("import", "note.txt", "--group", "Coordinaton Group"), "Did you mean Co-ordination Group?"),
        (("restore", "nowhere.sopm"), "There is no backup nowhere.sopm."),
    ],
)
def test_bad_input_gets_one_sentence(recorded: Terminal, words: tuple[str, ...], sentence: str) -> None:
    said = recorded(*words)
    assert said.code == 1
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words", [("note",), ("actions", "--status", "lost"), ("unknown",), ("groups", "add")]
)
def test_wrong_usage_is_exit_code_two(run: Terminal, words: tuple[str, ...]) -> None:
    assert run(*words).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("groups", "list", "--database", "mine.sopm"),
        ("groups", "--database=mine.sopm", "list"),
        ("--database", "none.sopm", "groups", "list", "--database", "mine.sopm"),
    ],
)
def test_the_database_may_be_named_before_a_command_and_after_it(
    run: Terminal, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run("groups", "add", "Board", "--code", "BO", database="mine.sopm").code == 0
    said = run(*words)
    assert (said.code, "Board" in said.out) == (0, True)


@pytest.mark.parametrize(
    "words", [("groups", "list", "--database"), ("groups", "list", "--", "--database", "x")]
)
def test_what_is_no_database_is_wrong_usage(run: Terminal, words: tuple[str, ...]) -> None:
    run("groups", "add", "Board", "--code", "BO")
    assert run(*words).code == 2


def test_reading_a_database_that_is_not_there_makes_none(run: Terminal, tmp_path: Path) -> None:
    said = run("actions", database="typo.sopm")
    assert (said.code, "There is no database typo.sopm" in said.err) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_restores_what_was_and_sets_aside_what_is(recorded: Terminal, tmp_path: Path) -> None:
    assert recorded("backup", "copy.sopm").code == 0
    recorded("action", "CG 17/1", "--done", "2018-01-20")
    assert len(recorded("actions", "--json").json) == 1
    restored = recorded("restore", "copy.sopm")
    assert restored.code == 0
    assert len(recorded("actions", "--json").json) == 2
    (aside,) = tmp_path.glob("partnership-before-restore-*.sopm")
    assert len(recorded("actions", "--json", database=str(aside)).json) == 1


@pytest.mark.parametrize(
    "lost", ["DELETE FROM search_docs WHERE kind = 2", "DELETE FROM register_search WHERE rowid = 1"]
)
def test_check_finds_a_whole_database_whole_and_says_what_is_not(
    recorded: Terminal, tmp_path: Path, lost: str
) -> None:
    assert recorded("check").code == 0
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(tmp_path / "partnership.sopm"))
    connection.execute(lost)
    connection.commit()
    connection.close()
    said = recorded("check")
    assert (said.code, "not in the search index." in said.err) == (1, True)
    assert recorded("check", "--mend").code == 0
    assert recorded("check").code == 0


def test_a_file_name_that_is_too_long_gets_one_sentence(run: Terminal) -> None:
    said = run("record", f"{'x' * 300}.txt")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "File name too long" in said.err


def test_what_is_no_text_gets_a_sentence_or_no_result(run: Terminal) -> None:
    assert run("groups", "add", "Coordination Group", "--code", "CG").code == 0
    assert run("actions", "--owner", "\udcff\udcfe").code == 1
    assert run("actions", "--owner", "Ann\udcff").code == 0


def test_a_file_that_is_no_ordinary_one_is_not_read(run: Terminal) -> None:
    said = run("record", "/dev/zero")
    assert (said.code, said.err) == (1, "/dev/zero is not an ordinary file.\n")
