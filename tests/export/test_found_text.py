"""What is found in a file: wherever it stands, and whatever the part is called."""

import io
import zipfile

import pytest

from sop_minutes.export.found_text import found_texts


def _package(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        b"<!--SECRET--><d>a</d>",
        b"<d>a</d><!--SECRET-->",
        b"<?x SECRET?><d>a</d>",
        b"<d>a</d><?x SECRET?>",
        b"<d><!--SECRET--></d>",
    ],
)
def test_remarks_are_found_outside_the_root_too(part: bytes) -> None:
    assert "SECRET" in list(found_texts(_package("word/header1.xml", part), ".docx"))


def test_a_part_is_a_picture_for_what_it_holds_and_not_its_name() -> None:
    assert "SECRET" in list(found_texts(_package("word/media/image1.png", b"SECRET"), ".docx"))
    picture = b"\x89PNG\r\n\x1a\nSECRET"
    assert not any(
        "SECRET" in text for text in found_texts(_package("word/media/image1.png", picture), ".docx")
    )
