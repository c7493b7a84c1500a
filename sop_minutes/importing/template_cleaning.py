"""What a template's parts hold unseen, or of another document, taken out: a note shows all that it has."""

from collections.abc import Collection, Iterator
from typing import Final

from lxml import etree

from sop_minutes.importing.template_fields import settle_fields
from sop_minutes.importing.word.names import A, R, W, is_on

_GONE: Final = tuple(f"{W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText"))
_WRAPPERS: Final = tuple(
    f"{W}{name}" for name in ("ins", "moveTo", "sdtContent", "sdt", "smartTag", "customXml")
)
_MARKS: Final = tuple(
    f"{W}{name}"
    for name in (
        "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd "
        "commentReference annotationRef moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd "
        "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
        "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart "
        "customXmlMoveToRangeEnd sdtPr sdtEndPr smartTagPr customXmlPr cellIns cellMerge numberingChange "
        "rPrChange pPrChange sectPrChange tblPrChange tblGridChange tblPrExChange tcPrChange trPrChange"
    ).split()
)
_DRAWN: Final = (f"{W}drawing", f"{W}pict", f"{W}object")
_LINK: Final = f"{R}link"
_TITLE: Final = "{urn:schemas-microsoft-com:office:office}title"


def clean_part(root: etree._Element, *, related: Collection[str], hidden: Collection[str] = ()) -> None:
    """Take out of a part what its readers do not see: deleted and hidden text, changes and their authors.

    All changes count as accepted. Fields go but the page's numbers and the day, and pictures that are
    not in the file. `related` are the ids of what the part may go on pointing at, `hidden` those of the
    styles whose text is hidden.
    """
    _accept_changes(root)
    settle_fields(root)
    _drop_hidden(root, hidden)
    _drop_dangling(root, related)
    _forget_files(root)


def hidden_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden."""
    return frozenset(
        style.get(f"{W}styleId", "") for style in styles.iterfind(f"{W}style") if _is_hidden(style)
    )


def _unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    for child in list(element):
        element.addprevious(child)
    _drop(element)


def _drop(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _accept_changes(root: etree._Element) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            _drop(row)
    for cell in list(root.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            _replace_all(cell, etree.Element(f"{W}p"))
    for table in [each for each in root.iter(f"{W}tbl") if each.find(f".//{W}tr") is None]:
        _drop(table)
    for node in list(root.iter(*_GONE, *_MARKS)):
        _drop(node)
    for wrapper in list(root.iter(*_WRAPPERS)):
        _unwrap(wrapper)


def _replace_all(holder: etree._Element, content: etree._Element) -> None:
    for child in list(holder):
        holder.remove(child)
    holder.append(content)


def _drop_hidden(root: etree._Element, hidden: Collection[str]) -> None:
    for run in list(root.iter(f"{W}r")):
        if _is_hidden(run) or any(style in hidden for style in _styles_of(run)):
            for child in list(run):
                if child.tag not in (f"{W}fldChar", f"{W}instrText"):
                    run.remove(child)


def _is_hidden(styled: etree._Element) -> bool:
    vanish = styled.find(f"{W}rPr/{W}vanish")
    return vanish is not None and is_on(vanish)


def _styles_of(run: etree._Element) -> Iterator[str]:
    """Yield the ids of the styles of a run and of the paragraph it stands in."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    holders = (
        run.find(f"{W}rPr/{W}rStyle"),
        None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle"),
    )
    yield from (style.get(f"{W}val", "") for style in holders if style is not None)


def _drop_dangling(root: etree._Element, related: Collection[str]) -> None:
    """Drop what points at what is not in the file; of a link, or a picture that is there too, only that."""
    for more in [each for blip in root.iter(f"{A}blip") for each in blip.iterfind(f"{A}extLst")]:
        _drop(more)  # the same picture once more, as a drawing that is text
    for node in list(root.iter(etree.Element)):
        node.attrib.pop(_LINK, "")
        if all(value in related for name, value in node.attrib.items() if str(name).startswith(R)):
            continue
        drawn = next(node.iterancestors(*_DRAWN), None)
        if node.tag == f"{W}hyperlink":
            _unwrap(node)
        elif etree.QName(node).localname.startswith("hlink") or drawn is None:
            _drop(node)
        else:
            _drop(drawn)
    for empty in [each for each in root.iter(f"{A}blip") if not each.attrib.get(f"{R}embed")]:
        for drawn in list(empty.iterancestors(*_DRAWN))[:1]:
            _drop(drawn)


def _forget_files(root: etree._Element) -> None:
    """Forget what files the pictures came from; what they show, in words, stays."""
    for node in root.iter(etree.Element):
        node.attrib.pop(_TITLE, "")
        name = etree.QName(node).localname
        if name in ("docPr", "cNvPr") and "name" in node.attrib:
            node.set("name", "Picture")
        if name == "cNvPr":
            node.attrib.pop("descr", "")
