"""Any Unicode that a person or a paste can produce: changed only as documented, and never in the way."""

import random
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import inspect
from sqlmodel import Session

from sop_minutes.domain.addresses import check_address
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_action, read_note_text, write_note_text
from sop_minutes.domain.grammar.attendance import STATUSES, read_attendance
from sop_minutes.domain.grammar.headings import read_heading
from sop_minutes.domain.inline import inline_runs, inline_spans, marked_up
from sop_minutes.domain.keys import read_key
from sop_minutes.domain.member_list import read_members
from sop_minutes.domain.names import Directory, KnownName, NameKind, read_owners
from sop_minutes.domain.register import read_filter
from sop_minutes.domain.replies import part_sender
from sop_minutes.domain.text import clean_line, clean_text
from sop_minutes.queries.search import search
from sop_minutes.storage.database import Database
from tests.conftest import Partnership
from tests.faults.hostile import ANY, ODD
from tests.storage.every_command import CALLS, Caller
from tests.thorough import cases

DAY = date(2017, 11, 15)
SOME = settings(
    max_examples=cases(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_GONE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef]")


@settings(SOME, max_examples=cases(200))
@given(ANY)
def test_text_is_cleaned_of_what_is_documented_and_of_nothing_else(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert not _GONE.search(cleaned)
    assert not any(ord(letter) & 0xFFFE == 0xFFFE for letter in cleaned)
    kept = [
        c
        for c in text
        if not (_GONE.match(c) or ord(c) & 0xFFFE == 0xFFFE or c in "\r\n\x0b\x0c\x85\u2028\u2029")
    ]
    assert [c for c in cleaned if c != "\n"] == kept
    cleaned.encode()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_text_in_every_kind_of_line_is_kept_and_found(partnership: Partnership, odd: str) -> None:
    said = clean_line(" ".join(odd.split("\n")))
    lines = [f"# Title {odd} end", *(f"{kind}Word {odd} end" for kind in ("", "- ", "Agreed: ", "Action: "))]
    note = "\n".join(" ".join(clean_text(line).split("\n")) for line in lines)
    meeting_id = partnership.record(note)
    (item,) = partnership.sheet(meeting_id).note.items
    assert [" ".join(point.text.split()) for point in item.points] == [
        " ".join(f"Word {said} end".split())
    ] * 4
    again = write_note_text(read_note_text(partnership.typed(meeting_id)))
    assert again == partnership.typed(meeting_id)
    assert partnership.database.read(search, "Word end")
    partnership.database.read(search, odd)


class _OddCaller(Caller):
    """Calls every command with odd text wherever it makes one up."""

    odd = ""

    def line(self) -> str:
        return f"{super().line()} {self.odd}"

    def title(self) -> str:
        return f"{super().title()} {self.odd}"

    def name(self) -> str:
        return f"{super().name()} {self.odd}"


_SOME = list(ODD)[: cases(4)]
"""test_hostile_commands.py mixes all of them; alone, the first do."""


@pytest.mark.parametrize("odd", [ODD[kind] for kind in _SOME], ids=_SOME)
def test_every_command_takes_odd_text_or_says_why_not(partnership: Partnership, odd: str) -> None:
    caller = _OddCaller(random.Random(7))
    caller.odd = odd
    for _ in range(2):
        for name, call in CALLS.items():
            try:
                partnership.database.do(name, lambda session, call=call: call(caller, session))
            except UserError as error:
                clean_text(str(error)).encode()
    check_storable(partnership.database)


def check_storable(database: Database) -> None:
    """No column of text holds what may not be stored."""

    def look(session: Session) -> None:
        connection = session.connection()
        for table in inspect(connection).get_table_names():
            if table.startswith(("search", "register_search", "change", "returned_")):
                continue  # what a returned file says is kept as it says it, and cleaned when it is accepted
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):  # noqa: S608 - our own names
                for value in row:
                    if isinstance(value, str):
                        assert clean_text(value) == value, f"{table}: {value!r}"

    database.read(look)


@SOME
@given(ANY)
def test_whatever_is_typed_in_a_search_or_a_filter_is_a_question(partnership: Partnership, text: str) -> None:
    partnership.database.read(search, text)
    read_filter(text, DAY)


def _people() -> Directory:
    entry = KnownName(NameKind.PERSON, 1, "Ann Lee", ("AL",), ("Ann",))
    return Directory([entry, KnownName(NameKind.PERSON, 2, "Housing, Health and Care")])


_READERS: dict[str, Callable[[str], Any]] = {
    "note": lambda text: read_note_text(f"Date: 15 November 2017\n# X\n{text}"),
    "heading": read_heading,
    "present": lambda text: read_note_text(f"Date: 15 November 2017\nPresent: {text}"),
    "attendance": lambda text: read_attendance(next(iter(STATUSES)), text),
    "action": lambda text: read_action(text, DAY, _people()),
    "owners": lambda text: read_owners(text, _people()),
    "markup": lambda text: marked_up(inline_runs(text)),
    "spans": inline_spans,
    "key": lambda text: _said(read_key, text),
    "address": lambda text: _said(check_address, text),
    "members": read_members,
    "filter": lambda text: read_filter(text, DAY),
    "answer": part_sender,
}


def _said(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(UserError):
        read(text)


_LONG = ("a", "Ann Lee, ", " ", "(a) ", "*", "[", "x@", "- ", ": ", "http://a(", "Mr ", "\u0301", "12/")


@pytest.mark.parametrize("name", _READERS)
@pytest.mark.parametrize("part", _LONG)
def test_a_long_line_is_read_in_time_that_grows_with_it(name: str, part: str) -> None:
    """What took the square of the length would take minutes."""
    _READERS[name](f"x{part * (100_000 // len(part))}x!")
