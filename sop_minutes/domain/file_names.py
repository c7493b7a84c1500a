"""What of any words can be the name of a file, in any folder on any system."""

import re

_NOT_IN_NAME = re.compile(r"[^\w '’().-]+")
_LONGEST = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\..*)?", re.IGNORECASE)


def file_stem(words: str) -> str:
    """Return a name for a file, without its ending, that is made of `words`; "" where nothing of them can be.

    With an ending of a few letters it has at most 255 bytes, leads to no other folder, and is not kept
    for a device.
    """
    stem = " ".join(_NOT_IN_NAME.sub(" ", words).split()).strip(". ")[:_LONGEST].strip(". ")
    return "" if _RESERVED.fullmatch(stem) else stem
