"""docxtpl: {"blocks": file, "to": file} a line in, {"seconds": …} a line out. Runs in the peers' Python."""

import json
import sys
import tempfile
import time
from pathlib import Path

import docx
from docxtpl import DocxTemplate

_BLOCKS = [
    ("{%p if b[0] == 'h' and b[1] == 1 %}", "Heading 1", "{{ b[2] }}"),
    ("{%p elif b[0] == 'h' and b[1] == 2 %}", "Heading 2", "{{ b[2] }}"),
    ("{%p elif b[0] == 'h' %}", "Heading 3", "{{ b[2] }}"),
    ("{%p elif b[0] == 'p' %}", "Normal", "{{ b[1] }}{{ b[2] }}"),
    ("{%p elif b[0] == 'b' %}", "List Bullet", "{{ b[2] }}{{ b[3] }}"),
]
_COLUMNS = 5


def make_template(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{%p for b in blocks %}")
    for condition, style, text in _BLOCKS:
        document.add_paragraph(condition)
        document.add_paragraph(text, style=style)
    document.add_paragraph("{%p else %}")
    table = document.add_table(rows=4, cols=_COLUMNS, style="Table Grid")
    table.rows[1].cells[0].text, table.rows[3].cells[0].text = "{%tr for r in b[2] %}", "{%tr endfor %}"
    for at in range(_COLUMNS):
        table.rows[0].cells[at].text = f"{{{{ b[1][{at}] }}}}"
        table.rows[2].cells[at].text = f"{{{{ r[{at}] }}}}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.docx"
        make_template(template)
        for line in sys.stdin:
            asked = json.loads(line)
            blocks = json.loads(Path(asked["blocks"]).read_text(encoding="utf-8"))
            began = time.perf_counter()
            document = DocxTemplate(str(template))
            document.render({"blocks": blocks}, autoescape=True)
            document.save(asked["to"])
            print(json.dumps({"seconds": time.perf_counter() - began}), flush=True)


main()
