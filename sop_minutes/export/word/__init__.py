"""Word files. The template holds the looks; here its styles are only named."""

from sop_minutes.export.word.package import render_word

__all__ = ["render_word"]
