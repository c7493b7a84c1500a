"""The lists of decisions and actions at the end of a copy: they repeat the note, which alone is taken."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from sop_minutes.commands.copies.prints import same_words
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import NoteSheet, PointSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import PointKind


def without_listed(copy: NoteSheet, held: NoteSheet) -> NoteSheet:
    """Return `copy` without the rows of its list of actions that have a line in `held`, a kept note.

    Nor does it say any more what has become of actions that have a reference: the register knows that.
    """
    refs = {p.action.ref for item in held.items for p in item.points if p.action}
    rows = [f"(Ref: {row.ref})" for row in copy.listed if row.ref in refs]
    items = []
    for item in copy.items:
        rest = [point for point in item.points if not any(row in point.text for row in rows)]
        points = tuple(replace(point, became=None) if point.ref else point for point in rest)
        if points or not item.points:
            items.append(replace(item, points=points))
    return replace(copy, items=tuple(items))


def list_remarks(copy: NoteSheet, printed: NoteSheet | None, *, gone: Collection[str]) -> Iterator[str]:
    """Yield what the lists of a copy say otherwise than those of `printed`, one that was not corrected.

    `gone` are the references of actions whose lines are no longer in the copy.
    """
    if printed is None or not copy.listed:
        return
    for row in copy.listed:
        if any(_says_the_same(row, before) for before in printed.listed):
            if row.ref in gone:
                yield f"The list of actions still has {row.ref}, which is no longer in the note."
        elif row.kind is PointKind.ACTION:
            yield f"The list of actions says otherwise of {row.ref}, which is not taken: {_shown(row)}"
        elif squash(row.text) not in _decisions(copy):
            yield f"The list of decisions says otherwise, which is not taken: {_shown(row)}"
    yield from _left_out(copy, printed, gone)


def _left_out(copy: NoteSheet, printed: NoteSheet, gone: Collection[str]) -> Iterator[str]:
    """Yield what was taken out of the lists of a copy, but not out of the note before them."""
    refs = {row.ref for row in copy.listed}
    for row in printed.listed:
        if row.ref and row.ref not in refs and row.ref not in gone:
            yield f"{row.ref} was taken out of the list of actions only, and stays in the note."
    before, now = ([row for row in note.listed if not row.ref] for note in (printed, copy))
    texts = {squash(row.text) for row in now}
    for row in before if len(now) < len(before) else ():
        if squash(row.text) not in texts and squash(row.text) in _decisions(copy):
            yield f"This was taken out of the list of decisions only, and stays in the note: {_shown(row)}"


def _says_the_same(row: PointSheet, before: PointSheet) -> bool:
    """Say whether a row was not corrected; what was open when it was printed may be closed by now."""
    as_it_was = row.became is None or row.became == before.became
    return as_it_was and (row.ref, same_words(row.text)) == (before.ref, same_words(before.text))


def _decisions(note: NoteSheet) -> set[str]:
    """Return how the list of decisions words those of `note`, letters only."""
    return {
        squash(f"{plain_text(point.text)}{item.title}")
        for item in note.items
        for point in item.points
        if point.kind is PointKind.DECISION
    }


def _shown(row: PointSheet) -> str:
    text = " ".join(plain_text(row.text).replace(f"(Ref: {row.ref})", " ").split())
    return f"{text} – {row.became.as_written}" if row.became else text
