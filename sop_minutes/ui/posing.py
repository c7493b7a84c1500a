"""Each dialog on a note's way out, back, and to the public, filled and open, to be pictured."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QDialog, QRadioButton, QWidget

from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import MeetingState
from sop_minutes.keyholding import Guard, Opens
from sop_minutes.queries.approval_plan import minutes_to_approve
from sop_minutes.queries.approving import approved_versions
from sop_minutes.queries.circulating import circulations_of, frozen_content
from sop_minutes.queries.invitations import invitations_to
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.returned import list_returned
from sop_minutes.queries.returned_copies import copy_content, list_copies
from sop_minutes.safekeeping import back_up, copy_to
from sop_minutes.ui.approving.due import DueDialog
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.log.dialog import LogDialog
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.record.unkept import LosingDialog
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.safe.cover import Cover
from sop_minutes.ui.safe.dialog import EncryptionDialog
from sop_minutes.ui.safe.key_dialog import KeyDialog
from sop_minutes.ui.safe.swapped import SwappedDialog
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace

Posed = Iterator[tuple[str, QWidget]]
_MEMBERS = "audience-1"


def on_its_way(pages: Pages) -> Posed:
    """Yield what shows how a note goes out and comes back: the note that came back last."""
    meeting_id = _meeting(pages, lambda row: bool(pages.workspace.read(list_copies, row.id)))
    if not meeting_id:
        return
    pages.open_meeting(meeting_id)
    pages.show_circulate()
    members = pages.window.findChild(QRadioButton, _MEMBERS)
    if members is not None:
        members.click()
    pages.circulate.settle()
    yield "circulate-members", pages.window
    desk = pages.circulating
    yield from _opened(pages, desk.show_readers, "readers")
    yield from _opened(pages, desk.show_changes, "changes")
    yield from _opened(pages, desk.show_sent, "sent")
    yield from _opened(pages, pages.show_templates, "templates")
    yield from _opened(pages, pages.returned.open_returned, "returned-copies")
    yield from _importing(pages, meeting_id)
    yield from _returned(pages, meeting_id)


def before_a_meeting(pages: Pages) -> Posed:
    """Yield what a meeting has that is to come: its invitation and its agenda."""
    to_come = [row.id for row in pages.workspace.read(list_meetings) if row.state == MeetingState.PLANNED]
    invited = [row for row in to_come if pages.workspace.read(invitations_to, row)]
    meeting_id = next(iter((*invited, *to_come)), 0)
    if meeting_id:
        pages.open_meeting(meeting_id)
        pages.show_circulate()
        pages.circulate.settle()
        yield "before", pages.window


def to_the_public(pages: Pages) -> Posed:
    """Yield the dialogs from approved to published."""
    read = pages.workspace.read
    waits = partial(_waits, pages)
    at = _meeting(pages, lambda row: row.state == MeetingState.DRAFT and waits(row)) or _meeting(pages, waits)
    if at:
        pages.open_meeting(at)
        yield from _opened(pages, pages.approving.approve_last, "approve")
    most = max(read(list_meetings), key=lambda row: len(read(approved_versions, row.id)))
    pages.open_meeting(most.id)
    yield "approved", pages.window
    yield from _opened(pages, pages.approving.show_versions, "versions")
    yield from _opened(pages, pages.record.meeting.ask_reopen, "reopen")
    yield from _opened(pages, pages.approving.publish_shown, "publish")
    yield from _due(pages)


def _waits(pages: Pages, row: MeetingRow) -> bool:
    """Say whether minutes wait to be approved at a meeting."""
    found = pages.workspace.read(minutes_to_approve, row.id)
    return found.waiting is not None and found.approved is None


def of_the_past(pages: Pages) -> Posed:
    """Yield the change log, and what would come back with a moment of it."""
    pages.show_log()
    for dialog in pages.window.findChildren(LogDialog):
        yield "log", dialog
        last = dialog.tree.topLevelItemCount() - 1
        dialog.tree.setCurrentIndex(dialog.tree.model().index(min(12, last), 0))
        dialog.bring_back()
        for asked in dialog.findChildren(QDialog, "moment"):
            yield "moment", asked
            asked.close()
        dialog.close()


def of_owners(pages: Pages) -> Posed:
    """Yield the dialogs that write to the owners of actions, and decide on what they answer."""
    yield from _opened(pages, pages.desk.chase, "chase")
    yield from _opened(pages, pages.desk.show_replies, "replies")


def _opened(pages: Pages, open_it: Callable[[], object], name: str) -> Posed:
    """Yield a dialog while it is open, if it opens."""
    open_it()
    for dialog in pages.window.findChildren(QDialog, name):
        yield name, dialog
        dialog.close()


def kept_from_others(window: MainWindow, path: Path) -> Posed:
    """Yield what encryption asks and shows: the dialog, the recovery key, the page over a locked window."""
    dialog = EncryptionDialog(window, path, 15)
    asked = dialog.turning_on
    asked.by_passphrase.setChecked(True)
    dialog.open()
    yield "encryption", dialog
    for line in (asked.new.first, asked.new.again):
        line.line.setText("five ducks on a wall")
    asked.go.click()
    yield "recovery-key", dialog
    dialog.show_ways(Opens(True, by_passphrase=True), keyring=True)
    yield "ways-in", dialog
    dialog.close()
    lost = KeyDialog(
        window, path, f"Backups of {path.name} are encrypted. Type their passphrase, or their recovery key."
    )
    lost.open()
    yield "key-wanted", lost
    lost.close()
    was = f"{path.name} was encrypted, and the file that is there now is not. It was not opened."
    swapped = SwappedDialog(window, was, has_backups=True)
    swapped.open()
    yield "swapped", swapped
    swapped.close()
    cover = Cover(Guard(path))
    cover.show_kept(True)
    window.cover(cover)
    yield "locked", window
    window.uncover()


def not_saved(window: MainWindow) -> Posed:
    """Yield what is asked before a window is closed in which something is not saved."""
    why = "The disk is full. Nothing was changed in county.sopm."
    dialog = LosingDialog(window, why, ["Agreed: to tell the schools before the end of term"])
    dialog.open()
    yield "losing", dialog
    dialog.close()


def _due(pages: Pages) -> Posed:
    pages.approving.show_due()
    for dialog in pages.window.findChildren(DueDialog):
        yield "due", dialog
        dialog.release_to_public()
        for asked in dialog.findChildren(QDialog, "release"):
            yield "release", asked
            asked.close()
        dialog.explain()
        for asked in dialog.findChildren(QDialog, "restrict"):
            yield "restrict", asked
            asked.close()
        dialog.close()


def kept_safe(pages: Pages, database: Path) -> Posed:
    """Yield the backups of a copy of the database: what was undone in it since each would come back."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        copy_to(database, copy)
        at = datetime.now().astimezone()
        workspace = Workspace.open(copy)
        for hours in (47, 23, 3):
            back_up(copy, now=at - timedelta(hours=hours))
            workspace.undo()
        workspace.close()
        dialog = BackupsDialog(pages.window, copy)
        dialog.show()
        while not dialog.is_idle:
            QApplication.processEvents()
        yield "backups", dialog
        dialog.reject()


def _importing(pages: Pages, meeting_id: int) -> Posed:
    """Yield the dialog at which a copy is read that came before, and one that is as it went out."""
    read = pages.workspace.read
    copy = read(list_copies, meeting_id)[0]
    files = {copy.name: read(copy_content, copy.id)}
    for sent in read(circulations_of, meeting_id)[-1:]:
        files["Copy.docx"] = read(frozen_content, sent.files[0].frozen_file_id)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        yield from _opened(pages, lambda: pages.returned.import_files(paths), "returned-import")


def _returned(pages: Pages, meeting_id: int) -> Posed:
    """Yield the desk for what came back: where it opens, at a conflict, and its end."""
    desk = ReturnedWindow(pages.workspace, pages.window.theme, meeting_id, pages.window)
    desk.resize(pages.window.size())
    desk.show()
    yield "returned", desk
    conflicts = [row.id for row in pages.workspace.read(list_returned, meeting_id) if row.is_conflict]
    if conflicts:
        desk.go_to_change(conflicts[0])
    else:
        desk.next_change()
    yield "returned-next", desk
    desk.end()
    yield "returned-end", desk
    desk.close()


def _meeting(pages: Pages, is_it: Callable[[MeetingRow], bool]) -> int:
    """Return the last meeting that is as wanted, 0 for none."""
    return next((row.id for row in reversed(pages.workspace.read(list_meetings)) if is_it(row)), 0)
