"""What of a copy stands elsewhere than it did: as few moves as there can be."""

from collections.abc import Sequence

from sop_minutes.domain.returned.matching import Group, own_mark
from sop_minutes.domain.returned.views import Seen

_STAYS = 1_000_000
_TRACKED = 0.5


def moved_in(was: Sequence[Seen], now: Sequence[Seen], groups: Sequence[Group]) -> set[Group]:
    """Return what was moved: an item's heading, with all that stayed under it, or a block by itself.

    Of two that changed places, the one that the file says was moved, or else the shorter. Only what has
    a record moves.
    """
    placed = [group for group in groups if own_mark(was[group.was[0]]) and not was[group.was[0]].is_title]
    headings = [group for group in placed if _is_heading(group, was, now)]
    moved = set(headings) - _longest(headings, {group: _weight(group, was, now) for group in headings})
    order = [group for section in _sections(placed, headings, moved) for group in section]
    weights = {group: _STAYS if group in headings else _weight(group, was, now) for group in placed}
    return moved | (set(order) - _longest(order, weights))


def _is_heading(group: Group, was: Sequence[Seen], now: Sequence[Seen]) -> bool:
    return was[group.was[0]].said.heading and now[group.now[0]].said.heading


def _weight(group: Group, was: Sequence[Seen], now: Sequence[Seen]) -> float:
    if any(now[number].came for number in group.now):
        return _TRACKED
    return 1 + min(len(was[group.was[0]].text), 999) / 1_000_000


def _sections(placed: Sequence[Group], headings: Sequence[Group], moved: set[Group]) -> list[list[Group]]:
    """Return the items, each with what went out under it, in the order in which their headings stand now."""
    sections: dict[Group | None, list[Group]] = {None: []}
    last: Group | None = None
    for group in placed:
        if group in headings:
            last = group
            sections[last] = []
        sections[last].append(group)
    order: list[Group | None] = [None, *(group for group in headings if group not in moved)]
    before: Group | None = None
    for group in sorted(headings, key=lambda group: group.now):
        if group in moved:
            order.insert(order.index(before) + 1, group)
        before = group
    return [sections[group] for group in order]


def _longest(groups: Sequence[Group], weights: dict[Group, float]) -> set[Group]:
    """Return the heaviest run of `groups` that stand in the same order now."""
    best: list[tuple[float, int | None]] = []
    for at, group in enumerate(groups):
        held = [(best[before][0], -before) for before in range(at) if groups[before].now < group.now]
        weight, before = max(held, default=(0.0, 1))
        best.append((weight + weights[group], None if before == 1 else -before))
    kept: set[Group] = set()
    step = max(range(len(best)), key=lambda at: best[at][0], default=None)
    while step is not None:
        kept.add(groups[step])
        step = best[step][1]
    return kept
