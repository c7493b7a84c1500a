"""The chair's briefing: how a group's actions stand before its next meeting."""

from datetime import date

from sqlmodel import Session, col

from sop_minutes.domain.briefing import Briefing, SlippedRow
from sop_minutes.domain.figures import DONE_STATUSES
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.actions import ActionFilter, list_actions, withheld_action_texts
from sop_minutes.queries.figures import Scope, met_on, read_figures, slips_of_open
from sop_minutes.queries.standing import OFTEN, closed_since, due_next
from sop_minutes.storage.tables import Action, Group


def chair_briefing(session: Session, group_id: int, audience: Audience, today: date) -> Briefing:
    """Return a group's briefing, built only from the actions that `audience` may see."""
    scope = Scope(group_id, audience)
    figures = read_figures(session, scope, today)
    days = met_on(session, group_id)
    soon = set(session.connection().scalars(scope.select(col(Action.id)).where(due_next(today))))
    opened = list_actions(session, ActionFilter(group_id=group_id, audience=audience))
    dated = [row for row in opened if row.due.on is not None]
    return Briefing(
        group=session.get_one(Group, group_id).name,
        as_of=today,
        next_on=figures.headline.next_on,
        last_on=max((day for day in days if day < today), default=None),
        figures=figures,
        overdue=tuple(row for row in dated if row.due.on and row.due.on < today),
        due_next=tuple(row for row in dated if row.id in soon),
        slipped=_slipped(session, scope, opened),
        nobodys=tuple(row for row in opened if not row.owners),
        undated=tuple(row for row in opened if row.due.on is None),
        closed=_closed(session, scope, today),
    )


def withheld_from_briefing(session: Session, group_id: int, audience: Audience) -> tuple[str, ...]:
    """Return the texts of the group's actions that `audience` may not see."""
    everything = ActionFilter(group_id=group_id, statuses=tuple(ActionStatus), audience=audience)
    return withheld_action_texts(session, everything)


def _slipped(session: Session, scope: Scope, opened: tuple[ActionRow, ...]) -> tuple[SlippedRow, ...]:
    slips = slips_of_open(session, scope)
    found = [SlippedRow(row, *slips[row.id]) for row in opened if row.id in slips]
    often = (each for each in found if each.times >= OFTEN)
    return tuple(sorted(often, key=lambda each: (-each.times, -each.days, each.row.id)))


def _closed(session: Session, scope: Scope, today: date) -> tuple[ActionRow, ...]:
    wanted = ActionFilter(group_id=scope.group_id, statuses=DONE_STATUSES, audience=scope.audience)
    since = set(session.connection().scalars(closed_since(today)))
    rows = (row for row in list_actions(session, wanted) if row.id in since)
    return tuple(sorted(rows, key=_newest_first))


def _newest_first(row: ActionRow) -> tuple[int, int]:
    return (-row.done_on.toordinal() if row.done_on else 0, row.id)
