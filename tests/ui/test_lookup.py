"""Where something cannot be looked up beside the window, whoever waits for it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from sop_minutes import readying
from sop_minutes.domain.register import View
from sop_minutes.domain.words import Audience
from sop_minutes.queries.listing import register_ids
from sop_minutes.queries.page import page_facts
from sop_minutes.ui.actions import listed
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.lookup import Lookup
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.failing import Raised, fail
from tests.ui.register.working import NOTE, Key, Register
from tests.ui.windows import wait_until

TODAY = date(2018, 1, 18)


def test_what_cannot_be_looked_up_is_waited_for_no_more_and_tried_again(
    workspace: Workspace, raised: Raised
) -> None:
    told: list[str] = []
    around = QObject()
    lookup = Lookup(workspace, fail, told.append, around, otherwise=lambda: told.append("wrong"))
    for times in (1, 2):
        lookup.want(1)
        wait_until(lambda many=times: len(raised) == many)
        assert not lookup.is_waiting
    assert told == ["wrong", "wrong"]


@contextmanager
def gone_after(widget: QWidget) -> Iterator[None]:
    yield
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(partnership: Partnership, workspace: Workspace) -> Iterator[CirculatePage]:
    """A note on its way out, that was made and checked."""
    meeting_id = partnership.record("# Prevent\nThe plan was heard")
    page = CirculatePage(workspace, LIGHT, TODAY)
    page.show()
    page.show_meeting(meeting_id, workspace.read(page_facts, meeting_id))
    page.settle()
    assert page.outgoing() is not None
    with gone_after(page):
        yield page
        page.leave()


def test_a_note_that_cannot_be_made_does_not_go_out_as_what_it_was(
    page: CirculatePage, raised: Raised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readying, "readied", fail)
    members = page.findChild(QAbstractButton, "audience-1")
    assert members is not None
    members.click()
    assert page.side.audience is Audience.MEMBERS
    wait_until(lambda: raised)
    assert page.outgoing() is None
    assert page.why_not() == "It could not be made: nothing can go out."
    assert not page.side.create_drafts.isEnabled()


def test_checks_that_cannot_be_made_are_not_waited_for(
    page: CirculatePage, raised: Raised, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readying, "looked_over", fail)
    page.refresh()
    wait_until(lambda: raised)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    words = [label.text() for label in page.side.checks.findChildren(QLabel)]
    assert words == ["!", "The checks could not be made."]
    assert not page.is_making


def test_rows_that_cannot_be_sorted_are_said_to_be_unread(
    partnership: Partnership, workspace: Workspace, raised: Raised, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: list[bool] = []

    def read(*args: Any, **how: Any) -> object:
        return fail() if wrong else register_ids(*args, **how)

    monkeypatch.setattr(listed, "MANY", 3)
    monkeypatch.setattr(listed, "register_ids", read)
    partnership.record(NOTE)
    register = Register(partnership, workspace)
    with gone_after(register.page):
        register.press(Key.Key_3)
        register.page.settle()
        wrong.append(True)
        register.page.choose(View.NO_OWNER)
        wait_until(lambda: raised)
        assert register.page.status()[0].startswith("4 rows")
        register.press(Key.Key_D)
        assert register.said[-1] == "The rows that are wanted could not be read: choose them once more."
        wrong.clear()
        register.page.choose(View.NO_OWNER)
        assert register.refs() == ["4"]
