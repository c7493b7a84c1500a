"""All the text there is in a finished file, seen or unseen, read without the code that wrote it."""

import csv
import email
import email.policy
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree, html

from sop_minutes.domain.inline import plain_text
from sop_minutes.export.xml_texts import xml_texts

_INLINE = frozenset("a abbr b bdi bdo cite code em i mark q s small span strong sub sup time u".split())
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKDOWN_MARKS = re.compile(r"\]\(<[^<>]*>\)|</?(?:em|strong)>|\\(?=\W)")
_TEXT_KINDS = {"plain": "txt", "html": "html", "calendar": "ics"}
_FOLDED = re.compile(r"\r?\n[ \t]")
_ICS_ESCAPES = re.compile(r"\\([nN,;\\])")


def found_texts(
    content: bytes, suffix: str, clears: Callable[[bytes], bool] = lambda _: False
) -> Iterator[str]:
    """Yield the texts in a file of the kind `suffix` (".docx"): each paragraph, cell, attribute, property.

    The runs of a paragraph come joined. A PDF's pages come as one text. Of a package, the XML parts that
    `clears` knows to hold nothing that is looked for are left out, for to read a long one takes long.
    """
    if suffix in (".docx", ".xlsx"):
        yield from _package_texts(content, clears)
    elif suffix == ".pdf":
        yield from _pdf_texts(content)
    elif suffix == ".html":
        yield from _html_texts(content)
    elif suffix == ".csv":
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            yield from row
    elif suffix == ".eml":
        yield from _email_texts(content)
    elif suffix == ".ics":
        yield from _calendar_texts(content)
    else:
        for line in content.decode().split("\n"):
            yield line
            yield plain_text(line) if suffix == ".txt" else _MARKDOWN_MARKS.sub("", line)


def _package_texts(content: bytes, clears: Callable[[bytes], bool]) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for info in package.infolist():
            yield info.filename
            yield info.comment.decode("utf-8", "replace")
            part = package.read(info)
            if info.filename.endswith((".xml", ".rels")):
                yield from () if clears(part) else xml_texts(part)
            elif not part.startswith(_PNG):  # a picture is of what its table says
                yield part.decode("utf-8", "replace")


def _html_texts(content: bytes) -> Iterator[str]:
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in list(root.iter()):
        yield from map(str, element.attrib.values())
        if not isinstance(element.tag, str):
            yield element.text or ""
        elif element.tag not in _INLINE:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    yield from etree.tostring(root, method="text", encoding="unicode").split("\n")


def _email_texts(content: bytes) -> Iterator[str]:
    """Yield the headers of a message and of its parts, and what is in these, attached files too."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        yield from map(str, part.values())
        yield from (text for text in (part.preamble, part.epilogue) if text)
        if not part.is_multipart():
            name = part.get_filename() or f"part.{_TEXT_KINDS.get(part.get_content_subtype(), 'bin')}"
            held = part.get_payload(decode=True)
            yield from found_texts(held if isinstance(held, bytes) else b"", Path(name).suffix)


def _calendar_texts(content: bytes) -> Iterator[str]:
    for line in _FOLDED.sub("", content.decode()).splitlines():
        name, _, value = line.partition(":")
        yield name
        yield _ICS_ESCAPES.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _pdf_texts(content: bytes) -> Iterator[str]:
    from sop_minutes.export.pdf_text import pdf_texts

    yield from pdf_texts(content)
