"""All the text of a part of a package: quickly where its XML is as plain as ours, else by a parser."""

import re
from collections.abc import Iterator, Set
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import unescape

_JOINED: Final = ("p", "si", "is")
"""What is read as one text, whatever runs it is cut into: a paragraph, and a string in Excel."""

_DECLARATION: Final = re.compile(
    rb'<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\?>\s*'
)
_RUN_TEXT: Final = re.compile(rb">([^<]+)")
_BEGIN, _END = b"<w:p>", b"</w:p>"
_OTHER_JOINED: Final = re.compile(rb"(?!<w:p>)</?(?:[^\s/>:]*:)?(?:p|si|is)[\s/>]")
_VALUE: Final = re.compile(r'=\s*"([^"]*)"')
_QUOTES: Final = {"&quot;": '"', "&apos;": "'"}
_RUN_END, _TEXT_END = "\0", "\1"


def xml_texts(part: bytes, known: Set[str] = frozenset()) -> Iterator[str]:
    """Yield each paragraph's text with its runs joined, each run's own, attributes and remarks, each once.

    A paragraph that reads as one of `known` is left out, runs and all.
    """
    found = _plain_texts(part, known)
    yield from parsed_texts(part, known) if found is None else found


def parsed_texts(part: bytes, known: Set[str] = frozenset()) -> set[str]:
    """Return what `xml_texts` yields, read by a parser: of any XML, but with a call for each tag."""
    found: set[str] = set()
    pieces: list[str] = []
    starts: list[int] = []

    def begin(name: str, attributes: list[str]) -> None:
        found.update(attributes[1::2])
        if name.rpartition(":")[2] in _JOINED:
            starts.append(len(pieces))

    def end(name: str) -> None:
        if name.rpartition(":")[2] in _JOINED:
            own = pieces[starts.pop() :]
            text = "".join(own)
            if text not in known:
                found.update((text, *own))
            if not starts:
                pieces.clear()

    def text(said: str) -> None:
        if starts:
            pieces.append(said)
        else:
            found.add(said)

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text, parser.buffer_size = True, len(part) + 1  # no text is cut in two
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.CommentHandler = found.add
    parser.ProcessingInstructionHandler = lambda target, said: found.update((target, said))
    parser.EntityDeclHandler = lambda *said: found.update(each for each in said if isinstance(each, str))
    parser.Parse(part, True)
    return found


def _plain_texts(part: bytes, known: Set[str]) -> set[str] | None:
    """Return what `parsed_texts` does, for XML that can be read by looking for tags; None for any other.

    That is: in UTF-8, with no remarks, sections or numbered characters, each ">" the end of a tag, each
    value in double quotes, paragraphs of Word's that hold no other. All is looked at once for each text
    and tag that differs, of which a long document has few.
    """
    declared = _DECLARATION.match(part)
    if declared is None or any(mark in part for mark in (b"\0", b"\1", b"\r")):
        return None
    pieces: set[bytes] = set()  # each a tag and the text after it: `w:t>Yes`
    outside: set[bytes] = set()
    cuts: set[tuple[bytes, ...]] = set()
    for paragraph in part[declared.end() :].split(_END):
        before, _, inside = paragraph.partition(_BEGIN)
        if _BEGIN in inside or not paragraph.startswith(b"<"):
            return None
        pieces.update(paragraph.split(b"<"))
        outside.add(before)
        cuts.add(tuple(_RUN_TEXT.findall(paragraph, len(before))))
    cuts.update((text,) for text in _RUN_TEXT.findall(b"".join(outside)))
    pieces.discard(b"")
    tags = {piece.partition(b">")[0] for piece in pieces}
    marks = b"<%b>" % b"><".join(tags)
    said = _TEXT_END.encode().join(_RUN_END.encode().join(cut) for cut in cuts)
    odd_tag = any(odd in marks for odd in (b"'", b"<!", b"<?", b"&#", b"\n")) or _OTHER_JOINED.search(marks)
    if odd_tag or b"&#" in said or any(piece.count(b">") != 1 for piece in pieces):
        return None
    found = set(map(_unescaped, _VALUE.findall(marks.decode())))
    for cut in _unescaped(said.decode()).split(_TEXT_END):
        text = cut.replace(_RUN_END, "")
        if text not in known:
            found.update((text, *cut.split(_RUN_END)))
    return found


def _unescaped(text: str) -> str:
    return unescape(text, _QUOTES) if "&" in text else text
