"""The HTML of an e-mail, styled where it stands: Outlook knows little else."""

from collections.abc import Iterable, Sequence
from html import escape

from sop_minutes.domain.text import clean_text

_CELL = 'style="border-bottom:1px solid #7d8b96;padding:6px 8px;text-align:left;vertical-align:top"'
_HEAD = 'style="border-bottom:2px solid #7d8b96;padding:6px 8px;text-align:left;vertical-align:bottom"'


def mail_page(title: str, marking: str, parts: Iterable[str]) -> str:
    """Return the page whose body is `parts`, which are HTML; `marking` stands at the top, "" for none."""
    marked = f'<p style="text-align:center"><strong>{escape(marking)}</strong></p>' if marking else ""
    body = "\n".join(part for part in (marked, *parts) if part)
    return clean_text(f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
</head>
<body style="font-family:Arial,sans-serif;font-size:12pt;line-height:1.4">
{body}
</body>
</html>
""")


def mail_table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are HTML, and the first of each row says what the row is of."""
    head = "".join(f'<th scope="col" {_HEAD}>{escape(name)}</th>' for name in heads)
    shown = "\n".join(_row(first, others) for first, *others in rows)
    return f"""<table style="border-collapse:collapse;font-size:12pt">
<caption style="text-align:left;padding-bottom:6px">{escape(caption)}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{shown}
</tbody>
</table>"""


def _row(first: str, others: Iterable[str]) -> str:
    cells = "".join(f"<td {_CELL}>{cell}</td>" for cell in others)
    return f'<tr><th scope="row" {_CELL}>{first}</th>{cells}</tr>'
