"""Sentences that tell a person what an import found, and what it left out."""

from collections.abc import Iterator

from sop_minutes.importing.word.blocks import Tally

_PARTS = {
    "styles": "styles",
    "numbering": "list numbers",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "headers",
    "footer": "footers",
    "properties": "properties",
}


def left_out(tally: Tally, not_placed: int) -> Iterator[str]:
    """Yield what was left out on purpose, what could not be read, and what found no place."""
    hidden = [
        count_of(count, f"{kind} passage")
        for count, kind in ((tally.deleted, "deleted"), (tally.hidden, "hidden"))
        if count
    ]
    if hidden:
        yield f"{' and '.join(hidden)} {_were(tally.deleted + tally.hidden)} left out."
    for count, thing in (
        (tally.comments, "comment"),
        (tally.pictures, "picture"),
        (tally.inserted_files, "inserted file"),
    ):
        if count:
            yield f"{count_of(count, thing)} {_were(count)} left out."
    if tally.links:
        address = "a link leads" if tally.links == 1 else f"{tally.links} links lead"
        yield f"Where {address} is no web or mail address, and was left out; the words of it are kept."
    damaged = list(dict.fromkeys(_PARTS.get(part, part) for part in tally.damaged))
    if damaged:
        yield f"The file's {' and '.join(damaged)} could not be read."
    if not_placed:
        yield (
            f"{count_of(not_placed, 'paragraph')} could not be placed and "
            f"{'is' if not_placed == 1 else 'are'} kept under Not placed."
        )


def count_of(count: int, thing: str) -> str:
    """Return "1 comment", "3 comments"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
