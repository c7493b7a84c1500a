"""Search as you type, and searching from the shell."""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.jobs.other_searches import notmuch, recoll, ripgrep
from benchmarks.jobs.raw import raw_connection
from benchmarks.results import Aim, Result, Series, Table, shown_time
from benchmarks.setting import Setting
from benchmarks.timing import Contender, Run, our_command, process, take_turns, take_turns_on
from benchmarks.workload.words import TOPICS, lines, person_names, place_names, vocabulary
from sop_minutes.queries.search import search
from sop_minutes.storage.database import Database

_AIM_MS = 10
_LIMIT = 20
_EVERY = 5
_NEWEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 20"
_BEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 20"
_TYPED_ABOUT = (
    "{queries} searches (words, phrases, names, places, topics) typed letter by letter: {count} prefixes on "
    "{size}, to the newest 20 as rows ready to show. Raw: the index's row ids alone, through the driver; "
    "bm25 ranks all that is found and runs on every {every}th prefix."
)
_PROCESS_ABOUT = (
    "One search from the shell to the last byte; the texts of {size} as a file for each meeting (mail for "
    "notmuch), indexed before. They say in which files the words stand; ours says in which points. Words: "
    "“{words}”. Python with raw FTS5 alone, row ids only, is the least it could be."
)
_WORDS = "licensing hotspots"


def run(setting: Setting) -> Iterator[Result]:
    typed = _searches(20 if setting.quick else 60)
    prefixes = [said[:end] for said in typed for end in range(1, len(said) + 1) if said[end - 1] != " "]
    path = setting.large
    with Database.open(path) as database, raw_connection(path) as raw, raw_connection(path) as ranked:
        bm25 = "raw FTS5, best 20 by bm25"

        def best(words: str) -> float:
            began = time.perf_counter()
            _found(ranked, _BEST, words)
            taken = time.perf_counter() - began
            _found(raw, _NEWEST, words)  # what comes next pays for the memory that bm25 gave back
            return taken

        contenders: list[tuple[str, Run]] = [
            ("ours", lambda words: database.read(search, words)),
            ("raw FTS5, newest 20 (the limit)", lambda words: _found(raw, _NEWEST, words)),
            (bm25, best),
        ]
        for _, look in contenders:
            look(prefixes[-1])
        series = take_turns_on(prefixes, contenders, every={bm25: _EVERY})
    about = _TYPED_ABOUT.format(queries=len(typed), count=len(prefixes), size=setting.size, every=_EVERY)
    yield Table("Search as you type", about, series, tail=True)
    yield _aim(series)
    yield _processes(setting, setting.large)


def _searches(count: int) -> Sequence[str]:
    """Return what people look for: always the same."""
    chance = random.Random("searches")
    kinds = (
        vocabulary()[20:200],
        vocabulary()[200:],
        [f"{a} {b}" for a, b in zip(vocabulary()[30:90], vocabulary()[90:150], strict=True)],
        person_names(40),
        place_names(),
        lines(TOPICS),
    )
    return [chance.choice(kinds[at % len(kinds)]).lower() for at in range(count)]


def _found(connection: Any, sql: str, words: str) -> list[Any]:
    terms = " ".join(f'"{word}"*' for word in words.split())
    rows: list[Any] = connection.execute(sql, (terms,)).fetchall()
    return rows


def _aim(series: Sequence[Series]) -> Aim:
    tail = series[0].percentile(0.99)
    return Aim("search as you type, p99", shown_time(tail), f"≤ {_AIM_MS} ms", tail * 1000 <= _AIM_MS)


def _processes(setting: Setting, path: Path) -> Table:
    missing: list[str] = []
    code = (
        "import sys; from sqlcipher3 import dbapi2; print(dbapi2.connect(sys.argv[1]).execute("
        f"{_NEWEST!r}, (sys.argv[2],)).fetchall())"
    )
    terms = " ".join(f'"{word}"*' for word in _WORDS.split())
    contenders = [
        Contender("ours, search", process(*our_command(), "--database", path, "search", *_WORDS.split())),
        Contender("Python and raw FTS5 alone (the limit)", process(sys.executable, "-c", code, path, terms)),
        *notmuch(path, _WORDS, missing),
        *recoll(path, _WORDS, missing),
        *ripgrep(path, _WORDS, missing),
    ]
    series = take_turns(contenders, setting.rounds(12))
    about = _PROCESS_ABOUT.format(size=setting.size, words=_WORDS)
    return Table("Search from the shell, whole process", about, series, missing)
