"""What is to be published is looked up and made beside the window, which hears keys meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from sop_minutes.publishing import SiteJob
from sop_minutes.queries.partners import list_groups
from sop_minutes.ui.approving import publish
from sop_minutes.ui.approving.publish import PublishDialog
from sop_minutes.ui.workspace import Workspace
from tests.conftest import approve
from tests.ui.approving.approver import LAST, Key, lines_in, said_in
from tests.ui.chased import shown
from tests.ui.failing import Raised, fail
from tests.ui.gate import Gate
from tests.ui.windows import press, wait_until

Publishing = Callable[[], PublishDialog]


@pytest.fixture
def workspace(app: QApplication, path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(path)
    approve(opened, LAST)
    yield opened
    opened.close()


@pytest.fixture
def publishing(workspace: Workspace, tmp_path: Path) -> Publishing:
    """A way to publish into the folder that was published into before."""
    (tmp_path / "site").mkdir()
    return lambda: PublishDialog(None, workspace, workspace.read(list_groups)[0], tmp_path / "site")


@pytest.mark.parametrize(
    ("keys", "focus"), [((), "publish-do"), ((Key.Key_Tab,), ""), ((Key.Key_Backtab,), "")]
)
def test_the_focus_goes_to_publish_unless_one_went_elsewhere_meanwhile(
    workspace: Workspace, publishing: Publishing, keys: tuple[Key, ...], focus: str
) -> None:
    gate = Gate()
    workspace.ask(lambda _found: None, gate.query)
    assert gate.reached.wait(60)
    with shown(publishing()) as dialog:
        for key in keys:
            press(key)
        went_to = dialog.focusWidget().objectName()
        gate.opened.set()
        wait_until(lambda: lines_in(dialog, "publish-notes"))
        assert dialog.focusWidget().objectName() == (focus or went_to)


def test_what_cannot_be_looked_up_is_said(
    publishing: Publishing, raised: Raised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "site_plan", fail)
    with shown(publishing()) as dialog:
        wait_until(lambda: raised)
        assert said_in(dialog, "publish-outcome") == "What is to be published could not be looked up."


def test_one_can_publish_again_after_what_nobody_foresaw(
    publishing: Publishing, raised: Raised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SiteJob, "run", fail)
    with shown(publishing()) as dialog:
        do = dialog.findChild(QPushButton, "publish-do")
        assert do is not None
        wait_until(do.isEnabled)
        do.click()
        wait_until(lambda: raised)
        assert said_in(dialog, "publish-outcome") == "The files could not be made. Nothing was written."
        wait_until(do.isEnabled)
