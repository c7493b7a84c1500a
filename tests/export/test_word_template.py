"""The Word template: built from the sources beside it, and what stands in those."""

import importlib.util
import zipfile

from lxml import etree

from sop_minutes.paths import resource

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _build():
    spec = importlib.util.spec_from_file_location("build_word_template", resource("word/build.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(resource("word/note.docx")) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_template_is_up_to_date_with_its_sources() -> None:
    sources = {name: content.encode() for name, content in _build().template_parts()}
    assert _parts() == sources, "run: python resources/word/build.py"


def test_building_twice_gives_the_same_bytes() -> None:
    assert _build().build_template() == _build().build_template()


def test_the_font_is_arial_and_no_theme_can_change_it() -> None:
    parts = _parts()
    assert not any("theme" in name for name in parts)
    assert b"Theme=" not in parts["word/styles.xml"]
    fonts = etree.fromstring(parts["word/styles.xml"]).iter(f"{W}rFonts")
    assert {value for font in fonts for value in font.attrib.values()} == {"Arial"}


def test_word_opens_it_as_its_own_and_does_not_hyphenate() -> None:
    settings = etree.fromstring(_parts()["word/settings.xml"])
    modes = [
        s.get(f"{W}val")
        for s in settings.iter(f"{W}compatSetting")
        if s.get(f"{W}name") == "compatibilityMode"
    ]
    assert modes == ["15"]
    assert settings.find(f"{W}autoHyphenation").get(f"{W}val") == "false"
    assert settings.find(f"{W}displayBackgroundShape") is None
    assert settings.find(f"{W}themeFontLang").get(f"{W}val") == "en-GB"


def test_it_says_nothing_of_its_own() -> None:
    parts = _parts()
    text = "".join(etree.fromstring(parts["word/document.xml"]).itertext()).strip()
    assert text == ""
    assert not [name for name in parts if "comment" in name or "custom" in name or "thumbnail" in name]
