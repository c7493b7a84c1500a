"""Notes typed in any editor."""

from pathlib import Path

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.importing.word import sniff
from sop_minutes.importing.word.package import opened

LARGEST_BYTES = 20_000_000
_HEAD = 2048
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text_note(path: Path) -> NoteSheet:
    """Return the note in a text file: UTF-8, UTF-16 with its mark, or else Windows' Western code page.

    Raises UserError for what is no readable text file.
    """
    content = read_bytes(path)
    _refuse_other_files(content, path)
    return read_note_text(decoded(content, path.name))


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises UserError if it is not there, is a folder, or is too large."""
    if not path.exists():
        raise UserError(f"There is no file {path}.")
    if path.is_dir():
        raise UserError(f"{path} is a folder, not a file.")
    if not path.is_file():
        raise UserError(f"{path} is not an ordinary file.")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UserError(f"{path.name} is too large to be a note.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _refuse_other_files(content: bytes, path: Path) -> None:
    """Raise UserError, saying what it is and what to do, for a file that no text editor made."""
    said = sniff.what_no_text(content[:_HEAD], content)
    if said:
        raise UserError(f"{path.name} {said}")
    if content.startswith(sniff.ZIP):
        with opened(path) as package:
            hint = package.hint()
        if sniff.WORD_TYPE in hint:
            raise UserError(f"{path.name} is a Word file, not a typed note; import it.")
        raise UserError(f"{path.name} {sniff.what_archive(hint)}")


def decoded(content: bytes, name: str) -> str:
    """Return the text of a file's bytes. Raises UserError for a file that is not text."""
    encoding = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "")
    if not encoding and b"\0" in content[:4096]:
        raise UserError(f"{name} is not a text file.")
    try:
        return content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
