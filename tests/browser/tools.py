"""The programs that pages are looked at with."""

import shutil
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("build/browser")
_MODULES = FOLDER / "node_modules"


class MissingError(Exception):
    """A program is missing; the sentence says which, and how it is got."""


@dataclass(frozen=True)
class Tools:
    """A Chromium, a Java, and the files of the validator and of axe-core."""

    chromium: str
    java: str
    vnu: Path
    axe: Path


def find_tools() -> Tools:
    """Return the programs. Raises MissingError for the first that is not there."""
    chromium = _program("No browser is here: sudo apt-get install chromium.", "chromium", "chromium-browser")
    java = _program("No Java is here: sudo apt-get install default-jre-headless.", "java")
    vnu, axe = _MODULES / "vnu-jar/build/dist/vnu.jar", _MODULES / "axe-core/axe.min.js"
    if not vnu.exists() or not axe.exists():
        raise MissingError(f"The checkers are not here: npm install --prefix {FOLDER} vnu-jar axe-core.")
    return Tools(chromium, java, vnu, axe)


def _program(missing: str, *names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise MissingError(missing)
    return found
