"""A Word file as a colleague sends it back: edited with tracked changes, and commented on."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W = f"{{{_MAIN}}}"


class Edit(NamedTuple):
    """What `who` did: put `instead` in place of `words`, and commented on that.

    Without `instead` the words are only commented on.
    """

    who: str
    words: str
    instead: str = ""
    comment: str = ""


def edited_copy(content: bytes, edits: Sequence[Edit], *, at: datetime) -> bytes:
    """Return a Word file after edits, each of words that stand in one run of it."""
    with ZipFile(BytesIO(content)) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    document = etree.fromstring(parts["word/document.xml"])
    comments = _made("comments")
    for number, edit in enumerate(edits):
        _make(document, comments, edit, str(number), at.isoformat())
    parts["word/document.xml"] = _written(document)
    parts["word/comments.xml"] = _written(comments)
    _put_in(
        parts,
        "word/_rels/document.xml.rels",
        f'<Relationship Id="comments" Type="{_RELATION}" Target="comments.xml"/></Relationships>',
    )
    _put_in(
        parts,
        "[Content_Types].xml",
        f'<Override PartName="/word/comments.xml" ContentType="{_COMMENTS}"/></Types>',
    )
    found = BytesIO()
    with ZipFile(found, "w", ZIP_DEFLATED) as zipped:
        for name, part in parts.items():
            zipped.writestr(name, part)
    return found.getvalue()


def _make(document: etree._Element, comments: etree._Element, edit: Edit, number: str, at: str) -> None:
    """Cut the run that says the words in three, and track what is done to the middle one."""
    by = {f"{_W}id": number, f"{_W}author": edit.who, f"{_W}date": at}
    run = next(run for run in document.iter(f"{_W}r") if edit.words in _said(run))
    before, _, after = _said(run).partition(edit.words)
    middle = [_saying(run, edit.words)]
    if edit.instead:
        deleted = _saying(run, edit.words)
        _text(deleted).tag = f"{_W}delText"
        middle = [_made("del", by, deleted), _made("ins", by, _saying(run, edit.instead))]
    if edit.comment:
        text = _made("t")
        text.text = edit.comment
        comments.append(_made("comment", by, _made("p", {}, _made("r", {}, text))))
        it = {f"{_W}id": number}
        middle = [
            _made("commentRangeStart", it),
            *middle,
            _made("commentRangeEnd", it),
            _made("r", {}, _made("commentReference", it)),
        ]
    for part in (_saying(run, before), *middle):
        run.addprevious(part)
    _text(run).text = after


def _saying(run: etree._Element, words: str) -> etree._Element:
    """Return a run that looks like another and says other words."""
    found = deepcopy(run)
    _text(found).text = words
    return found


def _text(run: etree._Element) -> etree._Element:
    return next(run.iter(f"{_W}t"))


def _said(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.iter(f"{_W}t"))


def _made(tag: str, by: Mapping[str, str] | None = None, *inside: etree._Element) -> etree._Element:
    found = etree.Element(f"{_W}{tag}", dict(by or {}), nsmap={"w": _MAIN})
    found.extend(inside)
    return found


def _put_in(parts: dict[str, bytes], name: str, end: str) -> None:
    """Put an element in at the end of a part: `end` is that, and the end tag of all."""
    tag = end[end.rindex("<") :].encode()
    parts[name] = parts[name].replace(tag, end.encode())


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
