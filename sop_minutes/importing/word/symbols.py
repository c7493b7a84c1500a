"""Characters of symbol fonts, as the Unicode a reader sees."""

from typing import Final

_WINGDINGS: Final = {
    0x28: "☎", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x73: "•", 0x75: "◆", 0x76: "❖",
    0x77: "•", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xE8: "➔",
    0xEF: "⇐", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL: Final = {
    0x2D: "−", 0xA3: "≤", 0xA7: "♣", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒", 0xE0: "◊",
}  # fmt: skip
_GREEK: Final = dict(zip(b"abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_PRIVATE: Final = {0xF000 + code: text for code, text in {**_WINGDINGS, 0xB7: "•"}.items()}


def symbol(font: str, code: str) -> str:
    """Return the character `code` (hexadecimal) of `font` shows as; "" where that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    name = font.lower()
    if "wingdings" in name:
        return _WINGDINGS.get(low, "")
    if name == "symbol":
        return _SYMBOL.get(low) or _GREEK.get(low) or (chr(low) if 0x20 <= low < 0x7F else "")
    return chr(low) if 0x20 <= low < 0x110000 and not 0xD800 <= low < 0xE000 else ""


def without_private(text: str) -> str:
    """Return `text` with pasted characters of symbol fonts as what they show as."""
    return text.translate(_PRIVATE)
