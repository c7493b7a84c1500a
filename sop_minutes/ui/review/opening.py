"""Beginning a review from the window: what is typed is kept before, and the note shown anew after it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from sop_minutes.commands.checks import meeting_to_change
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.theme import Theme


def open_review(
    record: RecordPage,
    theme: Theme,
    meeting_id: int,
    today: date,
    parent: QWidget,
    go_to: Callable[[int, str], object],
    *,
    in_note: bool = True,
) -> ReviewWindow | None:
    """Review the actions at a meeting, full screen; None if what was typed cannot be kept.

    `go_to` shows a place in a note, by its meeting and its text. Raises UserError if the meeting is
    gone, or its minutes are approved.
    """
    if not record.keeper.keep():
        return None
    record.workspace.read(meeting_to_change, meeting_id)
    window = ReviewWindow(record.workspace, theme, meeting_id, today, parent, in_note=in_note)

    def show_anew(_result: int) -> None:
        record.keeper.refresh()
        record.around.refresh()

    window.finished.connect(show_anew)
    window.place_wanted.connect(go_to)
    window.showFullScreen()
    return window
