"""Build note.docx, the Word template, from its XML sources in the folder note.

Run it after a change to the sources: ``python resources/word/build.py``.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

SOURCES = Path(__file__).parent / "note"
TEMPLATE = Path(__file__).parent / "note.docx"
_FIRST = "[Content_Types].xml"
_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")


def build_template() -> bytes:
    """Return the template's bytes; the same sources give the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in template_parts():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def template_parts() -> Iterator[tuple[str, str]]:
    """Yield each part's name and content, the content types first, as the format asks.

    The sources are indented for people; white space between their tags is left out.
    """
    names = {path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*") if path.is_file()}
    for name in (_FIRST, *sorted(names - {_FIRST})):
        source = (SOURCES / name).read_text("utf-8")
        yield name, _BETWEEN_TAGS.sub("><", source).strip() + "\n"


if __name__ == "__main__":
    TEMPLATE.write_bytes(build_template())
