"""Answers typed as lines: however they name an action, and wherever they stand in what is quoted."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.export.chaser_mail import chaser_text
from sop_minutes.importing.replies import read_replies
from sop_minutes.importing.reply_blocks import blocks_of_text
from sop_minutes.importing.reply_lines import read_blocks
from sop_minutes.importing.reply_refs import begins_with, find_refs
from tests.export.test_chasers import SHEET, TODAY, UNTIL

ON = date(2018, 1, 8)
WROTE = "On 4 December 2017 at 09:00, The Clerk <clerk@example.org> wrote:"
SENT = chaser_text(SHEET, TODAY, UNTIL)
MARKED = "\n".join(f"> {line}".rstrip() for line in SENT.splitlines())


def read(tmp_path: Path, text: str) -> tuple[ReplySheet, ...]:
    path = tmp_path / "reply.txt"
    path.write_text(text, "utf-8")
    return read_replies(path, ON)


def told(sheet: ReplySheet) -> list[tuple[str, str]]:
    return [(each.ref, each.how) for each in sheet.answers]


@pytest.mark.parametrize(
    "line",
    [
        "CG 17/1 done",
        "CG17/1: done",
        "cg-17/1 - done",
        "CG 17/1, done",
        "CG 17/1; done",
        "CG 17/1 = done",
        "CG 17/1 -> done",
        "CG 17/1\tdone",
        "CG 17/1 | done",
        "| CG 17/1 | done |",
        "• CG 17/1 – done",
        "1. CG 17/1 done",
        "a) CG 17/1 done",
        "Ref CG 17/1: done",
        "Action CG 17/1 - done",
        "Hi Bo, CG 17/1 done",
        "As for CG 17/1, done",
        "done: CG 17/1",
        "CG 17/1\ndone",
        "CG 17/1\n\ndone",
        "   CG   17 / 1   done",
    ],
)
def test_an_action_is_named_in_many_ways(tmp_path: Path, line: str) -> None:
    (sheet,) = read(tmp_path, f"{line}\n\nKind regards\nAnn")
    assert [(ref.upper(), how) for ref, how in told(sheet)] == [("CG 17/1", "done")]
    assert sheet.left_out == ()


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("17/1 done", [("17/1", "done")]),
        ("No. 17/1: done", [("17/1", "done")]),
        ("CG 17/1, 17/2 done", [("CG 17/1", "done"), ("CG 17/2", "done")]),
        ("CG 17/1, 03/12 sent", [("CG 17/1", "03/12 sent")]),
        ("CG 17/1 done; CG 17/2 in progress", [("CG 17/1", "done"), ("CG 17/2", "in progress")]),
        ("CG 17/1 done CG 17/2 not started", [("CG 17/1", "done"), ("CG 17/2", "not started")]),
        ("CG 17/1 superseded by CG 17/2", [("CG 17/1", "superseded by CG 17/2")]),
        ("CG 17/1 done, see CG 17/2", [("CG 17/1", "done, see CG 17/2")]),
        ("CG 17/1\nCompleted on 03/12", [("CG 17/1", "Completed on 03/12")]),
        ("I have done CG 17/1 and CG 17/2", [("CG 17/1", "I have done"), ("CG 17/2", "I have done")]),
        ("✅ CG 17/1", [("CG 17/1", "✅")]),
        ("CG 17/1: waiting\nfor the county", [("CG 17/1", "waiting\nfor the county")]),
        ("Hi, CG 17/1 is done.", [("CG 17/1", "is done.")]),
        ("CG 17/1 done\nOn 4 January I wrote:\nto them", [("CG 17/1", "done")]),
    ],
)
def test_what_is_said_goes_to_the_action_it_is_said_of(
    tmp_path: Path, text: str, answers: list[tuple[str, str]]
) -> None:
    assert told(read(tmp_path, text)[0]) == answers


@pytest.mark.parametrize("text", ["completed on 03/12", "Please say whether CG 17/1 is done", "by 17/1"])
def test_what_names_no_action_at_its_beginning_is_no_answer_and_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match="holds no answer") as refused:
        read(tmp_path, text)
    assert f"“{text}”" in str(refused.value)


def test_answers_below_what_is_quoted_are_read(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, f"{WROTE}\n{MARKED}\n\nCG 17/1 done\nCG 17/2 in progress\n")
    assert told(sheet) == [("CG 17/1", "done"), ("CG 17/2", "in progress")]
    assert (sheet.code, sheet.left_out) == (SHEET.code, ())


def test_answers_above_and_below_are_read(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, f"CG 17/2 in progress\n\n{WROTE}\n{MARKED}\n\nCG 17/1 done\n")
    assert told(sheet) == [("CG 17/2", "in progress"), ("CG 17/1", "done")]


@pytest.mark.parametrize("before", [f"{WROTE}\n", ""])
def test_answers_typed_under_each_quoted_action_are_read(tmp_path: Path, before: str) -> None:
    lines = [f"{line}\n\nDone, sent to all\n" if "From: " in line else line for line in MARKED.splitlines()]
    (sheet,) = read(tmp_path, before + "\n".join(lines))
    assert told(sheet) == [("CG 17/1", "Done, sent to all"), ("CG 17/2", "Done, sent to all")]


def test_what_stands_below_a_quotation_and_names_no_action_is_named(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, f"{WROTE}\n{MARKED}\n\nCG 17/1 done\n\nThe rest in March\n")
    assert told(sheet) == [("CG 17/1", "done")]
    assert sheet.left_out == ("Not taken as an answer: “The rest in March”.",)
    with pytest.raises(UserError, match="What it quotes says of CG 17/1, CG 17/2 was not") as refused:
        read(tmp_path, f"All done, thanks a lot\n\n{MARKED}")
    assert "“All done, thanks a lot”" in str(refused.value)


@pytest.mark.parametrize("before", ["", "Below.\n\nFrom: The Clerk <c@example.org>\nSent: Monday\n\n"])
def test_what_is_typed_into_the_draft_itself_is_read(tmp_path: Path, before: str) -> None:
    lines = SENT.replace("draft to all\n", "draft to all – DONE\n").replace(
        "(not yet due)", "(not yet due)\nDone"
    )
    due_1, due_2 = "1 December 2017 (3 days late)", "31 December 2017 (not yet due)"
    (sheet,) = read(tmp_path, before + lines)
    assert sheet.answers == (
        Told("CG 17/1", "Circulate the draft to all – DONE", due=due_1, as_sent=True),
        Told("CG 17/2", "Ring <Bo> & others\nDone", due=due_2, as_sent=True),
    )


def test_what_somebody_else_wrote_is_theirs_where_a_message_sends_it_on(tmp_path: Path) -> None:
    head = "--- Original Message ---\nFrom: Ann Lee [mailto:ann@example.org]\nSent: Monday"
    sheets = read(tmp_path, f"FYI\n\n{head}\n\nCG 17/1 done")
    assert [(told(sheet), sheet.sender, sheet.address) for sheet in sheets if sheet.answers] == [
        ([("CG 17/1", "done")], "Ann Lee", "ann@example.org")
    ]


FORM_ROW = ("CG 17/1", "Circulate the draft to all", "1 December 2017", "Done 3/12", "", "sent")
HEADINGS = ("Ref", "Action", "Due", "How it stands", "New date", "Note")


@pytest.mark.parametrize("rows", [(HEADINGS, FORM_ROW), (FORM_ROW,)])
@pytest.mark.parametrize("between", ["\t", "|"])
def test_a_form_that_was_pasted_as_text_is_read_by_its_columns(
    tmp_path: Path, between: str, rows: tuple[tuple[str, ...], ...]
) -> None:
    (sheet,) = read(tmp_path, "\n".join(between.join(row) for row in rows))
    assert sheet.answers == (
        Told("CG 17/1", "Done 3/12", "", "sent", FORM_ROW[1], "1 December 2017", in_table=True),
    )


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_form_whose_cells_are_lines_is_read_in_their_order(tmp_path: Path, between: str) -> None:
    (sheet,) = read(tmp_path, between.join((*HEADINGS, *FORM_ROW)))
    assert told(sheet) == [("CG 17/1", "Circulate the draft to all\n1 December 2017\nDone 3/12\nsent")]
    assert sheet.left_out == ()


@pytest.mark.parametrize(
    "text",
    [
        "CG 17/1 done" + " " * 50_000 + "x",
        "CG 17/1 done" + " ," * 50_000,
        ("On " + "x" * 100 + "\n") * 50_000 + "CG 17/1 done",
        "CG 17/1 done\n" + "A" + "1" * 50_000,
        "CG 17/1 done\n" + "a" * 50_000,
        "CG 17/1, " * 20_000,
        "CG 17/1 done\n" + "!" * 50_000 + "\n" + "-" * 50_000,
        "> " * 50_000 + "CG 17/1 done\nCG 17/1 done",
        "CG 17/1 done\n" * 50_000,
        "a\tb\tc\td\te\tf\n" * 50_000 + "CG 17/1 done",
    ],
)
def test_what_is_far_too_long_is_read_or_refused_and_said_to_be(tmp_path: Path, text: str) -> None:
    try:
        sentences = " ".join(sentence for sheet in read(tmp_path, text) for sentence in sheet.left_out)
    except UserError as error:
        sentences = str(error)
    assert "too long" in sentences or len(" ".join(text.replace(">", " ").split())) < 100


def test_a_reference_is_told_from_a_day() -> None:
    assert begins_with("by 17/11 done") is None
    assert [place.ref for place in find_refs("On 17/11 and CG 17/2 and Dec 17/3, MH17/4")] == [
        "CG 17/2",
        "MH 17/4",
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hi Bo\n\nCG 17/1 done\n\nThanks\nAnn\n\nI am away until March", "I am away until March"),
        ("Hi, I am away until March\nCG 17/1 done", "Hi, I am away until March"),
        (
            "All done so far but one\n\nCG 17/1 done\n\nKind regards\nAnn\n01234 567890",
            "All done so far but one",
        ),
    ],
)
def test_what_else_is_said_is_named_and_a_greeting_or_a_signature_is_not(
    tmp_path: Path, text: str, named: str
) -> None:
    (sheet,) = read(tmp_path, text)
    assert told(sheet) == [("CG 17/1", "done")]
    assert sheet.left_out == (f"Not taken as an answer: “{named}”.",)


LINES = (
    "CG 17/1 done {}",
    "CG 17/2: {}",
    "17/3 done {}",
    "{} CG 17/1",
    "I rang about CG 17/2 and {}",
    "{}",
    "Hi {}, how are you",
    "CG 17/1\t{}\tdone",
    "| CG 17/2 | {} |",
    "Ref\tHow it stands\tNote",
    "On Monday {} said no:",
    "",
    "> CG 17/1: quoted",
    "> and more of it",
    "1. CG 17/2: {}",
    "Due: {}",
    "* {}",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
def test_every_word_of_an_answer_is_kept_or_named(lines: list[str]) -> None:
    text = "\n".join(line.format(f"word{number}word") for number, line in enumerate(lines))
    reading = read_blocks(blocks_of_text(text), ON)
    kept = " ".join((*(str(told) for told in reading.answers), *reading.sentences()))
    said = [f"word{number}word" for number, line in enumerate(lines) if "{}" in line]
    assert [word for word in said if word not in kept] == []


@pytest.mark.parametrize("sent", ["Owned with Bo Ray", "You are asked as Chair"])
def test_what_begins_as_the_lines_sent_do_is_said_where_those_were(tmp_path: Path, sent: str) -> None:
    answered = (
        "Owned with Bo Ray no longer; I do it alone" if sent.startswith("Owned") else f"{sent}, not as me"
    )
    action = "1. CG 17/1: Write to the schools\n   Due: 17 November 2017\n   From: Core Group"
    (sheet,) = read(tmp_path, f"Reply form {SHEET.code}\n\n{action}\n   {sent}\n{answered}\n")
    assert [how for _, how in told(sheet)] == [f"Write to the schools\n{answered}"]
