"""The typst compiler, which sets the PDF of a document and turns charts into pictures."""

import threading

import typst

from sop_minutes.paths import resource

COMPILING = threading.Lock()
"""A compiler serves one thread at a time: whoever uses one holds this."""


def compiler(template: str, *, system_fonts: bool) -> typst.Compiler:
    """Return a compiler of one of our templates. Keep it: reading the fonts takes longest."""
    return typst.Compiler(
        resource(f"typst/{template}"),
        root=resource("typst"),
        font_paths=[resource("typst/fonts")],
        ignore_system_fonts=not system_fonts,
    )
