"""What undo and redo say of published minutes, whose files they leave as they are."""

from pathlib import Path

from tests.cli.conftest import Terminal

KEY = "CG/2017-11-15"


def test_it_is_said_that_undo_puts_no_file_back(recorded: Terminal, tmp_path: Path) -> None:
    recorded("approve", KEY, "--on", "2018-01-17")
    recorded("publish", "CG", "--to", "web")
    recorded("meetings", "reopen", KEY, "--reason", "a name was told")
    recorded("publish", "CG", "--to", "web", "--take-down")
    assert {path.name for path in (tmp_path / "web").iterdir() if path.name[0] != "."} == {"index.html"}
    said = recorded("undo")
    assert said.err == (
        f"{KEY} counts as published again, but no file was put back: "
        "if it was taken off the folder since, publish it once more.\n"
    )
    assert "counts as published again" not in recorded("redo").err
    recorded("undo")
    said = recorded("undo")
    assert f"{KEY} does not count as published any more" in said.err
    assert recorded("undo").err == ""
