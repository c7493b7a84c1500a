"""A part's text is found whole, whichever way it is read, and as a plain reading of its tree finds it."""

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sop_minutes.export import xml_texts as module
from sop_minutes.export.xml_texts import parsed_texts, xml_texts
from tests.thorough import cases

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = 'xmlns:w="urn:w" xmlns:a="urn:a"'

FIXED = {"", "x", "urn:w", "urn:a"}
"""What the parts below hold in any case; and names of namespaces, which are found too."""


def document(body: str) -> bytes:
    return f"{DECLARATION}<w:document {SPACES}>{body}</w:document>".encode()


def read_slowly(part: bytes) -> set[str]:
    """Each paragraph's text, each text, value and remark, asked of the whole tree in turn."""
    root = etree.fromstring(part, etree.XMLParser(remove_comments=False))
    tree = root.getroottree()
    joined = [node for node in root.iter(etree.Element) if etree.QName(node).localname in ("p", "si", "is")]
    found = {str(node.xpath("string()")) for node in joined}
    found |= {str(text) for text in cast("list[str]", tree.xpath("//text() | //@*"))}
    return found | {str(node.text) for node in tree.xpath("//comment() | //processing-instruction()")}


_WORDS = st.sampled_from(
    ["Yes", "No", " ", "a", "Ann’s", "&amp;", "&lt;b&gt;", "&quot;", "'", "&#233;", ">", '"']
)
_TEXTS = st.lists(_WORDS, max_size=3).map("".join)
_VALUES = st.lists(
    st.sampled_from(["1", "x=", "Secret &amp; more", ">", " ", "&quot;", "’"]), max_size=3
).map("".join)
_ATTRIBUTES = st.one_of(
    st.just(""),
    _VALUES.map(lambda value: f' w:val="{value}"'),
    _VALUES.map(lambda value: f" w:val='{value}'"),
    st.tuples(_VALUES, _VALUES).map(lambda both: f' w:id = "{both[0]}" w:name="{both[1]}"'),
)
_REMARKS = _WORDS.filter(lambda word: "-" not in word).map(lambda word: f"<!-- {word}--><?x {word}y?>")


def _elements(names: tuple[str, ...], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    filled = st.lists(inside, max_size=4).map("".join)
    made = st.tuples(st.sampled_from(names), _ATTRIBUTES, filled)
    return made.map(lambda each: f"<{each[0]}{each[1]}>{each[2]}</{each[0]}>")


_RUNS = _elements(("w:r", "w:t", "w:b", "a:t"), _TEXTS)
_BARE_RUNS = st.lists(st.sampled_from(["Yes", "No", " ", "Ann’s", "&amp;", "&quot;"]), max_size=3).map(
    lambda words: f'<w:r><w:t w:val="x">{"".join(words)}</w:t></w:r>'
)
_PLAIN = st.lists(_BARE_RUNS, max_size=4).map(lambda runs: f"<w:p>{''.join(runs)}</w:p>")
_ODD = st.recursive(
    st.one_of(_RUNS, _TEXTS, _REMARKS, st.just("<![CDATA[No]]>"), st.just("<w:p/>")),
    lambda inside: _elements(("w:p", "a:p", "si", "w:tc", "w:is"), inside),
    max_leaves=8,
)
_BODIES = st.one_of(
    st.lists(_PLAIN, max_size=5), st.lists(_ODD, max_size=4), st.lists(st.one_of(_PLAIN, _ODD), max_size=6)
).map("".join)


@settings(max_examples=cases(500))
@given(_BODIES)
def test_nothing_is_missed_or_invented_beside_a_plain_reading_of_the_tree(body: str) -> None:
    part = document(body)
    wanted = read_slowly(part) - FIXED
    assert set(xml_texts(part)) - FIXED == wanted
    assert parsed_texts(part) - FIXED == wanted


@settings(max_examples=cases(200))
@given(st.lists(_PLAIN, min_size=1, max_size=6))
def test_what_is_left_out_as_known_is_those_paragraphs_alone(paragraphs: list[str]) -> None:
    part, others = document("".join(paragraphs)), document("".join(paragraphs[1:]))
    (first,) = etree.fromstring(document(paragraphs[0]))
    known = str(first.xpath("string()"))
    assert set(xml_texts(part, {known})) - FIXED == set(xml_texts(others, {known})) - FIXED


@pytest.mark.parametrize(
    ("body", "is_plain"),
    [
        ("<w:p><w:t>Yes</w:t></w:p>", True),
        ('<w:tbl><w:tc w:w="1"><w:p><w:t>a &amp; b</w:t></w:p></w:tc></w:tbl>', True),
        ("<w:p><w:t>Yes</w:t><w:p>No</w:p></w:p>", False),
        ("<a:p>Yes</a:p>", False),
        ("<w:p><!--x--></w:p>", False),
        ("<w:p><w:t w:val='x'>Yes</w:t></w:p>", False),
        ('<w:p><w:t w:val=">">Yes</w:t></w:p>', False),
        ("<w:p>&#65;</w:p>", False),
        ("<w:p></w:p>Yes>No", False),
    ],
)
def test_only_xml_as_plain_as_ours_is_read_without_a_parser(body: str, is_plain: bool) -> None:
    assert (module._plain_texts(document(body), frozenset()) is not None) is is_plain


def test_a_long_text_outside_a_paragraph_is_not_cut() -> None:
    long = "word " * 20_000
    assert long in parsed_texts(f"<d>{long}</d>".encode())


def test_what_a_document_type_declares_is_found() -> None:
    part = b'<!DOCTYPE d [<!ENTITY e "Secret">]><d>a</d>'
    assert "Secret" in set(xml_texts(part))


def test_a_part_in_utf_16_is_read() -> None:
    assert "Secret" in set(xml_texts("<d>Secret</d>".encode("utf-16")))
