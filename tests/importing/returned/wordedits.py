"""Edits of a Word file's XML, as Word itself would write them: tracked, or simply done."""

import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from sop_minutes.domain.marks import mark_of

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{_MAIN}}}"
_NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:w14="{_W14}" xmlns:w15="{_W15}" xmlns:r="{_REL}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = {
    "comments": f"{_REL}/comments",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    "footnotes": f"{_REL}/footnotes",
}
ANN, BEN = "Ann Lee", "Ben Okafor"
_AT = "2017-11-20T10:00:00Z"


def node(xml: str) -> etree._Element:
    """Return the element that `xml` writes."""
    return etree.fromstring(f"<x {_NAMES}>{xml}</x>")[0]


def run(text: str, look: str = "") -> str:
    inside = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def traced(kind: str, inside: str = "", who: str = ANN) -> str:
    """Return a tracked change: `kind` is ins, del, moveFrom, moveTo …"""
    by = f'w:id="900" w:author={quoteattr(who)} w:date="{_AT}"'
    if kind in ("del", "moveFrom"):
        inside = inside.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f"<w:{kind} {by}>{inside}</w:{kind}>"


class WordEdit:
    """A Word file that is being edited."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as zipped:
            self.parts = {info.filename: zipped.read(info) for info in zipped.infolist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root[0]

    def save(self, path: Path) -> Path:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, content in self.parts.items():
                zipped.writestr(name, content)
        return path

    def p(self, record: str) -> etree._Element:
        """Return the paragraph of a record."""
        name = mark_of(record)
        return next(p for p in self.root.iter(W + "p") if name in [b.get(W + "name") for b in _starts(p)])

    def saying(self, words: str, nth: int = 0) -> etree._Element:
        """Return the paragraph that says some words, the first unless `nth` says otherwise."""
        return [p for p in self.root.iter(W + "p") if words in "".join(p.itertext())][nth]

    def row(self, number: int) -> etree._Element:
        return list(self.root.iter(W + "tr"))[number]

    def find(self, p: etree._Element, words: str) -> list[etree._Element]:
        """Return the runs that say `words` and nothing else, which are cut out for that."""
        texts = [t for t in p.iter(W + "t") if t.getparent().tag == W + "r"]
        start = "".join(t.text or "" for t in texts).index(words)
        end, found, at = start + len(words), [], 0
        for t in texts:
            text = t.text or ""
            first, last = max(start - at, 0), min(end - at, len(text))
            if first < last and at < end and at + len(text) > start:
                found.append(_cut(t.getparent(), text, first, last))
            at += len(text)
        return found

    def delete(self, p: etree._Element, words: str, who: str = ANN, kind: str = "del") -> etree._Element:
        """Delete words, tracked. Returns the last element of that."""
        last = p
        for r in self.find(p, words):
            last = node(traced(kind, who=who))
            r.addprevious(last)
            last.append(r)
            for t in r.iter(W + "t"):
                t.tag = W + "delText"
        return last

    def insert_after(self, p: etree._Element, words: str, xml: str) -> None:
        """Put runs in after some words."""
        self.find(p, words)[-1].addnext(node(xml))

    def replace(self, p: etree._Element, words: str, others: str, who: str = ANN) -> None:
        """Put other words in place of some, tracked."""
        self.delete(p, words, who).addnext(node(traced("ins", run(others), who)))

    def retype(self, p: etree._Element, words: str, others: str) -> None:
        """Put other words in place of some, untracked."""
        first, *more = self.find(p, words)
        next(first.iter(W + "t")).text = others
        for r in more:
            r.getparent().remove(r)

    def remove(self, *elements: etree._Element) -> None:
        for element in elements:
            element.getparent().remove(element)

    def new(self, text: str, *, style: str = "", tracked: bool = False, who: str = ANN) -> etree._Element:
        """Return a new paragraph; a tracked one has its end inserted too."""
        mark = f"<w:rPr>{traced('ins', who=who)}</w:rPr>" if tracked else ""
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        inside = traced("ins", run(text), who) if tracked else run(text)
        return node(f"<w:p><w:pPr>{named}{mark}</w:pPr>{inside}</w:p>")

    def end(self, p: etree._Element, kind: str, who: str = ANN) -> None:
        """Mark a paragraph's end as inserted, deleted or moved."""
        properties = p.find(W + "pPr")
        if properties is None:
            properties = node("<w:pPr/>")
            p.insert(0, properties)
        properties.append(node(f"<w:rPr>{traced(kind, who=who)}</w:rPr>"))

    def wrap(self, p: etree._Element, kind: str, who: str = ANN) -> None:
        """Make all runs of a paragraph, and its end, deleted, moved away or moved here."""
        for r in list(p.iter(W + "r")):
            change = node(traced(kind, who=who))
            r.addprevious(change)
            change.append(r)
            for t in r.iter(W + "t"):
                t.tag = W + "delText" if kind in ("del", "moveFrom") else t.tag
        self.end(p, kind, who)

    def split(self, p: etree._Element, words: str, *, tracked: bool) -> etree._Element:
        """Press Enter before some words; the bookmark goes on into what follows. Returns that."""
        first = self.find(p, words)[0]
        second = node("<w:p/>")
        properties = p.find(W + "pPr")
        if properties is not None:
            second.append(deepcopy(properties))
        for part in [first, *first.itersiblings()]:
            second.append(part)
        p.addnext(second)
        if tracked:
            self.end(p, "ins")
        return second

    def join(self, p: etree._Element, *, tracked: bool) -> None:
        """Delete the end of a paragraph."""
        if tracked:
            self.end(p, "del")
            return
        after = p.getnext()
        for part in [part for part in after if part.tag != W + "pPr"]:
            p.append(part)
        self.remove(after)

    def comment(
        self, p: etree._Element, words: str, *said: tuple[str, str], done: bool = False, extended: bool = True
    ) -> None:
        """Comment on some words: (who, text) each; all but the first are answers."""
        first, last = (found := self.find(p, words))[0], found[-1]
        held = self.parts.get("word/comments.xml", b"").count(b"<w:comment ")
        written, more = [], []
        for number, (who, text) in enumerate(said, start=held):
            written.append(
                f'<w:comment w:id="{number}" w:author={quoteattr(who)} w:date="{_AT}">'
                f'<w:p w14:paraId="0000A{number:03}">{run(text)}</w:p></w:comment>'
            )
            parent = f' w15:paraIdParent="0000A{held:03}"' if number > held else ""
            more.append(f'<w15:commentEx w15:paraId="0000A{number:03}"{parent} w15:done="{int(done)}"/>')
            first.addprevious(node(f'<w:commentRangeStart w:id="{number}"/>'))
            last.addnext(node(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
            last.addnext(node(f'<w:commentRangeEnd w:id="{number}"/>'))
        self._add_part("comments", "w:comments", "".join(written))
        if extended:
            self._add_part("commentsExtended", "w15:commentsEx", "".join(more))

    def footnote(self, p: etree._Element, words: str, text: str) -> None:
        self.insert_after(p, words, traced("ins", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
        inside = f'<w:footnote w:id="2"><w:p>{run(text)}</w:p></w:footnote>'
        self._add_part("footnotes", "w:footnotes", inside)

    def link(self, id_: str, target: str) -> None:
        """Let a relationship lead elsewhere, or make it."""
        self._relate(
            f'<Relationship Id="{id_}" Type="{_REL}/hyperlink" Target="{target}" TargetMode="External"/>'
        )

    def target(self, old: str, new: str) -> None:
        name = "word/_rels/document.xml.rels"
        self.parts[name] = self.parts[name].replace(old.encode(), new.encode())

    def _add_part(self, kind: str, tag: str, inside: str) -> None:
        name = f"word/{kind}.xml"
        if name in self.parts:
            self.parts[name] = self.parts[name].replace(f"</{tag}>".encode(), f"{inside}</{tag}>".encode())
            return
        self.parts[name] = f"<{tag} {_NAMES}>{inside}</{tag}>".encode()
        self._relate(f'<Relationship Id="{kind}" Type="{_TYPES[kind]}" Target="{kind}.xml"/>')

    def _relate(self, xml: str) -> None:
        name = "word/_rels/document.xml.rels"
        self.parts[name] = self.parts[name].replace(b"</Relationships>", f"{xml}</Relationships>".encode())


Edit = Callable[[WordEdit], object]


def _starts(p: etree._Element) -> Iterator[etree._Element]:
    return p.iter(W + "bookmarkStart")


def _cut(r: etree._Element, text: str, first: int, last: int) -> etree._Element:
    """Return a run of its own with the letters from `first` to `last` of a run."""
    for piece, place in ((text[:first], r.addprevious), (text[last:], r.addnext)):
        if piece:
            other = deepcopy(r)
            next(other.iter(W + "t")).text = piece
            place(other)
    next(r.iter(W + "t")).text = text[first:last]
    return r
