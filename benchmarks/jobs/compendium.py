"""300 meetings in one Word file."""

import subprocess
import sys
import time
import zipfile
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
_BARE = "bare XML in a zip (the limit)"
_ABOUT = (
    "The members' notes of {count} meetings ({points} points) from sheets that are already read, as one "
    "file, synced to disk; searched for {withheld} withheld texts. Peers as above; LibreOffice turns HTML "
    "into .docx."
)
_USED = (
    "The same without what the disk and other programs took. The text of both Word files, before it is "
    "packed, is {lengths} long."
)


def run(setting: Setting) -> Iterator[Result]:
    count = 60 if setting.quick else 300
    began = time.perf_counter()
    with Database.open(setting.small) as database:
        notes = newest_notes(database, 2 * count)
    read = time.perf_counter() - began
    folder = setting.folder("compendium")
    document = compendium_document([note.sheet for note in notes[:count]], _TITLE, READER, NOW)
    blocks = plain_blocks(document)
    ours = Contender("ours", _ours(notes[:count], folder))
    bare = Contender(_BARE, lambda: _write(folder / "bare.docx", bare_xml(blocks)))
    with ExitStack() as stack:
        peers = WordPeers(blocks, folder, stack)
        contenders = [
            ours,
            bare,
            *peers.npm_docx(at_most=4),
            *peers.docxtpl(at_most=_SLOW),
            *peers.pandoc("pandoc (process)", at_most=_SLOW),
            *peers.libreoffice("LibreOffice, from HTML (process)", at_most=1),
            peers.naive(at_most=1),
        ]
        series = take_turns(contenders, setting.rounds(9))
    yield Table(f"{count} meetings in one Word file", _about(notes[:count]), series, peers.missing)
    yield Remark(f"Reading {2 * count} sheets and withheld texts from W1 took {shown_time(read)} more.")
    if not setting.quick:
        job = "300 meetings in one file"
        yield time_aim(job, series[0].median, 1200, peer=named(series, "bare"), then_ms=430)
    times = ratio(series[0], named(series, "bare"))
    yield ratio_aim(f"{count} meetings beside bare XML in a zip", times, _BESIDE_BARE, "bare XML")
    sizes = [count, count // 4, count // 2, 2 * count]
    others = [Contender(f"ours, {size} meetings", _ours(notes[:size], folder)) for size in sizes[1:]]
    unwithheld = Contender("ours, nothing withheld", _ours(notes[:count], folder, searched=False))
    every = [_by_processor(each) for each in (ours, bare, unwithheld, *others)]
    used = take_turns(every, setting.rounds(9))
    times = ratio(named(used, unwithheld.name), named(used, "bare"))
    yield ratio_aim(f"{count} meetings, nothing withheld, beside bare XML", times, _BESIDE_BARE, "bare XML")
    lengths = f"{_length(folder / f'ours-{count}.docx'):.1f} and {_length(folder / 'bare.docx'):.1f} MB"
    yield Table(f"{count} meetings, time of the processor alone", _USED.format(lengths=lengths), used)
    yield _linearity(used, count)
    most = _memory(setting, count, folder)
    yield Aim(f"{count} meetings, memory", f"{most:.0f} MB", f"< {_MOST_MEMORY} MB", most < _MOST_MEMORY)


def _by_processor(contender: Contender) -> Contender:
    """Return the contender with what the processor did for it taken for its time."""

    def run() -> float:
        began = time.process_time()
        contender.run()
        return time.process_time() - began

    return Contender(contender.name, run)


def _length(path: Path) -> float:
    """Return how long a Word file's text is before it is packed, in MB."""
    with zipfile.ZipFile(path) as package:
        return package.getinfo("word/document.xml").file_size / 1e6


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


def _ours(notes: Sequence[Note], folder: Path, *, searched: bool = True) -> Callable[[], None]:
    sheets = [note.sheet for note in notes]
    withheld = [text for note in notes for text in note.withheld] if searched else []

    def run() -> None:
        path = folder / f"ours-{len(sheets)}.docx"
        write_compendium(sheets, path, title=_TITLE, audience=READER, withheld=withheld, now=NOW)

    return run


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _about(notes: Sequence[Note]) -> str:
    points = sum(len(item.points) for note in notes for item in note.sheet.note.items)
    withheld = sum(len(note.withheld) for note in notes)
    return _ABOUT.format(count=len(notes), points=f"{points:,}", withheld=f"{withheld:,}")


def _linearity(series: Sequence[Series], count: int) -> Aim:
    """Return the aim that eight times as many take eight times as long, but for what noise there is."""
    times = ratio(named(series, f"ours, {2 * count} "), named(series, f"ours, {count // 4} "))
    shown = f"{times:.2f} × {count // 4} meetings"
    return Aim(f"{2 * count} meetings, linear", shown, f"8 × (≤ {8 * _LINEAR:g})", times <= 8 * _LINEAR)
