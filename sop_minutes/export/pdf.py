"""PDF files, tagged for screen readers (PDF/UA-1), set by typst from our own template."""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC
from functools import cache
from typing import Any

import typst

from sop_minutes.domain.text import clean_text
from sop_minutes.export.blocks import Block, Bullet, Cell, Document, Heading, Paragraph, Pictures, gathered
from sop_minutes.export.charts import alt_text, chart_svg
from sop_minutes.export.links import link_target
from sop_minutes.export.typesetting import COMPILING, compiler

_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_TAB = "    "
_JOINERS = "\u200d\ufe0f"
_MODIFIERS = "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_FIRST_REGIONAL, _LAST_REGIONAL = "\U0001f1e6", "\U0001f1ff"
_NOT_LATIN = re.compile("[^\n\x20-\x7e\xa0-\xac\xae-\xff]")
_TRIES = 4


def render_pdf(document: Document) -> bytes:
    """Return `document` as a PDF/UA-1 file.

    PDF/UA asks that every character can be shown: our own fonts are tried, then the machine's; a
    symbol that none of them has is named in square brackets, a letter stands as a box.
    """
    data = clean_text(json.dumps(_data(document), ensure_ascii=False))
    found, unshown = _set(data, document, system_fonts=False)
    for _ in range(_TRIES):
        if found:
            return found
        found, unshown = _set(data, document, system_fonts=True)
        data = _with_stand_ins(data, {c for c in unshown if c > "~"})
    found, unshown = _set(_NOT_LATIN.sub("?", data), document, system_fonts=False)
    if not found:
        raise RuntimeError("Our own fonts cannot show plain Latin text.")
    return found


def _set(data: str, document: Document, *, system_fonts: bool) -> tuple[bytes, str]:
    """Return the file, or b"" and the characters that no font could show."""
    try:
        with COMPILING:
            found = _compiler(system_fonts).compile(
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=["ua-1"],
                timestamp=document.made.astimezone(UTC).replace(microsecond=0),
            )
    except typst.TypstError as error:
        unshown = "".join(_UNSHOWN.findall(error.diagnostic))
        if not unshown:
            raise
        return b"", _CODE.sub(lambda code: chr(int(code[1], 16)), unshown)
    if not isinstance(found, bytes):
        raise TypeError("typst returned no file")
    return found, ""


@cache
def _compiler(system_fonts: bool) -> typst.Compiler:
    return compiler("note.typ", system_fonts=system_fonts)


def _with_stand_ins(data: str, unshown: set[str]) -> str:
    """Return `data` with words for what no font could show; signs joined into one share a bracket."""
    missing = "".join(map(re.escape, unshown - set(_JOINERS) or unshown))
    if not missing:
        return data
    sign = f"[{missing}][{_MODIFIERS}]*\ufe0f?"
    regional = f"[{_FIRST_REGIONAL}-{_LAST_REGIONAL}]"
    flag = f"{regional}{{2}}|" if re.search(regional, missing) else ""
    return re.sub(f"{flag}{sign}(?:\u200d{sign})*", lambda found: _stand_in(found[0]), data)


def _stand_in(signs: str) -> str:
    if all(_FIRST_REGIONAL <= sign <= _LAST_REGIONAL for sign in signs):
        return f"[flag {''.join(unicodedata.name(sign, '')[-1:] for sign in signs)}]"
    names = [name for sign in signs if (name := _name(sign))]
    return f"[{', '.join(names)}]" if set(names) - {"□"} else "".join(names)


def _name(sign: str) -> str:
    """Return what a character is called, a box for a letter, "" for what only alters another."""
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf", "Cc") or re.match(f"[{_MODIFIERS}]", sign):
        return ""
    return unicodedata.name(sign, "").lower() or "□" if kind.startswith("S") else "□"


def _data(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "marking": document.margin,
        "landscape": document.landscape,
        "draft": document.draft,
        "blocks": [_block(block) for block in gathered(document.blocks)],
    }


def _block(block: Block | tuple[Bullet, ...]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text, "new-page": block.new_page}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", **_paragraph(block)}
    if isinstance(block, tuple):
        return {"kind": "bullets", "bullets": [_bullet(bullet) for bullet in block]}
    if isinstance(block, Pictures):
        pictures = [{"svg": chart_svg(chart), "alt": alt_text(chart)} for chart in block.charts]
        return {"kind": "pictures", "pictures": pictures}
    return {
        "kind": "table",
        "numbers": block.numbers,
        "columns": [asdict(column) for column in block.columns],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
    }


def _bullet(bullet: Bullet) -> dict[str, Any]:
    return {"paragraph": _paragraph(bullet.paragraph), "under": [_bullet(under) for under in bullet.under]}


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"look": paragraph.look, "label": paragraph.label, "runs": _runs(paragraph.runs)}


def _runs(runs: Cell) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text.replace("\t", _TAB),
            "bold": run.bold,
            "italic": run.italic,
            "link": link_target(run.link) if run.link else "",
        }
        for run in runs
    ]
