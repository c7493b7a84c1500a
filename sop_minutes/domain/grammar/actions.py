"""An action's line: who owns it, what is to be done, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.due import find_due
from sop_minutes.domain.grammar.action_wording import Wording, masked
from sop_minutes.domain.grammar.owner_names import UNKNOWN, Owner
from sop_minutes.domain.grammar.owners import find_owners
from sop_minutes.domain.names import Directory
from sop_minutes.domain.sheets import Due


@dataclass(frozen=True, slots=True)
class ParsedAction:
    """What an action's line was understood to say. `sentence` is how a note prints it."""

    text: str
    owners: tuple[Owner, ...]
    due: Due
    due_span: tuple[int, int] | None
    sentence: str


_NOBODY = Directory()


_LONGEST = 5_000  # characters; what is longer was pasted, and is no line that names owners


def read_action(
    typed: str,
    said_on: date,
    directory: Directory = _NOBODY,
    *,
    here: frozenset[int] = frozenset(),
    diary: Sequence[date] = (),
) -> ParsedAction:
    """Return what `typed` (an action's line without its prefix) says, as of the meeting's date.

    Owners are `@` mentions, names before "to" or "will", names at the end in brackets, after a
    dash or after "Owner:", known people after "by", and a line that is nothing else. Never raises;
    what is not understood stays in `text`. `here` are the ids of the people at the meeting, `diary`
    the group's meeting dates, ascending.
    """
    if len(typed) > _LONGEST:
        return ParsedAction(typed.strip(), (), Due(), None, typed.strip())
    owners = find_owners(typed, directory, here)
    found = find_due(masked(typed, owners), said_on, diary)
    wording = Wording(typed, owners, found)
    return ParsedAction(
        text=wording.text(),
        owners=owners.named,
        due=found.due if found else Due(),
        due_span=(found.start, found.end) if found else None,
        sentence=wording.sentence(),
    )


def action_text(text: str, owners: Sequence[str] = (), due_as_written: str = "") -> str:
    """Return the line that says `text`, `owners` and a due date that came from separate fields."""
    parts = [text.strip(), *(_mention(owner) for owner in owners)]
    if due_as_written.strip():
        parts.append(f"(due {due_as_written.strip()})")
    return " ".join(part for part in parts if part)


def _mention(owner: str) -> str:
    plain = owner.replace("[", "(").replace("]", ")").strip()
    unknown = UNKNOWN.match(plain)
    return f"@{plain}" if unknown and unknown.end() == len(plain) else f"@[{plain}]"
