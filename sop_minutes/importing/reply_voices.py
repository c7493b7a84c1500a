"""Whose words are whose in a message: its sender's own, and the messages that it quotes below them."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from sop_minutes.domain.text import clean_line
from sop_minutes.importing.reply_blocks import Block, Line

_RULE: Final = re.compile(
    r"(?:[-_]{2,} ?(?:original|forwarded) message\b.*|begin forwarded message:?|_{20,}|-{20,})", re.IGNORECASE
)
_FROM: Final = re.compile(r"\*{0,2}from:\*{0,2} ?(?P<who>.+)", re.IGNORECASE)
_HEADER: Final = re.compile(r"\*{0,2}(?:from|sent|date|to|cc|subject|importance|reply-to):.*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[<\[(]?(?:mailto:)?(?P<address>[^\s<>\[\]()]+@[^\s<>\[\]()]+)[>\])]?")
_WROTE: Final = re.compile(r"on\b.{5,240}\b(?:wrote|writes):", re.IGNORECASE)
_WRAPPED: Final = 3
_AHEAD: Final = 30


class Quoted(NamedTuple):
    """A message that is quoted below without marks, and who wrote it."""

    sender: str
    address: str
    blocks: tuple[Block, ...]


def part_voices(blocks: Sequence[Block]) -> tuple[list[Block], list[Quoted]]:
    """Return what a message says itself, and the messages that follow in it.

    Lines with quotation marks stay: who answers may have typed between them.
    """
    own: list[Block] = []
    below: list[tuple[str, str, list[Block]]] = []
    at = 0
    while at < len(blocks):
        length, who = _heading_at(blocks, at)
        if not length:
            (below[-1][2] if below else own).append(blocks[at])
        elif not _marks_follow(blocks, at + length):
            below.append((*_sender(who), []))
        at += max(length, 1)
    return own, [Quoted(sender, address, tuple(held)) for sender, address, held in below]


def _heading_at(blocks: Sequence[Block], at: int) -> tuple[int, str]:
    """Return how many lines from there introduce another message, 0 for none, and who wrote that."""
    first = _line(blocks, at)
    if not first:
        return 0, ""
    if first[:2].lower() == "on":
        for many in range(1, _WRAPPED + 1):
            joined = " ".join(_line(blocks, at + more) for more in range(many))
            if _WROTE.fullmatch(joined):
                return many, ""
        return 0, ""
    ruled = _RULE.fullmatch(first)
    start = at + 1 if ruled else at
    while ruled and start < len(blocks) and blocks[start] == Line(""):
        start += 1
    count = _headers_from(blocks, start)
    found = _FROM.fullmatch(_line(blocks, start)) if count else None
    by_address = found and _ADDRESS.search(found["who"])
    if found and (ruled or count > 1 or by_address):
        return start + count - at, found["who"]
    said = bool(ruled and re.search(r"message", first, re.IGNORECASE))
    return (start - at if said or first.startswith("_" * 20) else 0), ""


def _headers_from(blocks: Sequence[Block], start: int) -> int:
    count = 0
    while _HEADER.fullmatch(_line(blocks, start + count)):
        count += 1
    return count


def _line(blocks: Sequence[Block], at: int) -> str:
    """Return a line that is not quoted, "" for anything else."""
    block = blocks[at] if at < len(blocks) else None
    return block.text if isinstance(block, Line) and not block.depth else ""


def _marks_follow(blocks: Sequence[Block], at: int) -> bool:
    """Say whether what follows is quoted with marks, so that it ends where they do."""
    following = islice(blocks, at, at + _AHEAD)
    said = next((block for block in following if block != Line("")), None)
    return isinstance(said, Line) and said.depth > 0


def _sender(who: str) -> tuple[str, str]:
    found = _ADDRESS.search(who)
    name = clean_line(who[: found.start()] if found else who).strip(" \"'<*")
    return name, found["address"].removeprefix("mailto:") if found else ""
