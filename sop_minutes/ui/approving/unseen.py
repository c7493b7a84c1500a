"""What those who approve minutes have not seen: what changed since they went out, or were approved."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sop_minutes.domain.circulating import NoteChange, changes_counted
from sop_minutes.domain.due import format_date
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import NOTE_NAMES
from sop_minutes.queries.approval_plan import ApprovalPlan
from sop_minutes.ui.naming import Words, named
from sop_minutes.ui.whole import WholeList

_APART = 10


class UnseenChanges(QWidget):
    """One list below another, each under what its lines have changed since."""

    def __init__(self, plan: ApprovalPlan) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for number, (heading, rows) in enumerate(self._differences(plan), 1):
            if number > 1:
                column.addSpacing(_APART)
            label = Words(heading)
            label.setProperty("role", "section")
            label.setWordWrap(True)
            shown = named(WholeList(), f"approve-changes-{number}", capitalised(heading.casefold()))
            shown.addItems(rows)
            column.addWidget(label)
            column.addWidget(shown, 1)

    def _differences(self, plan: ApprovalPlan) -> Iterator[tuple[str, list[str]]]:
        """Yield each heading, and its lines."""
        if plan.corrected:
            words = self.tr("SINCE VERSION {0} WAS APPROVED").format(plan.standing.version)
            pairs = [
                [f"− {each.before}"] * bool(each.before) + [f"+ {each.after}"] * bool(each.after)
                for each in plan.corrected
            ]
            yield words, ["\n".join(pair) for pair in pairs]
        if plan.since is None or plan.audience is None:
            never = self.tr("They were never circulated: nobody was sent what is approved now.")
            yield self.tr("SINCE THEY WERE CIRCULATED"), [never]
            return
        on = format_date(plan.since.at.astimezone().date()).upper()
        sent = self.tr("SINCE VERSION {0} WAS SENT, {1}: {2}").format(
            plan.since.number, on, NOTE_NAMES[plan.audience].upper()
        )
        yield sent, [changes_counted(plan.since.changes), *map(_change_words, plan.since.changes)]
        if plan.unseen:
            yield self.tr("APPROVED TOO, THOUGH NOT IN WHAT WAS SENT"), list(plan.unseen)


def _change_words(change: NoteChange) -> str:
    """Return what became of a line, with its words before and after."""
    said = [f"− {change.before}"] * bool(change.before) + [f"+ {change.after}"] * bool(change.after)
    if change.before == change.after:
        said = [change.after]
    return "\n".join([capitalised(f"{change.kind} {change.change}"), *said])
