"""Addresses as a file may hold them."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_SAFE = "!#$%&'()*+,/:;=?@~-._"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9._-]+", re.IGNORECASE)
_LONGEST = 2000


def link_target(address: str) -> str:
    """Return `address` as plain ASCII that Word and PDF readers take, "" if no program could open it.

    One address that Word cannot read makes it call the whole file damaged.
    """
    if len(address) > _LONGEST:
        return ""
    try:
        parts = urlsplit(address)
        if parts.scheme == "mailto":
            return _quoted(address) if "@" in parts.path else ""
        host = (parts.hostname or "").encode("idna").decode("ascii")
        if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
            return ""
        port = f":{parts.port}" if parts.port is not None else ""
        return _quoted(urlunsplit((parts.scheme, host + port, parts.path, parts.query, parts.fragment)))
    except ValueError:
        return ""


def _quoted(address: str) -> str:
    head, hash_, fragment = address.partition("#")
    whole = head + hash_ + fragment.replace("#", "%23")
    return quote(_LONE_PERCENT.sub("%25", whole), safe=_SAFE)
