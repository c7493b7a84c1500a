"""Words that nobody may read: used in the window and at the terminal, and sought in every byte written."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.faults.figures import Figures
from tests.faults.recording import calls_in, has_strace, place_in, strings_in
from tests.faults.worker import WORDS

PLACES = "HOME TMPDIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR".split()
_CRASH = """
import sys
from sop_minutes.queries import search
def fail(*_given, **_named):
    raise RuntimeError(f"{sys.argv[-1]} was not expected")
search.search = fail
from sop_minutes.start import main
main()
"""


def canaries(count: int) -> list[str]:
    """Return words that are nowhere else."""
    return [f"kanarie{number:03d}vogel" for number in range(count)]


def told_in(folder: Path, words: list[str]) -> dict[str, int]:
    """Return in which files under a folder words can be read, and how many of them."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and (count := len(_words_in(file.read_bytes(), words))):
            found[file.name] = count
    return found


def _words_in(content: bytes, words: list[str]) -> set[bytes]:
    spelt = (re.escape(word.encode(code)) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be"))
    return set(re.findall(b"|".join(spelt), content))


class Machine:
    """A user's folders, all of them under one, and what is run there, with all that it says kept in files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        for place in (self.work, *(folder / name for name in PLACES)):
            place.mkdir(parents=True)
        (folder / "XDG_RUNTIME_DIR").chmod(0o700)
        self.log = folder.with_name(f"{folder.name}.calls")
        self.looked_at = 0
        self.told: set[str] = set()
        self.environment = os.environ | {name: str(folder / name) for name in PLACES}
        self.environment |= {"SOP_MINUTES_NEW_PASSPHRASE": WORDS, "SOP_MINUTES_PASSPHRASE": WORDS}
        self.environment |= {"PYTHONPATH": str(Path.cwd())}

    def run(self, *words: str, code: int = 0, wanted: list[str] | None = None) -> str:
        """Run a program; every byte that it writes to a file is looked through for words `wanted` nowhere."""
        wrong = self.work / "wrong.log"
        strace = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "9999999", "-e", "trace=write,pwrite64"]
        before = [*strace, "-o", str(self.log)] if has_strace() and wanted else []
        with wrong.open("ab") as log:
            done = subprocess.run(
                [*before, sys.executable, *words],
                cwd=self.work,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                check=False,
            )
        assert done.returncode == code, f"{words[:4]}: {done.returncode}, {wrong.read_text()[-400:]}"
        if before:
            self._look_through(wanted or [])
        return done.stdout

    def terminal(self, *words: str, wanted: list[str] | None = None) -> str:
        """Do a verb at the terminal."""
        return self.run("-m", "sop_minutes", "--database", "p.sopm", *words, wanted=wanted)

    def _look_through(self, words: list[str]) -> None:
        """Look through what was written: to any file, but to who reads the terminal and to memory."""
        for call in calls_in(self.log):
            where = place_in(call.words)
            if not where.startswith(str(self.folder)) or "XDG_RUNTIME_DIR" in where:
                continue
            self.looked_at += 1
            for content in strings_in(call.words):
                if _words_in(content, words):
                    self.told.add(f"written to {where}")


def seek_canaries(folder: Path, count: int) -> Figures:
    """Work with so many words in the window and at the terminal, and look for them in every byte."""
    figures = Figures("words sought in every byte written", count)
    machine, words = Machine(folder / "machine"), canaries(count)
    machine.terminal("groups", "add", "Co-ordination Group", "--code", "CG")
    machine.terminal("meetings", "add", "CG", "2017-11-15")
    machine.terminal("encrypt", "--passphrase")
    window = ("-m", "tests.faults.canary_window", str(machine.work / "p.sopm"))
    machine.run(*window, "killed", *words, code=-9, wanted=words)
    _look(machine, words, figures, "after a kill")
    machine.run(*window, "closed", *words, wanted=words)
    _look(machine, words, figures, "after the window")
    _use_terminal(machine, words)
    _look(machine, words, figures, "after the terminal")
    machine.terminal("decrypt")
    read = told_in(machine.work, words)
    if read.get("p.sopm") != count or len(read) < 3:
        figures.failures.append(f"what was sought was not there to be found: {read}")
    figures.count("writes looked through", machine.looked_at)
    return figures


def _use_terminal(machine: Machine, words: list[str]) -> None:
    """Find, note, undo, back up, restore and fail."""
    do = machine.terminal
    assert words[-1] in do("search", words[-1], wanted=words)
    do("people", "add", words[0].title(), wanted=words)
    do("undo", wanted=words)
    do("check", wanted=words)
    do("backup", "mine.sopm", wanted=words)
    do("restore", "mine.sopm", wanted=words)
    machine.run("-c", _CRASH, "--database", "p.sopm", "search", words[1], code=1, wanted=words)


def _look(machine: Machine, words: list[str], figures: Figures, when: str) -> None:
    """Look into every file that is there."""
    files = [file for file in machine.folder.rglob("*") if file.is_file()]
    figures.count("files looked into", len(files))
    found = told_in(machine.folder, words)
    if found or machine.told:
        figures.failures.append(f"{when}: read in {found}, {sorted(machine.told)}")
    machine.told.clear()
