"""An accessibility check of Word files, written from the rules and knowing nothing of our exporter."""

import re
import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DC = "{http://purl.org/dc/elements/1.1/}"
_BREATHING_ROOM = 4.5


class WordFile:
    """A Word file's parts, parsed."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.trees = {
            name: etree.fromstring(content)
            for name, content in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }
        self.body = self.trees["word/document.xml"].find(f"{W}body")
        self.styles = {
            style.get(f"{W}styleId"): style for style in self.trees["word/styles.xml"].iter(f"{W}style")
        }
        self.targets = {
            relation.get("Id"): relation.get("Target")
            for relation in self.trees["word/_rels/document.xml.rels"].iter(RELATION)
        }

    def paragraphs(self) -> list[tuple[str, str]]:
        """The style's name and the text of each paragraph, in the document's order."""
        return [(self.style_name(p), text_of(p)) for p in self.body.iter(f"{W}p")]

    def style_name(self, paragraph) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return (
            "Normal" if style is None else self.styles[style.get(f"{W}val")].find(f"{W}name").get(f"{W}val")
        )

    def style_property(self, style_id: str, name: str):
        """A property's element as a style or the styles it is based on set it."""
        style = self.styles.get(style_id)
        while style is not None:
            found = style.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return found
            based = style.find(f"{W}basedOn")
            style = None if based is None else self.styles.get(based.get(f"{W}val"))
        return self.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}{name}")


def text_of(paragraph) -> str:
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    wanted = paragraph.iter(f"{W}t", *marks)
    return "".join(marks.get(element.tag, element.text or "") for element in wanted)


def accessibility_faults(path: Path) -> list[str]:
    """What a person using a screen reader, or large print, would trip over; [] for nothing."""
    file = WordFile(path)
    return [
        *_property_faults(file),
        *_heading_faults(file),
        *_paragraph_faults(file),
        *_list_faults(file),
        *_table_faults(file),
        *_link_faults(file),
        *_picture_faults(file),
        *_page_faults(file),
        *_type_faults(file),
    ]


def _property_faults(file: WordFile):
    core = file.trees["docProps/core.xml"]
    for name in ("title", "creator", "subject"):
        if not (core.findtext(f"{DC}{name}") or "").strip():
            yield f"no {name}"
    if core.findtext(f"{DC}language") != "en-GB":
        yield "properties are not in en-GB"
    language = file.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or language.get(f"{W}val") != "en-GB":
        yield "text is not in en-GB"


def _heading_faults(file: WordFile):
    levels = [int(name[-1]) for name, _ in file.paragraphs() if re.fullmatch(r"heading \d", name)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    last = 0
    for level in levels:
        if level > last + 1:
            yield f"heading {level} after {last}"
        last = level
    for style in file.styles.values():
        name = style.find(f"{W}name").get(f"{W}val")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if re.fullmatch(r"heading \d", name) and (
            outline is None or int(outline.get(f"{W}val")) != int(name[-1]) - 1
        ):
            yield f"{name} has no outline level"


def _paragraph_faults(file: WordFile):
    for name, tree in file.trees.items():
        if not name.startswith("word/"):
            continue
        for paragraph in tree.iter(f"{W}p"):
            if not text_of(paragraph).strip() and paragraph.find(f".//{W}drawing") is None:
                yield f"an empty paragraph in {name}"
            alignment = paragraph.find(f"{W}pPr/{W}jc")
            if alignment is not None:
                yield f"a paragraph aligned by hand in {name}"
    for paragraph in file.body.iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if text_of(run).strip()]
        if file.style_name(paragraph) == "Normal" and runs and all(_looks_bold(file, run) for run in runs):
            yield f"bold as a heading: {text_of(paragraph)[:40]}"


def _looks_bold(file: WordFile, run) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    styled = style is not None and file.style_property(style.get(f"{W}val"), "b") is not None
    return styled or run.find(f"{W}rPr/{W}b") is not None


def _list_faults(file: WordFile):
    numbers = {number.get(f"{W}numId") for number in file.trees["word/numbering.xml"].iter(f"{W}num")}
    for paragraph in file.body.iter(f"{W}p"):
        listed = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        is_bullet = file.style_name(paragraph).startswith("List Bullet")
        if is_bullet and (listed is None or listed.get(f"{W}val") not in numbers):
            yield "a bullet that is not in a list"
        if re.match(r"\s*[•·▪–-]\s", text_of(paragraph)):
            yield f"a typed bullet: {text_of(paragraph)[:40]}"


def _table_faults(file: WordFile):
    for table in file.body.iter(f"{W}tbl"):
        first, *others = table.findall(f"{W}tr")
        if first.find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table without a header row"
        if any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in others):
            yield "a header row below the first"
        for name in ("tblCaption", "tblDescription"):
            found = table.find(f"{W}tblPr/{W}{name}")
            if found is None or not found.get(f"{W}val"):
                yield f"a table without {name}"
        widths = {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")}
        if len(widths) != 1 or any(True for _ in table.iter(f"{W}gridSpan", f"{W}vMerge")):
            yield "a table with merged cells"
        if any(True for _ in table.iterfind(f".//{W}tc//{W}tbl")):
            yield "a table in a table"


def _link_faults(file: WordFile):
    for link in file.body.iter(f"{W}hyperlink"):
        target = file.targets.get(link.get(f"{R}id"), "")
        if not re.match(r"(https?://[^\s/]|mailto:.*@)", target) or not target.isascii():
            yield f"a link to {target!r}"
        if not text_of(link).strip():
            yield "a link without text"
        styles = {style.get(f"{W}val") for style in link.iter(f"{W}rStyle")}
        if styles != {"Hyperlink"}:
            yield "a link that does not look like one"


def _picture_faults(file: WordFile):
    for drawing in file.body.iter(f"{W}drawing"):
        (inline,) = drawing
        if not inline.tag.endswith("}inline"):
            yield "a picture that floats"
        if not inline.find("{*}docPr").get("descr", "").strip():
            yield "a picture without words for it"
        (picture,) = (blip.get(f"{R}embed") for blip in drawing.iter("{*}blip"))
        if not file.parts.get(f"word/{file.targets.get(picture)}", b"").startswith(b"\x89PNG"):
            yield "a picture that is not there"


def _page_faults(file: WordFile):
    for section in file.body.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        if sorted(int(size.get(f"{W}{side}")) for side in "wh") != [11906, 16838]:
            yield "the paper is not A4"
        margins = section.find(f"{W}pgMar")
        if any(abs(int(margins.get(f"{W}{side}")) - 1417) > 5 for side in ("top", "left", "bottom", "right")):
            yield "the margins are not 2.5 cm"
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            if f"word/{file.targets.get(reference.get(f'{R}id'))}" not in file.parts:
                yield "a header or footer that is not there"
    fields = "".join(text.text or "" for tree in file.trees.values() for text in tree.iter(f"{W}instrText"))
    if "PAGE" not in fields or "NUMPAGES" not in fields:
        yield "no Page X of Y"


def _type_faults(file: WordFile):
    used = {style.get(f"{W}val") for style in file.body.iter(f"{W}pStyle", f"{W}rStyle")} | {"Normal"}
    for style in used:
        fonts = file.style_property(style, "rFonts")
        if set(fonts.attrib.values()) != {"Arial"}:
            yield f"{style} is not in Arial: {dict(fonts.attrib)}"
        if int(file.style_property(style, "sz").get(f"{W}val")) < 24:
            yield f"{style} is smaller than 12 pt"
        color = file.style_property(style, "color")
        if color is not None and contrast(color.get(f"{W}val"), "FFFFFF") < _BREATHING_ROOM:
            yield f"{style} is too pale"
    for run in file.body.iter(f"{W}rPr"):
        direct = {element.tag.removeprefix(W) for element in run} - {"rStyle", "b", "bCs", "i", "iCs"}
        if direct:
            yield f"a run formatted by hand: {direct}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
