"""Cells of actions: in the third column of the minutes, one to a paragraph or line, with owners and dates."""

from pathlib import Path

import pytest

from sop_minutes.domain.words import Audience, PointKind, narrower
from tests.importing.test_minutes import TITLE, actions, items, note
from tests.importing.wordfile import cell, para, run, table

HEADS = (
    "Action / by when",
    "Action/Owner/Deadline",
    "Actions and lead",
    "Action (who and by when)",
    "Action – by whom and by when",
    "Action",
)
CELLS = {
    "paragraphs": para("WS to visit the seller by 14 Nov") + para("FZ to mend the bins"),
    "lines": para(run("WS to visit the seller by 14 Nov\nFZ to mend the bins")),
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("made", CELLS)
def test_reads_a_third_column_of_actions(head: str, made: str, tmp_path: Path) -> None:
    rows = ["1", para("Welcome") + para("All were welcomed.")], ["2", para("Fireworks") + para("Few calls.")]
    sheet = note(
        tmp_path, TITLE, table(["Item", "Discussion", head], [*rows[0], ""], [*rows[1], cell(CELLS[made])])
    )
    assert items(sheet) == [
        ("Welcome", ["All were welcomed."]),
        ("Fireworks", ["Few calls.", "WS to visit the seller by 14 Nov", "FZ to mend the bins"]),
    ]
    assert actions(sheet) == ["WS to visit the seller by 14 Nov", "FZ to mend the bins"]


def test_a_title_may_end_with_a_line_break(tmp_path: Path) -> None:
    said = para(run("Bonfire Night\nCalls were down.\nTwo bins were lit."))
    sheet = note(tmp_path, TITLE, table(["Item", "Discussion", "Action"], ["1", said, "SC to ring"]))
    assert [item.title for item in sheet.items] == ["Bonfire Night"]
    assert "Calls were down." in sheet.items[0].points[0].text


BESIDE = {
    ("Visit the seller", "WS", "14 November"): ["Visit the seller @WS (due 14 November)"],
    ("Visit the seller", "WS – 14 Nov"): ["Visit the seller @WS (due 14 Nov)"],
    ("Visit the seller", "by end of May"): ["Visit the seller (due end of May)"],
    ("Visit the seller", "(WS, next meeting)"): ["Visit the seller @WS (due next meeting)"],
    ("Visit the seller", "Owner: Wayne Stubbs", "Deadline: 14 Nov"): [
        "Visit the seller @Wayne Stubbs (due 14 Nov)"
    ],
    ("WS", "Visit the seller", "FZ", "Mend the bins", "asap"): [
        "Visit the seller @WS",
        "Mend the bins @FZ (due asap)",
    ],
    ("Visit the seller", "Mend Bins"): ["Visit the seller", "Mend Bins"],
}


@pytest.mark.parametrize("lines", BESIDE)
def test_a_line_that_is_only_an_owner_or_a_date_belongs_to_its_action(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    rows = [["Item", "Discussion", "Action"], ["1. Fireworks", "Few calls.", "".join(map(para, lines))]]
    assert actions(note(tmp_path, TITLE, table(*rows))) == BESIDE[lines]


def test_an_owner_and_a_date_beside_the_minutes_belong_to_what_was_said(tmp_path: Path) -> None:
    rows = [["Item", "Discussion", "Action / by when"], ["1. Bins", "WS to mend the bins.", "WS – 14 Nov"]]
    assert actions(note(tmp_path, TITLE, table(*rows))) == ["WS to mend the bins. @WS (due 14 Nov)"]


def test_line_breaks_pair_actions_with_owners(tmp_path: Path) -> None:
    cells = [para(run(text)) for text in ("Ring\nWrite", "SC\nTP", "1 May\n2 May")]
    sheet = note(tmp_path, TITLE, table(["Action", "Owner", "Due"], cells))
    assert actions(sheet) == ["Ring @SC (due 1 May)", "Write @TP (due 2 May)"]


def test_a_restricted_row_keeps_its_actions_restricted(tmp_path: Path) -> None:
    rows = [
        ["Item", "Discussion", "Action / by when"],
        ["1", para("Restricted: Youth A") + para("Signed."), "JP to review in 6 weeks"],
        ["2", para(run("Restricted: Youth B\nSigned.")), "JP to review in 7 weeks"],
        ["", "Restricted: Youth C was seen.", "JP to review in 8 weeks"],
        ["3", para("Bins") + para("Mended."), "JP to thank all"],
    ]
    sheet = note(tmp_path, TITLE, table(*rows))
    public = [
        point.text
        for item in sheet.items
        for point in item.points
        if point.kind is PointKind.ACTION and narrower(item.audience, point.audience) is Audience.PUBLIC
    ]
    assert public == ["JP to thank all"]


BY = {
    ("Action", "Lead", "By"): ["Write", "SC", "Q2"],
    ("Action", "By", "Lead"): ["Write", "Q2", "SC"],
    ("Action", "By", "When"): ["Write", "SC", "Q2"],
}


@pytest.mark.parametrize("heads", BY)
def test_by_is_whom_or_when(heads: tuple[str, ...], tmp_path: Path) -> None:
    assert actions(note(tmp_path, TITLE, table(heads, BY[heads]))) == ["Write @SC (due Q2)"]


def test_by_alone_is_what_stands_below_it(tmp_path: Path) -> None:
    sheet = note(tmp_path, TITLE, table(["Action", "By"], ["Write", "end of May"], ["Ring", "June 2018"]))
    assert actions(sheet) == ["Write (due end of May)", "Ring (due June 2018)"]
    assert actions(note(tmp_path, TITLE, table(["Action", "By"], ["Write", "SC"]))) == ["Write @SC"]
