"""300 meetings in one Word file."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.jobs.word_files import WordPeers
from benchmarks.plain_note import plain_blocks
from benchmarks.results import (
    Aim,
    Remark,
    Result,
    Series,
    Table,
    named,
    ratio,
    ratio_aim,
    shown_time,
    time_aim,
)
from benchmarks.setting import NOW, READER, Note, Setting, newest_notes
from benchmarks.timing import Contender, take_turns
from benchmarks.word_peers import bare_xml
from sop_minutes.export.note import write_compendium
from sop_minutes.export.note_layout import compendium_document
from sop_minutes.storage.database import Database

_TITLE = "Key points, all meetings"
_LINEAR = 1.15
_SLOW = 2
_BESIDE_BARE = 3
_MOST_MEMORY = 300
_ABOUT = (
    "The members' notes of {count} meetings ({points} points) from sheets that are already read, as one "
    "file, synced to disk; searched for {withheld} withheld texts. Peers as above; LibreOffice turns HTML "
    "into .docx."
)


def run(setting: Setting) -> Iterator[Result]:
    count = 60 if setting.quick else 300
    began = time.perf_counter()
    with Database.open(setting.small) as database:
        notes = newest_notes(database, count)
    read = time.perf_counter() - began
    folder = setting.folder("compendium")
    document = compendium_document([note.sheet for note in notes], _TITLE, READER, NOW)
    blocks = plain_blocks(document)
    whole, half = _ours(notes, folder), _ours(notes[: count // 2], folder)
    with ExitStack() as stack:
        peers = WordPeers(blocks, folder, stack)
        contenders = [
            Contender("ours", whole),
            Contender(
                "bare XML in a zip (the limit)", lambda: _write(folder / "bare.docx", bare_xml(blocks))
            ),
            Contender(f"ours, {count // 2} meetings", half),
            *peers.npm_docx(at_most=4),
            *peers.docxtpl(at_most=_SLOW),
            *peers.pandoc("pandoc (process)", at_most=_SLOW),
            *peers.libreoffice("LibreOffice, from HTML (process)", at_most=1),
            peers.naive(at_most=1),
        ]
        series = take_turns(contenders, setting.rounds(9))
    yield Table(f"{count} meetings in one Word file", _about(notes), series, peers.missing)
    yield Remark(f"Reading the {count} sheets and withheld texts from W1 took {shown_time(read)} more.")
    if not setting.quick:
        job = "300 meetings in one file"
        yield time_aim(job, series[0].median, 1200, peer=named(series, "bare"), then_ms=430)
    yield _linearity(series, count)
    times = ratio(series[0], named(series, "bare"))
    yield ratio_aim(f"{count} meetings beside bare XML in a zip", times, _BESIDE_BARE, "bare XML")
    most = _memory(setting, count, folder)
    yield Aim(f"{count} meetings, memory", f"{most:.0f} MB", f"< {_MOST_MEMORY} MB", most < _MOST_MEMORY)


def _memory(setting: Setting, count: int, folder: Path) -> float:
    """Return the most memory that a process of its own takes for it, in MB, reading the notes included."""
    command = (sys.executable, "-m", "benchmarks.workers.compendium")
    done = subprocess.run(
        [*command, str(setting.small), str(count), str(folder / "memory.docx")],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return float(done.stdout)


def _ours(notes: Sequence[Note], folder: Path) -> Callable[[], None]:
    sheets = [note.sheet for note in notes]
    withheld = [text for note in notes for text in note.withheld]

    def run() -> None:
        path = folder / "ours.docx"
        write_compendium(sheets, path, title=_TITLE, audience=READER, withheld=withheld, now=NOW)

    return run


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _about(notes: Sequence[Note]) -> str:
    points = sum(len(item.points) for note in notes for item in note.sheet.note.items)
    withheld = sum(len(note.withheld) for note in notes)
    return _ABOUT.format(count=len(notes), points=f"{points:,}", withheld=f"{withheld:,}")


def _linearity(series: Sequence[Series], count: int) -> Aim:
    """Return the aim that a whole takes no more than twice its half, but for what noise there is."""
    times = ratio(series[0], named(series, f"ours, {count // 2}"))
    shown = f"{times:.2f} × {count // 2} meetings"
    return Aim(f"{count} meetings, linear", shown, f"2 × (≤ {2 * _LINEAR:g})", times <= 2 * _LINEAR)
