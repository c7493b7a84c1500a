"""Other people's searches over the same texts: a file for each meeting, indexed once and kept."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from benchmarks.folders import cache_folder
from benchmarks.jobs.raw import raw_connection
from benchmarks.peers import how_to_install, program
from benchmarks.timing import Contender, process

_NOTES = """
SELECT meetings.id, meetings."on", items.title, points.text FROM points
JOIN items ON items.id = points.item_id JOIN meetings ON meetings.id = items.meeting_id
ORDER BY meetings.id, items.position, points.position
"""


def ripgrep(database: Path, words: str, missing: list[str]) -> Iterator[Contender]:
    peer = program("rg")
    if peer is None:
        missing.append(how_to_install("rg"))
        return
    first, second = words.split()
    command = f'"{peer.command}" -li {first} {_texts(database)} | xargs "{peer.command}" -li {second}'
    yield Contender("ripgrep", process("/bin/sh", "-c", command), peer.version)


def recoll(database: Path, words: str, missing: list[str]) -> Iterator[Contender]:
    peer = program("recollq")
    if peer is None:
        missing.append(how_to_install("recollq"))
        return
    texts = _texts(database)

    def index(home: Path) -> None:
        lines = (f"topdirs = {texts}", f"dbdir = {home}/xapian", "skippedPaths =")
        (home / "recoll.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
        _run("recollindex", "-c", str(home))

    home = _indexed(database, "recoll", index)
    yield Contender("recoll", process(peer.command, "-c", home, "-n", "20", words), peer.version)


def notmuch(database: Path, words: str, missing: list[str]) -> Iterator[Contender]:
    peer = program("notmuch")
    if peer is None:
        missing.append(how_to_install("notmuch"))
        return
    home = _indexed(database, "notmuch", lambda home: _index_mail(database, home))
    more = {"NOTMUCH_CONFIG": str(home / "config")}
    run = process(peer.command, "search", "--limit=20", words, more=more)
    yield Contender("notmuch", run, peer.version)


def _index_mail(database: Path, home: Path) -> None:
    mail = home / "mail"
    mail.mkdir()
    for file in sorted(_texts(database).glob("*/*.txt")):
        day, id_ = file.stem.split("_")
        head = f"From: minutes@example.org\nDate: {day} 12:00:00 +0000\nMessage-ID: <{id_}@example.org>\n"
        text = file.read_text(encoding="utf-8")
        (mail / file.stem).write_text(f"{head}Subject: Meeting {id_}\n\n{text}", encoding="utf-8")
    config = (
        f"[database]\npath={mail}\n[user]\nname=Bench\nprimary_email=bench@example.org\n[new]\ntags=new\n"
    )
    (home / "config").write_text(config, encoding="utf-8")
    _run("notmuch", "new", "--quiet", more={"NOTMUCH_CONFIG": str(home / "config")})


def _texts(database: Path) -> Path:
    """Return a folder with the note of each meeting as a text file, a folder for each year."""

    def write(home: Path) -> None:
        with raw_connection(database) as connection:
            for (id_, day), points in groupby(connection.execute(_NOTES), key=itemgetter(0, 1)):
                folder = home / day[:4]
                folder.mkdir(exist_ok=True)
                lines = (f"# {title}\n{text}\n" for _, _, title, text in points)
                (folder / f"{day}_{id_}.txt").write_text("".join(lines), encoding="utf-8")

    return _indexed(database, "texts", write)


def _indexed(database: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Return the cached folder of this name for this database, filled by `make` if it is not there."""
    folder = cache_folder(name) / database.stem
    if not folder.exists():
        for old in folder.parent.glob(f"{database.stem.split('-')[0]}-*"):
            shutil.rmtree(old)
        print(f"Making {folder} …", flush=True)
        folder.mkdir()
        try:
            make(folder)
        except BaseException:
            shutil.rmtree(folder)
            raise
    return folder


def _run(*command: str, more: dict[str, str] | None = None) -> None:
    environment = {**os.environ, **(more or {})}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
