"""What was changed without tracking is found too; how a program writes a file is no change."""

from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from tests.importing.returned.notes import meeting_of, told, written
from tests.importing.returned.wordedits import Edit, W, WordEdit, node, run

NOTHING: list[str] = []
LATE = "The *plan* is late. It is to be ready in spring."
REPORT = "Nothing new was said. See [the report](https://example.org/report)."


def _marks(within: etree._Element) -> list[etree._Element]:
    return [*within.iter(W + "bookmarkStart"), *within.iter(W + "bookmarkEnd")]


def _word(e: WordEdit) -> None:
    e.retype(e.p("p2"), "late", "early")


def _all_words(e: WordEdit) -> None:
    e.retype(e.p("p10"), "Heads want more time for it.", "Nobody has asked yet")


def _all_words_and_no_mark(e: WordEdit) -> None:
    _all_words(e)
    e.remove(*_marks(e.saying("Nobody")))


def _mark_around_nothing(e: WordEdit) -> None:
    p = e.p("p10")
    start, end = _marks(p)
    e.retype(p, "Heads want more time for it.", "Nobody has asked yet")
    start.addnext(end)


def _deleted(e: WordEdit) -> None:
    e.remove(e.p("p9"))


def _deleted_mark_left_before_the_next(e: WordEdit) -> None:
    marks = _marks(e.p("p9"))
    e.remove(e.p("p9"))
    for place, mark in enumerate(marks):
        e.p("p10").insert(place, mark)


def _emptied(e: WordEdit) -> None:
    for r in list(e.p("p10").iter(W + "r")):
        e.remove(r)


def _new(e: WordEdit) -> None:
    e.p("p2").addnext(e.new("Roads are closed."))


def _new_within_the_mark(e: WordEdit) -> None:
    """Enter before the first word, and a line typed there: the mark begins in that line."""
    p = e.p("p10")
    new = e.new("Governors spoke first.")
    p.addprevious(new)
    new.insert(0, next(p.iter(W + "bookmarkStart")))


def _new_after_within_the_mark(e: WordEdit) -> None:
    p = e.p("p10")
    new = e.new("Governors spoke last.")
    p.addnext(new)
    new.append(next(p.iter(W + "bookmarkEnd")))


def _new_first(e: WordEdit) -> None:
    e.p("p1").addprevious(e.new("Said before all."))


def _new_last(e: WordEdit) -> None:
    e.body[-1].addprevious(e.new("Said after all."))


def _new_table(e: WordEdit) -> None:
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("Salt", "3 tons"))
    e.p("p2").addnext(node(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))


def _split(e: WordEdit) -> None:
    e.split(e.p("p2"), "It is", tracked=False)


def _split_mark_in_the_first(e: WordEdit) -> None:
    second = e.split(e.p("p2"), "It is", tracked=False)
    e.p("p2").append(next(second.iter(W + "bookmarkEnd")))


def _split_mark_in_the_second(e: WordEdit) -> None:
    second = e.split(e.p("p2"), "It is", tracked=False)
    second.insert(0, next(e.p("p2").iter(W + "bookmarkStart")))


def _split_without_marks(e: WordEdit) -> None:
    second = e.split(e.p("p2"), "It is", tracked=False)
    e.remove(*_marks(e.p("p2")), *_marks(second))


def _split_into_bullets(e: WordEdit) -> None:
    second = e.split(e.p("p2"), "It is", tracked=False)
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    second.insert(0, node(f'<w:pPr><w:pStyle w:val="ListBullet"/>{number}</w:pPr>'))


def _joined(e: WordEdit) -> None:
    e.p("p9").append(node(run(" ")))
    e.join(e.p("p9"), tracked=False)


def _joined_without_the_second_mark(e: WordEdit) -> None:
    e.remove(*_marks(e.p("p10")))
    _joined(e)


def _joined_and_halved(e: WordEdit) -> None:
    """The second is joined to the first, and then the first is split elsewhere."""
    _joined(e)
    e.split(e.p("p9"), "See", tracked=False)


def _moved(e: WordEdit) -> None:
    e.p("p2").addnext(e.p("p10"))


def _moved_without_marks(e: WordEdit) -> None:
    p = e.p("p10")
    e.p("p2").addnext(p)
    e.remove(*_marks(p))


def _swapped(e: WordEdit) -> None:
    e.p("p9").addprevious(e.p("p10"))


def _item_moved(e: WordEdit) -> None:
    for record in ("i3", "p9", "p10", "p11"):
        e.p("i2").addprevious(e.p(record))


def _point_to_other_item(e: WordEdit) -> None:
    e.p("i3").addnext(e.p("p8"))


def _heading_deleted(e: WordEdit) -> None:
    e.remove(e.p("i3"))


def _made_a_heading(e: WordEdit) -> None:
    e.p("p10").insert(0, node('<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'))


def _made_a_paragraph(e: WordEdit) -> None:
    e.remove(e.p("p3").find(W + "pPr"))


def _bullet_deeper(e: WordEdit) -> None:
    next(e.p("p5").iter(W + "ilvl")).set(W + "val", "1")


def _numbered(e: WordEdit) -> None:
    """A list that Word numbers instead of putting bullets."""
    e.parts["word/numbering.xml"] = e.parts["word/numbering.xml"].replace(
        b'w:val="bullet"', b'w:val="decimal"'
    )


def _all_marks_gone(e: WordEdit) -> None:
    e.remove(*_marks(e.root))


def _all_marks_gone_and_edited(e: WordEdit) -> None:
    _word(e)
    _deleted(e)
    _new(e)
    _all_marks_gone(e)


def _all_styles_gone(e: WordEdit) -> None:
    """Paragraphs as Google Docs writes them: headings, lists and direct formatting, none of our styles."""
    for style in list(e.root.iter(W + "pStyle")):
        if not style.get(W + "val", "").startswith("Heading"):
            e.remove(style)
    for style in list(e.root.iter(W + "rStyle")):
        look = {"Strong": "<w:b/>", "Emphasis": "<w:i/>"}.get(style.get(W + "val", ""), "<w:u/>")
        style.getparent().replace(style, node(look))
    for r in e.root.iter(W + "r"):
        if r.find(W + "rPr") is None:
            r.insert(0, node('<w:rPr><w:b w:val="0"/><w:i w:val="0"/><w:rtl w:val="0"/></w:rPr>'))


def _pasted_twice(e: WordEdit) -> None:
    e.p("p2").addnext(deepcopy(e.p("p10")))


def _pasted_and_changed(e: WordEdit) -> None:
    copy = deepcopy(e.p("p10"))
    e.p("p2").addnext(copy)
    e.retype(copy, "more", "less")


def _mark_taken_by_another(e: WordEdit) -> None:
    """The mark of a block stands around words of the block before."""
    start, end = _marks(e.p("p10"))
    first = e.find(e.p("p9"), "new")[0]
    first.addprevious(start)
    first.addnext(end)


def _marks_between_paragraphs(e: WordEdit) -> None:
    p = e.p("p10")
    start, end = _marks(p)
    p.addprevious(start)
    p.addnext(end)


def _words_moved_to_the_next(e: WordEdit) -> None:
    e.retype(e.p("p9"), "Nothing new was said. ", "")
    e.retype(e.p("p10"), "Heads", "Nothing new was said. Heads")


def _split_runs(e: WordEdit) -> None:
    for text in list(e.root.iter(W + "t")):
        r, said = text.getparent(), text.text or ""
        if r.tag == W + "r" and len(said) > 3:
            other = deepcopy(r)
            other.set(W + "rsidR", "00AB12CD")
            text.text, next(other.iter(W + "t")).text = said[:3], said[3:]
            r.addnext(other)
            r.addnext(node('<w:proofErr w:type="spellStart"/>'))


def _languages(e: WordEdit) -> None:
    for r in e.root.iter(W + "r"):
        r.insert(0, r.find(W + "rPr") if r.find(W + "rPr") is not None else node("<w:rPr/>"))
        r[0].append(node('<w:lang w:val="en-US"/>'))


def _fields(e: WordEdit) -> None:
    """The link as a field instead of an element."""
    link = next(e.p("p9").iter(W + "hyperlink"))
    parts = [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/report" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        *(etree.tostring(r).decode() for r in link),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
    for part in reversed(parts):
        link.addnext(node(part))
    e.remove(link)


def _page_field(e: WordEdit) -> None:
    e.insert_after(e.p("p2"), "late", f'<w:fldSimple w:instr=" DATE ">{run(" today")}</w:fldSimple>')


def _link_target(e: WordEdit) -> None:
    e.target("https://example.org/report", "https://example.org/other")


def _link_with_stroke(e: WordEdit) -> None:
    e.retype(e.p("p9"), "the report", "https://example.org")
    e.target("https://example.org/report", "https://example.org/")


def _link_gone(e: WordEdit) -> None:
    link = next(e.p("p9").iter(W + "hyperlink"))
    for r in list(link):
        link.addprevious(r)
    e.remove(link)


def _text_box(e: WordEdit) -> None:
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    e.insert_after(
        e.p("p2"), "late", f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    )


def _text_box_twice(e: WordEdit) -> None:
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    offered = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{shape}</mc:Fallback>"
    e.insert_after(e.p("p2"), "late", f"<w:r><mc:AlternateContent>{offered}</mc:AlternateContent></w:r>")


def _picture(e: WordEdit) -> None:
    e.insert_after(
        e.p("p2"), "late", '<w:r><w:pict><v:shape><v:imagedata r:id="none"/></v:shape></w:pict></w:r>'
    )


def _web_page(e: WordEdit) -> None:
    e.p("p2").addnext(node('<w:altChunk r:id="web"/>'))


def _joiners(e: WordEdit) -> None:
    e.p("p2").addnext(e.new("می\u200cروم 👩\u200d👧"))


def _joiners_alone(e: WordEdit) -> None:
    e.retype(e.p("p2"), "late", "la\u200dte")


def _tab(e: WordEdit) -> None:
    e.retype(e.p("p2"), " It is", "It is")
    e.insert_after(e.p("p2"), "late.", "<w:r><w:tab/></w:r>")


def _line_break(e: WordEdit) -> None:
    e.insert_after(e.p("p2"), "late.", "<w:r><w:br/></w:r>")


def _page_break(e: WordEdit) -> None:
    e.p("i3").addprevious(node('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
    e.p("i2").insert(0, node("<w:r><w:lastRenderedPageBreak/></w:r>"))


def _hard_spaces(e: WordEdit) -> None:
    e.retype(e.p("p2"), "It is to", "It\u00a0is\u202fto")


def _double_spaces(e: WordEdit) -> None:
    e.retype(e.p("p2"), "It is to", "It  is to")


def _soft_hyphens(e: WordEdit) -> None:
    e.retype(e.p("p2"), "ready", "rea\u00addy")
    e.insert_after(e.p("p2"), "spr", "<w:r><w:softHyphen/></w:r>")


def _hard_hyphen(e: WordEdit) -> None:
    e.retype(e.p("p2"), "late.", "late")
    e.insert_after(e.p("p2"), "late", "<w:r><w:noBreakHyphen/><w:t>ish.</w:t></w:r>")


def _smart_quotes(e: WordEdit) -> None:
    for text in e.root.iter(W + "t"):
        text.text = (text.text or "").replace("'", "’").replace('"', "“")


def _a_dash(e: WordEdit) -> None:
    e.retype(e.p("p2"), "late. It", "late – it")


def _symbol(e: WordEdit) -> None:
    e.insert_after(e.p("p2"), "late", '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>')


def _content_control(e: WordEdit) -> None:
    p = e.p("p2")
    control = node("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    p.addprevious(control)
    control[1].append(p)
    inner = node("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    first = e.find(p, "late")[0]
    first.addprevious(inner)
    inner[1].append(first)


def _ordinals_lowered(e: WordEdit) -> None:
    for raised in list(e.root.iter(W + "vertAlign")):
        e.remove(raised)


def _hidden_text(e: WordEdit) -> None:
    e.insert_after(e.p("p2"), "late", run(" hidden", "<w:vanish/>"))


def _bold_space(e: WordEdit) -> None:
    e.retype(e.p("p2"), "late. It", "late.It")
    e.insert_after(e.p("p2"), "late.", run(" ", "<w:b/>"))


def _italic_taken_off(e: WordEdit) -> None:
    e.remove(*list(e.p("p2").iter(W + "rStyle")))


def _strong_as_bold(e: WordEdit) -> None:
    for style in list(e.root.iter(W + "rStyle")):
        if style.get(W + "val") == "Strong":
            style.getparent().replace(style, node("<w:b/>"))


def _header_changed(e: WordEdit) -> None:
    name = next(name for name in e.parts if name.startswith("word/header"))
    e.parts[name] = e.parts[name].replace(
        b"</w:hdr>", f"<w:p>{run('NOT FOR RELEASE')}</w:p></w:hdr>".encode()
    )


def _empty_paragraphs(e: WordEdit) -> None:
    for record in ("i2", "p2", "p10"):
        e.p(record).addnext(node("<w:p/>"))


def _rows_sorted(e: WordEdit) -> None:
    e.row(1).addprevious(e.row(2))


def _lists_taken_out(e: WordEdit) -> None:
    e.remove(e.saying("Decisions"), e.saying("The plan will be read again in March (Roads)"))


def _decision_deleted_in_both(e: WordEdit) -> None:
    _lists_taken_out(e)
    e.remove(e.p("p6"))


def _date(e: WordEdit) -> None:
    e.retype(e.saying("Date:"), "15", "16")


def _remark(e: WordEdit) -> None:
    e.retype(e.saying("For members only"), "passed on", "copied")


def _names_moved(e: WordEdit) -> None:
    e.retype(e.saying("Present:"), ", Ben Okafor", "")
    e.retype(e.saying("Apologies:"), "Dee Fox", "Dee Fox, Ben Okafor")


def _blank(e: WordEdit) -> None:
    pass


KINDS: dict[str, tuple[Edit, list[str]]] = {
    "nothing": (_blank, NOTHING),
    "a word": (_word, [f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring."]),
    "all words of a block": (
        _all_words,
        ["reworded p10: Heads want more time for it. → Nobody has asked yet"],
    ),
    "all words of a block, its mark gone": (
        _all_words_and_no_mark,
        ["deleted p10: Heads want more time for it.", "new after p9: Nobody has asked yet"],
    ),
    "all words of a block, its mark around nothing": (
        _mark_around_nothing,
        ["reworded p10: Heads want more time for it. → Nobody has asked yet"],
    ),
    "a block deleted": (_deleted, [f"deleted p9: {REPORT}"]),
    "a block deleted, its mark left before the next": (
        _deleted_mark_left_before_the_next,
        [f"deleted p9: {REPORT}"],
    ),
    "a block emptied": (_emptied, ["deleted p10: Heads want more time for it."]),
    "a new block": (_new, ["new after p2: Roads are closed."]),
    "a new block in which the next one's mark begins": (
        _new_within_the_mark,
        ["new after p9: Governors spoke first."],
    ),
    "a new block in which the mark before ends": (
        _new_after_within_the_mark,
        ["new after p10: Governors spoke last."],
    ),
    "a new block before all": (_new_first, ["new after the title: Said before all."]),
    "a new block after all": (_new_last, ["new after p11: Said after all."]),
    "a new table": (_new_table, ["new after p2: Salt | 3 tons"]),
    "a split": (_split, [f"split p2: {LATE} → The *plan* is late. / It is to be ready in spring."]),
    "a split, the mark in the first half": (
        _split_mark_in_the_first,
        [f"split p2: {LATE} → The *plan* is late. / It is to be ready in spring."],
    ),
    "a split, the mark in the second half": (
        _split_mark_in_the_second,
        [f"split p2: {LATE} → The *plan* is late. / It is to be ready in spring."],
    ),
    "a split without marks": (
        _split_without_marks,
        [f"split p2: {LATE} → The *plan* is late. / It is to be ready in spring."],
    ),
    "a split into a bullet": (
        _split_into_bullets,
        [f"split p2: {LATE} → The *plan* is late. / - It is to be ready in spring."],
    ),
    "two joined": (
        _joined,
        [f"joined p9+p10: {REPORT} / Heads want more time for it. → {REPORT} Heads want more time for it."],
    ),
    "two joined, the second's mark gone": (
        _joined_without_the_second_mark,
        [f"joined p9+p10: {REPORT} / Heads want more time for it. → {REPORT} Heads want more time for it."],
    ),
    "two joined and split elsewhere": (
        _joined_and_halved,
        [
            f"reworded p9: {REPORT} → Nothing new was said.",
            "reworded p10: Heads want more time for it. → See [the report](https://example.org/report). "
            "Heads want more time for it.",
        ],
    ),
    "a block moved": (_moved, ["moved p10: Heads want more time for it. [after p2]"]),
    "a block moved, its mark gone": (
        _moved_without_marks,
        ["moved p10: Heads want more time for it. [after p2]"],
    ),
    "two that changed places": (_swapped, ["moved p10: Heads want more time for it. [after i3]"]),
    "an item moved": (_item_moved, ["moved i3: # Schools [after the title]"]),
    "a block moved to another item": (
        _point_to_other_item,
        ["moved p8: Members: draft figures are low [after i3]"],
    ),
    "a heading deleted": (_heading_deleted, ["deleted i3: # Schools"]),
    "a paragraph made a heading": (
        _made_a_heading,
        ["form changed p10: Heads want more time for it. → # Heads want more time for it."],
    ),
    "a bullet made a paragraph": (
        _made_a_paragraph,
        ["form changed p3: - One thing that was said → One thing that was said"],
    ),
    "a bullet made deeper": (_bullet_deeper, ["form changed p5: - Another thing →   - Another thing"]),
    "bullets made numbers": (_numbered, NOTHING),
    "all marks gone": (_all_marks_gone, NOTHING),
    "all marks gone, and edited": (
        _all_marks_gone_and_edited,
        [
            f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring.",
            "new after p2: Roads are closed.",
            f"deleted p9: {REPORT}",
        ],
    ),
    "all styles gone": (_all_styles_gone, NOTHING),
    "a block pasted again": (_pasted_twice, ["new after p2: Heads want more time for it."]),
    "a block pasted again and changed": (
        _pasted_and_changed,
        ["new after p2: Heads want less time for it."],
    ),
    "a mark around words of another block": (_mark_taken_by_another, NOTHING),
    "marks between paragraphs": (_marks_between_paragraphs, NOTHING),
    "words moved from one block to the next": (
        _words_moved_to_the_next,
        [
            f"reworded p9: {REPORT} → See [the report](https://example.org/report).",
            "reworded p10: Heads want more time for it. → Nothing new was said. Heads want more time for it.",
        ],
    ),
    "runs split by a spell-checker": (_split_runs, NOTHING),
    "another language": (_languages, NOTHING),
    "a link as a field": (_fields, NOTHING),
    "a field put in": (
        _page_field,
        [f"reworded p2: {LATE} → The *plan* is late today. It is to be ready in spring."],
    ),
    "a link's target": (
        _link_target,
        [f"reworded p9: {REPORT} → Nothing new was said. See [the report](https://example.org/other)."],
    ),
    "a link to a host, written with a stroke": (
        _link_with_stroke,
        [f"reworded p9: {REPORT} → Nothing new was said. See https://example.org."],
    ),
    "a link taken off": (_link_gone, [f"reworded p9: {REPORT} → Nothing new was said. See the report."]),
    "a text box": (_text_box, ["new after p2: In a box."]),
    "a text box offered in two ways": (_text_box_twice, ["new after p2: In a box."]),
    "a picture": (_picture, ["not taken after the title: A picture was put in"]),
    "a piece of a web page": (
        _web_page,
        [
            "not taken after the title: A piece of another file was put in, such as a web page: what it says "
            "is not read"
        ],
    ),
    "a new block with letters that are joined": (_joiners, ["new after p2: می\u200cروم 👩\u200d👧"]),
    "joiners put in": (_joiners_alone, NOTHING),
    "a tab instead of a space": (_tab, NOTHING),
    "a line break": (_line_break, NOTHING),
    "page breaks": (_page_break, NOTHING),
    "hard spaces": (_hard_spaces, NOTHING),
    "double spaces": (_double_spaces, NOTHING),
    "soft hyphens": (_soft_hyphens, NOTHING),
    "a hard hyphen": (
        _hard_hyphen,
        [f"reworded p2: {LATE} → The *plan* is late-ish. It is to be ready in spring."],
    ),
    "smart quotes": (_smart_quotes, NOTHING),
    "a dash": (_a_dash, [f"reworded p2: {LATE} → The *plan* is late – it is to be ready in spring."]),
    "a character of a symbol font": (
        _symbol,
        [f"reworded p2: {LATE} → The *plan* is late→. It is to be ready in spring."],
    ),
    "content controls around a block and a word": (_content_control, NOTHING),
    "ordinals no longer raised": (_ordinals_lowered, NOTHING),
    "hidden text": (_hidden_text, NOTHING),
    "a bold space": (_bold_space, NOTHING),
    "italics taken off": (
        _italic_taken_off,
        [f"reworded p2: {LATE} → The plan is late. It is to be ready in spring."],
    ),
    "bold instead of strong": (_strong_as_bold, NOTHING),
    "a header": (_header_changed, ["not taken after the title: In a header or footer: NOT FOR RELEASE"]),
    "empty paragraphs": (_empty_paragraphs, NOTHING),
    "rows of the table sorted": (_rows_sorted, NOTHING),
    "the list of decisions taken out": (
        _lists_taken_out,
        [
            "not taken #: # Decisions",
            "not taken #: - The plan will be read again in March (Roads)",
        ],
    ),
    "a decision deleted with its list": (
        _decision_deleted_in_both,
        [
            "deleted p6: Agreed: the plan will be read again in March",
            "not taken #: # Decisions",
        ],
    ),
    "another date": (_date, ["not taken #: Date: 15 November 2017 → Date: 16 November 2017"]),
    "the sentence for members": (
        _remark,
        [
            "not taken #: For members only: what is marked “Members:” is not to be passed on → "
            "For members only: what is marked “Members:” is not to be copied"
        ],
    ),
    "a name from one list to the other": (
        _names_moved,
        [
            "details #: Present: Ann Lee (chair), Ben Okafor → Present: Ann Lee (chair)",
            "details #: Apologies: Dee Fox → Apologies: Dee Fox, Ben Okafor",
        ],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_edit_gives_exactly_its_changes(tmp_path: Path, kind: str) -> None:
    edit, expected = KINDS[kind]
    base = written(meeting_of(), tmp_path / "base.docx")
    copy = WordEdit(base)
    edit(copy)
    assert told(base, copy.save(tmp_path / "copy.docx")) == expected
