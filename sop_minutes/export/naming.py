"""Names of files that are made of names of people: no two alike, and good on every system."""

import re
from collections.abc import Sequence

from sop_minutes.domain.text import fold

_NOT_IN_NAME = re.compile(r"[^\w '’.-]+")
_LONGEST = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\..*)?", re.IGNORECASE)


def draft_names(people: Sequence[str], otherwise: str) -> list[str]:
    """Return a file's name for an e-mail to each; `otherwise` goes before a name that none can have."""
    found: dict[str, str] = {}
    for person in people:
        stem = " ".join(_NOT_IN_NAME.sub(" ", person).split()).strip(". ")[:_LONGEST].strip(". ")
        stem = f"{otherwise} {stem}".strip() if not stem or _RESERVED.fullmatch(stem) else stem
        name, number = stem, 1
        while fold(name) in found:
            number += 1
            name = f"{stem} {number}"
        found[fold(name)] = f"{name}.eml"
    return list(found.values())
