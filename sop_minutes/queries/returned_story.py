"""What a change of a returned copy is, in words: whose, what was done, and all of it in one sentence."""

from collections.abc import Mapping, Sequence

from sop_minutes.domain.circulating import counted
from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.copy import Trace
from sop_minutes.domain.returned.words import WordSpan
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import NOTE_NAMES, ChangeState, seen_by
from sop_minutes.queries.returned_copies import CopyRow
from sop_minutes.queries.returned_rows import Narrowed, ReturnedRow

_NUMBERS = {2: "two", 3: "three", 4: "four"}
_LONGEST = 60


def copy_words(copy: CopyRow) -> str:
    """Return which note of its meeting a copy is a copy of."""
    return capitalised(f"{NOTE_NAMES[copy.audience]}{_circulation(copy.circulation)}")


def still_waiting(copies: Sequence[CopyRow]) -> str:
    """Return how many changes of copies wait, and whose: "2 changes in a copy from Ann Lee still wait"."""
    waiting = [copy for copy in copies if copy.waiting]
    many = sum(copy.waiting for copy in waiting)
    if not many:
        return ""
    *first, last = dict.fromkeys(copy.from_name for copy in waiting)
    whose = f"{', '.join(first)} and {last}" if first else last
    of = "a copy" if len(waiting) == 1 else "copies"
    return f"{counted(many, 'change')} in {of} from {whose} still {'waits' if many == 1 else 'wait'}"


def of_words(note: str, meeting: str, circulation: int | None) -> str:
    """Return which note of which meeting a file is a copy of."""
    return capitalised(f"{note} of {meeting}{_circulation(circulation)}")


def came_before(name: str, copy: CopyRow) -> str:
    """Return why a file is not taken once more."""
    came = f"from {copy.from_name} on {format_date(copy.received_at.date())}"
    return f"{name} came before, {came}. Nothing was changed."


def whose_words(row: ReturnedRow) -> str:
    """Return whose change it is, and whose copy it is in where that is somebody else's."""
    if not row.who or row.who == row.from_name:
        return row.from_name
    return f"{row.who} (in the copy of {row.from_name})"


def when_words(row: ReturnedRow) -> str:
    """Return when a change was made, "" where the file does not say."""
    return format_date(row.at.date()) if row.at else ""


def done_words(row: ReturnedRow, note: Mapping[str, Block]) -> str:
    """Return what was done, "Moved: now after “…”"; `note` has the note's blocks by their records."""
    if row.kind is ChangeKind.NEW:
        return f"{_what(row.after)}, {_where(row, note)}"
    if row.kind in (ChangeKind.MOVED, ChangeKind.MOVED_REWORDED):
        return f"{capitalised(row.kind.value)}: now {_where(row, note)}{_with_form(row)}"
    if row.kind is ChangeKind.SPLIT:
        return f"Split in {_many(row.after)}"
    if row.kind is ChangeKind.JOINED:
        return f"{capitalised(_many(row.before))} joined into one"
    if row.kind is ChangeKind.FORMED:
        return f"Was {_form(row.before[0])}, becomes {_form(row.after[0])}"
    if row.kind is ChangeKind.DELETED:
        return "Heading deleted" if row.before[0].heading else "Deleted"
    if row.kind is ChangeKind.REWORDED:
        said = "Heading reworded" if row.after[0].heading and row.before[0].heading else "Reworded"
        return f"{said}{_with_form(row)}"
    return _OTHERS[row.kind]


def standing_words(row: ReturnedRow) -> str:
    """Return how it stands with a change."""
    if row.is_conflict:
        return "changed here since"
    if row.is_there:
        return "in the note already"
    if row.state is ChangeState.ACCEPTED and row.instead:
        return "accepted in other words"
    if row.state is ChangeState.ACCEPTED and row.kind is ChangeKind.NOT_FOLLOWED:
        return "noted"
    return row.state.value


def narrowing_words(narrowed: Narrowed) -> str:
    """Return what is to be said before a change is accepted that makes what is public so no more."""
    seen = seen_by(narrowed.audience)
    return (
        f"Accepted, it is {seen}: {why_narrowed(narrowed)}. If it may be wider, change its label afterwards."
    )


def narrowed_words(narrowed: Narrowed) -> str:
    """Return what is to be said once it is narrower."""
    why = f"{seen_by(narrowed.audience)} now: {why_narrowed(narrowed)}"
    return f"It is {why}. If it may be wider, change its label in the note."


def why_narrowed(narrowed: Narrowed) -> str:
    """Return why what a change makes is for so few."""
    return f"it says “{narrowed.words}”, which is" if narrowed.words else "it stands under what is"


def change_sentence(row: ReturnedRow, note: Mapping[str, Block], narrowed: Narrowed | None = None) -> str:
    """Return all there is to say of a change, as it is read out."""
    when = when_words(row)
    said = [f"{whose_words(row)}{f', {when}' if when else ''}: {done_words(row, note)}", *_texts(row)]
    said += [f"Comment: {line}" for line in row.comment.splitlines()]
    if row.is_conflict:
        is_shown = row.now and not row.is_hidden
        said.append(f"It was changed here since, and now says {now_words(row)}" if is_shown else row.conflict)
    elif row.is_there:
        said.append("The note says so already: accepted, it is not written again")
    elif row.state is ChangeState.WAITING and is_put_together(row):
        said.append(f"Put together with what was changed here since, it would read {_quoted(row.result)}")
    elif row.state is not ChangeState.WAITING:
        instead = f": “{plain_text(row.instead)}”" if row.instead else ""
        said.append(f"{capitalised(standing_words(row))}{instead}")
    if narrowed is not None:
        said.append(narrowing_words(narrowed))
    said += filter(None, (unfollowed_words(row),))
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said)


def unfollowed_words(row: ReturnedRow) -> str:
    """Return what is to be said of a change that is not made though it is accepted, "" for nothing."""
    return "" if row.instead else " ".join(row.unfollowed)


def is_put_together(row: ReturnedRow) -> bool:
    """Say whether accepting a change makes something else of it than the copy says."""
    return row.result is not None and row.result != row.after and bool(row.result)


def now_words(row: ReturnedRow) -> str:
    """Return what the blocks of a change say in the note now."""
    if not row.now or any(block is None for block in row.now):
        return "nothing: the block is no longer there, or not for that reader"
    return _quoted(tuple(block for block in row.now if block))


def gone_words(spans: Sequence[WordSpan], trace: Trace) -> list[str]:
    """Return the stretches of words that went, or those that came."""
    return [span.text.strip() for span in spans if span.trace is trace and span.text.strip()]


def _circulation(number: int | None) -> str:
    return f", circulation {number}" if number is not None else ""


def _texts(row: ReturnedRow) -> list[str]:
    """Return what went and what came, in sentences."""
    if row.kind is ChangeKind.COMMENT or not (row.before or row.after):
        return [f"On {_quoted(row.before)}"] if row.before else []
    if not row.before:
        return [f"It says {_quoted(row.after)}"]
    if not row.after:
        return [f"It said {_quoted(row.before)}"]
    if row.before == row.after:
        return [f"It says {_quoted(row.after)}"]
    said = [f"It said {_quoted(row.before)}", f"It is to say {_quoted(row.after)}"]
    spans = [span for pair in row.spans for span in pair]
    for trace, what in ((Trace.DELETED, "Taken out"), (Trace.INSERTED, "Put in")):
        if words := gone_words(spans, trace):
            said.append(f"{what}: {', '.join(f'“{one}”' for one in words)}")
    return said


def _quoted(blocks: Sequence[Block] | None) -> str:
    return " and ".join(f"“{plain_text(block.text)}”" for block in blocks or ())


def _what(blocks: Sequence[Block]) -> str:
    if len(blocks) > 1:
        return f"{capitalised(_many(blocks))} new"
    return f"New {_form(blocks[0]).partition(' ')[2]}"


def _many(blocks: Sequence[Block]) -> str:
    return _NUMBERS.get(len(blocks), str(len(blocks)))


def _form(block: Block) -> str:
    if block.heading:
        return "a heading"
    return ("a paragraph", "a bullet", "a bullet under a bullet")[min(block.level, 2)]


def _with_form(row: ReturnedRow) -> str:
    """Return the form that a block has now where that is another, too."""
    was, now = _form(row.before[0]), _form(row.after[0])
    if was != now:
        return f", and made {now}"
    return f", and made a bullet of level {row.after[0].level}" if _levels_differ(row) else ""


def _levels_differ(row: ReturnedRow) -> bool:
    return not row.after[0].heading and row.before[0].level != row.after[0].level


def _where(row: ReturnedRow, note: Mapping[str, Block]) -> str:
    found = next((note[record] for record in row.under if record in note), None)
    if found is None:
        return "at the beginning"
    text = plain_text(found.text)
    short = f"{text[:_LONGEST].rsplit(' ', 1)[0]} …" if len(text) > _LONGEST else text
    return f"after {'the heading ' if found.heading else ''}“{short}”"


_OTHERS = {
    ChangeKind.COMMENT: "A comment; no words were changed",
    ChangeKind.DETAILS: "Of the meeting itself",
    ChangeKind.LISTED: "In the lists at the end, which repeat the note",
    ChangeKind.NOT_TAKEN: "To be seen only: it cannot be taken by itself",
    ChangeKind.NOT_FOLLOWED: "To be noted only: the record does not follow it",
}
