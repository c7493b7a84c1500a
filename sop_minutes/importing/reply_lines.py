"""Answers typed as lines of text: ``CG 17/12 done``, above, below or between what is quoted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sop_minutes.domain.chasing import find_code
from sop_minutes.domain.replies import Told
from sop_minutes.domain.reply_words import read_words
from sop_minutes.importing.reply_blocks import Block, Grid, Line
from sop_minutes.importing.reply_refs import NUMBERED, Named, begins_with, find_refs, named_at_end, without
from sop_minutes.importing.reply_tables import is_heading, read_grid

MOST_ANSWERS: Final = 500
_LONGEST_QUOTE: Final = 300
_MOST_OF_NAME: Final = 3
_LEADS_ON: Final = frozenset("by with see as into under of to for in from per via like and than".split())
_IDLE: Final = re.compile(
    r"(?:(?:dear|hi|hello|hey)(?: \w+){0,3}|(?:good )?(?:morning|afternoon|evening)(?: \w+){0,2}|all)?\W*"
    r"|page \d+(?: of \d+)?",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"(?:(?:many|with) )?(?:thanks|thank you|cheers)(?: (?:again|all|both|very much))?\W*(?:\w{1,20})?",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(
    r"-{2,3}|(?:(?:with|very|many|kind|kindest|best|warm|thanks|and) )*(?:regards|wishes)\W*(?:\w{1,20})?"
    r"|all the best\W*|yours \w+\W*|sent from my\b.*|get outlook\b.*",
    re.IGNORECASE,
)
# What a chaser and its form say beside the actions; the tests hold them against what is written.
_AS_SENT: Final = re.compile(
    r"To answer, fill in the attached|Under “How it stands” type|Please save the form and send it back "
    r"|Reply form R-|Actions (?:of|as at) |As at \d"
)
_DUE: Final = re.compile(r"Due: (?P<said>.*)")
_FROM: Final = re.compile(r"From: .*")
_WHOSE: Final = re.compile(r"(?P<how>You are asked|Owned) (?:on behalf of|as|with) .*")


@dataclass(slots=True)
class Reading:
    """What was read: answers, sentences on what was left out, and lines that say something else."""

    answers: list[Told] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    """The actions that are spoken of in what is quoted with marks, and are not answered."""

    def sentences(self) -> tuple[str, ...]:
        """Return what is to be said of what was left out."""
        beside = " ".join(self.beside)
        more = "…" if len(beside) > _LONGEST_QUOTE else ""
        said = [f"Not taken as an answer: “{beside[:_LONGEST_QUOTE]}{more}”."] if beside else []
        if len(self.answers) > MOST_ANSWERS:
            said.append(f"Only the first {MOST_ANSWERS} answers in it were taken.")
        return (*dict.fromkeys(self.left_out), *said)


def read_blocks(blocks: Iterable[Block], on: date, *, is_own: bool = True) -> Reading:
    """Return what lines and tables say of actions on a day.

    `is_own` is False for a message that was sent from here and is quoted: only what was typed beside its
    actions is an answer.
    """
    reader = _Reader(on, is_own=is_own)
    for block in blocks:
        if len(reader.reading.answers) > MOST_ANSWERS:
            break
        reader.read(block)
    reader.end()
    return reader.reading


@dataclass(slots=True)
class _Item:
    """The line that names an action, and what came under it.

    `as_sent`: it is numbered, as it was sent; `quoted`: it has marks of quotation; `alone`: it says
    nothing else. Under it came `has_due` and `has_from`, its other lines as they were sent, or a `gap`
    in the quotation.
    """

    named: Named = Named((), "")  # noqa: RUF009 - frozen
    said: list[str] = field(default_factory=list)
    due: str = ""
    as_sent: bool = False
    quoted: bool = False
    alone: bool = False
    has_due: bool = False
    has_from: bool = False
    whose: tuple[str, ...] = ()
    gap: bool = False

    def answers(self) -> list[Told]:
        """Return what is said of each action that is named."""
        said = "\n".join(self.said).strip()
        return [Told(ref, said, due=self.due, as_sent=self.as_sent) for ref in self.named.refs]


class _Reader:
    """Goes through the lines; those under a reference go on with it."""

    def __init__(self, on: date, *, is_own: bool) -> None:
        self.reading = Reading()
        self._on = on
        self._is_own = is_own
        self._item = _Item()
        self._is_signed = self._is_thanked = False
        """Whether what follows is a name and an address; after mere thanks, only until the next gap."""

    def read(self, block: Block) -> None:
        """Take the next line or table."""
        if isinstance(block, Grid):
            self.end()
            for found in read_grid(block):
                self._take(found)
        elif block.depth:
            self._read_quoted(block.text)
        elif not block.text:
            self._read_gap()
        else:
            self._read_line(block.text)

    def end(self) -> None:
        """End the answer that is being read."""
        if self._item.quoted and not self._item.said:
            self.reading.quoted += self._item.named.refs
        else:
            self.reading.answers += self._item.answers()
        self._item = _Item()

    def _take(self, found: Told | Line | str) -> None:
        if isinstance(found, Told):
            self.reading.answers.append(found)
        elif isinstance(found, Line):
            self.read(found)
        else:
            self.reading.left_out.append(found)

    def _read_quoted(self, text: str) -> None:
        self._is_signed = False
        named = begins_with(text)
        if named and not named.is_bare:
            self.end()
            self._item = _Item(named, quoted=True)
        elif self._item.said or (text and self._item.gap) or not self._item.quoted:
            self.end()
        else:
            self._item.gap = not text

    def _read_gap(self) -> None:
        if self._is_thanked:
            self._is_signed = False
        waits = self._item.alone or (self._item.has_due and len(self._item.said) == 1)
        if self._item.said and not waits:
            self.end()

    def _read_line(self, text: str) -> None:
        if _AS_SENT.match(text):
            self.end()
            self._is_signed = False
            return
        if _SIGNATURE.fullmatch(text) or _THANKS.fullmatch(text):
            self.end()
            self._is_signed = True
            self._is_thanked = not _SIGNATURE.fullmatch(text)
            return
        named = begins_with(text)
        if named and (not named.is_bare or self._is_bare_answer(named)):
            self._begin(text, named)
        elif not self._ends_with_refs(text):
            self._go_on(text)

    def _begin(self, text: str, named: Named) -> None:
        self.end()
        self._is_signed = False
        rest, following = self._parted(named.rest)
        said = [rest] if rest else []
        self._item = _Item(named, said, as_sent=bool(NUMBERED.match(text)), alone=not rest)
        if following:
            self._read_line(following)

    def _parted(self, rest: str) -> tuple[str, str]:
        """Part what is said of an action from another one that the same line goes on with."""
        places = find_refs(rest)
        if places and not re.search(r"\w", without(rest, places)):
            return "", ""
        for place in places:
            before = rest[: place.start].rstrip(" ,;.&/")
            last = before.rpartition(" ")[2].lower()
            named = begins_with(rest[place.start :])
            if named and last not in _LEADS_ON and self._says(before) and self._says(named.rest):
                return before, rest[place.start :]
        return rest, ""

    def _says(self, words: str) -> bool:
        read = read_words(words, self._on)
        return read.status is not None or read.due is not None

    def _is_bare_answer(self, named: Named) -> bool:
        """Say whether figures are a reference without its group's code, no date: “17/1 done”."""
        return (not self._item.named.refs or self._item.named.is_bare) and self._says(named.rest)

    def _ends_with_refs(self, text: str) -> bool:
        """Take “Done: CG 17/1”. Say whether it was that."""
        found = named_at_end(text)
        if found is None or not self._says(found[0]):
            return False
        self.end()
        self.reading.answers += [Told(ref, found[0]) for ref in found[1].refs]
        return True

    def _go_on(self, text: str) -> None:
        item = self._item
        due = _DUE.fullmatch(text) if item.as_sent and not item.has_due else None
        if due:
            item.has_due, item.due = True, due["said"]
        elif item.has_due and not item.has_from and _FROM.fullmatch(text):
            item.has_from = True
        elif item.has_from and (whose := _WHOSE.fullmatch(text)) and whose["how"] not in item.whose:
            item.whose += (whose["how"],)
        elif item.named.refs:
            item.said.append(text)
        elif self._is_own and (find_refs(text) or not (self._is_name(text) or _is_idle(text))):
            self.reading.beside.append(text)

    def _is_name(self, text: str) -> bool:
        """Say whether a line is of a signature; after mere thanks that is a few words."""
        return self._is_signed and not (self._is_thanked and len(text.split()) > _MOST_OF_NAME)


def _is_idle(text: str) -> bool:
    """Say whether a line says nothing: a greeting, a ruler, a heading of the form, a code alone."""
    return bool(_IDLE.fullmatch(text)) or is_heading(text) or _is_code(text)


def _is_code(text: str) -> bool:
    code = find_code(text)
    return bool(code) and len(text) <= len(code) + 2
