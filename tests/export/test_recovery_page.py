"""The page with the recovery key: read back from its PDF, it is the key."""

import io
import re
from datetime import datetime

from pypdf import PdfReader

from sop_minutes.domain.recovery import read_recovery_key, recovery_key
from sop_minutes.export.pdf import render_pdf
from sop_minutes.export.recovery_page import recovery_page

KEY = bytes(range(32))


def test_the_key_on_the_page_is_the_key_and_fits_on_one_page() -> None:
    page = recovery_page("p.sopm", recovery_key(KEY), datetime(2017, 11, 15).astimezone())
    reader = PdfReader(io.BytesIO(render_pdf(page)))
    (only,) = reader.pages
    text = only.extract_text()
    assert "Recovery key of p.sopm" in text
    assert read_recovery_key(" ".join(re.findall(r"\b\d{6}\b", text))) == KEY
