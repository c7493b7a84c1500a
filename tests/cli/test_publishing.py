"""``publish`` at the terminal, from approved minutes to a folder."""

from pathlib import Path

import pytest

from tests.cli.conftest import NOTE, Terminal

KEY = "CG/2017-11-15"


def _state(run: Terminal) -> str:
    return str(run("meetings", "list", "--json").json[0]["state"])


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


FILES = {f"cg-2017-11-15.{suffix}" for suffix in ("html", "pdf", "docx")}


def test_what_is_approved_is_published_and_then_kept_from_changes(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    said = recorded("publish", "CG", "--to", "web")
    assert said.code == 0
    assert said.out.splitlines()[-1] == "web/index.html"
    assert _names(tmp_path / "web") == {*FILES, "index.html"}
    assert _state(recorded) == "published"
    assert "published, approved 17 January 2018" in recorded("meetings", "list").out
    assert "Restricted: " not in (tmp_path / "web" / "cg-2017-11-15.html").read_text("utf-8")
    assert "review under way" not in (tmp_path / "web" / "cg-2017-11-15.html").read_text("utf-8")
    assert recorded("record", "note.txt").code == 1
    assert "Publish CG" not in recorded("publish", "CG", "--to", "web").out


def test_what_is_not_approved_is_published_as_a_draft_or_not_at_all(
    recorded: Terminal, tmp_path: Path
) -> None:
    refused = recorded("publish", KEY, "--to", "web")
    assert (refused.code, f"The minutes of {KEY} are not approved" in refused.err) == (1, True)
    nothing = recorded("publish", "CG", "--to", "web")
    assert (nothing.code, "nothing to publish" in nothing.err) == (1, True)
    assert not (tmp_path / "web").exists()
    drafted = recorded("publish", KEY, "--to", "web", "--draft", "--json").json
    assert drafted["notes"] == [{"meeting": KEY, "draft": True}]
    assert "DRAFT: NOT APPROVED YET" in (tmp_path / "web" / "cg-2017-11-15.html").read_text("utf-8")
    assert _state(recorded) == "draft"
    recorded("meetings", "add", "CG", "2018-03-14")
    planned = recorded("publish", "CG/2018-03-14", "--to", "web", "--draft")
    assert "has no note yet" in planned.err


def _published_twice(run: Terminal, tmp_path: Path) -> Path:
    """Publish two notes into a folder, with a file of others; return it."""
    (tmp_path / "next.txt").write_text(
        NOTE.replace("15 November 2017", "17 January 2018").replace("Domestic Abuse", "Cyber"), "utf-8"
    )
    run("record", "next.txt")
    for key in (KEY, "CG/2018-01-17"):
        run("approve", key, "--on", "2018-03-14")
    run("publish", "CG", "--to", "web")
    (tmp_path / "web" / "theirs.html").write_text("x", "utf-8")
    return tmp_path / "web"


def test_what_was_approved_stays_published_until_its_correction_is_approved(
    recorded: Terminal, tmp_path: Path
) -> None:
    web = _published_twice(recorded, tmp_path)
    before = {name: (web / name).read_bytes() for name in (*FILES, "index.html")}
    recorded("meetings", "reopen", KEY, "--reason", "a slip")
    longer = NOTE.replace("Ann Lee briefed the group.", "Ann Lee briefed the group.\nShe was thanked.")
    (tmp_path / "note.txt").write_text(longer, "utf-8")
    assert recorded("record", "note.txt").code == 0
    said = recorded("publish", "CG", "--to", "web")
    assert (
        f"{KEY} stays as it was approved 14 March 2018, until it is approved again. --take-down removes it."
    ) in said.err
    assert "left out" not in said.err
    assert [name for name in said.out.split() if KEY[3:] in name] == [
        f"web/cg-2017-11-15.{suffix}" for suffix in ("html", "pdf", "docx")
    ]
    assert {name: (web / name).read_bytes() for name in before} == before
    recorded("approve", KEY, "--on", "2018-03-14")
    assert "stays" not in recorded("publish", "CG", "--to", "web").err
    assert "She was thanked" in (web / "cg-2017-11-15.html").read_text("utf-8")
    assert "(version 2)" in (web / "index.html").read_text("utf-8")


def test_what_is_taken_down_to_be_corrected_is_not_put_up_again_before_that(
    recorded: Terminal, tmp_path: Path
) -> None:
    web = _published_twice(recorded, tmp_path)
    recorded("meetings", "reopen", KEY, "--reason", "a slip")
    said = recorded("publish", "CG", "--to", "web", "--take-down")
    assert "cg-2017-11-15.html is removed: it is not published any more." in said.err
    assert f"{KEY} is left out: its minutes are being corrected." in said.err
    assert _names(web) == {name.replace("2017-11-15", "2018-01-17") for name in FILES} | {
        "index.html",
        "theirs.html",
    }
    again = recorded("publish", "CG", "--to", "web", "--json").json
    assert (again["staying"], [row["meeting"] for row in again["left_out"]]) == ([], [KEY])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ann Lee briefed", "Restricted: Ann Lee briefed"),
        ("Ann Lee briefed the group.\n", ""),
        ("Ann Lee briefed", "Members: somebody briefed"),
        ("Ann Lee briefed the group.", "The weather had been fine for a month."),
        ("Ann Lee briefed the group.", "A man briefed the group."),
        ("# Domestic", "Restricted: # Domestic"),
        (
            "Ann Lee briefed the group.\n",
            "Members: The report is late.\nThe report is here.\nAll are glad.\n",
        ),
        ("Date: 15 November 2017", "Date: 15 November 2017\nTitle: Of Ann Lee"),
    ],
)
def test_what_is_narrower_now_or_gone_or_put_otherwise_is_taken_down_at_once(
    recorded: Terminal, tmp_path: Path, old: str, new: str
) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a name was told")
    (tmp_path / "note.txt").write_text(NOTE.replace(old, new), "utf-8")
    assert recorded("record", "note.txt", "--replace").code == 0
    said = recorded("publish", "CG", "--to", "web")
    assert "cg-2017-11-15.html is removed" in said.err
    assert _names(tmp_path / "web") == {"index.html"}


def test_what_was_released_after_the_approval_and_is_gone_now_is_taken_down(
    recorded: Terminal, tmp_path: Path
) -> None:
    narrow = NOTE.replace("Ann Lee briefed the group.", "Restricted: Bo Ray has moved away.")
    (tmp_path / "note.txt").write_text(narrow, "utf-8")
    assert recorded("record", "note.txt", "--replace").code == 0
    recorded("approve", KEY, "--on", "2018-01-17")
    (line,) = (row for row in recorded("release", "--all", "--json").json if "Bo Ray" in row["text"])
    recorded("release", line["id"], "--to", "public", "--yes")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a slip")
    stays = recorded("publish", "CG", "--to", "web", "--json").json
    assert stays["staying"] == [KEY]
    assert "Bo Ray" in (tmp_path / "web" / "cg-2017-11-15.html").read_text("utf-8")
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    assert recorded("record", "note.txt", "--replace").code == 0
    recorded("publish", "CG", "--to", "web")
    assert _names(tmp_path / "web") == {"index.html"}


def test_a_page_whose_pdf_is_gone_does_not_stay(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a slip")
    (tmp_path / "web" / "cg-2017-11-15.pdf").unlink()
    recorded("publish", "CG", "--to", "web")
    assert _names(tmp_path / "web") == {"index.html"}


def test_to_publish_the_draft_of_another_leaves_what_is_corrected(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a slip")
    (tmp_path / "next.txt").write_text("Date: 17 January 2018\n# Cyber\nAll is well.", "utf-8")
    recorded("record", "next.txt", "--group", "CG")
    recorded("publish", "CG/2018-01-17", "--draft", "--to", "web")
    assert _names(tmp_path / "web") >= {*FILES, "cg-2018-01-17.html"}


def test_who_goes_by_their_role_by_now_is_taken_down_with_what_is_corrected(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("people", "edit", "Ann Lee", "--as-role")
    recorded("meetings", "reopen", KEY, "--reason", "a name was told")
    recorded("publish", "CG", "--to", "web")
    assert _names(tmp_path / "web") == {"index.html"}


def test_a_draft_that_was_published_does_not_stay_for_minutes_that_are_corrected(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("publish", "CG", "--to", "web", "--draft")
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("meetings", "reopen", KEY, "--reason", "a slip")
    recorded("publish", "CG", "--to", "web")
    assert _names(tmp_path / "web") == {"index.html"}


def test_what_was_published_by_other_means_is_no_more_approved_for_that(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("meetings", "publish", KEY)
    assert f"The minutes of {KEY} are not approved" in recorded("publish", KEY, "--to", "web").err
    assert "nothing to publish" in recorded("publish", "CG", "--to", "web").err
    recorded("note", KEY, "--to", "note.html")
    assert "DRAFT: NOT APPROVED YET" in (tmp_path / "note.html").read_text("utf-8")
    drafted = recorded("publish", "CG", "--to", "web", "--draft", "--json").json
    assert drafted["notes"] == [{"meeting": KEY, "draft": True}]
    assert "DRAFT: NOT APPROVED YET" in (tmp_path / "web" / "cg-2017-11-15.html").read_text("utf-8")


def test_who_is_to_be_published_by_their_role_and_is_named_is_published_only_when_that_is_said(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("people", "edit", "Ann Lee", "--as-role")
    refused = recorded("publish", "CG", "--to", "web")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines() == [
        f"{KEY}, under “Domestic Abuse”: Ann Lee is to be published as their role and is named: “Ann Lee”.",
        "Nothing was published: what is on a web site cannot be called back. "
        "Put their role into the note instead, or say --yes to publish it so.",
    ]
    assert not (tmp_path / "web").exists()
    assert _state(recorded) == "approved"
    said = recorded("publish", "CG", "--to", "web", "--yes")
    assert said.code == 0
    assert said.err.count("is named: “Ann Lee”") == 1
    assert _names(tmp_path / "web") == {*FILES, "index.html"}


def test_what_is_to_be_looked_at_is_said_before_anything_is_written(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("people", "edit", "Ann Lee", "--as-role")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "index.html").write_text("theirs", "utf-8")
    refused = recorded("publish", "CG", "--to", "web", "--yes")
    assert refused.code == 1
    assert 0 <= refused.err.find("is named: “Ann Lee”") < refused.err.find("is in that folder already")


def test_into_another_folder_nothing_is_published_of_what_is_being_corrected(
    recorded: Terminal, tmp_path: Path
) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a name was told")
    elsewhere = recorded("publish", "CG", "--to", "web2")
    assert elsewhere.err.splitlines()[-1].endswith(f"there is nothing to publish. Being corrected: {KEY}.")
    assert _names(tmp_path / "web") == {*FILES, "index.html"}


def test_the_many_that_are_not_approved_are_left_out_in_one_line(recorded: Terminal) -> None:
    for month in ("January", "February", "March"):
        Path("next.txt").write_text(f"Date: 17 {month} 2018\n# {month}\nAll is well.", "utf-8")
        recorded("record", "next.txt", "--group", "CG")
    recorded("approve", KEY, "--on", "2018-03-14")
    said = recorded("publish", "CG", "--to", "web").err.splitlines()
    assert [line for line in said if "left out" in line] == [
        "3 notes are left out: their minutes are not approved. --verbose names them."
    ]
    named = recorded("publish", "CG", "--to", "web", "--verbose").err
    assert "CG/2018-02-17 is left out: its minutes are not approved." in named
    assert len(recorded("publish", "CG", "--to", "web", "--json").json["left_out"]) == 3


def test_the_last_note_of_a_folder_is_taken_down_too(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a name was told")
    said = recorded("publish", "CG", "--to", "web", "--take-down")
    assert (said.code, said.out.split()) == (0, ["web/index.html"])
    assert "cg-2017-11-15.pdf is removed: it is not published any more." in said.err
    assert _names(tmp_path / "web") == {"index.html"}
    index = (tmp_path / "web" / "index.html").read_text("utf-8")
    assert ("Nothing is published yet." in index, "cg-2017" in index) == (True, False)


def test_a_draft_that_is_not_wanted_any_more_is_taken_down(recorded: Terminal, tmp_path: Path) -> None:
    recorded("publish", "CG", "--to", "web", "--draft")
    recorded("publish", "CG", "--to", "web")
    assert _names(tmp_path / "web") == {"index.html"}


def test_the_same_notes_again_change_nothing(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    before = {path: path.read_bytes() for path in (tmp_path / "web").iterdir()}
    recorded("publish", "CG", "--to", "web")
    assert {path: path.read_bytes() for path in (tmp_path / "web").iterdir()} == before
    assert recorded("undo").out.startswith("Taken back: Publish CG")
    assert _state(recorded) == "approved"


def test_what_is_named_is_one_group_or_meetings_of_one(recorded: Terminal) -> None:
    recorded("groups", "add", "Other Group", "--code", "OG")
    recorded("meetings", "add", "OG", "2018-03-14")
    for names, why in (
        (("CG", KEY), "Name one group"),
        (("CG", "OG"), "Name one group"),
        ((KEY, "OG/2018-03-14"), "several groups"),
        (("XX",), "XX"),
    ):
        said = recorded("publish", *names, "--to", "web")
        assert (said.code, why in said.err) == (1, True)


def test_a_folder_with_an_index_of_somebody_else_stays_as_it_is(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "index.html").write_text("theirs", "utf-8")
    refused = recorded("publish", "CG", "--to", "web")
    assert (refused.code, "“index.html” is in that folder already" in refused.err) == (1, True)
    assert _names(tmp_path / "web") == {"index.html"}
    assert _state(recorded) == "approved"
