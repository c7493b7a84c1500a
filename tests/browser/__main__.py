"""Look at a folder of published pages as readers do: `python -m tests.browser FOLDER`, or `make browser`.

Every page is read by the HTML validator vnu, shown in Chromium on a phone and on a desk, in light and in
dark, and looked at by axe-core. Pictures are kept beside. What is missing for that is said in a sentence.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.browser.example import publish_example
from tests.browser.looking import look_at
from tests.browser.tools import MissingError, find_tools
from tests.browser.validating import validate


def main() -> int:
    """Look at the pages; return 1 where something is wrong, 2 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="published pages; an example's, if none is given"
    )
    parser.add_argument("--pictures", type=Path, help="where pictures of the pages are kept")
    given = parser.parse_args()
    try:
        tools = find_tools()
    except MissingError as missing:
        sys.stdout.write(f"{missing}\n")
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or publish_example(Path(made) / "site")
        pages = sorted(folder.glob("*.html"))
        faults = validate(tools, pages)
        for page in pages:
            faults += look_at(tools, page, given.pictures)
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.write(f"{len(pages)} pages were looked at; {len(faults)} faults.\n")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
