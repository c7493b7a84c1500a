"""An action at a glance: its pills, and what hangs on it."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.actions import is_open, standing
from sop_minutes.domain.due import format_date
from sop_minutes.domain.rag import DEFAULT_RULES, RAG_WORDS, Rag, RagRules, rag
from sop_minutes.queries.action_life import ActionLife, Part
from sop_minutes.queries.life_story import due_words
from sop_minutes.ui.actions.columns import audience_chip
from sop_minutes.ui.chips import Chip

_TONES = {Rag.RED: "late", Rag.AMBER: "soon", Rag.GREEN: "good", Rag.NONE: "doubt"}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Facts", words)


def due_chip(life: ActionLife, on: date, rules: RagRules = DEFAULT_RULES) -> Chip:
    """Return when an action is due, or how it was closed, in words and in the colour of the rules."""
    row = life.row
    if not is_open(row.status):
        return Chip(standing(row, on), "good")
    colour = rag(row.status, row.due, on, rules)
    due = due_words(row.due)
    if row.due.on is not None and row.due.on < on:
        return Chip(_tr("was due {0}").format(due), _TONES[colour])
    said = RAG_WORDS[colour]
    words = due if row.due.on is None else _tr("due {0}").format(due)
    return Chip(f"{words} · {said}" if colour is Rag.AMBER else words, _TONES[colour])


def fact_chips(life: ActionLife, on: date, rules: RagRules = DEFAULT_RULES) -> list[Chip]:
    """Return an action's owners, priority, due date, status and audience as chips."""
    row = life.row
    chips = [Chip(f"@ {owner}", "plain") for owner in row.owners] or [Chip(_tr("no owner"), "doubt")]
    if life.priority:
        chips.append(Chip(life.priority, "plain"))
    chips.append(due_chip(life, on, rules))
    if is_open(row.status):
        chips.append(Chip(str(row.status), "plain"))
    mark = audience_chip(row)
    return [*chips, mark] if mark is not None else chips


def spoken_chips(chips: Sequence[Chip]) -> str:
    """Return chips as they are read out."""
    return ", ".join(chip.text for chip in chips)


def part_lines(parts: Sequence[Part]) -> Iterator[str]:
    """Yield each owner's own part, where there is more than one."""
    for number, part in enumerate(parts if len(parts) > 1 else ()):
        leads = _tr(" (leads)") if number == 0 else ""
        done = _tr("done {0}").format(format_date(part.done_on)) if part.done_on else _tr("to do")
        yield f"{part.name}{leads}: {done}"


def tie_lines(life: ActionLife) -> Iterator[str]:
    """Yield which actions an action was merged into, or took in."""
    if life.merged_into:
        yield _tr("Goes on in {0}").format(life.merged_into)
    for ref in life.merged_from:
        yield _tr("Takes in {0}").format(ref)
