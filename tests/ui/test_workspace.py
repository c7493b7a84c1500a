"""What a window writes beside what goes on."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlmodel import Session

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.ui.workspace import Workspace
from tests.ui.windows import make_file, wait_until


def test_what_is_done_aside_is_told_when_it_is_done_and_taken_back_like_all_else(
    app: QApplication, tmp_path: Path
) -> None:
    workspace = Workspace.open(make_file(tmp_path / "a.sopm"))
    before = workspace.read(list_groups)
    told: list[object] = []
    workspace.do_aside(told.append, "Add", add_group, "Another Group", code="AG")
    assert told == []
    wait_until(lambda: len(told) == 1)
    assert len(workspace.read(list_groups)) == len(before) + 1
    workspace.do_aside(told.append, "Add", add_group, "One More", code="AG")
    wait_until(lambda: len(told) == 2)
    assert isinstance(told[1], UserError)
    workspace.undo()
    assert workspace.read(list_groups) == before
    workspace.close()


def test_what_goes_wrong_aside_is_answered_too_and_raised_after_it(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))

    def fail(session: Session) -> None:
        add_group(session, "Another Group", code="AG")
        raise ValueError("a bug")

    workspace = Workspace.open(make_file(tmp_path / "a.sopm"))
    before = workspace.read(list_groups)
    told: list[object] = []
    workspace.do_aside(told.append, "Add", fail)
    wait_until(lambda: bool(raised))
    assert [str(answer) for answer in told] == ["It could not be done; nothing was changed."]
    assert [str(error) for error in raised] == ["a bug"]
    assert workspace.read(list_groups) == before
    workspace.close()
