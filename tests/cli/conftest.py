"""The command line as the tests type it, on a real file."""

import json
from collections.abc import Callable
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
        monkeypatch.setattr("sys.argv", ["sop-minutes", "--database", database, *words])
        try:
            main()
            code = 0
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


@pytest.fixture
def recorded(run: Terminal, tmp_path: Path) -> Terminal:
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    assert run("groups", "add", "Co-ordination Group", "--code", "CG").out == "CG\n"
    assert run("record", "note.txt").out == "CG/2017-11-15\n"
    return run
