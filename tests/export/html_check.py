"""What a validator would say of a page first: whether it is put together as HTML is."""

from collections import Counter
from html.parser import HTMLParser

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_PHRASING = frozenset("a abbr b code em i span strong sub sup svg br".split())
_IN_PHRASES_ONLY = frozenset("p h1 h2 h3 h4 span a strong em caption title".split())
_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"caption", "colgroup", "thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "dl": {"dt", "dd", "div"},
}
_PARENTS = {"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"}, "caption": {"table"}}
_ONCE = ("html", "head", "body", "title", "main", "h1")


def html_faults(page: str) -> list[str]:
    """Return what is wrong with how a page is put together, in sentences; every tag is to be written out."""
    check = _Check()
    check.feed(page)
    check.close()
    check.finish(page)
    return check.faults


class _Check(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self._open: list[str] = []
        self._ids: Counter[str] = Counter()
        self._pointed: set[str] = set()
        self._seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen[tag] += 1
        parent = self._open[-1] if self._open else ""
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has “{name}” twice" for name in names if names.count(name) > 1]
        self.faults += [f"<{tag}> has “{name}” without a value" for name, value in attrs if value is None]
        if tag not in _CHILDREN.get(parent, {tag}):
            self.faults.append(f"<{tag}> stands in <{parent}>")
        if parent not in _PARENTS.get(tag, {parent}):
            self.faults.append(f"<{tag}> stands in <{parent}>")
        if parent in _IN_PHRASES_ONLY and tag not in _PHRASING:
            self.faults.append(f"<{tag}> stands in <{parent}>")
        if tag == "a" and "a" in self._open:
            self.faults.append("<a> stands in <a>")
        self._note(tag, dict(attrs))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "svg" not in self._open and tag not in _VOID:
            self.faults.append(f"<{tag}/> is no end of <{tag}>")
        self._note(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        was = self._open.pop() if self._open else ""
        if was != tag:
            self.faults.append(f"</{tag}> ends <{was}>")

    def handle_data(self, data: str) -> None:
        parent = self._open[-1] if self._open else ""
        if data.strip() and parent in {*_CHILDREN, "html", "head", ""}:
            self.faults.append(f"“{data.strip()[:20]}” stands in <{parent}>")
        if "&" in data and parent != "style":
            self.faults.append(f"an & stands by itself in “{data.strip()[:20]}”")

    def finish(self, page: str) -> None:
        """Say what can be said only of a page as a whole."""
        if not page.startswith("<!DOCTYPE html>\n"):
            self.faults.append("it does not begin with its kind of document")
        self.faults += [f"<{tag}> is never ended" for tag in self._open]
        self.faults += [f"there are {self._seen[tag]} <{tag}>" for tag in _ONCE if self._seen[tag] != 1]
        self.faults += [f"“{each}” is the id of several" for each, many in self._ids.items() if many > 1]
        self.faults += [f"nothing has the id “{each}”" for each in sorted(self._pointed - set(self._ids))]

    def _note(self, tag: str, attrs: dict[str, str | None]) -> None:
        if (name := attrs.get("id")) is not None:
            self._ids[name] += 1
        for pointer in ("aria-labelledby", "aria-describedby", "headers", "for"):
            self._pointed |= set((attrs.get(pointer) or "").split())
        href = attrs.get("href") or ""
        if tag == "a" and href.startswith("#"):
            self._pointed.add(href[1:])
