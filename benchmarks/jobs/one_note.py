"""One note of 60 points to Word, in process."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from unittest.mock import patch

from benchmarks.jobs.word_files import WordPeers
from benchmarks.plain_note import plain_blocks
from benchmarks.results import Result, Table, named, time_aim
from benchmarks.setting import NOW, READER, Setting, note_of_sixty
from benchmarks.timing import Contender, take_turns
from benchmarks.word_peers import bare_xml, built_with_lxml
from sop_minutes.export.note import write_note
from sop_minutes.export.note_layout import note_document
from sop_minutes.storage.database import Database

_TEN = 10
_ABOUT = (
    "The members' note of a meeting with 60 points: headings, paragraphs, bullets, an action table. Ours "
    "checks the rows, searches the finished file for the {count} withheld texts and moves it into place. "
    "Peers get the same words without links and emphasis; those in processes of their own (npm, docxtpl) are "
    "asked again and again and keep their own time; pandoc is a whole process, for ten notes in one file."
)


def run(setting: Setting) -> Iterator[Result]:
    with Database.open(setting.small) as database:
        note = note_of_sixty(database)
    folder = setting.folder("one-note")
    path = folder / "ours.docx"

    def ours() -> None:
        write_note(note.sheet, path, audience=READER, withheld=note.withheld, now=NOW)

    def ours_unsynced() -> None:
        with patch.object(os, "fsync", _no_sync):
            ours()

    def ten_of_ours() -> None:
        for _ in range(_TEN):
            ours()

    blocks = plain_blocks(note_document(note.sheet, READER, NOW))
    with ExitStack() as stack:
        peers = WordPeers(blocks, folder, stack)
        contenders = [
            Contender("ours", ours),
            Contender("ours, not synced to disk", ours_unsynced),
            Contender("bare XML in a zip (the limit)", _written(path, lambda: bare_xml(blocks))),
            Contender("XML built with lxml", _written(path, lambda: built_with_lxml(blocks))),
            *peers.npm_docx(),
            *peers.docxtpl(),
            peers.naive(),
        ]
        series = take_turns(contenders, setting.rounds(40))
        ten = WordPeers(blocks * _TEN, folder, stack, peers.missing)
        for_ten = [Contender("ours", ten_of_ours), *ten.pandoc("pandoc")]
        of_ten = take_turns(for_ten, setting.rounds(8))
    about = _ABOUT.format(count=len(note.withheld))
    yield Table("One 60-point note to Word", about, series, peers.missing)
    yield Table("Ten such notes, pandoc as a process", "Ours writes ten files.", of_ten)
    job = "one 60-point note to Word"
    yield time_aim(job, series[0].median, 40, peer=named(series, "python-docx"), then_ms=337)


def _written(path: os.PathLike[str], make: Callable[[], bytes]) -> Callable[[], None]:
    def run() -> None:
        with open(path, "wb") as file:  # noqa: PTH123 - the shortest way there is
            file.write(make())

    return run


def _no_sync(_handle: int) -> None:
    """Stand in for `os.fsync`."""
