"""Addresses of documents and pages: what may be kept beside an action, and opened from it."""

import re
import unicodedata
from pathlib import Path

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line

_SCHEME = re.compile(r"(?P<scheme>[^/\\?#]*?):")
_TITLED = re.compile(r"\s*\[(?P<title>[^\[\]]+)\]\((?P<address>.+)\)\s*")
_OPENED = frozenset({"http", "https", "file"})
_PAGE = re.compile(r"https?://[^\s/?#]+([/?#].*)?", re.IGNORECASE)
_PATH = re.compile(r"file:.|[A-Za-z]:[\\/]|[\\/]|~[\\/]|\.{1,2}[\\/]|.*[\\/][^\\/]*\.\w{1,5}$", re.IGNORECASE)


def check_address(typed: str) -> str:
    """Return the address of a page (http, https) or of a file (a path, or file:) as it is kept.

    A name without a path is that of a file that is there now, and kept as its whole path. Raises
    UserError for any other: plain words, a script, a message, a program's own scheme.
    """
    address = clean_line(typed)
    if not address:
        raise UserError("A link needs the address of a page, or the path of a file.")
    # What browsers skip would hide a scheme from us: tabs, marks of direction, spaces.
    seen = "".join(c for c in address if not c.isspace() and unicodedata.category(c)[0] != "C")
    found = _SCHEME.match(seen)
    scheme = found["scheme"].lower() if found else ""
    is_drive = bool(re.match(r"[A-Za-z]:[\\/]", seen))
    if found and scheme not in _OPENED and not is_drive:
        raise UserError(
            f"“{address}” cannot be linked: give an http or https address, or the path of a file."
        )
    if scheme in _OPENED and not is_drive and seen != address.replace(" ", ""):
        raise UserError(f"“{address}” holds signs that cannot be seen; type the address anew.")
    if _PAGE.fullmatch(address) or (_PATH.match(address) and not address.lower().startswith("www.")):
        return address
    if scheme not in _OPENED and _is_there(Path(address)):
        return str(Path(address).absolute())
    raise UserError(
        f"“{address}” is neither the address of a page, which begins with https://, nor the path of a file."
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # longer than a name can be
        return False


def is_page(address: str) -> bool:
    """Say whether a kept address is a page's, not a file's."""
    return address.lower().startswith(("http://", "https://"))


def read_link(typed: str) -> tuple[str, str]:
    """Return the title ("" for none) and the address of a link as typed: an address, or [title](address)."""
    found = _TITLED.fullmatch(typed)
    return (found["title"], found["address"]) if found else ("", typed)
