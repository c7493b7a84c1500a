"""Text that a person or a paste can produce, and that programs stumble over."""

from hypothesis import strategies as st

ODD = {
    "controls": "a\x00b\x01c\x08d\x0be\x0cf\x1bg\x7fh\x9fi",
    "lone surrogates": "a\ud800b\udfffc",
    "right to left": "\u202eabc\u202c \u200fשלום\u200f العربية \u2066x\u2069",
    "emoji with joiners": "👩‍👩‍👧‍👦 🇬🇧 👍🏽 1️⃣ 🏴\U000e0067\U000e0062\U000e007f",
    "combining": "Z" + "\u0335\u0300\u0327" * 40 + " e\u0301",
    "noncharacters": "a\ufffeb\uffffc\ufdd0d\U0001fffee\U0010ffff",
    "line ends": "one\rtwo\r\nthree\x85four\u2028five\u2029six\nseven",
    "markup": "]]> <![CDATA[ & &amp; &#0; </w:t> {{marking}} %s #let $x$ \\n",
    "formulas": '=cmd|"/c calc"!A1 @SUM(A1) +1 -1 \t=1',
    "headers": "a\r\nBcc: eve@example.org\r\n\r\nbody",
    "quotes": "' \" ` '; DROP TABLE people; -- %_*?[",
    "invisible": "a\u200b\u200d\ufeff\u2060\u00ad\u034f",
    "private": "\ue000\U000f0000\U0010fffd\u0378",
}

ANY = st.one_of(
    st.text(st.characters(), max_size=50),  # lone surrogates too
    st.sampled_from(list(ODD.values())),
    st.lists(st.sampled_from([*ODD.values(), "plain", " "]), max_size=4).map("".join),
)

BAD_NAMES = (
    "CON", "nul", "COM1", "aux.txt", "..", ".", "../../up", "..\\up", "/etc/passwd", "C:\\x", "~",
    "a/b\\c:d*e?f\"g<h>i|j", "trailing.", "trailing ", "x" * 300, "é" * 200, "\u202egnp.exe", "-rf",
    "a\nb", "👩‍👩‍👧‍👦" * 30, "%2e%2e%2f", "\x00", "",
)  # fmt: skip
