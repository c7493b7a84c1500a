"""The page that the long runs write."""

from pathlib import Path

import pytest

from tests.faults import report
from tests.faults.figures import Figures


def test_figures_take_the_place_of_older_ones_and_tables_made_elsewhere_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- figures -->\n<!-- end of figures -->\nAfter\n", "utf-8")
    monkeypatch.setattr(report, "_PAGE", page)
    for machine, name, tried in (("one", "power", 5), ("one", "kills", 7), ("other", "kills", 9)):
        monkeypatch.setattr(report, "_KEPT", tmp_path / machine)
        report.keep_figures(name, [Figures("cuts", tried)], 60.0, 1, is_quick=False)
        report.keep_figures(name, [Figures("cuts", 1)], 60.0, 50, is_quick=True)
        report.write_page()
    said = page.read_text("utf-8")
    assert [line for line in said.splitlines() if line.startswith("| cuts")] == [
        "| cuts | 9 | 0 |  |",
        "| cuts | 5 | 0 |  |",
    ]
    assert said.startswith("Before\n")
    assert said.endswith("After\n")
