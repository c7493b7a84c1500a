"""Two files side by side: what went out and what came back, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.copy import Copy, CopyBlock, CopyComment, Hand
from sop_minutes.domain.returned.matching import Group, groups_of, own_mark
from sop_minutes.domain.returned.ordering import moved_in
from sop_minutes.domain.returned.views import Seen, accepted, rejected


class Place(NamedTuple):
    """Where a change stands in the copy: at a block of it, or after it what is gone, in its old order."""

    number: int
    gone: int = -1


class Comparing:
    """Two files side by side: what went out, `was`, and what it is `now`, all changes accepted."""

    def __init__(self, base: Copy, copy: Copy) -> None:
        self.base, self.copy = base, copy
        self.was, self.now = accepted(base.blocks), accepted(copy.blocks)
        self.groups = groups_of(self.was, self.now)
        self.moved = moved_in(self.was, self.now, self.groups)
        self._of_now = {number: group for group in self.groups for number in group.now}
        self.gone = sorted(set(range(len(self.was))) - {one for group in self.groups for one in group.was})
        self._lost = _Lost(self)

    def key(self, number: int) -> str:
        """Return by what a block that went out is named."""
        return own_mark(self.was[number]) or f"#{number}"

    def changes(self) -> Iterator[tuple[Place, CopyChange]]:
        """Yield each change with its place in the copy."""
        for group in self.groups:
            for change in self._of_group(group):
                yield Place(group.now[0]), change
        for seen in self.now:
            if seen.number not in self._of_now:
                comments = self._comments((seen.number,))
                change = CopyChange(
                    ChangeKind.NEW, (), self._under(seen), (), (seen.said,), seen.hands, comments
                )
                yield Place(seen.number), change
        for one in self.gone:
            hands, comments = self._lost.of(one)
            before = max((group.now[-1] for group in self.groups if group.was[0] < one), default=-1)
            under, said = self._was_under(one), self.was[one].said
            change = CopyChange(ChangeKind.DELETED, (self.key(one),), under, (said,), (), hands, comments)
            yield Place(before, one), change

    def _of_group(self, group: Group) -> Iterator[CopyChange]:
        """Yield what was done to blocks: one change, but what was moved and split or joined was both."""
        was = tuple(self.was[number] for number in group.was)
        now = tuple(self.now[number] for number in group.now)
        kind, comments = self._kind(group, was, now), self._comments(group.now)
        hands = tuple(dict.fromkeys(hand for seen in now for hand in seen.hands))
        if kind is None:
            if not comments:
                return
            kind, hands = ChangeKind.COMMENT, tuple(dict.fromkeys(said.hand for said in comments))
        keys, under = tuple(self.key(number) for number in group.was), self._under(now[0])
        if kind in (ChangeKind.SPLIT, ChangeKind.JOINED) and group in self.moved:
            yield CopyChange(ChangeKind.MOVED, keys[:1], under, (was[0].said,), (was[0].said,), hands)
        yield CopyChange(
            kind,
            keys,
            under,
            tuple(seen.said for seen in was),
            (_kept_form(was[0], now[0]), *(seen.said for seen in now[1:])),
            hands,
            comments,
        )

    def _kind(self, group: Group, was: tuple[Seen, ...], now: tuple[Seen, ...]) -> ChangeKind | None:
        if len(was) > 1:
            return ChangeKind.JOINED
        if len(now) > 1:
            return ChangeKind.SPLIT
        rewords = was[0].key != now[0].key
        forms = _form(was[0]) != _form(now[0]) and not now[0].took_form
        if group in self.moved:
            return ChangeKind.MOVED_REWORDED if rewords or forms else ChangeKind.MOVED
        if rewords:
            return ChangeKind.REWORDED
        return ChangeKind.FORMED if forms else None

    def _under(self, seen: Seen) -> tuple[str, ...]:
        """Return the marks of what stands before a block in the copy, the nearest first."""
        found = []
        is_section = self._of_now.get(seen.number) in self.moved and seen.said.heading
        for number in range(seen.number - 1, -1, -1):
            group = self._of_now.get(number)
            if group is None or seen.number in group.now:
                continue
            mark, heading = own_mark(self.was[group.was[0]]), self.now[number].said.heading
            if not mark or self.was[group.was[0]].is_title:
                continue
            if heading or not is_section:
                found.append(mark)
            if heading and not is_section:
                break
        return tuple(dict.fromkeys(found))

    def _was_under(self, one: int) -> tuple[str, ...]:
        """Return the marks of what a block that is gone stood after, the nearest first, up to its heading."""
        found: list[str] = []
        above = self.was[:one] if own_mark(self.was[one]) else []
        for seen in reversed(above):
            if seen.is_title:
                break
            found += filter(None, [own_mark(seen)])
            if seen.said.heading:
                break
        return tuple(found)

    def _comments(self, numbers: Sequence[int]) -> tuple[CopyComment, ...]:
        own = [comment for number in numbers for comment in self.now[number].comments]
        return (*own, *(comment for number in numbers for comment in self._lost.comments_at(number)))


class _Lost:
    """Whose hands took out what is gone, and what is said at places that are gone."""

    def __init__(self, comparing: Comparing) -> None:
        blocks = comparing.copy.blocks
        self._blocks = blocks
        self._there = {place: seen.number for seen in comparing.now for place in seen.raw}
        is_tracked = any(not block.end.is_there or _is_tracked(block) for block in blocks)
        before = rejected(blocks) if is_tracked else []
        self._seen = {
            one: [before[number] for number in group.now]
            for group in groups_of(comparing.was, before)
            for one in group.was
        }
        self._stray: dict[int, list[CopyComment]] = {}
        self._gather(comparing)

    def of(self, one: int) -> tuple[tuple[Hand, ...], tuple[CopyComment, ...]]:
        """Return who took out a block that went out, and what is said of it."""
        found = self._seen.get(one, ())
        hands = tuple(dict.fromkeys(hand for seen in found for hand in seen.hands))
        places = (place for seen in found for place in seen.raw if place not in self._there)
        return hands, tuple(comment for place in places for comment in self._blocks[place].comments)

    def comments_at(self, number: int) -> Sequence[CopyComment]:
        """Return what is said at places that are gone after a block of the copy, and of nothing else."""
        return self._stray.get(number, ())

    def _gather(self, comparing: Comparing) -> None:
        of_gone = {place for one in comparing.gone for seen in self._seen.get(one, ()) for place in seen.raw}
        for place, block in enumerate(self._blocks):
            if block.comments and place not in self._there and place not in of_gone:
                before = [self._there[other] for other in range(place) if other in self._there]
                self._stray.setdefault(before[-1] if before else 0, []).extend(block.comments)


def _is_tracked(block: CopyBlock) -> bool:
    return any(span.hand is not None for span in block.spans)


def _kept_form(was: Seen, now: Seen) -> Block:
    """Return what a block says now, in the form it had where it took that of a paragraph that is gone."""
    if not now.took_form:
        return now.said
    return replace(now.said, heading=was.said.heading, level=was.said.level)


def _form(seen: Seen) -> tuple[bool, int]:
    return (seen.said.heading, 0 if seen.said.heading else seen.said.level)
