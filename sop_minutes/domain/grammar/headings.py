"""What an agenda item's heading says: title, presenter, kind, minutes planned."""

import re
from dataclasses import dataclass

from sop_minutes.domain.grammar.owner_words import reads_as_owner_alone
from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.names import looks_like_people
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, ItemKind

_TAGS = {
    "standing": ItemKind.STANDING,
    "for decision": ItemKind.DECISION,
    "decision": ItemKind.DECISION,
    "for information": ItemKind.INFORMATION,
    "information": ItemKind.INFORMATION,
    "item": ItemKind.ITEM,
    "matters arising": ItemKind.MATTERS_ARISING,
    "any other business": ItemKind.AOB,
    "aob": ItemKind.AOB,
    "not placed": ItemKind.NOT_PLACED,
}
_KIND_OF_TITLE = {
    "mattersarising": ItemKind.MATTERS_ARISING,
    "actionsfromlastmeeting": ItemKind.MATTERS_ARISING,
    "actionsfromthelastmeeting": ItemKind.MATTERS_ARISING,
    "anyotherbusiness": ItemKind.AOB,
    "aob": ItemKind.AOB,
    "notplaced": ItemKind.NOT_PLACED,
}
_TAG = re.compile(r"\s*\[(?P<tag>[^\[\]]*)\]$")
_MINUTES = re.compile(r"([1-9][0-9]{0,2}) ?(?:m|mins?|minutes?)")
_BRACKET = re.compile(r"\s*\((?P<by>by\s+)?(?P<name>[^()]*)\)$")
_JOINT = re.compile(r"\s*[,;/&+]\s*|\s+and\s+")
_POST = re.compile(
    r"(?:the\s+)?(?:all|everyone|(?:(?:vice|deputy|acting|co)[- ])?chair(?:man|woman|person)?s?"
    r"|secretary|secretariat|treasurer|clerk|minute[- ]taker|(?-i:(?:[A-Z][\w&'’-]*\s+){1,4}"
    r"(?:Lead|Officer|Manager|Director|Coordinator|Co-ordinator|Secretary|Chair|Commander|Commissioner))"
    r"|(?:chair|head|director|lead)\s+(?:of|for)\s+(?-i:[A-Z])[\w&' ’-]*)",
    re.IGNORECASE,
)
_FILLS_POST = re.compile(r"\b(?:appoint|elect|nominat|recruit|vacan|role|post\b|job)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's parts. `presenter` is "" where none was named.

    `audience` is what prefixes in the heading itself say; it is read, but written before the marks.
    """

    title: str
    presenter: str = ""
    kind: ItemKind = ItemKind.ITEM
    audience: Audience = Audience.PUBLIC
    minutes_planned: int | None = None


def read_heading(text: str) -> Heading:
    """Return what a heading says: ``Title (Presenter) [kind] [10 min]``.

    Brackets hold a presenter where they read as people, by name or initials, or as a post, or begin
    with "by"; an empty pair says that there is none. Without a tag the kind comes from well-known titles.
    """
    audience, rest = split_audience(text.strip())
    if rest.startswith("\\") and _is_marked(rest):
        rest = rest[1:]
    rest, kind, minutes = _without_tags(rest)
    presenter = ""
    bracket = _BRACKET.search(rest)
    if bracket and bracket.start():
        name = bracket["name"].strip()
        if bracket["by"] or not name or _presents(name, rest[: bracket.start()]):
            rest, presenter = rest[: bracket.start()], name
    return Heading(rest.strip(), presenter, kind or _kind_of(rest), audience, minutes)


def heading_of(item: ItemSheet) -> Heading:
    """Return the heading of an item, without its audience."""
    return Heading(item.title, item.presenter, item.kind, minutes_planned=item.minutes_planned)


def _presents(name: str, title: str) -> bool:
    """Say whether what stands in brackets after a title is who presents it, not letters it is short for."""
    parts = [part.strip() for part in _JOINT.split(name)]
    is_about_posts = _FILLS_POST.search(title) is not None
    return looks_like_people(name) or all(
        looks_like_people(part)
        or (_POST.fullmatch(part) is not None and not is_about_posts)
        or (len(part.split()) == 1 and reads_as_owner_alone(part, title))
        for part in parts
    )


def write_heading(heading: Heading) -> str:
    """Return the text that reads back as `heading`."""
    text = f"\\{heading.title}" if _is_marked(heading.title) else heading.title
    named = f"{text} ({heading.presenter})" if heading.presenter else text
    again = read_heading(named)
    if (again.title, again.presenter) != (heading.title, heading.presenter):
        named = f"{text} (by {heading.presenter})" if heading.presenter else f"{text} ()"
    kind = "" if read_heading(named).kind is heading.kind else f" [{heading.kind}]"
    minutes = f" [{heading.minutes_planned} min]" if heading.minutes_planned else ""
    return f"{named}{kind}{minutes}"


def _without_tags(text: str) -> tuple[str, ItemKind | None, int | None]:
    """Return `text` without the tags at its end, the kind and the minutes they say, one of each."""
    kind = minutes = None
    while (tag := _TAG.search(text)) and tag.start():
        said = tag["tag"].strip().lower()
        planned = _MINUTES.fullmatch(said)
        if kind is None and said in _TAGS:
            kind = _TAGS[said]
        elif minutes is None and planned:
            minutes = int(planned[1])
        else:
            break
        text = text[: tag.start()]
    return text, kind, minutes


def _is_marked(title: str) -> bool:
    """Say whether a title, backslashes before it aside, would be read as having an audience.

    Something always follows: a presenter or a tag may.
    """
    bare = title.lstrip("\\")
    return split_audience(f"{bare} x")[0] is not Audience.PUBLIC


def _kind_of(title: str) -> ItemKind:
    return _KIND_OF_TITLE.get(squash(title), ItemKind.ITEM)
