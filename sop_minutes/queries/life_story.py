"""An action's life in sentences, oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sop_minutes.domain.actions import action_sentence, part_done
from sop_minutes.domain.done_days import day_done, without_day
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.replies import new_date, part_sender
from sop_minutes.domain.reviewing import HANDED_ON
from sop_minutes.domain.sheets import Due, PointSheet
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.queries.action_life import ActionLife, ChaserRow, Step
from sop_minutes.queries.due_changes import DueChange
from sop_minutes.queries.line_changes import LineChange
from sop_minutes.queries.mark_changes import MarkChange
from sop_minutes.queries.replies import ProposalRow

_STATUS = {
    ActionStatus.OPEN: "Open again.",
    ActionStatus.IN_PROGRESS: "In progress.",
    ActionStatus.CONFIRMED: "Confirmed as done.",
    ActionStatus.CANCELLED: "Cancelled.",
    ActionStatus.MERGED: "Merged into another action.",
}

_SEEN_BY = {
    Audience.PUBLIC: "Made public",
    Audience.MEMBERS: "Marked for members only",
    Audience.RESTRICTED: "Restricted",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happened on a day. `meeting` is the key of the meeting it was said at, "" for none."""

    on: date
    text: str
    meeting: str = ""
    meeting_id: int | None = None
    at: datetime | None = None
    """When that was entered, None where it is not known, or waits still."""


def life_story(life: ActionLife) -> tuple[Chapter, ...]:
    """Return all that happened to an action, and what waits to be decided of it."""
    told = [
        *(_step(step) for step in life.steps),
        *(_moved(change) for change in life.due_changes),
        *(_line(change) for change in life.line.changes),
        *(_marked(change) for change in life.mark_changes),
        *(_chased(chaser) for chaser in life.chasers),
        *_parts(life),
        *(_proposed(proposal) for proposal in life.proposals),
    ]
    return (*_raised(life), *sorted(told, key=_when))


def _when(chapter: Chapter) -> tuple[date, datetime]:
    """Return by what chapters are sorted: the day they are of, and within it when they were entered."""
    at = chapter.at or datetime.max.replace(tzinfo=UTC)
    return chapter.on, (at if at.tzinfo else at.replace(tzinfo=UTC))


def _raised(life: ActionLife) -> Iterator[Chapter]:
    row = life.row
    if row.raised_on is None:
        return
    if life.meeting_id is None:
        yield Chapter(row.raised_on, "Raised outside a note.")
        return
    under = f" under {plain_text(row.item)}" if row.item else ""
    said = _quoted(life.line.raised_as or life.said)
    yield Chapter(row.raised_on, f"Raised{under}: {said}.", row.meeting, life.meeting_id)


def _step(step: Step) -> Chapter:
    update, note = step.update, step.update.note
    said = []
    if step.merged_into:
        said.append(f"Merged into {step.merged_into}.")
    elif update.status is ActionStatus.DONE:
        done, note = _done(note, update.on)
        said.append(done)
    elif update.status:
        said.append(_STATUS[update.status])
    if update.due:
        said.append(_changed(step.due_before, update.due, step.who))
    if note:
        said.append(_sentence(f"{note}{_given_by(step)}"))
    if update.audience is Audience.RESTRICTED:
        said.append("(Restricted.)")
    # Where the log does not say when, it was before all that it tells of.
    at = step.at or datetime.min.replace(tzinfo=UTC)
    return Chapter(update.on, " ".join(said), update.meeting, update.meeting_id, at)


def _done(note: str, on: date) -> tuple[str, str]:
    """Return that it is done, and what a note says besides: not that once more, nor on which day."""
    noted, sender = part_sender(note)
    rest, day = without_day(noted, on), day_done(noted, on).on
    when = f" on {format_date(day)}" if rest != noted and day != on else ""
    done = f"Done{when}, to confirm"
    if not rest:
        return f"{done}{sender}.", ""
    return f"{done}.", f"{rest.rstrip(' .')}{sender}" if sender else rest


def _given_by(step: Step) -> str:
    handed_on = step.update.note.startswith(HANDED_ON) and step.update.audience is Audience.PUBLIC
    return f" (by {step.who})" if handed_on and step.who else ""


def _changed(before: Due | None, after: Due, who: str) -> str:
    by = f" by {who}" if who else ""
    if not after.as_written and after.on is None:
        return f"Due date taken away{by}."
    if before is None or not (before.as_written or before.on):
        return f"Due date set to {due_words(after)}{by}."
    if before == after:
        return f"Due date kept, {due_words(after)}{by}."
    later = before.on is None or after.on is None or after.on >= before.on
    moved = "Extended" if later else "Brought forward"
    return f"{moved} from {due_words(before)} to {due_words(after)}{by}."


def due_words(due: Due) -> str:
    """Return a due date in the middle of a sentence."""
    if due.precision is DuePrecision.NEXT_MEETING and due.on is not None:
        return format_date(due.on)
    return describe_due(due)


def _moved(change: DueChange) -> Chapter:
    said = _changed(change.before, change.after, change.who)
    return Chapter(_day(change.at), f"{said} Its line or the diary changed.", at=change.at)


def _line(change: LineChange) -> Chapter:
    by = f" by {change.who}" if change.who else ""
    if change.is_action is None:
        said = f"Its line was changed to {_quoted(change.text)}{by}."
    else:
        kinds = ("a point", "an action") if change.is_action else ("an action", "a point")
        said = f"Changed from {kinds[0]} to {kinds[1]}{by}."
    return Chapter(_day(change.at), said, at=change.at)


def _marked(change: MarkChange) -> Chapter:
    by = f" by {change.who}" if change.who else ""
    if change.audience is not None:
        said = f"{_SEEN_BY[change.audience]}{by}."
    elif change.priority:
        said = f"Priority set to {change.priority}{by}."
    else:
        said = f"Priority taken away{by}."
    return Chapter(_day(change.at), said, at=change.at)


def _quoted(line: str) -> str:
    return f"“{plain_text(action_sentence(PointSheet(line))).strip(' .')}”"


def _parts(life: ActionLife) -> Iterator[Chapter]:
    """Yield which of several owners had done their part before the whole was done."""
    for part in life.parts if len(life.parts) > 1 else ():
        is_told = any(part_done(part.name) in step.update.note for step in life.steps)
        if part.done_on is not None and part.done_on != life.row.done_on and not is_told:
            yield Chapter(part.done_on, f"{part.name} has done their part.")


def _chased(chaser: ChaserRow) -> Chapter:
    return Chapter(_day(chaser.at), f"Reminder drafted for {chaser.to_name}.", at=chaser.at)


def _proposed(proposal: ProposalRow) -> Chapter:
    said = [str(proposal.status)] if proposal.status else []
    note, done = proposal.note, proposal.done
    if done and not done.unclear:
        note = without_day(note, proposal.received_on)
        said = [f"done on {format_date(done.on)}"] if done.on != proposal.received_on else said
    if proposal.due:
        said.append(f"due {new_date(proposal.due, proposal.due_on)}")
    if note:
        said.append(f"“{note.strip(' .')}”")
    marked = " (Restricted.)" if proposal.audience is Audience.RESTRICTED else ""
    return Chapter(
        proposal.received_on,
        f"{proposal.from_name} proposes: {', '.join(said)}. It waits for an answer.{marked}",
    )


def _sentence(note: str) -> str:
    said = capitalised(plain_text(note).strip())
    return said if said.endswith((".", "!", "?", "…", ":", "”")) else f"{said}."


def _day(at: datetime) -> date:
    return at.astimezone().date()
