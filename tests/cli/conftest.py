"""The command line as the tests type it, on a real file."""

import json
import shutil
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sop_minutes.cli.main import main

NOTE = """Group: Coordination Group
Date: 15 November 2017
Present: Ann Lee (chair), Ben Okafor
Apologies: Siobhan O'Neill-Hart

# Domestic Abuse (Ann Lee)
Ann Lee briefed the group.
- A new governance model has been agreed
Agreed: an annual report will be developed
Action: @Ann Lee @CSPs to circulate the draft report by 31 Jan
Action: the protocol would be reviewed
Restricted: detail of the review under way
Refer: >OSCB exploitation strategy, for information
"""

_FRESH = 600
"""For so many seconds what was recorded is new: a backup of it would be due after half an hour."""

Terminal = Callable[..., "Said"]


class Said:
    """What one command said, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    monkeypatch.chdir(tmp_path)

    def command(*words: str, database: str = "partnership.sopm") -> Said:
        code = _run(monkeypatch, database, *words)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


@pytest.fixture
def recorded(run: Terminal, tmp_path: Path, left: Callable[[int], Path]) -> Terminal:
    """A group and its note, put in by the commands: what they leave behind is copied for each test."""
    shutil.copytree(left(int(time.monotonic() / _FRESH)), tmp_path, dirs_exist_ok=True)
    return run


@pytest.fixture(scope="session")
def left(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The folder that the commands leave behind that were run in a stretch of time."""

    @cache
    def record(_when: int) -> Path:
        folder = tmp_path_factory.mktemp("recorded")
        (folder / "note.txt").write_text(NOTE, "utf-8")
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as said:
            patch.chdir(folder)
            for words in (("groups", "add", "Co-ordination Group", "--code", "CG"), ("record", "note.txt")):
                assert _run(patch, "partnership.sopm", *words) == 0
        assert said.getvalue() == "CG\nCG/2017-11-15\n"
        return folder

    return record


def _run(patch: pytest.MonkeyPatch, database: str, *words: str) -> int:
    """Run one command as if it was typed; return its exit code."""
    patch.setattr("sys.argv", ["sop-minutes", "--database", database, *words])
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0
