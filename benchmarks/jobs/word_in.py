"""Word files in: ours beside the least it can cost, and beside other readers."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from lxml import etree

from benchmarks.peers import how_to_install, program, python_peer
from benchmarks.plain_note import plain_blocks
from benchmarks.results import Remark, Result, Series, Table, named, ratio, shown_time
from benchmarks.setting import NOW, READER, Setting, newest_notes
from benchmarks.timing import process, take_turns_on
from benchmarks.word_peers import naive_python_docx
from benchmarks.worker import SCRIPTS, Worker
from sop_minutes.export.note import write_note
from sop_minutes.export.note_layout import note_document
from sop_minutes.importing.word.reader import read_document
from sop_minutes.importing.word_note import read_word_note
from sop_minutes.storage.database import Database

FILES = "SOP_BENCH_WORD_FILES"
_LARGEST = 3_000_000
_LIMIT = "inflate and parse with lxml (the limit)"
_ABOUT = (
    "{files} files ({source}), {megabytes:.1f} MB, each read by each reader in turn; times are of one file. "
    "Ours makes a whole note of it: title, date, people, items, points, actions; reading alone stops at "
    "paragraphs and tables. docx2python gives text, mammoth HTML, pandoc plain text (as a process)."
)
Reader = Callable[[Path], float | bool | None]


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("word-in")
    missing: list[str] = []
    with ExitStack() as stack:
        made = [*_made(setting, folder, 6 if setting.quick else 24)]
        yield from _table(
            "Word files in: made here", "half by us, half with python-docx", made, stack, missing
        )
        given = os.environ.get(FILES)
        if given:
            real = _spread(Path(given), 15 if setting.quick else 100)
            yield from _table(
                "Word files in: real ones", f"from the folder in ${FILES}", real, stack, missing
            )


def _table(
    title: str, source: str, files: Sequence[Path], stack: ExitStack, missing: list[str]
) -> Iterator[Result]:
    missing.clear()
    readers = _readers(stack, missing)
    refused = {name: [file for file in files if read(file) is False] for name, (read, _) in readers.items()}
    taken = [file for file in files if not any(file in bad for bad in refused.values())]
    contenders = [(name, read) for name, (read, _) in readers.items()]
    times = take_turns_on(taken, contenders)
    series = [Series(each.name, each.seconds, readers[each.name][1]) for each in times]
    size = sum(file.stat().st_size for file in taken) / 1e6
    about = _ABOUT.format(files=len(taken), source=source, megabytes=size)
    yield Table(title, about, series, tuple(missing), tail=True)
    yield Remark(_said(series, refused, len(files)))


def _said(series: Sequence[Series], refused: dict[str, list[Path]], count: int) -> str:
    sums = ", ".join(f"{each.name} {shown_time(sum(each.taken))}" for each in series)
    times = ratio(series[0], named(series, "inflate"))
    said = f"All files together: {sums}. Ours takes {times:.1f} × the limit."
    unread = ", ".join(f"{name} {len(files)}" for name, files in refused.items() if files)
    return (
        f"{said} Of {count} files, those that one of them refused are left out: {unread}." if unread else said
    )


def _readers(stack: ExitStack, missing: list[str]) -> dict[str, tuple[Reader, str]]:
    """Return the readers that are here, and their versions. A reader returns False for a file it refuses."""
    readers: dict[str, tuple[Reader, str]] = {
        "ours": (_guarded(read_word_note), ""),
        "ours, reading alone": (_guarded(read_document), ""),
        _LIMIT: (_guarded(_parsed), ""),
    }
    for package in ("docx2python", "mammoth"):
        peer = python_peer(package)
        if peer is None:
            missing.append(how_to_install(package))
            continue
        worker = stack.enter_context(Worker(peer.command, SCRIPTS / "word_readers.py"))
        readers[package] = (_asked(worker, package), peer.version)
    pandoc = program("pandoc")
    if pandoc is None:
        missing.append(how_to_install("pandoc"))
    else:
        command = pandoc.command
        read = _guarded(lambda file: process(command, "-f", "docx", "-t", "plain", file)())
        readers["pandoc (process)"] = (read, pandoc.version)
    return readers


def _guarded(read: Callable[[Path], object]) -> Reader:
    def guarded(file: Path) -> bool | None:
        try:
            read(file)
        except Exception:  # a reader may fail in any way on a file that is broken
            return False
        return None

    return guarded


def _asked(worker: Worker, reader: str) -> Reader:
    def asked(file: Path) -> float | bool:
        seconds = worker.ask(reader=reader, file=str(file))["seconds"]
        return False if seconds is None else float(seconds)

    return asked


def _parsed(file: Path) -> None:
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def _made(setting: Setting, folder: Path, count: int) -> Iterator[Path]:
    with Database.open(setting.small) as database:
        notes = newest_notes(database, count)
    for number, note in enumerate(notes):
        path = folder / f"{number}.docx"
        if number % 2:
            write_note(note.sheet, path, audience=READER, withheld=(), now=NOW)
        else:
            path.write_bytes(naive_python_docx(plain_blocks(note_document(note.sheet, READER, NOW))))
        yield path


def _spread(folder: Path, count: int) -> list[Path]:
    """Return so many of the folder's .docx files that are not very large, spread over their names."""
    found = [file for file in sorted(folder.rglob("*.docx")) if file.stat().st_size <= _LARGEST]
    return [found[at * len(found) // count] for at in range(min(count, len(found)))]
