"""Lines as the points of a note: bullets and their levels, actions, decisions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sop_minutes.domain.grammar import action_text
from sop_minutes.domain.inline import Run, marked_up
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.importing.minutes.labels import (
    bracketed_task,
    kind_label,
    later_kind,
    leading_owner,
    names_its_owner,
)
from sop_minutes.importing.minutes.lines import Line, number_length, spaced, without_start
from sop_minutes.importing.minutes.numbers import Typed, typed_number
from sop_minutes.importing.minutes.people import owners
from sop_minutes.importing.minutes.runs import cut
from sop_minutes.importing.minutes.tasks import is_owner_only

_DEEPEST: Final = 4
_TAIL: Final = 40
_TASK = re.compile(r"^(?:\W*[A-Z@][\w .,&/'’()@\[\]-]{0,80}?\b(?:to|will)\s+[a-z]|(?:To|to)\s+[a-z])")
_INITIALS_AT_END = re.compile(r"\t+\s*([A-Z]{2,4}(?:\s*[/,&]\s*[A-Z]{2,4})*)\s*$")


class Points:
    """Makes points of the lines of one item, one after the other."""

    def __init__(self, *, actions: bool = False, spoken_of: frozenset[str] = frozenset()) -> None:
        """`actions`: the item's heading says that its bullets are actions. `spoken_of`: the families
        of Word's lists whose numbers are kept.
        """
        self._listing = actions
        self._spoken_of = spoken_of
        self._typed: list[Typed] = []
        self._bullets: list[tuple[str, int]] = []
        self._announced: PointKind | None = None
        self._announced_bullet: tuple[str, int] | None = None
        self._listed = False

    def of(self, line: Line) -> Iterator[PointSheet]:
        """Yield the points that `line` makes."""
        task = bracketed_task(line.raw)
        if task and not kind_label(line.raw):
            start, first, end = task
            yield from self._of(_part(line, 0, start))
            yield PointSheet(_part(line, first, end).marked, PointKind.ACTION)
            return
        later = later_kind(line.raw)
        if later > number_length(line.raw):
            rest = without_start(line, later)._replace(bullet=None)
            owner = owner_after_label(rest)
            if owner:
                yield owned(self._task(_part(line, 0, later)), owner)
                return
            yield from self._of(_part(line, 0, later))
            yield from self.of(rest)
            return
        yield from self._of(line)

    def _task(self, line: Line) -> PointSheet:
        """Return what `line` says as an action, the number before it after its words."""
        number = number_length(line.raw)
        level, bare = self._level(line), without_start(line, number)._replace(typed=number > 0)
        bare = bare._replace(number=spaced(line.raw[:number]) or line.number)
        return PointSheet(self._numbered(bare, bare.marked, PointKind.ACTION), level=level)

    def _of(self, line: Line) -> Iterator[PointSheet]:
        level = self._level(line)
        label = kind_label(line.raw)
        if label is None and line.numbered:
            bare = without_start(line, number_length(line.raw))
            label = kind_label(bare.raw)
            line = bare._replace(number=line.text[: line.numbered].strip(), typed=True) if label else line
        if label is None:
            kind = self._kind(line, level)
            yield PointSheet(self._numbered(line, _text(line, kind), kind), kind, level)
            return
        rest = without_start(line, label.end) if label.end else line
        if any(map(str.isalnum, rest.text)):
            text = self._numbered(line, _told(rest, label.kind), label.kind)
            yield PointSheet(text, label.kind, level, label.audience, ref=label.ref)
        else:
            self._announced = label.kind
            self._announced_bullet = line.bullet
            self._listed = False

    def _numbered(self, line: Line, text: str, kind: PointKind) -> str:
        """Return `text` with its number: one that was typed, or Word's if some text refers to that list."""
        if not (line.typed or (line.number and line.family in self._spoken_of)):
            return text
        return (
            f"{text} (no. {line.number.rstrip('.')})" if kind is PointKind.ACTION else f"{line.number} {text}"
        )

    def _kind(self, line: Line, level: int) -> PointKind:
        """Return what an unlabelled line is: what was announced for it, or an action by its own look."""
        if self._announced is not None:
            kind, after_list = self._announced, self._listed
            self._listed = level > 0
            if level == 0 or line.bullet == self._announced_bullet:
                self._announced = None
            if level or not after_list:
                return kind
        if names_its_owner(line.raw) or _INITIALS_AT_END.search(line.raw[-_TAIL:]):
            return PointKind.ACTION
        if self._listing and (line.bullet or line.numbered or _TASK.match(line.text[:120])):
            return PointKind.ACTION
        return PointKind.POINT

    def _level(self, line: Line) -> int:
        """Return how deep a bullet is among those before it; 0 for a paragraph, which ends a list."""
        bullet = line.bullet
        if bullet is None and line.auto == "outline" and any(b[0] == line.family for b in self._bullets):
            bullet = (line.family, line.depth)
        if bullet is None:
            self._bullets.clear()
            return self._typed_level(line)
        self._typed.clear()
        char, depth = bullet
        while (
            self._bullets and bullet not in self._bullets and self._is_deeper(self._bullets[-1], char, depth)
        ):
            self._bullets.pop()
        if bullet in self._bullets:
            del self._bullets[self._bullets.index(bullet) + 1 :]
        else:
            self._bullets.append(bullet)
        return min(len(self._bullets), _DEEPEST)

    def _typed_level(self, line: Line) -> int:
        """Return how deep a paragraph with a typed number is: 1.1 under 1, letters and Roman ones deeper.

        Numbers that are part of no number before them are paragraphs; a list of letters is bullets.
        """
        before = next((held.written for held in self._typed if held.sort == "a"), "")
        number = typed_number(line, before)
        if number is None:
            self._typed.clear()
            return 0
        same = next((at for at, held in enumerate(self._typed) if held.sort == number.sort), None)
        if same is not None:
            del self._typed[same:]
        elif number.sort.startswith("1"):
            self._typed = [held for held in self._typed if held.written == number.above]
        self._typed.append(number)
        paragraphs = 1 if self._typed[0].sort.startswith("1") else 0
        return min(len(self._typed) - paragraphs, _DEEPEST)

    @staticmethod
    def _is_deeper(held: tuple[str, int], char: str, depth: int) -> bool:
        """Say whether `held` is no parent of a bullet: of the same list and as deep, or indented more."""
        return held[1] >= depth if held[0] == char or held[1] != depth else False


def _part(line: Line, start: int, end: int) -> Line:
    return line._replace(runs=cut(line.runs, start, end), text=spaced(line.raw[start:end]))


def owner_after_label(line: Line) -> str:
    """Return whom `line` names as owners if that is all it says after "Action:"; "" for anything else."""
    label = kind_label(line.raw)
    if label is None or label.kind is not PointKind.ACTION or label.audience is not Audience.PUBLIC:
        return ""
    text = without_start(line, label.end).text.rstrip(".")
    return text if is_owner_only(text) else ""


def owned(point: PointSheet, owner: str) -> PointSheet:
    """Return `point` as an action of `owner`."""
    return replace(point, kind=PointKind.ACTION, text=action_text(point.text, owners(owner)))


def bold_point(line: Line) -> PointSheet:
    """Return a heading inside an item as the bold paragraph it becomes."""
    return PointSheet(marked_up([Run(line.text, bold=True)]))


def _told(line: Line, kind: PointKind) -> str:
    """Return what follows a label; of an action the owners who stand before it after it, as mentions."""
    owner, end = leading_owner(line.raw) if kind is PointKind.ACTION else ("", 0)
    return action_text(without_start(line, end).marked, owners(owner)) if owner else line.marked


def _text(line: Line, kind: PointKind) -> str:
    raw = line.raw
    found = _INITIALS_AT_END.search(raw[-_TAIL:]) if kind is PointKind.ACTION else None
    if found is None:
        return line.marked
    text = line._replace(runs=cut(line.runs, 0, max(0, len(raw) - _TAIL) + found.start()))
    return action_text(text.marked, owners(found[1]))
