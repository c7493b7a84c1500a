"""The circulate page: what it shows of a note on its way out, and what it refuses."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListWidget, QWidget

from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import edit_point
from sop_minutes.commands.releasing import set_restriction
from sop_minutes.domain.words import Audience
from sop_minutes.queries.circulating import circulations_of
from sop_minutes.queries.page import page_facts
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.circulate.readers import ReadersDialog
from sop_minutes.ui.circulate.sending import Sending
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.windows import wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
TODAY = date(2017, 11, 20)
NOTE = """Present: Ann Lee (chair), Guest Gill
# Prevent
The plan was heard
Restricted: the family in Didcot
Action: @Ann Lee to ring the school by 1 December
# Empty matters
# Money
Members: figures not yet published
Action: to write
"""


class Sent:
    """A page that is shown on a note, and short ways to see and to use it."""

    def __init__(self, partnership: Partnership, workspace: Workspace) -> None:
        self.partnership, self.workspace = partnership, workspace
        self.page = CirculatePage(workspace, LIGHT, TODAY)
        self.sending = Sending(self.page, lambda: True)
        self.news: list[str] = []
        self.failed: list[str] = []
        self.sending.news.connect(lambda words, _folder: self.news.append(words))
        self.sending.failed.connect(self.failed.append)
        self.page.resize(1200, 800)
        self.page.show()

    def open(self, meeting_id: int) -> None:
        self.page.show_meeting(meeting_id, self.workspace.read(page_facts, meeting_id))
        self.page.settle()

    def choose(self, audience: int) -> None:
        self.button(f"audience-{audience}").click()
        self.page.settle()

    def button(self, name: str) -> QAbstractButton:
        found = self.page.findChild(QAbstractButton, name)
        assert found is not None
        return found

    def said(self, name: str) -> str:
        label = self.page.findChild(QLabel, name)
        assert label is not None
        return label.text() if label.isVisible() else ""

    def checks(self) -> list[str]:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return [label.text() for label in self.page.side.checks.findChildren(QLabel) if len(label.text()) > 1]

    def write(self, folder: Path) -> None:
        outgoing = self.page.outgoing()
        assert outgoing is not None
        self.sending.write_to(folder, outgoing)
        wait_until(lambda: not self.page.sending)
        self.page.settle()


@pytest.fixture
def sent(app: QApplication, partnership: Partnership, workspace: Workspace) -> Iterator[Sent]:
    ids = [
        partnership.database.do("Add", add_person, name, email=f"{name.split()[0].lower()}@example.org")
        for name in ("Ann Lee", "Bo Ray", "Guest Gill")
    ]
    council = partnership.database.do("Add", add_organisation, "Cherwell DC")
    for role, person_id in zip(("chair", "member"), ids, strict=False):
        seat = partnership.database.do(
            "Seat", add_seat, group_id=partnership.group_id, organisation_id=council, role=role
        )
        partnership.database.do("Fill", fill_seat, seat, person_id=person_id)
    opened = Sent(partnership, workspace)
    yield opened
    opened.page.leave()
    opened.page.hide()
    opened.page.deleteLater()
    QApplication.sendPostedEvents(opened.page, QEvent.Type.DeferredDelete)


def test_the_pages_and_what_is_left_out_of_them_are_shown(sent: Sent) -> None:
    sent.open(sent.partnership.record(NOTE))
    assert sent.page.paper.page_count() == 1
    assert "Didcot" not in sent.page.paper.viewport().accessibleDescription()
    held = "1 restricted point left out: item 1.\n1 point for members only left out: item 3."
    assert sent.said("circulate-held") == held
    assert sent.page.side.held.property("role") == "restricted"
    assert sent.said("circulate-banner") == ""
    sent.choose(1)
    assert sent.said("circulate-held") == "1 restricted point left out: item 1."
    assert sent.said("circulate-banner").startswith("MEMBERS’ NOTE · OFFICIAL · ")
    sent.choose(2)
    assert "Didcot" in sent.page.paper.viewport().accessibleDescription()
    assert sent.said("circulate-banner").startswith("FULL RECORD · OFFICIAL-SENSITIVE · ")
    assert sent.page.banner.property("role") == "restricted"
    assert sent.page.status() == ("Page 1 of 1", "OFFICIAL-SENSITIVE", "Draft")


def test_each_thing_left_out_has_its_reason(sent: Sent) -> None:
    meeting_id = sent.partnership.record(NOTE)
    point = next(p for p in sent.partnership.sheet(meeting_id).note.items[0].points if "Didcot" in p.text)
    why = {"reason": "a family could be known by it", "review_on": date(2018, 5, 1)}
    sent.workspace.do("Explain", set_restriction, point_id=int(point.record[1:]), **why)
    sent.open(meeting_id)
    wanted = "“the family in Didcot”: a family could be known by it; looked at again on 1 May 2018"
    assert sent.said("circulate-held").splitlines()[-1] == wanted


def test_an_undone_circulation_is_as_if_it_had_not_been(sent: Sent, tmp_path: Path) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    sent.write(tmp_path / "out")
    assert sent.page.facts is not None
    sent.workspace.undo()
    sent.page.settle()
    assert sent.said("circulate-since") == "", "it is said once"
    assert sent.button("went-out").text() == "It has not gone out yet."
    assert not sent.button("went-out").isEnabled()
    sent.write(tmp_path / "again")
    assert sent.news[-1].endswith("kept as version 2."), "the first is in others' hands"


def test_the_checks_lead_to_their_places(sent: Sent) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    wanted: list[tuple[int, str]] = []
    sent.page.place_wanted.connect(lambda *where: wanted.append(where))
    assert "Action CG 17/2 has no owner." in sent.checks()
    assert "Nothing stands under “Empty matters”." in sent.checks()
    for link in sent.page.side.checks.links:
        if link.accessibleName() == "Go to CG 17/2":
            link.click()
    assert wanted == [(meeting_id, "CG 17/2"), (meeting_id, "CG 17/2")]
    sent.button("checks-well").click()
    assert "Nothing is still to be confirmed." in sent.checks()


def test_of_many_findings_of_a_kind_a_few_are_shown_until_all_are_asked_for(sent: Sent) -> None:
    sent.open(sent.partnership.record("# Prevent\n" + "Action: @Ann Lee to ring\n" * 7))
    assert len([words for words in sent.checks() if "has no due date" in words]) == 3
    sent.button("check-more-due-dates").click()
    assert len([words for words in sent.checks() if "has no due date" in words]) == 7


def test_another_meeting_begins_with_the_public_note_again(sent: Sent) -> None:
    first, second = sent.partnership.record(NOTE), sent.partnership.record("Date: 1 June 2017\n# A\nx")
    sent.open(first)
    sent.choose(2)
    sent.open(second)
    assert sent.page.side.audience is Audience.PUBLIC
    assert sent.said("circulate-banner") == ""
    assert "Prevent" not in sent.page.paper.viewport().accessibleDescription()


def test_a_note_opens_on_whom_it_was_last_sent_to_and_the_next_on_whom_that_was(
    sent: Sent, tmp_path: Path
) -> None:
    first, second = sent.partnership.record(NOTE), sent.partnership.record("Date: 1 June 2018\n# A\nx")
    sent.open(first)
    for audience in (1, 0):
        sent.choose(audience)
        sent.write(tmp_path / str(audience))
    for meeting_id, expected in ((second, Audience.MEMBERS), (first, Audience.PUBLIC)):
        sent.open(meeting_id)
        assert sent.page.side.audience is expected


def test_while_a_note_is_made_the_old_pages_stay_and_nothing_goes_out(sent: Sent) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    assert sent.button("create-drafts").isEnabled()
    point = int(sent.partnership.sheet(meeting_id).note.items[0].points[0].record[1:])
    sent.workspace.do("Edit", edit_point, point, text="The plan was read")
    assert sent.page.is_making
    assert sent.said("circulate-why") == "The note is being made …"
    assert not sent.button("create-drafts").isEnabled()
    assert "The plan was heard" in sent.page.paper.viewport().accessibleDescription()
    sent.sending.create()
    assert sent.failed == ["The note is being made …"]
    sent.page.settle()
    assert "The plan was read" in sent.page.paper.viewport().accessibleDescription()
    assert sent.button("create-drafts").isEnabled()


def test_drafts_are_written_and_kept_as_a_version(sent: Sent, tmp_path: Path) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    assert sent.said("circulate-since") == ""
    sent.write(tmp_path / "out")
    assert sent.news == [f"3 drafts of the public note written to {tmp_path / 'out'}, and kept as version 1."]
    assert len(list((tmp_path / "out").glob("*.eml"))) == 3
    assert sent.button("went-out").accessibleName().startswith("What went out: 1 version")
    point = int(sent.partnership.sheet(meeting_id).note.items[0].points[0].record[1:])
    sent.workspace.do("Edit", edit_point, point, text="The plan was read")
    sent.page.settle()
    assert sent.said("circulate-since") == "1 point reworded"
    assert sent.button("see-changes").isVisible()
    sent.choose(1)
    assert sent.said("circulate-since").startswith(
        "The members’ note has not been sent to anybody yet. The public note was, on "
    )
    assert sent.said("circulate-since").endswith(" to 3 readers.")
    assert sent.page.side.since_head.text() == "MEMBERS’ NOTE NOT SENT YET"


def test_what_cannot_be_written_is_said_and_nothing_is_kept(sent: Sent, tmp_path: Path) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    sent.write(tmp_path / "out")
    sent.write(tmp_path / "out")
    (tmp_path / "file").write_text("x", "utf-8")
    sent.write(tmp_path / "file")
    assert "is in that folder already" in sent.failed[0]
    assert "“file” could not be saved" in sent.failed[1]
    assert len(sent.workspace.read(circulations_of, meeting_id)) == 1
    assert len(sent.news) == 1


def test_a_note_that_changed_meanwhile_is_not_written(sent: Sent, tmp_path: Path) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    outgoing = sent.page.outgoing()
    assert outgoing is not None
    sent.partnership.record(NOTE.replace("The plan was heard", "The plan was read"))
    sent.sending.write_to(tmp_path / "out", outgoing)
    sent.sending.save_to(tmp_path / "out", outgoing)
    assert ["has changed meanwhile" in why for why in sent.failed] == [True, True]
    assert not (tmp_path / "out").exists()
    assert sent.workspace.read(circulations_of, meeting_id) == ()


def test_who_is_left_out_gets_nothing_and_who_is_added_may_have_it(sent: Sent, tmp_path: Path) -> None:
    sent.open(sent.partnership.record(NOTE))
    dialog = ReadersDialog(sent.page, sent.page)
    people = dialog.findChild(QListWidget, "readers-list")
    assert people is not None
    dialog.show()
    assert people.item(0).text() == "Ann Lee <ann@example.org>\nCherwell DC (chair); own actions: CG 17/1"
    people.setCurrentRow(1)
    QTest.keyClick(people, Key.Key_Space)
    assert sent.page.side.who.accessibleName().startswith("who gets it as what · 1 left out by you")
    QTest.keyClicks(dialog.line, "press@example.org")
    QTest.keyClick(dialog.line, Key.Key_Return)
    sent.page.settle()
    assert [people.item(row).checkState() is Qt.CheckState.Checked for row in range(4)] == [
        True,
        False,
        True,
        True,
    ]
    sent.write(tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [("Bo" in name, "press" in name) for name in names].count((False, True)) == 1
    assert not any("Bo Ray" in name for name in names)
    dialog.close()


def test_who_may_not_have_it_is_refused_with_the_sentence(sent: Sent) -> None:
    sent.open(sent.partnership.record(NOTE))
    dialog = ReadersDialog(sent.page, sent.page)
    dialog.show()
    QTest.keyClicks(dialog.line, "press@example.org")
    QTest.keyClick(dialog.line, Key.Key_Return)
    sent.choose(2)
    outgoing = sent.page.outgoing()
    assert outgoing is not None
    assert {row.name for row in outgoing.plan.recipients} == {"Ann Lee", "Bo Ray"}
    refused = [dialog.not_sent.item(row).text() for row in range(dialog.not_sent.count())]
    assert any(words.startswith("press@example.org: The full record goes only to") for words in refused)
    QTest.keyClicks(dialog.line, "Guest Gill")
    QTest.keyClick(dialog.line, Key.Key_Return)
    assert "Guest Gill fills none." in dialog.outcome.text()
    dialog.close()


def test_the_full_record_goes_out_only_when_that_is_confirmed(sent: Sent) -> None:
    sent.open(sent.partnership.record(NOTE))
    sent.choose(2)
    sent.sending.create()
    dialog = sent.page.findChild(QWidget, "confirm-record")
    assert dialog is not None
    marking = dialog.findChild(QLabel, "confirm-marking")
    assert marking is not None
    assert marking.text() == "FULL RECORD · OFFICIAL-SENSITIVE"
    stay = dialog.findChild(QAbstractButton, "confirm-stay")
    QTest.keyClick(stay, Key.Key_Return)
    assert sent.page.findChild(QWidget, "drafts-folder") is None
    sent.sending.create()
    again = [one for one in sent.page.findChildren(QWidget, "confirm-record") if one.isVisible()]
    go = again[0].findChild(QAbstractButton, "confirm-go")
    assert go is not None
    QTest.keyClick(go, Key.Key_Space)
    folder = sent.page.findChild(QWidget, "drafts-folder")
    assert folder is not None
    assert "full record" in folder.windowTitle()
    folder.close()


def test_without_a_kind_of_file_or_anybody_to_write_to_nothing_goes_out(sent: Sent) -> None:
    sent.open(sent.partnership.record(NOTE))
    for kind in ("send-as-docx", "send-as-pdf"):
        sent.button(kind).click()
    sent.page.settle()
    assert sent.page.paper.page_count() == 1
    assert sent.said("circulate-why") == "Choose at least one kind of file to send."
    assert not sent.button("save-files").isEnabled()
    sent.button("send-as-txt").click()
    sent.page.settle()
    sent.page.leave_out(frozenset({"ann@example.org", "bo@example.org", "guest@example.org"}))
    assert sent.said("circulate-why").startswith("Nobody gets this note")
    assert not sent.button("create-drafts").isEnabled()
    assert sent.button("save-files").isEnabled()


def test_files_alone_are_written_and_no_version_is_kept(sent: Sent, tmp_path: Path) -> None:
    meeting_id = sent.partnership.record(NOTE)
    sent.open(meeting_id)
    outgoing = sent.page.outgoing()
    assert outgoing is not None
    sent.sending.save_to(tmp_path, outgoing)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".pdf"]
    assert sent.news[0].endswith("Nobody was sent anything.")
    assert sent.workspace.read(circulations_of, meeting_id) == ()


def test_before_a_meeting_there_are_no_pages_but_an_invitation_and_the_agenda(sent: Sent) -> None:
    group_id = sent.partnership.group_id
    sent.open(sent.workspace.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 10)))
    said = "That meeting has no note yet. No invitation was made yet.\nWhat goes out before it:"
    assert sent.said("no-note-words").endswith(said)
    assert sent.button("make-invitation").isVisible()
    assert sent.button("make-agenda").isVisible()
    assert not sent.page.side.isVisible()


def test_the_action_log_is_shown_as_pages_and_goes_out_as_a_file(sent: Sent) -> None:
    sent.open(sent.partnership.record(NOTE))
    sent.choose(3)
    assert "CG 17/1" in sent.page.paper.viewport().accessibleDescription()
    assert sent.said("circulate-held") == "2 actions not closed, as members may see them."
    assert not sent.button("create-drafts").isEnabled()
    assert sent.button("save-files").isEnabled()
    sent.choose(0)
    assert sent.button("create-drafts").isEnabled()
