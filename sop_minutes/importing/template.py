"""A user's own Word template, made fit to be filled: opened warily, checked, emptied of its text."""

import posixpath
import zipfile
from collections.abc import Container, Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Final

from lxml import etree

from sop_minutes.domain.errors import UserError
from sop_minutes.importing.template_cleaning import clean_part, hidden_styles
from sop_minutes.importing.template_frame import add_marking
from sop_minutes.importing.template_pictures import plain_picture
from sop_minutes.importing.template_styles import complete_styles
from sop_minutes.importing.word.names import DamagedError, TooDeepError, TooLargeError, W
from sop_minutes.importing.word.package import Package, Relationship, main_root, opened

_SUFFIXES: Final = (".docx", ".dotx")
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_KEPT_KINDS: Final = frozenset(
    {"styles", "numbering", "theme", "fontTable", "settings", "header", "footer", "image", "font"}
)
"""What of a template goes into the notes. All else (footnotes, comments, XML of its own) stays behind."""

_MAIN: Final = "document"
_CLEANED: Final = _KEPT_KINDS - {"image", "font"} | {_MAIN}
_DRAWINGS: Final = (".svg", ".svgz")
"""Pictures that are text. Word keeps another picture of the same beside each."""

_OFFICE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT_TYPE: Final = _OFFICE + b"document.main+xml"
_OTHER_TYPES: Final = (
    _OFFICE + b"template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_CORE: Final = "docprops/core.xml"
_CORE_KIND: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_NOT_OF_A_NOTE: Final = (
    "attachedTemplate",
    "documentProtection",
    "docVars",
    "endnotePr",
    "footnotePr",
    "linkStyles",
    "mailMerge",
    "rsids",
    "trackRevisions",
    "writeProtection",
)
"""Settings that point at what stays behind, or would keep colleagues from editing a note."""

_TYPES: Final = "[content_types].xml"
_RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_EMPTY_CORE: Final = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def read_template(path: Path) -> bytes:
    """Return the Word file at `path` as a template for notes: its looks, headers and footers, no text.

    Raises UserError that says what is wrong with it, and which styles are missing.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UserError(f"“{path.name}” is no Word template: give a file that ends in .docx or .dotx.")
    with opened(path) as package:
        try:
            return _adopted(package, path.name)
        except (DamagedError, TooLargeError, TooDeepError, etree.XMLSyntaxError) as error:
            raise UserError(f"{path.name} is damaged: open it in Word and save it again.") from error


def _adopted(package: Package, name: str) -> bytes:
    if any(posixpath.basename(part) in _MACROS for part in package.names()):
        raise UserError(f"{name} holds macros, which no note may; save it as .dotx without them.")
    main = package.main_part()
    root = main_root(package, main, name)
    related = package.relationships(main).values()
    kept = dict(_kept(package, main))
    parts = {part: package.raw(part) for part, kind in kept.items() if kind not in _CLEANED}
    parts |= {part: plain_picture(parts[part]) for part, kind in kept.items() if kind == "image"}
    parts[main] = _written(_emptied(root))
    parts |= _cleaned(package, main, kept)
    if not any(relation.kind == "styles" and relation.target in parts for relation in related):
        raise UserError(f"{name} has no styles, which is what notes take from a template.")
    for relation in related:
        if relation.kind == "settings" and relation.target in parts:
            parts[relation.target] = _settings(etree.fromstring(parts[relation.target]))
        elif relation.kind == "styles" and relation.target in parts:
            styles = etree.fromstring(parts[relation.target])
            complete_styles(styles, name, _lists_in(package, main))
            parts[relation.target] = _written(styles)
    parts[_TYPES] = _types(package.raw(_TYPES), parts)
    for source in ("", *list(parts)):
        held = _relations_name(source)
        if held in package:
            parts[held] = _relations(package, source, held, parts)
    _add_properties(parts)
    add_marking(parts, main)
    return _packed(parts)


def _kept(package: Package, main: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the parts that a note is to have, each once, and what they are."""
    yield main, _MAIN
    seen = {main}
    waiting = [main]
    while waiting:
        for relation in package.relationships(waiting.pop()).values():
            inside = not relation.external and relation.target in package
            is_kept = relation.kind in _KEPT_KINDS and not relation.target.endswith(_DRAWINGS)
            if inside and is_kept and relation.target not in seen:
                seen.add(relation.target)
                waiting.append(relation.target)
                yield relation.target, relation.kind


def _cleaned(package: Package, main: str, kept: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts of a template that are XML, without what a reader does not see."""
    styles = (package.root(part) for part, kind in kept.items() if kind == "styles")
    hidden = frozenset(chain.from_iterable(map(hidden_styles, styles)))
    found = {}
    for part in (part for part, kind in kept.items() if kind in _CLEANED and part != main):
        root = package.root(part)
        known = package.relationships(part).items()
        related = {id_ for id_, relation in known if _is_kept(relation, kept)}
        clean_part(root, related=related, hidden=hidden)
        found[part] = _written(root)
    return found


def _is_kept(relation: Relationship, kept: Container[str]) -> bool:
    """Say whether a part may go on pointing at something; links in a header go on leading out."""
    return relation.kind == "hyperlink" if relation.external else relation.target in kept


def _lists_in(package: Package, main: str) -> frozenset[str]:
    """Return the ids of the lists that a template defines."""
    parts = (r.target for r in package.relationships(main).values() if r.kind == "numbering")
    roots = (package.root(part) for part in parts if part in package)
    return frozenset(num.get(f"{W}numId", "") for root in roots for num in root.iterfind(f"{W}num"))


def _add_properties(parts: dict[str, bytes]) -> None:
    """Give a template the one part that says of a note what it is; what it said of itself is not kept."""
    parts[_CORE] = _EMPTY_CORE
    held = _relations_name("")
    relations = etree.fromstring(parts[held])
    for other in relations.findall(f"{_RELS}Relationship[@Type='{_CORE_KIND}']"):
        relations.remove(other)
    etree.SubElement(relations, f"{_RELS}Relationship", Id="note-core", Type=_CORE_KIND, Target=f"/{_CORE}")
    parts[held] = _written(relations)
    types = etree.fromstring(parts[_TYPES])
    etree.SubElement(types, f"{_CONTENT}Override", PartName=f"/{_CORE}", ContentType=_CORE_TYPE)
    parts[_TYPES] = _written(types)


def _emptied(root: etree._Element) -> etree._Element:
    """Return a document's root with nothing in its body but how its first section's pages are.

    Notes stand in one column: a table of theirs is as wide as the page.
    """
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedError
    section = next(body.iter(f"{W}sectPr"), None)
    for child in list(body):
        body.remove(child)
    if section is not None:
        for name in ("cols", "type", "sectPrChange"):
            for node in section.findall(f"{W}{name}"):
                section.remove(node)
        body.append(section)
    return root


def _settings(root: etree._Element) -> bytes:
    for name in _NOT_OF_A_NOTE:
        for setting in root.findall(f"{W}{name}"):
            root.remove(setting)
    return _written(root)


def _types(content: bytes, parts: dict[str, bytes]) -> bytes:
    """Return the content types of what is kept, a template's as a document's."""
    for other in _OTHER_TYPES:
        content = content.replace(other, _DOCUMENT_TYPE)
    root = etree.fromstring(content)
    for override in list(root):
        named = override.get("PartName", "").lstrip("/").lower()
        if named and named not in parts:
            root.remove(override)
        elif named:
            override.set("PartName", f"/{named}")
    return _written(root)


def _relations(package: Package, source: str, held: str, parts: dict[str, bytes]) -> bytes:
    """Return the relationships of a part to what is kept."""
    root = package.root(held)
    known = package.relationships(source)
    for node in list(root):
        relation = known.get(node.get("Id", ""))
        if relation is None or not _is_kept(relation, parts):
            root.remove(node)
        elif not relation.external:
            node.set("Target", f"/{relation.target}")
    return _written(root)


def _relations_name(source: str) -> str:
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in (_TYPES, *sorted(parts.keys() - {_TYPES})):
            written = "[Content_Types].xml" if name == _TYPES else name
            package.writestr(zipfile.ZipInfo(written), parts[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
