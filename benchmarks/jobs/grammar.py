"""The grammar: a line as it is typed, a whole note, a due date."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib.metadata import version

import dateparser
from markdown_it import MarkdownIt

from benchmarks.results import Aim, Result, Series, Table, shown_time
from benchmarks.setting import Setting
from benchmarks.timing import Contender, Run, take_turns, take_turns_on
from sop_minutes.domain.due import read_due
from sop_minutes.domain.grammar import read_action, read_line, read_note_text, write_note_text
from sop_minutes.domain.words import PointKind
from sop_minutes.queries.meetings import typed_note
from sop_minutes.queries.names import directory
from sop_minutes.storage.database import Database

_LINES = 500
_COUNT = "SELECT count(*) FROM people"
_SAID_ON = date(2017, 11, 15)
_LIKE_A_LINE = re.compile(
    r"\s*(?:[-*]\s+)?(?:(restricted|members|agreed|action|refer)\s*:\s*)?", re.IGNORECASE
)
_PHRASES = """by 31 Jan|by Friday|in two weeks|by the end of December|towards the end of December|Spring 2018
mid-March|by the next meeting|before Christmas|within 28 days|by close of play on 3 May|tomorrow|31/01/2018
on Tuesday 5th December|by the end of the financial year|early in the new year|w/c 4 December|Q4""".replace(
    "\n", "|"
).split("|")
_LINE_ABOUT = (
    "{count} lines of notes as they are typed. What the window does on every keystroke: the line's prefixes, "
    "and, for an action, its owners (among the {people:,} people of {size}, looked up before) and its due "
    "date."
)
_NOTE_ABOUT = "A note of {count} lines from text to sheet; markdown-it-py takes the same text for Markdown."
_DUE_ABOUT = "{count} phrases, as said in a meeting. Dateparser is told language, order and base date."


def run(setting: Setting) -> Iterator[Result]:
    with Database.open(setting.small) as database:
        texts = [write_note_text(database.read(typed_note, id_)) for id_ in range(1, 16)]
    lines = [line for text in texts for line in text.splitlines() if line.strip()][:_LINES]
    with Database.open(setting.large) as database:
        known = database.read(directory)
        people = database.read(lambda session: session.connection().exec_driver_sql(_COUNT).scalar_one())

    def understood(raw: str) -> None:
        line = read_line(raw)
        if line and line.kind is PointKind.ACTION:
            read_action(line.text, _SAID_ON, known)

    contenders: list[tuple[str, Run]] = [
        ("ours, understood", understood),
        ("ours, prefixes alone", read_line),
        ("one regular expression (the limit)", _LIKE_A_LINE.match),
    ]
    for line in lines:
        understood(line)
    series = take_turns_on(lines * setting.rounds(8), contenders)
    about = _LINE_ABOUT.format(count=len(lines), people=people, size=setting.size)
    yield Table("One typed line", about, series, tail=True)
    yield _aim(series[0])
    yield _whole_note(setting, "\n".join(lines))
    yield _due_dates(setting)


def _aim(ours: Series) -> Aim:
    tail = ours.percentile(0.99)
    return Aim("one typed line understood, p99", shown_time(tail), "< 1 ms", tail < 0.001)


def _whole_note(setting: Setting, text: str) -> Table:
    markdown = MarkdownIt()
    contenders = [
        Contender("ours", lambda: _none(read_note_text(text))),
        Contender("a regular expression a line (the limit)", lambda: _none(_matched(text))),
        Contender("markdown-it-py", lambda: _none(markdown.parse(text)), version("markdown-it-py")),
    ]
    series = take_turns(contenders, setting.rounds(40))
    return Table(f"A whole note of {_LINES} lines", _NOTE_ABOUT.format(count=_LINES), series)


def _due_dates(setting: Setting) -> Table:
    base = datetime.combine(_SAID_ON, time())
    settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"}

    def theirs(phrase: str) -> None:
        dateparser.parse(phrase, languages=["en"], settings=settings)

    contenders: list[tuple[str, Run]] = [
        ("ours", lambda phrase: read_due(phrase, _SAID_ON)),
        ("dateparser", theirs),
    ]
    for phrase in _PHRASES:
        for _, read in contenders:
            read(phrase)
    taken = take_turns_on(_PHRASES * setting.rounds(20), contenders)
    series = [taken[0], Series(taken[1].name, taken[1].seconds, version("dateparser"))]
    return Table("One due date", _DUE_ABOUT.format(count=len(_PHRASES)), series, tail=True)


def _matched(text: str) -> list[re.Match[str] | None]:
    return [_LIKE_A_LINE.match(line) for line in text.splitlines()]


def _none(_value: object) -> None:
    """Drop a result, so that the clock around the run counts."""
