"""What a command says beside its result: what to look at, and what else changed with it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from sop_minutes.cli.context import quoted, remark, wrong_weekday
from sop_minutes.domain.due import describe_due, format_date, is_far_off, weekday_of
from sop_minutes.domain.grammar import looks_like
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ActionRow, Due, MeetingSheet, NoteSheet
from sop_minutes.domain.words import (
    KIND_LABELS,
    ActionStatus,
    Audience,
    DueRemark,
    PointKind,
    narrower,
    seen_by,
)
from sop_minutes.queries.cautions import LineRow, doubtful_texts, exposed_lines
from sop_minutes.queries.consequences import (
    actions_due_anew,
    actions_owned_anew,
    last_change,
    meetings_put_in_diary,
)
from sop_minutes.queries.partners import new_namesakes
from sop_minutes.queries.presenters import named_headings
from sop_minutes.queries.reviewed import reviewed_actions
from sop_minutes.queries.unknown_owners import UnknownOwner
from sop_minutes.storage.database import Database


@contextmanager
def telling(database: Database, *lines: Callable[[Database, int], Iterator[str]]) -> Iterator[None]:
    """Say afterwards what has come of what is done meanwhile; each of `lines` knows one kind of thing."""
    since = _newest_entry(database)
    yield
    for lines_since in lines:
        remark(*lines_since(database, since))


def new_owners(database: Database, since: int) -> Iterator[str]:
    """Yield which actions have an owner now whom nobody was known for before."""
    for row in database.read(actions_owned_anew, since):
        yield f"{row.ref} is now owned by {' and '.join(row.owners)}: {row.text}"


def namesakes(database: Database, since: int) -> Iterator[str]:
    """Yield who was added with a name so like another's that it may be one person."""
    for name, other in database.read(new_namesakes, since):
        yield f"{name} is new, and {other} is known already. If they are one person, say:"
        yield f"  sop-minutes people merge {quoted(name)} {quoted(other)}"


def new_dues(database: Database, since: int) -> Iterator[str]:
    """Yield which open actions are due on another day than before."""
    for row in database.read(actions_due_anew, since):
        yield f"{row.ref} is now due {describe_due(row.due)}: {row.text}"


def next_meetings(database: Database, since: int) -> Iterator[str]:
    """Yield which next meetings are in the diary now."""
    for day in database.read(meetings_put_in_diary, since):
        yield f"The next meeting, {format_date(day)}, is now in the diary, provisional."


def _newest_entry(database: Database) -> int:
    newest = database.read(last_change)
    return newest.entry if newest else 0


def unknown_owner_lines(owners: Iterable[UnknownOwner]) -> Iterator[str]:
    """Yield a line for each name as written of which it is not known who is meant."""
    refs: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for owner in owners:
        refs[owner.as_written, owner.may_be].append(owner.ref)
    for (as_written, may_be), of in refs.items():
        if may_be:
            *most, last = may_be
            yield f"{', '.join(of)}: “{as_written}” may be {', '.join(most)} or {last} – kept as written"
        else:
            yield f"{', '.join(of)}: nobody known as “{as_written}” – kept as written"


def public_lines(database: Database, meeting_id: int) -> Iterator[str]:
    """Yield a line for each text of a meeting that may be seen by more people than is meant."""
    for text in database.read(doubtful_texts, meeting_id):
        yield f"This line is public: {text}"
    for title in database.read(named_headings, meeting_id):
        yield f"This heading is public with a name in it: {title} (a presenter goes last: “… (Ann Lee)”)"
    for line in database.read(exposed_lines, meeting_id):
        seen = seen_by(line.point.audience)
        above = "a restricted one" if line.above is Audience.RESTRICTED else "one for members only"
        yield f"This line is {seen}, and stands right under {above}: {plain_text(line.point.text)}"


def unread_lines(meeting: MeetingSheet) -> Iterator[str]:
    """Yield a line for each plain text that may have been meant as an action or a decision."""
    texts = (p.text for item in meeting.note.items for p in item.points if p.kind is PointKind.POINT)
    for text in texts:
        kind = looks_like(text)
        if kind:
            if_meant = f"if it is {'an' if kind is PointKind.ACTION else 'a'} {kind}, begin it with"
            yield f"This line is plain text; {if_meant} “{KIND_LABELS[kind].strip()}”: {plain_text(text)}"


def reviewed_lines(database: Database, meeting_id: int, on: date) -> Iterator[str]:
    """Yield a line for each open action of another meeting that the note speaks of."""
    for action in database.read(reviewed_actions, meeting_id):
        of = f"of the meeting of {format_date(action.raised_on)}" if action.raised_on else "of the register"
        done = f'sop-minutes action "{action.ref}" --done {on}'
        yield f"{action.ref} is an action {of}; if it is done, say: {done}"


def changed_lines(before: Mapping[int, LineRow], after: Mapping[int, LineRow]) -> Iterator[str]:
    """Yield a line for each text that more people may see than before, and how many narrow ones are gone."""
    for id_, line in before.items():
        now = after.get(id_)
        if (
            now
            and now.kind is not PointKind.ACTION
            and narrower(now.audience, line.audience) is not now.audience
        ):
            yield f"This line was {seen_by(line.audience)}, and is {seen_by(now.audience)} now: {now.text}"
    gone = Counter(line.audience for id_, line in before.items() if id_ not in after)
    for audience in (Audience.RESTRICTED, Audience.MEMBERS):
        if gone[audience]:
            lines = "1 line that was" if gone[audience] == 1 else f"{gone[audience]} lines that were"
            yield f"{lines} {seen_by(audience)} {_is(gone[audience])} no longer in the note."


def marked_lines(said: NoteSheet, kept: MeetingSheet) -> Iterator[str]:
    """Yield a line for each action that the register keeps to fewer people than the note as it was typed."""
    for typed, item in zip(said.items, kept.note.items, strict=False):
        for before, point in zip(typed.points, item.points, strict=False):
            wanted = narrower(typed.audience, before.audience)
            if point.action and narrower(wanted, point.audience) is not wanted:
                ref, stays = point.action.ref, seen_by(point.audience)
                change = f'sop-minutes action "{ref}" --audience {wanted}'
                yield f"{ref} stays {stays}, as it was marked; if it need not, say: {change}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def not_for_everyone(rows: Sequence[ActionRow]) -> Iterator[str]:
    """Yield a line if some of a list's actions may not be published."""
    counts = Counter(row.audience for row in rows)
    narrow = [
        f"{counts[audience]} {_is(counts[audience])} {seen_by(audience)}"
        for audience in (Audience.RESTRICTED, Audience.MEMBERS)
        if counts[audience]
    ]
    if narrow:
        yield f"Not for publishing: of these {len(rows)} actions {' and '.join(narrow)}."


def odd_day_lines(on: date, today: date, other_weekday: str = "") -> Iterator[str]:
    """Yield a line for each thing that is odd about a meeting's day."""
    if other_weekday:
        yield wrong_weekday(on, other_weekday)
    if is_far_off(on, today):
        yield f"{format_date(on)} is far from today; if that is a slip, take it back with: sop-minutes undo"


def unconfirmed_lines(meeting: MeetingSheet) -> Iterator[str]:
    """Yield what to do where the day of a meeting that is settled is still to be confirmed."""
    if meeting.note.provisional:
        yield f"The date of {meeting.key} is still to be confirmed. If it stands, say:"
        yield "  " + ", ".join(
            f"sop-minutes meetings {verb} {meeting.key}{why}"
            for verb, why in (("reopen", ' --reason "its date stands"'), ("confirm", ""), ("approve", ""))
        )


def doubtful_due_lines(meeting: MeetingSheet) -> Iterator[str]:
    """Yield a line for each open action whose due date was read as something that was hardly meant."""
    points = (point for item in meeting.note.items for point in item.points)
    for action in (point.action for point in points if point.action is not None):
        if action.due.remark and action.status is ActionStatus.OPEN:
            yield f"{action.ref}: {doubtful_due(action.due)}"


def doubtful_due(due: Due, *, gone_by: str = DueRemark.PAST) -> str:
    """Return what a due date was read as that was hardly meant, and why; `gone_by` is said of one past."""
    as_read = f"read as {describe_due(due)}, " if due.on else ""
    why = str(due.remark)
    if due.on and due.remark is DueRemark.OTHER_WEEKDAY:
        why = f"a {weekday_of(due.on)}"
    elif due.remark is DueRemark.PAST:
        why = gone_by
    return f"“{due.as_written}” is {as_read}{why}"
