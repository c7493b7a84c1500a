"""Open a Word file safely: a guarded zip, its parts by name, and how they are related."""

import hashlib
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from sop_minutes.domain.errors import UserError
from sop_minutes.importing.word import sniff
from sop_minutes.importing.word.names import (
    DamagedError,
    ForbiddenError,
    TooDeepError,
    TooLargeError,
    W,
    parse,
)

MAX_FILE: Final = 250_000_000
MAX_PART: Final = 80_000_000
MAX_PARTS: Final = 10_000
# All parts that are read together: what a hundred headers of the largest size would cost.
_MAX_READ: Final = 160_000_000
# Beyond this a file that shrank this much is no document: text shrinks 20 times, drawings 100 times.
_BOMB_BYTES: Final = 150_000_000
_BOMB_RATIO: Final = 150
_HEAD: Final = 2048
_OLE_READ: Final = 40_000_000
_ENTRY: Final = b"PK\x01\x02"
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Relationship(NamedTuple):
    """`kind` is the last word of its type ("styles", "hyperlink"); `target` a part name or an address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an opened Word file. Names are compared without case, slashes and dots resolved."""

    def __init__(self, zipped: zipfile.ZipFile, name: str) -> None:
        self._zip = zipped
        self._name = name
        self._read = 0
        self._parts = {_part_name(info.filename): info for info in zipped.infolist()}

    def __contains__(self, part: str) -> bool:
        return _part_name(part) in self._parts

    def names(self) -> Iterator[str]:
        """Yield the names of all parts, in lower case."""
        yield from self._parts

    def raw(self, part: str) -> bytes:
        """Return the bytes of `part`. Raises DamagedError, TooLargeError; KeyError if there is none."""
        info = self._parts[_part_name(part)]
        self._read += info.file_size
        if info.file_size > MAX_PART or self._read > _MAX_READ:
            raise TooLargeError
        if info.flag_bits & 1:
            raise UserError(f"{self._name} is protected by a password; save it without one first.")
        if info.compress_type not in _METHODS:
            raise DamagedError
        try:
            with self._zip.open(info) as opened:
                return opened.read(MAX_PART)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise DamagedError from error

    def root(self, part: str) -> etree._Element:
        """Return the root element of `part`. Raises what `raw` does, and UserError for a DTD."""
        try:
            return parse(self.raw(part))
        except ForbiddenError as error:
            raise UserError(
                f"{self._name} holds a document type declaration, which no Word file needs; "
                "it was not opened."
            ) from error

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Return what `part` ("" is the whole file) points at, by id; {} where that is not to be read."""
        folder, base = posixpath.split(_part_name(part))
        held = posixpath.join(folder, "_rels", f"{base}.rels")
        if held not in self._parts:
            return {}
        try:
            root = self.root(held)
        except (DamagedError, TooLargeError):
            return {}
        return {node.get("Id", ""): _relationship(node, folder) for node in root if isinstance(node.tag, str)}

    def main_part(self) -> str:
        """Return the name of the part that holds the text. Raises UserError if this is no Word file."""
        found = [r.target for r in self.relationships("").values() if r.kind == "officeDocument"]
        for name in (*found, "word/document.xml", "word/document2.xml"):
            if name in self:
                return name
        raise UserError(f"{self._name} {sniff.what_archive(self.hint())}")

    def hint(self) -> str:
        """Return the content types or the mimetype: what the file says of itself."""
        for name in ("mimetype", "[content_types].xml"):
            if name in self._parts:
                try:
                    return self.raw(name)[:100_000].decode("utf-8", "replace")
                except (DamagedError, TooLargeError):
                    return ""
        return ""


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open the Word file at `path`. Raises UserError for whatever cannot be one."""
    _check_path(path)
    try:
        with zipfile.ZipFile(path) as zipped:
            _check_size(zipped, path)
            yield Package(zipped, path.name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        raise UserError(f"{path.name} {_why_no_zip(path)}") from error
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read: {error.strerror or 'the disk gave an error'}."
        ) from error


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file. Raises UserError when it is missing, no file, too large or a bomb."""
    _check_path(path)
    digest, entries = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                entries += chunk.count(_ENTRY)
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read: {error.strerror or 'the disk gave an error'}."
        ) from error
    if entries > MAX_PARTS:
        raise UserError(f"{path.name} holds too many parts to be a Word file.")
    return digest.hexdigest()


def main_root(package: Package, part: str, name: str) -> etree._Element:
    """Return the root of the main part `part` of the file called `name`. Raises UserError."""
    try:
        root = package.root(part)
    except TooLargeError as error:
        raise UserError(f"{name} is too large to import; split it into smaller files.") from error
    except TooDeepError as error:
        raise UserError(f"{name} is nested too deeply to be a Word file that can be read.") from error
    except DamagedError as error:
        raise UserError(
            f"{name} is damaged: its text cannot be read. Open it in Word and save it again."
        ) from error
    if root.tag != W + "document":
        raise UserError(f"{name} {sniff.what_archive(package.hint() + str(root.tag))}")
    return root


def _check_path(path: Path) -> None:
    if path.name.startswith("~$"):
        raise UserError(f"{path.name} is the lock file Word leaves while a note is open, not the note.")
    try:
        if path.is_dir():
            raise UserError(f"{path.name or path} is a folder; choose the Word files in it.")
        if not path.exists():
            raise UserError(f"There is no file {path}.")
        if not path.is_file():
            raise UserError(f"{path.name} is not an ordinary file.")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise UserError(f"{path.name} cannot be reached.") from error
    if size == 0:
        raise UserError(f"{path.name} is empty.")
    if size > MAX_FILE:
        raise UserError(f"{path.name} is too large to import ({size // 1_000_000} MB).")


def _check_size(zipped: zipfile.ZipFile, path: Path) -> None:
    entries = zipped.infolist()
    total = sum(info.file_size for info in entries)
    packed = min(sum(info.compress_size for info in entries), path.stat().st_size)
    if total > _BOMB_BYTES and total > _BOMB_RATIO * max(packed, 1):
        raise UserError(f"{path.name} unpacks to far more than a Word file holds, so it was not opened.")


def _why_no_zip(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        whole = head + file.read(_OLE_READ) if head.startswith(sniff.OLE) else head
    if head.startswith(sniff.ZIP):
        return "is damaged or cut short: not all of it is there. Fetch or save it again."
    return sniff.what_it_is(head, whole)


def _part_name(name: str) -> str:
    """Return the one form of a part's name: no leading slash, forward slashes, dots resolved, lower case."""
    flat = posixpath.normpath("/" + unquote(name).replace("\\", "/").lstrip("/"))
    return flat.lstrip("/").lower()


def _relationship(node: etree._Element, folder: str) -> Relationship:
    target = node.get("Target") or ""
    kind = (node.get("Type") or "").rsplit("/", 1)[-1]
    if node.get("TargetMode") == "External":
        return Relationship(kind, target, external=True)
    if not target.startswith(("/", "\\")):
        target = f"{folder}/{target}"
    return Relationship(kind, _part_name(target), external=False)
