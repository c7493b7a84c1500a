"""From approved to published by keyboard: publish, restrict, release, and publish again."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
)

from sop_minutes.commands.circulating import set_as_role
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import add_point
from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.approving import approved_versions
from sop_minutes.queries.page import page_rows
from sop_minutes.queries.releasing import narrow_rows
from sop_minutes.queries.standings import standing_of
from sop_minutes.storage.database import Database
from sop_minutes.ui.shell import Shell
from tests.ui.approving.approver import (
    LAST,
    NEXT,
    NOTE,
    Key,
    Mod,
    approve_last,
    choose_command,
    closed,
    correct_last,
    go_to,
    lines_in,
    opened,
    publish_into,
    said_in,
    type_words,
)
from tests.ui.windows import pages_of, press, wait_until


def test_the_whole_way_by_keyboard(shell: Shell, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    read = pages_of(shell).workspace.read
    approve_last(shell, "Item 1: rose, not fell", "Restricted: item 2: the day was wrong")
    assert standing_words(read(standing_of, LAST)) == "approved 17 January 2018"
    said = [row.sheet for row in read(page_rows, NEXT)]
    assert [getattr(sheet, "text", "") for sheet in said[1:]] == [
        "The minutes of 15 November 2017 were agreed as a true record with these corrections: "
        "Item 1: rose, not fell.",
        "The minutes of 15 November 2017 were also corrected: item 2: the day was wrong.",
    ]
    assert said[-1].audience is Audience.RESTRICTED
    correct_last(shell, "a name was wrong")
    editor = pages_of(shell).record.editor
    editor.setFocus()
    QTest.keyClick(editor, Key.Key_Home, Mod.ControlModifier)
    QTest.keyClick(editor, Key.Key_Down)
    QTest.keyClick(editor, Key.Key_End)
    QTest.keyClicks(editor, " Much.")
    approve_last(shell)
    versions = read(approved_versions, LAST)
    assert [(version.number, version.reason) for version in versions] == [(1, ""), (2, "a name was wrong")]
    assert "rose. Much." in versions[1].note
    dialog = publish_into(shell, site)
    assert (site / "index.html").exists()
    page = site / "cg-2017-11-15.html"
    assert "version 2" in page.read_text()
    assert "review in the south" not in page.read_text()
    assert said_in(dialog, "publish-outcome").startswith(f"4 files are in {site}")
    assert read(standing_of, LAST).state is MeetingState.PUBLISHED
    press(Key.Key_Escape)
    closed(shell, "publish")
    choose_command(shell, "publish")
    dialog = opened("publish")
    wait_until(lambda: (focused := dialog.focusWidget()) and focused.objectName() == "publish-do")
    assert "LEFT OUT, AND WHY: 1" in [label.text() for label in dialog.findChildren(QLabel)]
    press(Key.Key_Escape)
    closed(shell, "publish")
    _restrict_and_release(shell)
    publish_into(shell, tmp_path / "not asked for")
    assert "review in the south" in page.read_text()
    assert "it is full" not in page.read_text()


def _restrict_and_release(shell: Shell) -> None:
    """Say why the line is restricted, in its approved note, and release it when its date has come."""
    go_to(shell, LAST)
    editor = pages_of(shell).record.editor
    editor.place(2)
    QTest.keyClick(editor, Key.Key_W, Mod.ControlModifier | Mod.ShiftModifier)
    asked = opened("restrict")
    type_words("a review is under way")
    press(Key.Key_Tab)
    type_words("1 January 2018")
    assert said_in(asked, "restrict-understood") == "Monday 1 January 2018: it is due for release at once"
    press(Key.Key_Return)
    closed(shell, "restrict")
    choose_command(shell, "due for release")
    due = opened("due")
    assert said_in(due, "due-whole").startswith("Prevent: the review in the south is under way")
    press(Key.Key_P)
    release = opened("release")
    assert lines_in(release, "release-seen") == ["the review in the south is under way\nCG/2017-11-15"]
    press(Key.Key_Return)
    wait_until(lambda: said_in(due, "due-outcome"))
    assert said_in(due, "due-outcome") == (
        "Released to the public. Ctrl+Z takes it back.\n"
        "What was published of CG/2017-11-15 does not say so yet: publish it again."
    )
    due.activateWindow()
    opened("due")
    press(Key.Key_Escape)
    closed(shell, "due")


def test_a_folder_with_files_of_others_is_refused_and_left_as_it_was(shell: Shell, tmp_path: Path) -> None:
    approve_last(shell)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine")
    dialog = publish_into(shell, tmp_path / "site")
    assert "“index.html” is in that folder already" in said_in(dialog, "publish-outcome")
    assert [each.name for each in (tmp_path / "site").iterdir()] == ["index.html"]
    assert (tmp_path / "site" / "index.html").read_text() == "mine"
    assert pages_of(shell).workspace.read(standing_of, LAST).state is MeetingState.APPROVED
    press(Key.Key_Escape)


def test_a_full_disk_leaves_the_folder_as_it_was(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve_last(shell)
    site = tmp_path / "site"
    site.mkdir()
    publish_into(shell, site)
    press(Key.Key_Escape)
    closed(shell, "publish")
    before = {each.name: each.read_bytes() for each in site.iterdir()}
    correct_last(shell, "a slip")
    editor = pages_of(shell).record.editor
    editor.place(1)
    QTest.keyClicks(editor, " Much.")
    approve_last(shell)
    with _full_disk(monkeypatch):
        dialog = publish_into(shell, site)
    assert "full" in said_in(dialog, "publish-outcome")
    assert {each.name: each.read_bytes() for each in site.iterdir()} == before
    press(Key.Key_Escape)


@contextmanager
def _full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the disk refuse whatever is written to it, as a full one does."""
    write = os.fsync

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    yield
    monkeypatch.setattr(os, "fsync", write)


def test_what_is_corrected_stays_published_unless_it_is_taken_down(shell: Shell, tmp_path: Path) -> None:
    approve_last(shell)
    site = tmp_path / "site"
    site.mkdir()
    publish_into(shell, site)
    press(Key.Key_Escape)
    closed(shell, "publish")
    correct_last(shell, "a slip")
    dialog = publish_into(shell, site)
    stays = "CG/2017-11-15 stays as it was approved 17 January 2018, until it is approved again."
    assert lines_in(dialog, "publish-notes") == [stays]
    assert lines_in(dialog, "publish-left-out") == []
    assert (site / "cg-2017-11-15.html").exists()
    press(Key.Key_T, Mod.AltModifier)
    wait_until(lambda: not lines_in(dialog, "publish-notes"))
    assert lines_in(dialog, "publish-left-out") == ["CG/2017-11-15: its minutes are being corrected"]
    press(Key.Key_Return, Mod.ControlModifier)
    wait_until(lambda: "cg-2017-11-15.html is removed" in said_in(dialog, "publish-outcome"))
    assert not list(site.glob("cg-*"))


def test_a_folder_is_remembered_for_each_group(shell: Shell, tmp_path: Path) -> None:
    approve_last(shell)
    (tmp_path / "site").mkdir()
    publish_into(shell, tmp_path / "site")
    press(Key.Key_Escape)
    settings = pages_of(shell).place(shell.settings)
    assert [folder for _, folder in settings.sites] == [str(tmp_path / "site")]


def test_drafts_are_published_only_when_asked_for_and_marked_so(shell: Shell) -> None:
    go_to(shell, LAST)
    choose_command(shell, "publish")
    dialog = opened("publish")
    wait_until(lambda: said_in(dialog, "publish-outcome"))
    assert "there is nothing to publish" in said_in(dialog, "publish-outcome")
    assert lines_in(dialog, "publish-left-out") == ["CG/2017-11-15: its minutes are not approved"]
    press(Key.Key_D, Mod.AltModifier)
    wait_until(lambda: lines_in(dialog, "publish-notes"))
    assert lines_in(dialog, "publish-notes") == ["15 November 2017 – DRAFT: NOT APPROVED YET"]
    assert lines_in(dialog, "publish-left-out") == ["In 1 note: what is restricted or for members"]
    press(Key.Key_Escape)


def test_a_name_that_is_to_be_a_role_is_published_only_when_that_is_said(
    shell: Shell, tmp_path: Path
) -> None:
    workspace = pages_of(shell).workspace
    person_id = workspace.do("Add", add_person, "Jo Doe", role="Team Manager")
    workspace.do("As role", set_as_role, person_id, as_role=True)
    workspace.do("Add", add_point, item_id=1, text="Jo Doe spoke.")
    approve_last(shell)
    site = tmp_path / "site"
    site.mkdir()
    dialog = publish_into(shell, site, stops="publish-names")
    asked = opened("publish-names")
    assert lines_in(asked, "publish-names-seen") == [
        "CG/2017-11-15, under “Prevent”: Jo Doe is to be published as their role, Team Manager, "
        "and is named: “Jo Doe”."
    ]
    press(Key.Key_Return)
    wait_until(lambda: said_in(dialog, "publish-outcome").startswith("Nothing was published"))
    assert not list(site.iterdir())
    dialog.activateWindow()
    opened("publish")
    press(Key.Key_Return, Mod.ControlModifier)
    opened("publish-names")
    press(Key.Key_P, Mod.AltModifier)
    wait_until(lambda: said_in(dialog, "publish-outcome").startswith("4 files"))
    assert (site / "index.html").exists()


def _due(shell: Shell) -> QDialog:
    choose_command(shell, "due for release")
    return opened("due")


def _narrow(shell: Shell) -> dict[str, tuple[Audience, str, date | None]]:
    rows = pages_of(shell).workspace.read(narrow_rows)
    return {row.text: (row.audience, row.reason, row.review_on) for row in rows}


def test_many_are_explained_put_off_and_taken_back_at_once(shell: Shell) -> None:
    review, full = "the review in the south is under way", "it is full"
    dialog = _due(shell)
    for key in (Key.Key_Down, Key.Key_Right):
        press(key)
    press(Key.Key_Home)
    press(Key.Key_A, Mod.ControlModifier)
    press(Key.Key_W)
    opened("restrict")
    type_words("both are under review")
    press(Key.Key_Tab)
    type_words("in three months")
    press(Key.Key_Return)
    wait_until(lambda: "(2)" in said_in(dialog, "due-outcome"))
    assert {text: row[1:] for text, row in _narrow(shell).items()} == dict.fromkeys(
        (review, full), ("both are under review", date(2018, 4, 18))
    )
    dialog.activateWindow()
    opened("due")
    press(Key.Key_Z, Mod.ControlModifier)
    assert "Taken back" in said_in(dialog, "due-outcome")
    assert {row[1:] for row in _narrow(shell).values()} == {("", None)}
    press(Key.Key_Escape)


def test_a_release_is_shown_first_and_can_be_left(shell: Shell, path: Path) -> None:
    dialog = _due(shell)
    press(Key.Key_M)
    release = opened("release")
    assert "the public will not" in release.findChild(QListWidget, "release-seen").accessibleName()
    press(Key.Key_Escape)
    wait_until(lambda: not release.isVisible())
    assert all(row[0] is not Audience.PUBLIC for row in _narrow(shell).values())
    dialog.activateWindow()
    opened("due")
    press(Key.Key_M)
    opened("release")
    note = read_note_text(NOTE.replace("under way", "under way: Jo Doe"))
    with Database.open(path) as other:
        other.do("Record", record_note, note, group_id=1)
    press(Key.Key_Return)
    wait_until(lambda: "has changed meanwhile" in said_in(dialog, "due-outcome"))
    assert all(row[0] is not Audience.PUBLIC for row in _narrow(shell).values())
    dialog.activateWindow()
    opened("due")
    press(Key.Key_M)
    opened("release")
    press(Key.Key_Return)
    wait_until(lambda: "takes it back" in said_in(dialog, "due-outcome"))
    assert _narrow(shell)["the review in the south is under way: Jo Doe"][0] is Audience.MEMBERS
