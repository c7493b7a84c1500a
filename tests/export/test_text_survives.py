"""Whatever was typed comes out as it was typed, in every format."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from note_samples import NOW, ROWS, TODAY, meeting, said
from word_check import WordFile

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, LogScope, PointSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.export.action_log import LOG_SUFFIXES, write_action_log
from sop_minutes.export.note import NOTE_SUFFIXES, write_note
from tests.thorough import cases

NASTY = {
    "right to left": "\u202eabc\u202c \u200fשלום\u200f العربية",
    "emoji": "👩‍👩‍👧‍👦 🇬🇧 ✅ 🫠 1️⃣",
    "line separators": "one\u2028two\u2029three\x85four\x0bfive",
    "combining": "Z̷̧͖̈́a̴l̵̢g̶o Å é क्षि ก็",
    "cdata": "]]> <![CDATA[ x ]]> &lt; &amp; &#0; <?xml?>",
    "private and unassigned": "\ue000 \U0010fffd \ufdd0 \U0001fffe \u0378",
    "invisible": "a\u200bb\u00adc\ufeffd\u2060e\U000e0041f",
    "other scripts": "中文 日本語 한국어 বাংলা ਪੰਜਾਬੀ தமிழ் አማርኛ",
    "mathematics": "𝒜𝓁𝓁 ∑∞ Ⅷ ½ ﬁ ﷺ",
    "quotes": "' \" ` ‘ ’ “ ” « »",
    "braces": "{{marking}} {0} %s %(x)s ${x} \\n \\ /",
    "tab": "a\tb",
}
MARKS = "*_[]()<>#`~|!\\{}$@=+-.:;&/'\" \t1aé😀"
TYPED = st.one_of(st.text(max_size=60), st.text(MARKS, max_size=40)).map(clean_line)
MANY = settings(
    max_examples=cases(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FEWER = settings(MANY, max_examples=cases(50))


def evened(text: str) -> str:
    return " ".join(text.split())


def write(tmp_path: Path, suffix: str, text: str) -> Path:
    path = tmp_path / f"note{suffix}"
    write_note(said(text), path, audience=Audience.PUBLIC, now=NOW)
    return path


def from_word(path: Path) -> str:
    return "".join(text for _, text in WordFile(path).paragraphs()[2:])


def from_html(path: Path) -> str:
    return html.document_fromstring(path.read_bytes()).findtext("body/main/p", "")


def from_markdown(path: Path) -> str:
    shown = MarkdownIt("commonmark").render(path.read_text("utf-8"))
    paragraph = html.fragment_fromstring(shown, create_parent="main").find("h2").getnext()
    return paragraph.text_content()


@pytest.mark.parametrize("typed", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
def test_a_note_of_any_text_is_made(tmp_path: Path, suffix: str, typed: str) -> None:
    line = clean_line(typed)
    items = tuple(
        ItemSheet(line, line, points=(PointSheet(line, kind, level),))
        for kind in PointKind
        for level in (0, 1, 2)
    )
    sheet = meeting(Audience.RESTRICTED, items)
    path = tmp_path / f"note{suffix}"
    write_note(sheet, path, audience=Audience.RESTRICTED, now=NOW)
    assert path.stat().st_size > 100


@pytest.mark.parametrize("typed", NASTY.values(), ids=NASTY)
def test_nasty_text_survives(tmp_path: Path, typed: str) -> None:
    cleaned = clean_line(typed)
    assert from_word(write(tmp_path, ".docx", cleaned)) == cleaned
    assert from_html(write(tmp_path, ".html", cleaned)) == cleaned
    assert evened(from_markdown(write(tmp_path, ".md", cleaned))) == evened(cleaned)
    assert cleaned in write(tmp_path, ".txt", cleaned).read_text("utf-8")


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".txt"])
def test_a_heading_shows_no_marks(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"note{suffix}"
    item = ItemSheet("**Bold** and *so* on", points=(PointSheet("x"),))
    write_note(meeting(items=(item,)), path, audience=Audience.PUBLIC, now=NOW)
    shown = WordFile(path).paragraphs() if suffix == ".docx" else path.read_text("utf-8")
    assert "Bold and so on" in str(shown)
    assert "**" not in str(shown)


@MANY
@given(typed=TYPED)
def test_any_text_survives_in_word(tmp_path: Path, typed: str) -> None:
    assert from_word(write(tmp_path, ".docx", typed)) == plain_text(typed.strip())


@MANY
@given(typed=TYPED.filter(str.strip))
def test_any_text_survives_in_html(tmp_path: Path, typed: str) -> None:
    path = write(tmp_path, ".html", typed)
    (paragraph,) = html.document_fromstring(path.read_bytes()).findall("body/main/p")
    assert paragraph.text_content() == plain_text(typed.strip())


@MANY
@given(typed=TYPED.filter(str.strip))
def test_any_text_survives_in_markdown(tmp_path: Path, typed: str) -> None:
    path = write(tmp_path, ".md", typed)
    assert evened(from_markdown(path)) == evened(plain_text(typed.strip()))


@FEWER
@given(typed=TYPED)
def test_any_text_makes_a_pdf(tmp_path: Path, typed: str) -> None:
    assert write(tmp_path, ".pdf", typed).read_bytes().startswith(b"%PDF-")


@FEWER
@given(typed=TYPED, suffix=st.sampled_from(LOG_SUFFIXES))
def test_any_text_makes_an_action_log(tmp_path: Path, typed: str, suffix: str) -> None:
    row = ROWS[0]._replace(ref=typed, text=typed, owners=(typed,), group=typed, item=typed, last_note=typed)
    path = tmp_path / f"log{suffix}"
    write_action_log([row], path, scope=LogScope(typed), as_of=TODAY, audience=Audience.PUBLIC, now=NOW)
    assert path.stat().st_size > 100


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
def test_a_megabyte_on_one_line_is_no_trouble(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, suffix, "word " * 200_000)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("suffix", LOG_SUFFIXES)
def test_a_megabyte_in_one_action_is_no_trouble(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"log{suffix}"
    row = ROWS[0]._replace(text="word 🫠" * 140_000)
    write_action_log([row], path, scope=LogScope(), as_of=TODAY, audience=Audience.PUBLIC, now=NOW)
    assert path.stat().st_size > 1000
