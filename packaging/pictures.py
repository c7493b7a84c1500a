"""Make pictures of the window and of the example's notes: ``python packaging/pictures.py FOLDER``."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2

PIXELS_PER_POINT = 1.25


def main(folder: Path) -> None:
    """Build the example in `folder`; save there each page of the window, and of its PDF notes, as PNG."""
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "sop_minutes", "demo", "--folder", str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    for file in sorted(folder.glob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, start=1):
            page.render(scale=PIXELS_PER_POINT).to_pil().save(folder / f"{file.stem}-{number}.png")
        document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
