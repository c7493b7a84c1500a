"""What an agenda item's heading says: title, presenter, kind, minutes planned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sop_minutes.domain.grammar.owner_words import reads_as_owner_alone
from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.names import Directory, NameKind, looks_like_people
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import Audience, ItemKind

_TAGS = {
    "standing": ItemKind.STANDING,
    "for decision": ItemKind.DECISION,
    "decision": ItemKind.DECISION,
    "for information": ItemKind.INFORMATION,
    "information": ItemKind.INFORMATION,
    "item": ItemKind.ITEM,
    "minutes of the last meeting": ItemKind.LAST_MINUTES,
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
_MINUTES_OF = r"(?:draft )?(?:minutes|(?:action )?notes|key points)"
_ARISING = r"(?: (?:and )?(?:matters arising|actions?)(?: (?:from|of) .*)?)?"
_LAST_MINUTES = re.compile(
    rf"(?:(?:approval|agreement|accuracy|review) of |(?:to )?(?:approve|agree) )?(?:the )?(?:"
    rf"{_MINUTES_OF}{_ARISING} (?:of|from) (?:the |our )?(?:last|previous|prior) meeting(?: held)?(?: on .*)?"
    rf"|{_MINUTES_OF} of (?:the )?meeting (?:held )?on .*"
    rf"|(?:last|previous) (?:meeting s? ?)?{_MINUTES_OF}"
    rf"|(?:draft )?minutes){_ARISING}"
)
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<!\s)\s*(?:\[(?P<tag>[^\[\]]*)\]|\((?P<by>by\s+)?(?P<name>[^()]*)\))$")
_MOST_ENDINGS = 12  # brackets at a heading's end that may say something of it
_MARK_OF_END = re.compile(rf"(?<!\s)\s*\(\s*\)(?=(?:\s*(?:\[[^\[\]]*\]|\([^()]+\))){{0,{_MOST_ENDINGS}}}$)")
_MINUTES = re.compile(r"([1-9][0-9]{0,2}) ?(?:m|mins?|minutes?)")
_JOINT = re.compile(r"\s*[,;/&+]\s*|\s+and\s+")
_OF = re.compile(r"\s*[,;]\s*|\s+(?:[–—-]|from|of|at|for)\s+(?:the\s+)?")
_THROUGH = re.compile(r".{0,40}\b(?:by|from|lead|presenter)\b:?\s+(?P<who>.+)", re.IGNORECASE)
_DASH = re.compile(r"\s+[–—-]\s+(?P<names>[^–—()\[\]]{2,80})$")
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
    """Return what a heading says: ``Title (Presenter) [kind] [10 min]``, its brackets in any order.

    Brackets hold a presenter where they read as people, by name or initials, or as a post, or begin
    with "by"; what else stands in brackets is part of the title. An empty pair ends a title that looks
    as if it said more. Without a tag the kind comes from well-known titles.
    """
    audience, rest = split_audience(text.strip())
    if rest.startswith("\\") and _is_marked(rest):
        rest = rest[1:]
    ended = _MARK_OF_END.search(rest)
    if ended and ended.start():
        said = _Endings(rest[ended.end() :], alone=True)
        title = f"{rest[: ended.start()].strip()} {said.title}".strip()
    else:
        said = _Endings(rest)
        title = said.title
    return Heading(title, said.presenter, said.kind or kind_of_title(title), audience, said.minutes)


class _Endings:
    """What the brackets at the end of a heading say, and `title`, the rest of it.

    `alone`: there is no title before them, so that round ones hold a presenter, whatever it reads as.
    """

    def __init__(self, text: str, *, alone: bool = False) -> None:
        self.presenter = ""
        self.kind: ItemKind | None = None
        self.minutes: int | None = None
        self._alone = alone
        kept = ""
        for _ in range(_MOST_ENDINGS):
            ending = _ENDING.search(text)
            if ending is None or not (alone or ending.start()):
                break
            text = text[: ending.start()]
            if not self._takes(ending, text):
                kept = f"{ending[0]}{kept}"
        self.title = f"{text}{kept}".strip()

    def _takes(self, ending: re.Match[str], title: str) -> bool:
        if ending["tag"] is None:
            return self._takes_presenter(ending, title)
        said = ending["tag"].strip().lower()
        planned = _MINUTES.fullmatch(said)
        if self.kind is None and said in _TAGS:
            self.kind = _TAGS[said]
        elif self.minutes is None and planned:
            self.minutes = int(planned[1])
        else:
            return False
        return True

    def _takes_presenter(self, ending: re.Match[str], title: str) -> bool:
        name = ending["name"].strip()
        if not name or not (self._alone or ending["by"] or _presents(name, title)):
            return False
        self.presenter = f"{name}, {self.presenter}" if self.presenter else name
        return True


def heading_of(item: ItemSheet) -> Heading:
    """Return the heading of an item, without its audience."""
    return Heading(item.title, item.presenter, item.kind, minutes_planned=item.minutes_planned)


def presenter_after_dash(title: str, known: Directory) -> tuple[str, str] | None:
    """Return a title and its presenter where it ends with known people after a dash; None elsewhere."""
    found = _DASH.search(title)
    names = [name for name in _JOINT.split(found["names"].strip()) if name] if found else []
    if not (found and names and found.start() and _are_people(names[:1], known)):
        return None
    others = [name for name in names[1:] if not _are_people([name], known)]
    is_sure = all(known.match(name) for name in others)
    return (title[: found.start()], found["names"]) if is_sure else None


def _are_people(names: Sequence[str], known: Directory) -> bool:
    """Whether these are names of people in full, by initials or alias: a surname alone may be a place."""
    return all(
        any(match.kind is NameKind.PERSON for match in known.match(name)) and not known.is_short(name)
        for name in names
    )


def _presents(name: str, title: str) -> bool:
    """Say whether what stands in brackets after a title is who presents it, not letters it is short for.

    After somebody's full name may stand where they are from.
    """
    parts = [part.strip() for part in _JOINT.split(name)]
    is_about_posts = _FILLS_POST.search(title) is not None
    person, *of = _OF.split(name)
    through = _THROUGH.match(name)
    return (
        looks_like_people(through["who"] if through else name)
        or (looks_like_people(person) and all(part[:1].isupper() for part in of))
        or all(
            looks_like_people(part)
            or (_POST.fullmatch(part) is not None and not is_about_posts)
            or (len(part.split()) == 1 and reads_as_owner_alone(part, title))
            for part in parts
        )
    )


def write_heading(heading: Heading) -> str:
    """Return the text that reads back as `heading`."""
    title = f"\\{heading.title}" if _is_marked(heading.title) else heading.title
    presenter = f" ({heading.presenter})" if heading.presenter else ""
    kind = "" if kind_of_title(heading.title) is heading.kind else f" [{heading.kind}]"
    minutes = f" [{heading.minutes_planned} min]" if heading.minutes_planned else ""
    plain = f"{title}{presenter}{kind}{minutes}"
    reads_back = read_heading(plain) == replace(heading, audience=Audience.PUBLIC)
    return plain if reads_back else f"{title} (){presenter}{kind}{minutes}"


def _is_marked(title: str) -> bool:
    """Say whether a title, backslashes before it aside, would be read as having an audience.

    Something always follows: a presenter or a tag may.
    """
    bare = title.lstrip("\\")
    return split_audience(f"{bare} x")[0] is not Audience.PUBLIC


def kind_of_title(title: str) -> ItemKind:
    """Return what kind of item a heading is that says no other: "AOB" is any other business."""
    if _LAST_MINUTES.fullmatch(" ".join(_WORD.findall(fold(title)))):
        return ItemKind.LAST_MINUTES
    return _KIND_OF_TITLE.get(squash(title), ItemKind.ITEM)
