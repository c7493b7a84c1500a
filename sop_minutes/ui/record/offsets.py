"""Places in a text: Python counts its characters, Qt counts an emoji as two."""


def to_qt(text: str, offset: int) -> int:
    """Return where Qt has the place that is `offset` characters into `text`, or its end."""
    if text.isascii():
        return min(offset, len(text))
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, offset: int) -> int:
    """Return how many characters of `text` stand before a place of Qt's."""
    if text.isascii():
        return min(offset, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore"))
