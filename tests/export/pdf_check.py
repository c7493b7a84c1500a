"""What a machine can decide of a PDF/UA-1 file, by the points of the Matterhorn protocol, read with pypdf."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.generic import BooleanObject, ContentStream, IndirectObject

from tests.export.pdf_tree import Node, nodes_of, numbers_of, structure_faults

_PAINTING = frozenset("Tj TJ ' \" f F f* B B* b b* S s sh Do BI INLINE IMAGE".split())
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def pdf_ua_faults(content: bytes) -> list[str]:
    """Return what is amiss, each with its checkpoint, each once; [] for nothing."""
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    faults = [*_document_faults(root)]
    if "/StructTreeRoot" not in root:
        return [*faults, "01-005: no structure tree"]
    tree = root["/StructTreeRoot"]
    nodes = list(nodes_of(tree))
    parents = numbers_of(tree["/ParentTree"])
    faults += structure_faults(nodes, tree)
    if any(re.fullmatch("H[1-6]", node.kind) for node in nodes) and "/First" not in root.get("/Outlines", {}):
        faults.append("headings without bookmarks")
    for page in reader.pages:
        faults += _page_faults(page, reader, nodes, parents)
        faults += _font_faults(page)
    return list(dict.fromkeys(faults))


def _document_faults(root: Mapping[str, Any]) -> Iterator[str]:
    about_marks = root.get("/MarkInfo", {})
    if not _says_yes(about_marks, "/Marked") or _says_yes(about_marks, "/Suspects"):
        yield "06-001: not marked as tagged"
    if not str(root.get("/Lang", "")).strip():
        yield "11-006: no language"
    if not _says_yes(root.get("/ViewerPreferences", {}), "/DisplayDocTitle"):
        yield "07-002: the title is not shown"
    about = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    if not re.search(r"<pdfuaid:part>1<|pdfuaid:part=.1.", about):
        yield "06-002: does not say that it is PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>", about, re.DOTALL):
        yield "06-003: no title"


def _says_yes(held: Mapping[str, Any], name: str) -> bool:
    return bool(held.get(name) == BooleanObject(True))


def _page_faults(
    page: Any, reader: PdfReader, nodes: list[Node], parents: Mapping[int, Any]
) -> Iterator[str]:
    """Yield where content is neither in the tree nor an artifact, and what links lack."""
    if page.get("/Tabs") != "/S":
        yield "28-016: tabs do not follow the structure"
    marked, loose = _content_of(
        ContentStream(page.get_contents(), reader), page.get("/Resources", {}), reader
    )
    yield from loose
    number = page.get("/StructParents")
    listed = parents.get(number) if number is not None else None
    if marked and not isinstance(listed, list):
        yield "01-005: a page has no entry in the parent tree"
        return
    here = {(node.id, mcid) for node in nodes for mcid in node.contents(page.indirect_reference)}
    for mcid in marked:
        owner = listed[mcid] if isinstance(listed, list) and mcid < len(listed) else None
        if not isinstance(owner, IndirectObject) or (owner.idnum, mcid) not in here:
            yield "01-005: content is in no element of the tree"
    if len(here) != len({mcid for _, mcid in here}) or {mcid for _, mcid in here} - marked:
        yield "01-005: the tree names content that is not there, or twice"
    for annotation in page.get("/Annots", []):
        yield from _annotation_faults(annotation, nodes, parents)


def _content_of(stream: ContentStream, resources: Any, reader: PdfReader) -> tuple[set[int], list[str]]:
    """Return the numbers of the marked content of a stream, and what of it is neither marked nor artifact."""
    marked: set[int] = set()
    loose: list[str] = []
    opened: list[str] = []
    for operands, operator in stream.operations:
        name = operator.decode("latin-1")
        if name in ("BDC", "BMC"):
            kind = _kind_of_mark(operands, resources)
            if kind in ("artifact", "tagged") and {"artifact", "tagged"} & set(opened):
                loose.append("01-001/01-002: marked content within other content")
            opened.append(kind)
            marked.update([operands[1]["/MCID"]] if kind == "tagged" else [])
        elif name == "EMC":
            opened.pop()
        elif name in _PAINTING and not {"artifact", "tagged"} & set(opened):
            loose += (
                _loose_form(operands, resources, reader) if name == "Do" else ["01-003: unmarked content"]
            )
    return marked, loose


def _kind_of_mark(operands: list[Any], resources: Any) -> str:
    if operands[0] == "/Artifact":
        return "artifact"
    properties = operands[1] if len(operands) > 1 else {}
    if isinstance(properties, str):
        properties = operands[1] = resources["/Properties"][properties]
    return "tagged" if "/MCID" in properties else "other"


def _loose_form(operands: list[Any], resources: Any, reader: PdfReader) -> list[str]:
    form = resources["/XObject"][operands[0]]
    if form["/Subtype"] != "/Form":
        return ["01-003: an unmarked picture"]
    _, loose = _content_of(ContentStream(form, reader), form.get("/Resources", resources), reader)
    return loose


def _annotation_faults(annotation: Any, nodes: list[Node], parents: Mapping[int, Any]) -> Iterator[str]:
    held = annotation.get_object()
    if not str(held.get("/Contents", "")).strip():
        yield "28-012: a link has no words"
    owner = parents.get(held.get("/StructParent", -1))
    found = [node for node in nodes if isinstance(owner, IndirectObject) and node.id == owner.idnum]
    wanted = "Link" if held["/Subtype"] == "/Link" else "Annot"
    if not found or found[0].kind != wanted or annotation.idnum not in found[0].objects:
        yield "28-011: a link is not in the tree"


def _font_faults(page: Any) -> Iterator[str]:
    for font in _fonts_of(page.get("/Resources", {})):
        held = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        if font["/Subtype"] != "/Type3" and not any(file in held["/FontDescriptor"] for file in _FONT_FILES):
            yield "31-009: a font is not in the file"
        if "/ToUnicode" not in font:
            yield "31-027: a font does not say what its signs are"
        if held["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in held:
            yield "31-016: a font does not say which signs it draws"


def _fonts_of(resources: Any) -> Iterator[Any]:
    for font in resources.get("/Font", {}).values():
        yield font.get_object()
    for form in resources.get("/XObject", {}).values():
        yield from _fonts_of(form.get_object().get("/Resources", {}))
