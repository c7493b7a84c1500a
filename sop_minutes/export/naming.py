"""Names of files that are made of names of people: no two alike, and good on every system."""

from collections.abc import Sequence

from sop_minutes.domain.file_names import file_stem
from sop_minutes.domain.text import fold


def draft_names(people: Sequence[str], otherwise: str) -> list[str]:
    """Return a file's name for an e-mail to each; `otherwise` goes before a name that none can have."""
    found: dict[str, str] = {}
    for person in people:
        stem = file_stem(person) or file_stem(f"{otherwise} {person}")
        name, number = stem, 1
        while fold(name) in found:
            number += 1
            name = f"{stem} {number}"
        found[fold(name)] = f"{name}.eml"
    return list(found.values())
