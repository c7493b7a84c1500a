"""Who came in whose place, where an attendance list says so beside a name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.importing.minutes.people import is_full_name

_THERE: Final = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.IN_ATTENDANCE})
_FOR = re.compile(
    r"(?:(?:as )?(?:a )?(?:substitut\w+|sub|deputy|deputi[sz]\w+|stand(?:ing)?[- ]in|attending|attended"
    r"|cover\w*|acting|proxy|in place|on behalf|instead)\s+)?(?:for|of)\s+(?P<absent>.+)"
    r"|representing\s+(?P<name>.+)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?P<name>.+?)\s+(?:(?:is |was )?(?:attending|attended|to attend|deputi[sz]\w+|substitut\w+|standing in"
    r"|representing|deputy|substitute|came|present)(?: (?:instead|for (?:him|her|them)))?"
    r"|(?:attended |attending )?in (?:his|her|their) place|instead)"
    r"|(?:(?:represented|replaced|substituted|deputi[sz]ed for) by|(?:deputy|substitute|sub)\s*:)"
    r"\s*(?P<other>.+)",
    re.IGNORECASE,
)


def each_attending(person: AttendanceSheet) -> Iterator[AttendanceSheet]:
    """Yield `person`, and whoever is said beside the name to have come in their place.

    One who came for somebody else is a substitute; one in whose place somebody came was not there.
    """
    details, substitutes = [], []
    for detail in filter(None, person.detail.split(", ")):
        instead_of, by = _absent(detail), _substitute(detail)
        if instead_of and not person.substitute_for:
            person = replace(person, status=AttendanceStatus.SUBSTITUTE, substitute_for=instead_of)
        elif by:
            substitutes.append(AttendanceSheet(by, AttendanceStatus.SUBSTITUTE, "", person.name))
        else:
            details.append(detail)
    if substitutes and person.status in _THERE:
        person = replace(person, status=AttendanceStatus.APOLOGIES)
    yield replace(person, detail=", ".join(details))
    yield from substitutes


def _absent(detail: str) -> str:
    found = _FOR.fullmatch(detail.strip())
    name = (found["absent"] or found["name"]).strip() if found else ""
    return name if is_full_name(name) else ""


def _substitute(detail: str) -> str:
    found = _BY.fullmatch(detail.strip())
    name = (found["name"] or found["other"]).strip() if found else ""
    return name if is_full_name(name) else ""
