"""The last look: no file gets its name while it holds what its readers may not see."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_samples import ITEMS, NOW, ROWS, TODAY, meeting, rows, said

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ItemSheet, LogScope, PointSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.action_log import LOG_SUFFIXES, write_action_log
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.note import NOTE_SUFFIXES, write_compendium, write_note
from sop_minutes.export.withheld import keys_inside, refuse_withheld
from tests.thorough import cases

HIDDEN = "The Harcourt family’s review – not yet public"
RESTRICTED = [
    *(point.text for item in ITEMS for point in item.points if point.audience is not Audience.PUBLIC),
    *(
        text
        for item in ITEMS
        if item.audience is not Audience.PUBLIC
        for text in (item.title, item.points[0].text)
    ),
]


def search(content: bytes, suffix: str, *withheld: str, shown: tuple[str, ...] = ()) -> None:
    refuse_withheld(content, suffix, withheld, shown=shown, fixed=lambda: (), name="public note")


def refused(content: bytes, suffix: str, *withheld: str) -> bool:
    try:
        search(content, suffix, *withheld)
    except UserError:
        return True
    return False


def note(tmp_path: Path, suffix: str, sheet=None) -> bytes:
    path = tmp_path / f"note{suffix}"
    write_note(sheet or meeting(), path, audience=Audience.PUBLIC, now=NOW)
    return path.read_bytes()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def put(part: str, before: str, text: str) -> Callable[[dict[str, bytes]], object]:
    """A change that puts `text` before the first `before` of a part."""

    def change(parts: dict[str, bytes]) -> None:
        assert before.encode() in parts[part]
        parts[part] = parts[part].replace(before.encode(), text.encode() + before.encode(), 1)

    return change


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
def test_a_clean_public_note_goes_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"note{suffix}"
    write_note(meeting(), path, audience=Audience.PUBLIC, withheld=RESTRICTED, now=NOW)
    assert path.stat().st_size > 0


@pytest.mark.parametrize("suffix", LOG_SUFFIXES)
def test_a_clean_public_log_goes_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"log{suffix}"
    hidden = [row.text for row in ROWS if row.audience is not Audience.PUBLIC]
    write_action_log(
        rows(Audience.PUBLIC),
        path,
        scope=LogScope(),
        as_of=TODAY,
        audience=Audience.PUBLIC,
        withheld=hidden,
        now=NOW,
    )
    assert path.stat().st_size > 0


_RUNS = (
    "<w:p><w:r><w:t>The HARCOURT </w:t></w:r><w:r><w:t>family's  re</w:t></w:r>"
    "<w:r><w:t>view - not yet public</w:t></w:r></w:p>"
)
_PLAIN = HIDDEN
_DELETED = f"<w:p><w:del><w:r><w:delText>{_PLAIN}</w:delText></w:r></w:del></w:p>"
_PLACES = "runs comment attribute deleted footer core app relationship comments-part custom-xml name embedded"


@pytest.mark.parametrize(
    "change",
    [
        put("word/document.xml", "<w:sectPr", _RUNS),
        put("word/document.xml", "<w:sectPr", f"<!-- {_PLAIN} -->"),
        put("word/document.xml", "<w:sectPr", f'<w:p><w:r><w:drawing descr="{_PLAIN}"/></w:r></w:p>'),
        put("word/document.xml", "<w:sectPr", _DELETED),
        put("word/footer1.xml", "<w:p>", _RUNS),
        put("docProps/core.xml", "<dc:language>", f"<dc:description>{_PLAIN}</dc:description>"),
        put("docProps/app.xml", "<Application>", f"<Company>{_PLAIN}</Company>"),
        put(
            "word/_rels/document.xml.rels",
            "</Relationships>",
            '<Relationship Id="x" Type="x" TargetMode="External" '
            'Target="https://example.org/the-harcourt-familys-review-not-yet-public"/>',
        ),
        lambda parts: parts.update({"word/comments.xml": f"<c><p>{_PLAIN}</p></c>".encode()}),
        lambda parts: parts.update({"customXml/item1.xml": f"<a>{_PLAIN}</a>".encode()}),
        lambda parts: parts.update({"word/media/the harcourt familys review not yet public.png": b""}),
        lambda parts: parts.update({"word/embeddings/note.txt": _PLAIN.encode()}),
    ],
    ids=_PLACES.split(),
)
def test_a_withheld_text_is_found_in_every_part_of_a_word_file(tmp_path: Path, change) -> None:
    content = note(tmp_path, ".docx")
    assert not refused(content, ".docx", HIDDEN)
    assert refused(repacked(content, change), ".docx", HIDDEN)


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
@pytest.mark.parametrize(
    "typed",
    [
        "x The Harcourt **family**’s *review* – not yet public y",
        "[The Harcourt family’s](https://a.org) review – not yet public",
    ],
)
def test_a_withheld_text_is_found_whatever_its_markup(tmp_path: Path, suffix: str, typed: str) -> None:
    assert refused(note(tmp_path, suffix, said(typed)), suffix, HIDDEN)


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
def test_the_address_behind_a_withheld_link_is_found(tmp_path: Path, suffix: str) -> None:
    content = note(tmp_path, suffix, said("[nothing](https://example.org/harcourt)"))
    assert refused(content, suffix, "See [the file](https://example.org/harcourt).")


def test_a_withheld_text_is_found_over_the_end_of_a_pdf_page(tmp_path: Path) -> None:
    long = " ".join(f"Word{n} of a sentence that is longer than a page." for n in range(200))
    sheet = said(long)
    sheet = replace(sheet, note=replace(sheet.note, marking="official"))
    assert refused(note(tmp_path, ".pdf", sheet), ".pdf", long)


@pytest.mark.parametrize("suffix", LOG_SUFFIXES)
def test_a_withheld_text_is_found_in_a_log(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"log{suffix}"
    row = ROWS[0]._replace(text=f"=x, {HIDDEN}; and **more** " * 3)
    write_action_log([row], path, scope=LogScope(), as_of=TODAY, audience=Audience.PUBLIC, now=NOW)
    assert refused(path.read_bytes(), suffix, HIDDEN)


def test_a_withheld_title_of_the_file_is_found(tmp_path: Path) -> None:
    sheet = replace(meeting(items=()), actions=())
    for suffix in (".docx", ".pdf", ".html"):
        content = note(tmp_path, suffix, replace(sheet, partnership=HIDDEN))
        assert refused(content, suffix, HIDDEN)


def test_a_row_that_the_readers_may_not_see_stops_the_export(tmp_path: Path) -> None:
    sheet = meeting(items=(ITEMS[1], replace(ITEMS[2], points=ITEMS[2].points[-1:])))
    leaking = replace(sheet, note=replace(sheet.note, items=(ITEMS[1], ITEMS[2])))
    for suffix in NOTE_SUFFIXES:
        with pytest.raises(
            UserError, match=r"^The public note would have held a restricted line \(item 2\); nothing"
        ):
            write_note(leaking, tmp_path / f"note{suffix}", audience=Audience.PUBLIC, now=NOW)
    with pytest.raises(UserError, match=r"^The members’ note .*\(item 1\)"):
        write_compendium(
            [meeting(), replace(sheet, note=replace(sheet.note, items=(ITEMS[3],)))],
            tmp_path / "all.docx",
            title="All",
            audience=Audience.MEMBERS,
            now=NOW,
        )
    assert list(tmp_path.iterdir()) == []


def test_an_action_that_the_readers_may_not_see_stops_the_export(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"^The public action log .*\(action CG 17/33\); nothing was written\.$"
    ):
        write_action_log(
            ROWS, tmp_path / "l.csv", scope=LogScope(), as_of=TODAY, audience=Audience.PUBLIC, now=NOW
        )
    with pytest.raises(UserError, match=r"^The public note .*\(action CG 17/33\)"):
        write_note(replace(meeting(), actions=ROWS), tmp_path / "n.md", audience=Audience.PUBLIC, now=NOW)
    assert list(tmp_path.iterdir()) == []


SHORT = [
    "a",
    "I",
    "1",
    "2017",
    "title",
    "Noted.",
    "Actions",
    "Action",
    "Agreed",
    "Restricted",
    "heading",
    "ListBullet",
    "List Bullet",
    "Normal",
    "Arial",
    "en-GB",
    "Page 1 of 1",
    "w:p",
    "p",
    "Hyperlink",
    "Key points",
    "public note",
    "…",
    "!",
    "🔥",
    "",
    " ",
    "**",
    "Owner",
    "Due",
    "Status",
    "Open",
    "No owner",
    "SOP Minutes",
    "typst",
    "Group",
    "Date",
    "charset utf-8",
    "width device width",
    "margin auto",
    "BEGIN",
    "SUMMARY",
    "VCALENDAR",
    "Categories",
    "sheet1",
    "Table Style Light 1",
    "xmlns",
    "Marking",
    "rId1",
    "body",
    "Present",
    "marking",
    "Audience",
    "UID",
    "refer",
]


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
def test_fixed_wording_markup_and_short_words_do_not_stop_a_note(tmp_path: Path, suffix: str) -> None:
    sheet = said("The report was noted.", "Nothing else.", level=1)
    path = tmp_path / f"note{suffix}"
    write_note(sheet, path, audience=Audience.PUBLIC, withheld=SHORT, now=NOW)
    members = replace(meeting(Audience.MEMBERS))
    write_note(members, path, audience=Audience.MEMBERS, withheld=SHORT, now=NOW)


@pytest.mark.parametrize("suffix", LOG_SUFFIXES)
def test_fixed_wording_markup_and_short_words_do_not_stop_a_log(tmp_path: Path, suffix: str) -> None:
    for listed in (rows(Audience.MEMBERS), ()):
        write_action_log(
            listed,
            tmp_path / f"log{suffix}",
            scope=LogScope(),
            as_of=TODAY,
            audience=Audience.MEMBERS,
            withheld=SHORT,
            now=NOW,
        )


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
def test_a_text_that_is_also_public_does_not_stop_the_export(tmp_path: Path, suffix: str) -> None:
    public = "The partnership supports the strategy in principle."
    withheld = [public, "supports the strategy", "strategy in principle. The chair", "Item"]
    sheet = said(f"{public} The chair agreed.", "[Guide](https://example.org/x)")
    path = tmp_path / f"note{suffix}"
    write_note(sheet, path, audience=Audience.PUBLIC, withheld=[*withheld, "https://example.org/x"], now=NOW)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".txt", ".pdf"])
@pytest.mark.parametrize("short", ["Noted.", "RW", "🔥", "Yes", "£5"])
def test_a_short_text_is_found_where_it_stands_by_itself(tmp_path: Path, suffix: str, short: str) -> None:
    if suffix == ".pdf" and short == "🔥":
        short = "°"
    assert refused(note(tmp_path, suffix, said("First.", short)), suffix, short)
    assert not refused(note(tmp_path, suffix, said("First.", f"x{short.strip('.')}x")), suffix, short)


def test_a_short_text_is_found_where_only_a_tab_parts_it_from_the_next(tmp_path: Path) -> None:
    parted = "<w:p><w:r><w:t>Yes</w:t><w:tab/><w:t>No</w:t></w:r></w:p>"
    content = repacked(note(tmp_path, ".docx"), put("word/document.xml", "<w:sectPr", parted))
    assert refused(content, ".docx", "Yes")
    assert refused(content, ".docx", "No")


def test_the_sentence_does_not_repeat_the_text(tmp_path: Path) -> None:
    content = repacked(note(tmp_path, ".docx"), put("word/footer1.xml", "<w:p>", _RUNS))
    with pytest.raises(UserError) as caught:
        search(content, ".docx", HIDDEN)
    assert "harcourt" not in str(caught.value).lower()


@pytest.mark.parametrize("suffix", NOTE_SUFFIXES)
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_canaries_stay_in_the_record(tmp_path: Path, suffix: str, audience: Audience) -> None:
    """Texts unlike any other, in each restricted and members' place: none goes out, all are in the record."""
    items = tuple(
        ItemSheet(
            f"canary-item-{place} heading",
            presenter=f"Canary Presenter {place}",
            audience=place,
            points=tuple(
                PointSheet(
                    f"canary-{place}-{own}-{level} **flies** [on](https://canary.org/{place}{own}{level})",
                    audience=own,
                    level=level,
                )
                for own in Audience
                for level in (0, 1, 2)
            ),
        )
        for place in Audience
    )
    record = meeting(Audience.RESTRICTED, items)
    seen = meeting(audience, items)
    hidden = [
        point.text
        for item in items
        for point in item.points
        if not any(point.text == other.text for kept in seen.note.items for other in kept.points)
    ]
    path = tmp_path / f"note{suffix}"
    write_note(seen, path, audience=audience, withheld=hidden, now=NOW)
    out = "\n".join(found_texts(path.read_bytes(), suffix))
    write_note(record, path, audience=Audience.RESTRICTED, now=NOW)
    kept = "\n".join(found_texts(path.read_bytes(), suffix))
    assert len(hidden) == {Audience.PUBLIC: 24, Audience.MEMBERS: 15}[audience]
    for text in hidden:
        canary, address = text.split()[0], text.split("(")[1].rstrip(")")
        assert canary not in out
        assert address not in out
        assert canary in kept
        assert address in kept


@st.composite
def _letters_and_keys(draw) -> tuple[str, set[str]]:
    """Letters of few kinds, and keys of every length: cut from them, cut and altered, and others."""
    letters = draw(st.text("ab\n", max_size=120))
    places = st.tuples(st.integers(0, 120), st.integers(8, 60))
    cut = [letters[start : start + length] for start, length in draw(st.lists(places, max_size=8))]
    others = draw(st.lists(st.text("ab", min_size=8, max_size=40), max_size=8))
    altered = [f"{key[:-1]}c" for key in cut] + [f"c{key[1:]}" for key in cut]
    return letters, {key for key in (*cut, *others, *altered) if len(key) >= 8 and "\n" not in key}


@settings(max_examples=cases(600))
@given(_letters_and_keys())
def test_the_fast_search_finds_what_a_plain_search_finds(given_: tuple[str, set[str]]) -> None:
    letters, keys = given_
    assert keys_inside(keys, letters) == {key for key in keys if key in letters}


@pytest.mark.parametrize("length", [14, 15, 16, 17, 40])
@pytest.mark.parametrize("before", range(10))
def test_a_withheld_text_is_found_wherever_it_begins_and_ends(length: int, before: int) -> None:
    key = "abcdefghijklmnopqrstuvwxyz0123456789zyxwvutsrqp"[:length]
    for after in range(10):
        assert keys_inside({key, f"{key}x"}, "-" * before + key + "-" * after) == {key}
