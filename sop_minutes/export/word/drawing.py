"""Pictures in a Word document, in line with the text; and the watermark behind it."""

from sop_minutes.export.word.ooxml import escape

_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
_EMUS = 12700
"""Word's smallest units in a point."""

WATERMARK = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" '
    'coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" '
    'o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="draft-watermark" type="#_x0000_t136" alt="" style="position:absolute;margin-left:0;'
    "margin-top:0;width:400pt;height:160pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="#e4e4e4" stroked="f"><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" '
    'string="DRAFT"/></v:shape></w:pict></w:r>'
)
"""A draft's watermark, as Word writes its own: in a header, behind the text, and nothing to be read out."""


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
