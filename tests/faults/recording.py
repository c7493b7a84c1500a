"""The system calls of a program that touch its files, as strace writes them down, in their order."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults.disk import Disk

TRACED = (
    "openat,open,creat,pwrite64,pwritev,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,"
    "unlink,unlinkat,link,linkat"
)
LACKS_STRACE = "Power cuts and failing disks need strace: sudo apt-get install strace"


def has_strace() -> bool:
    """Say whether the program can be had that records and injects."""
    return shutil.which("strace") is not None


class Call(NamedTuple):
    """A system call that went well."""

    name: str
    words: str
    result: int


def record(words: list[str], folder: Path, log: Path, *, seconds: float | None = None) -> None:
    """Run a command in a folder and write its calls down; one that never ends is ended after `seconds`."""
    command = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "9999999", "-e", f"trace={TRACED}", "-o"]
    if seconds is not None:
        words = ["timeout", str(seconds), *words]
    done = subprocess.run(
        [*command, str(log), *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert seconds is not None or done.returncode == 0, done.stderr


_LINE = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\((?P<words>.*)\) += (?P<result>-?\d+)")
_BEGUN = re.compile(r"(?P<pid>\d+) +(?P<start>\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>(?P<end>.*)$")


def calls_in(log: Path) -> Iterator[Call]:
    """Yield the calls of a log as they ended: one that was broken off by another thread's is put together."""
    begun: dict[str, str] = {}
    for line in log.read_text("ascii", "replace").splitlines():
        if broken := _BEGUN.match(line):
            begun[broken["pid"]] = broken["start"]
            continue
        whole = line
        if (resumed := _RESUMED.match(line)) and resumed["pid"] in begun:
            whole = f"{resumed['pid']} {begun.pop(resumed['pid'])}{resumed['end']}"
        if (found := _LINE.match(whole)) and int(found["result"]) >= 0:
            yield Call(found["name"], found["words"], int(found["result"]))


_HANDLE = re.compile(r"(\d+)<([^>]*)>")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def strings_in(words: str) -> list[bytes]:
    """Return the texts among the words of a call."""
    return [bytes.fromhex(found.replace("\\x", "")) for found in _STRING.findall(words)]


def place_in(words: str) -> str:
    """Return the name of the file that a call was made of, "" for none."""
    handle = _HANDLE.match(words)
    return _plain(handle[2]) if handle else ""


class Replay:
    """Does to a disk what was recorded of one folder. `told` is what was written to standard output."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folder, self.files = folder, files
        self._folder = str(folder)
        self.disk = Disk(files)
        self.told = b""

    def do(self, call: Call) -> bool:
        """Do a call; say whether it touched the folder, or was written to standard output."""
        strings, handle = strings_in(call.words), _HANDLE.match(call.words)
        if call.name == "write" and handle and handle[1] == "1":
            self.told += strings[0][: call.result]
            return True
        if handle and call.name in ("pwrite64", "write", "ftruncate", "fsync", "fdatasync"):
            return self._do_to_file(call, _plain(handle[2]), strings)
        names = [self._whole(name) for name in strings]
        if not names or not all(name.startswith(self._folder) for name in names):
            return False
        return self._do_to_names(call, names)

    def _do_to_file(self, call: Call, name: str, strings: list[bytes]) -> bool:
        file = self.disk.names.get(name)
        if file is None and Path(name).is_relative_to(self._folder) and "sync" in call.name:
            self.disk.sync_folder(name)
            return True
        if file is None or name.endswith("-shm"):
            return False
        if call.name in ("fsync", "fdatasync"):
            file.sync()
        elif call.name == "ftruncate":
            file.truncate(int(call.words.rpartition(",")[2]))
        elif call.name == "pwrite64":
            file.write(int(call.words.rpartition(",")[2]), strings[0][: call.result])
        else:
            file.write(len(file.now()), strings[0][: call.result])
        return True

    def _do_to_names(self, call: Call, names: list[str]) -> bool:
        kind = call.name.removesuffix("2").removesuffix("at")
        if names[0].endswith("-shm"):
            return False  # made anew by whoever opens the database first
        if kind in ("open", "creat"):
            if "O_CREAT" not in call.words and names[0] not in self.disk.names:
                return False
            self.disk.create(names[0])
            if "O_TRUNC" in call.words:
                self.disk.names[names[0]].truncate(0)
        elif kind == "rename":
            self.disk.rename(*names)
        elif kind == "link":
            self.disk.link(*names)
        elif names[0] in self.disk.names:
            self.disk.unlink(names[0])
        return True

    def _whole(self, name: bytes) -> str:
        return str(Path(self._folder) / name.decode())


def _plain(name: str) -> str:
    """Return a handle's name, which strace writes in hexadecimal too."""
    if "\\x" in name:
        return bytes.fromhex(name.replace("\\x", "")).decode()
    return name
