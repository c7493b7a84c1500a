"""All the text of a part of a package, read by a parser: of any XML, but with a call for each tag."""

from typing import Final
from xml.parsers import expat

_JOINED: Final = ("p", "si", "is")
"""What is read as one text, whatever runs it is cut into: a paragraph, and a string in Excel."""


def xml_texts(part: bytes) -> set[str]:
    """Return each paragraph's text with its runs joined, each run's own, attributes and remarks."""
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
            found.update(("".join(own), *own))
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
