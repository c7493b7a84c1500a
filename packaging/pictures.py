"""Make pictures of the example's notes, page by page: ``python packaging/pictures.py FOLDER``."""

import subprocess
import sys
from pathlib import Path

import pypdfium2

PIXELS_PER_POINT = 1.25


def main(folder: Path) -> None:
    """Build the example in `folder` and save each page of its PDF notes there as PNG."""
    subprocess.run([sys.executable, "-m", "sop_minutes", "demo", "--folder", str(folder)], check=True)  # noqa: S603
    for file in sorted(folder.glob("*.pdf")):
        document = pypdfium2.PdfDocument(file)
        for number, page in enumerate(document, start=1):
            page.render(scale=PIXELS_PER_POINT).to_pil().save(folder / f"{file.stem}-{number}.png")
        document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
