"""``briefing``."""

from pathlib import Path

import pytest

from sop_minutes.export.found_text import found_texts
from tests.cli.conftest import Terminal


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".md"])
def test_a_group_s_briefing_is_written_and_where_it_is_is_said(
    recorded: Terminal, tmp_path: Path, suffix: str
) -> None:
    recorded("meetings", "add", "CG", "2018-02-14")
    to = f"briefing{suffix}"
    said = recorded("briefing", "Business Group", "--to", to)
    assert said.code == 1, "that is nobody's name"
    said = recorded("briefing", "cg", "--as-of", "5 February 2018", "--to", to)
    assert (said.code, said.out, said.err) == (0, f"{to}\n", "")
    held = " ".join(" ".join(found_texts((tmp_path / to).read_bytes(), suffix)).replace("\\", "").split())
    assert "Chair’s briefing: Co-ordination Group – 14 February 2018" in held
    assert "2 actions are outstanding, 1 of them overdue" in held
    assert "Circulate the draft report" in held


def test_a_briefing_for_the_public_holds_no_action_marked_for_others(
    recorded: Terminal, tmp_path: Path
) -> None:
    assert recorded("action", "CG 17/1", "--audience", "restricted").code == 0
    held = {}
    for audience in ("record", "members", "public"):
        to = f"{audience}.docx"
        said = recorded("briefing", "CG", "--as-of", "2018-02-05", "--audience", audience, "--to", to)
        assert said.code == 0
        held[audience] = "draft report" in " ".join(found_texts((tmp_path / to).read_bytes(), ".docx"))
    assert held == {"record": True, "members": False, "public": False}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Nowhere", "--to", "x.docx"), "no group called"),
        (("CG", "--to", "x.xlsx"), "ends in .docx, .pdf, .html or .md"),
        (("CG", "--to", "x.docx", "--as-of", "someday"), "is not a date"),
    ],
)
def test_what_cannot_be_briefed_is_said_in_a_sentence(
    recorded: Terminal, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = recorded("briefing", *words)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert not list(tmp_path.glob("x.*"))
