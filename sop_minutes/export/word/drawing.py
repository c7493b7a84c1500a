"""Pictures in a Word document, in line with the text."""

from sop_minutes.export.word.ooxml import escape

_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
_EMUS = 12700
"""Word's smallest units in a point."""


def picture_run(number: int, alt: str, width: float, height: float) -> str:
    """Return the run that shows picture `number`, so many points wide and high; `alt` is read out for it."""
    size = f'cx="{round(width * _EMUS)}" cy="{round(height * _EMUS)}"'
    named = f'id="{number}" name="Chart {number}" descr="{escape(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWINGS}/wordprocessingDrawing" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWINGS}/main"><a:graphicData uri="{_DRAWINGS}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWINGS}/picture"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
