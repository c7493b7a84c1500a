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


def alike(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two texts begin with alike, and with how many of the rest they end alike."""
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    return head, tail
