"""A part's text is found whole, as a plain reading of its tree finds it; none of it is overlooked."""

from random import Random
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sop_minutes.domain.text import squash
from sop_minutes.export.quick_look import QuickLook
from sop_minutes.export.xml_texts import xml_texts
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


@settings(max_examples=cases(300))
@given(_BODIES)
def test_nothing_is_missed_or_invented_beside_a_plain_reading_of_the_tree(body: str) -> None:
    part = document(body)
    assert xml_texts(part) - FIXED == read_slowly(part) - FIXED


@settings(max_examples=cases(500))
@given(_BODIES, st.randoms(use_true_random=False))
def test_no_part_is_cleared_of_a_key_that_a_reader_would_meet_in_it(body: str, chosen: Random) -> None:
    part = document(body)
    texts = sorted(text for text in map(squash, xml_texts(part)) if text)
    text = chosen.choice(texts)
    start = chosen.randrange(len(text))
    key = text[start : start + chosen.randint(1, 40)]
    assert not QuickLook(["nowhere", key]).clears(part)
    assert not QuickLook([*texts, "nowhere"]).clears(part)


_PLAIN_RUN = '<w:p><w:r w:id="7"><w:t xml:space="preserve">{}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    "body",
    [
        _PLAIN_RUN.format("Yes"),
        _PLAIN_RUN.format("Ann’s “caf&#xE9;”".replace("&#xE9;", "é")) * 3,
        _PLAIN_RUN.format("a &amp; b &lt;c&gt;"),
        "<w:p/>",
        "<si><t>Yes</t></si>",
        _PLAIN_RUN.format("The lead of the ref") + _PLAIN_RUN.format("uge has left, and nobody knows"),
        _PLAIN_RUN.format("Secret linesman"),
    ],
)
def test_xml_as_plain_as_ours_is_cleared_of_what_is_not_in_it(body: str) -> None:
    assert QuickLook(["secretline", "theleadoftherefugehasleftandnobodyelseknowsofit"]).clears(
        document(body)
    ) is ("Secret" not in body)


@pytest.mark.parametrize(
    "body",
    [
        "<w:t>Yes<![CDATA[ No]]></w:t>",
        "<w:t>&#65;</w:t>",
        "<w:t>Yes>No</w:t>",
        '<w:t w:val="a>b">No</w:t>',
        "<w:instrText>Yes</w:instrText>",
        "<w:t>Yes<w:tab/>No</w:t>",
        "<w:p><w:t><![CDATA[Yes]]>No</w:t></w:p>",
        "<w:t>’ŉ</w:t><w:t>ʼ</w:t>",
        "<w:t>Yes</w:t>No",
        f"<w:t>{''.join(map(chr, range(0x4E00, 0x4E00 + 200)))}</w:t>",
    ],
)
def test_xml_that_only_a_parser_can_read_is_not_cleared(body: str) -> None:
    assert not QuickLook(["secret"]).clears(document(body))


def test_a_part_that_does_not_end_with_a_tag_is_not_cleared() -> None:
    part = DECLARATION.encode() + b"<w:p><w:t>Se</w:t><w:x>cret</w:x></w:p>\n"
    assert not QuickLook(["secret"]).clears(part)


def test_a_text_without_letters_is_left_to_a_parser() -> None:
    assert not QuickLook(["secret", ""]).clears(document(_PLAIN_RUN.format("Yes")))


def test_a_long_text_outside_a_paragraph_is_not_cut() -> None:
    long = "word " * 20_000
    assert long in xml_texts(f"<d>{long}</d>".encode())


def test_what_a_document_type_declares_is_found() -> None:
    part = b'<!DOCTYPE d [<!ENTITY e "Secret">]><d>a</d>'
    assert "Secret" in xml_texts(part)


def test_a_part_in_utf_16_is_read() -> None:
    assert "Secret" in xml_texts("<d>Secret</d>".encode("utf-16"))
