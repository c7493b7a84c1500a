"""Web pages: one file, no scripts, nothing fetched from elsewhere."""

from html import escape

from sop_minutes.domain.charts import Chart
from sop_minutes.domain.inline import Run
from sop_minutes.domain.text import clean_text
from sop_minutes.export.blocks import (
    Block,
    Bullet,
    Cell,
    Document,
    Heading,
    Look,
    Paragraph,
    Pictures,
    Table,
    gathered,
)
from sop_minutes.export.charts import alt_text, chart_svg
from sop_minutes.export.links import link_target

_STYLE = """
body { margin: 0; background: #fff; color: #1a2129;
  font: 1.0625rem/1.55 Arial, "Liberation Sans", Helvetica, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; overflow-wrap: break-word }
h1, h2, h3 { color: #14344d; line-height: 1.25; break-after: avoid }
h1 { font-size: 1.7rem; margin: 0.5rem 0 1.5rem }
h2 { font-size: 1.3rem; margin: 2rem 0 0.6rem }
h3 { font-size: 1.1rem; margin: 1.6rem 0 0.5rem }
p, ul { margin: 0 0 0.8rem }
ul ul { margin: 0.4rem 0 0 }
ul { padding-left: 1.5rem }
li { margin-bottom: 0.4rem }
a { color: #0b4f8a }
a:focus-visible { outline: 3px solid #b07d10; outline-offset: 2px }
.watermark::before { content: "DRAFT"; position: fixed; top: 0; right: 0; bottom: 0; left: 0;
  display: grid; place-items: center; font: bold 9rem Arial, sans-serif; color: #ececec;
  transform: rotate(-45deg); z-index: -1 }
.marking { text-align: center; font-weight: bold }
.details { margin-bottom: 0.3rem }
.decision, .action, .members, .restricted { padding-left: 0.75rem; border-left: 0.25rem solid #5b4bb0 }
.action { border-left-color: #b07d10 }
.members { border-left: 0.25rem dashed #4a6378; background: #eef3f7 }
.restricted { border-left: 0.375rem double #8f2467; background: #f9ecf4 }
li.decision, li.action { border-left: 0; padding-left: 0 }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0 }
.pictures svg { flex: 1 1 20rem; height: auto; max-width: 100% }
.wide { overflow-x: auto; margin: 1rem 0 }
table { border-collapse: collapse; width: 100%; min-width: 34rem }
caption { text-align: left; padding-bottom: 0.5rem; color: #444f5a }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.5rem; border-bottom: 1px solid #b8c4ce }
thead th { background: #e4ecf3; color: #14344d; border-top: 2px solid #14344d;
  border-bottom: 2px solid #14344d; vertical-align: bottom }
tbody th { font-weight: normal; white-space: nowrap }
@media print {
  body { font-size: 12pt }
  main { max-width: none; padding: 0 }
  .wide { overflow: visible }
  table { min-width: 0 }
  thead { display: table-header-group }
  tr, li { break-inside: avoid }
  .new-page { break-before: page }
}
@page { size: A4; margin: 25mm }
""".strip()


# Not to be read out: what is a draft says so in words.
_WATERMARK = '<div class="watermark" aria-hidden="true"></div>\n'


def render_web_page(document: Document) -> bytes:
    """Return `document` as one accessible HTML file."""
    return html_page(document, f"<main>\n{html_of(document)}</main>")


def html_of(document: Document) -> str:
    """Return what `document` says, its marking above and below."""
    marking = f'<p class="marking">{escape(document.margin)}</p>\n' if document.margin else ""
    blocks = "\n".join(_block(block) for block in gathered(document.blocks))
    return f"{marking}{blocks}\n{marking}"


def html_page(document: Document, body: str, *, style: str = "") -> bytes:
    """Return a page that says of itself what `document` does, with `body`; `style` adds to the house's."""
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(document.title)}</title>
<meta name="author" content="{escape(document.author)}">
<meta name="description" content="{escape(document.subject)}">
<meta name="dcterms.modified" content="{document.made.isoformat(timespec="seconds")}">
<style>
{_STYLE}{style}
</style>
</head>
<body>
{_WATERMARK if document.draft else ""}{body}
</body>
</html>
"""
    return clean_text(page).encode()


def _block(block: Block | tuple[Bullet, ...]) -> str:
    if isinstance(block, Heading):
        named = ' class="new-page"' if block.new_page else ""
        return f"<h{block.level}{named}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p{_class(block)}>{_labelled(block)}</p>"
    if isinstance(block, Pictures):
        return f'<div class="pictures">{"".join(map(_picture, block.charts))}</div>'
    return _bullets(block) if isinstance(block, tuple) else _table(block)


def _picture(chart: Chart) -> str:
    said = f'role="img" aria-label="{escape(alt_text(chart))}"'
    return chart_svg(chart).replace("<svg ", f"<svg {said} ", 1)


def _class(paragraph: Paragraph) -> str:
    return "" if paragraph.look is Look.TEXT else f' class="{paragraph.look}"'


def _labelled(paragraph: Paragraph) -> str:
    label = f"<strong>{escape(paragraph.label.rstrip())}</strong> " if paragraph.label else ""
    return label + runs_as_html(paragraph.runs)


def _bullets(bullets: tuple[Bullet, ...]) -> str:
    items = "\n".join(
        f"<li{_class(bullet.paragraph)}>{_labelled(bullet.paragraph)}"
        f"{chr(10) + _bullets(bullet.under) if bullet.under else ''}</li>"
        for bullet in bullets
    )
    return f"<ul>\n{items}\n</ul>"


def _table(table: Table) -> str:
    """Return a table whose first column names its rows; it scrolls by itself on a narrow screen."""
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    rows = "\n".join(f"<tr>{_cells(row)}</tr>" for row in table.rows)
    return (
        f'<div class="wide" role="region" aria-label="{escape(table.caption)}" tabindex="0">\n'
        f"<table>\n<caption>{escape(table.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _cells(row: tuple[Cell, ...]) -> str:
    others = "".join(f"<td>{runs_as_html(cell)}</td>" for cell in row[1:])
    return f'<th scope="row">{runs_as_html(row[0])}</th>{others}'


def runs_as_html(runs: Cell) -> str:
    """Return runs of text with their looks and links."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    shown = escape(run.text)
    if run.italic:
        shown = f"<em>{shown}</em>"
    if run.bold:
        shown = f"<strong>{shown}</strong>"
    target = link_target(run.link) if run.link else ""
    return f'<a href="{escape(target)}">{shown}</a>' if target else shown
