"""The styles of a user's own template: what notes cannot do without, and what they bring with them."""

import zipfile
from copy import deepcopy
from typing import Final

from lxml import etree

from sop_minutes.domain.errors import UserError
from sop_minutes.importing.word.names import W
from sop_minutes.paths import resource

_NEEDED: Final = ("Heading 1", "Heading 2", "Heading 3", "List Bullet")
_BROUGHT: Final = (
    "Meeting Details",
    "Decision",
    "Action",
    "Members",
    "Restricted",
    "Table Text",
    "Table Heading",
    "Table Number",
    "Table Note",
    "Strong",
    "Emphasis",
    "Intense Emphasis",
    "Hyperlink",
    "Members Label",
    "Restricted Label",
    "Action Table",
)
"""Styles of the house that a template may have of its own; fonts and sizes are the template's in any case."""

_BASES: Final = {"Normal": "paragraph", "DefaultParagraphFont": "character", "TableNormal": "table"}


def complete_styles(root: etree._Element, name: str, lists: frozenset[str]) -> None:
    """Add to a template's styles what notes bring with them, and say that its language is English.

    `root` is that of its part of styles, `lists` the ids of the lists that it defines. Raises UserError,
    which calls the file `name`, if it lacks a style that it must have itself, or its bullets are none.
    """
    held = {(_kind(style), _name(style).lower()): style for style in root.iterfind(f"{W}style")}
    _check(held, name, lists)
    taken = {style.get(f"{W}styleId") for style in held.values()}
    defaults = {kind: style.get(f"{W}styleId", "") for (kind, _), style in held.items() if _is_default(style)}
    for style in _house_styles():
        if (_kind(style), _name(style).lower()) in held or style.get(f"{W}styleId") in taken:
            continue
        based = style.find(f"{W}basedOn")
        if based is not None and (kind := _BASES.get(based.get(f"{W}val", ""))):
            based.set(f"{W}val", defaults.get(kind, based.get(f"{W}val", "")))
        root.append(style)
    _speak_english(root)


def _check(held: dict[tuple[str, str], etree._Element], name: str, lists: frozenset[str]) -> None:
    missing = [needed for needed in _NEEDED if ("paragraph", needed.lower()) not in held]
    if missing:
        listed = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
        many, them = ("styles", "each") if len(missing) > 1 else ("style", "it")
        raise UserError(
            f"{name} has no {many} {listed}. Use {them} once in the template, delete that text again, "
            "and save it."
        )
    if not _makes_list(held, held["paragraph", "list bullet"], lists):
        raise UserError(f"The style List Bullet of {name} makes no list: give it a bullet in Word.")


def _makes_list(
    held: dict[tuple[str, str], etree._Element], style: etree._Element, lists: frozenset[str]
) -> bool:
    """Say whether a style, or one that it is based on, belongs to a list that there is."""
    by_id = {each.get(f"{W}styleId"): each for each in held.values()}
    seen: set[str | None] = set()
    found: etree._Element | None = style
    while found is not None and found.get(f"{W}styleId") not in seen:
        number = found.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return number.get(f"{W}val") in lists
        seen.add(found.get(f"{W}styleId"))
        based = found.find(f"{W}basedOn")
        found = by_id.get(based.get(f"{W}val")) if based is not None else None
    return False


def _house_styles() -> list[etree._Element]:
    """Return the house's own styles that a template may lack, each anew."""
    with zipfile.ZipFile(resource("word/note.docx")) as package:
        root = etree.fromstring(package.read("word/styles.xml"))
    return [deepcopy(style) for style in root.iterfind(f"{W}style") if _name(style) in _BROUGHT]


def _speak_english(root: etree._Element) -> None:
    """Have text without a language of its own read out, and spelled, as British English."""
    properties = root
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = properties.find(f"{W}{name}")
        if found is None:
            found = etree.Element(f"{W}{name}")
            properties.insert(0, found)
        properties = found
    language = properties.find(f"{W}lang")
    if language is None:
        language = etree.SubElement(properties, f"{W}lang")
    if language.get(f"{W}val", "en-US") == "en-US":
        language.set(f"{W}val", "en-GB")


def _kind(style: etree._Element) -> str:
    return style.get(f"{W}type", "paragraph")


def _name(style: etree._Element) -> str:
    called = style.find(f"{W}name")
    return called.get(f"{W}val", "") if called is not None else ""


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}default") in {"1", "true", "on"}
