"""Where it is written what is said in a review: in its meeting's note too, or in the register alone."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sop_minutes.commands.many_actions import say_of_actions
from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.asked import OF_OPEN_ONLY, Asked
from sop_minutes.domain.due import format_date
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.reviewing import Review, Reviewee, review_of
from sop_minutes.ui.workspace import Workspace


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReviewSaying", words)


class Saying:
    """Reads a review, and writes what is said in it."""

    def __init__(self, workspace: Workspace, meeting_id: int, today: date, *, in_note: bool) -> None:
        self._workspace = workspace
        self._meeting_id = meeting_id
        self._today = today
        self._in_note = in_note

    def read(self, also: Sequence[int] = ()) -> Review:
        """Return the review as it stands, with the actions `also` that were up before."""
        said_on = None if self._in_note else self._today
        return self._workspace.read(review_of, self._meeting_id, also, said_on=said_on)

    def title(self, review: Review) -> str:
        """Return whose actions are reviewed, and where."""
        if not self._in_note:
            words = _tr("Actions · {0} · only in the register, {1}")
            return words.format(review.group, format_date(review.on))
        words = _tr("Actions · {0} · meeting of {1} ({2})")
        return words.format(review.group, format_date(review.on), review.state)

    def said(self, one: Reviewee) -> str:
        """Return what was said of an action as a sentence, "" for nothing."""
        if not one.words:
            return ""
        where = _tr("At this meeting") if self._in_note else _tr("Today")
        marked = _tr("{0} (restricted)").format(where) if one.audience is Audience.RESTRICTED else where
        return f"{marked}: {one.words}."

    def say(self, row: ActionRow, verb: Verb, text: str, on: date) -> None:
        """Keep what was said of an action on a day. Raises UserError where that cannot be."""
        label = _tr("Review {0}").format(row.ref)
        if not self._in_note:
            confirms = verb is Verb.DONE and row.status is ActionStatus.DONE
            asked = Asked.CONFIRM if confirms else Asked(verb.value)
            self._workspace.do(label, say_of_actions, [row.id], asked=asked, text=text, on=on)
            return
        self._workspace.do(
            label, review_action, row.id, meeting_id=self._meeting_id, verb=verb, text=text, on=on
        )


def why_not(verb: Verb, status: ActionStatus) -> str:
    """Return why something cannot be said of an action of a status, "" where it can."""
    if verb is Verb.REOPEN:
        return _tr("That action is open; there is nothing to reopen.") if is_open(status) else ""
    if is_open(status) or Asked(verb.value) not in OF_OPEN_ONLY:
        return ""
    if status is not ActionStatus.DONE:
        return _tr("That action is closed already: U opens it again.")
    return "" if verb is Verb.DONE else _tr("It is said to be done: D confirms that, U opens it again.")
