"""The page on what the long run came to: docs/reliability.md, its tables between two marks."""

import json
import os
import platform
import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.faults.figures import Figures

_ROOT = Path(__file__).parent.parent.parent
_PAGE = _ROOT / "docs" / "reliability.md"
_KEPT = _ROOT / "build" / "faults"
_NAME = re.compile(r"--only ([\w-]+)")
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"


def keep_figures(name: str, found: Sequence[Figures], seconds: float, share: int, *, is_quick: bool) -> None:
    """Keep what a run came to so far; that of a quick one is not for the page."""
    folder = _KEPT / "quick" if is_quick else _KEPT
    folder.mkdir(parents=True, exist_ok=True)
    said = {
        "command": f"python -m tests.faults --only {name}" + (f" --share {share}" if share > 1 else ""),
        "day": time.strftime("%Y-%m-%d"),
        "seconds": round(seconds),
        "commit": _commit(),
        "machine": f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        "figures": [asdict(figures) for figures in found],
    }
    (folder / f"{name}.json").write_text(json.dumps(said, indent=1), "utf-8")


def write_page() -> Path:
    """Put the figures that are kept into the page; tables of runs that were made elsewhere stay."""
    runs = {path.stem: json.loads(path.read_text("utf-8")) for path in _KEPT.glob("*.json")}
    page = _PAGE.read_text("utf-8")
    before, _, rest = page.partition(_BEGIN)
    there, _, after = rest.partition(_END)
    tables = _tables_in(there) | {name: _table(run) for name, run in runs.items()}
    whole = "\n".join(tables[name] for name in sorted(tables))
    _PAGE.write_text(f"{before}{_BEGIN}\n\n{whole}\n{_END}{after}", "utf-8")
    return _PAGE


def _tables_in(text: str) -> dict[str, str]:
    """Return the tables of a page by their runs' names."""
    parts = (f"### {part.strip()}\n" for part in text.split("### ")[1:])
    return {_NAME.findall(part)[0]: part for part in parts}


def _table(run: dict[str, Any]) -> str:
    lines = [
        f"### `{run['command']}`",
        "",
        f"{run['day']}, at {run['commit']}, in {run['seconds'] / 60:.0f} minutes; {run['machine']}.",
        "",
        "| what | tried | failed | besides |",
        "|---|---:|---:|---|",
    ]
    for figures in run["figures"]:
        besides = "; ".join(f"{name}: {number:,}" for name, number in figures["counts"].items())
        lines.append(f"| {figures['what']} | {figures['tried']:,} | {len(figures['failures'])} | {besides} |")
    failures = [failure for figures in run["figures"] for failure in figures["failures"]]
    lines += ["", *(f"- failed: {' '.join(failure.split())}" for failure in failures)]
    return "\n".join([*lines, ""])


def _commit() -> str:
    """Return what was run; the page itself, which a run before may have written, does not count."""
    asked = (["git", "describe", "--always"], ["git", "status", "--porcelain", "--", ".", f":!{_PAGE}"])
    commit, changed = (
        subprocess.run(words, cwd=_ROOT, capture_output=True, text=True, check=False).stdout.strip()
        for words in asked
    )
    return f"{commit}-dirty" if changed else commit
