"""Other people's programs: where each is, its version, and how to get it if it is not here."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.folders import cache_folder

_VERSION = re.compile(r"\d+(?:\.\d+)+")
_VERSION_FLAGS = {"recollq": "-v"}
PIP_PEERS = {"docxtpl": "0.20.2", "docx2python": "3.7.1", "mammoth": "1.13.0"}
NPM_PEERS = {"docx": "9.15.2"}
APT_PEERS = {
    "pandoc": "pandoc",
    "soffice": "libreoffice-writer-nogui",
    "task": "taskwarrior",
    "emacs": "emacs-nox",
    "notmuch": "notmuch",
    "recollq": "recollcmd",
    "rg": "ripgrep",
    "strace": "strace",
    "node": "nodejs",
    "npm": "npm",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer that is here: its command, and its version."""

    command: str
    version: str


@cache
def program(name: str) -> Peer | None:
    """Return a program by its command's name, None if it is not installed."""
    found = shutil.which(name)
    if found is None:
        return None
    said = subprocess.run(
        [found, _VERSION_FLAGS.get(name, "--version")], capture_output=True, text=True, check=False
    )
    version = _VERSION.search(said.stdout + said.stderr)
    return Peer(found, version[0] if version else "")


@cache
def python_peer(package: str) -> Peer | None:
    """Return the Python that has a pip peer, and the peer's version; None if it is not installed."""
    python = _venv() / "bin" / "python"
    if not python.exists():
        return None
    asked = f"from importlib.metadata import version; print(version({package!r}))"
    said = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    return Peer(str(python), said.stdout.strip()) if said.returncode == 0 else None


@cache
def node_peer(package: str) -> Peer | None:
    """Return node, and the version of an npm peer in `node_folder`; None if either is not installed."""
    node = program("node")
    manifest = node_folder() / "node_modules" / package / "package.json"
    if node is None or not manifest.exists():
        return None
    version = _VERSION.search(manifest.read_text(encoding="utf-8").partition('"version"')[2])
    return Peer(node.command, version[0] if version else "")


def node_folder() -> Path:
    return cache_folder("npm")


def how_to_install(name: str) -> str:
    """Return the sentence for a peer that is not here."""
    if name in APT_PEERS:
        return f"{name}: not installed; apt-get install {APT_PEERS[name]}"
    kind = "pip" if name in PIP_PEERS else "npm"
    return f"{name}: not installed; {kind} package, installed by python -m benchmarks --install-peers"


def install_peers() -> None:
    """Install what is missing: system packages if this is root's session, the rest in the cache."""
    missing = [package for command, package in APT_PEERS.items() if not shutil.which(command)]
    if missing and os.geteuid() == 0:
        _run(["apt-get", "update"])
        _run(["apt-get", "install", "--yes", "--no-install-recommends", *missing])
    elif missing:
        print("Install these with: sudo apt-get install " + " ".join(missing))
    if not _venv().exists():
        _run([sys.executable, "-m", "venv", str(_venv())])
    _run([str(_venv() / "bin" / "pip"), "install", "--quiet", *_pinned(PIP_PEERS, "==")])
    if shutil.which("npm"):
        _run(["npm", "install", "--silent", "--prefix", str(node_folder()), *_pinned(NPM_PEERS, "@")])


def _venv() -> Path:
    return cache_folder() / "venv"


def _pinned(packages: dict[str, str], sign: str) -> Iterable[str]:
    return (f"{name}{sign}{version}" for name, version in packages.items())


def _run(command: list[str]) -> None:
    print("$", " ".join(command), flush=True)
    subprocess.run(command, check=True)
