"""Words that make one ask whether a text is really for everybody."""

import re

_CLOSED = re.compile(
    r"\b(?:official[\s:–-]*sensitive|restricted|confidential|in confidence|off the record|exempt|secret"
    r"|not for publication|not to be (?:minuted|published|shared|circulated|disclosed))\b",
    re.IGNORECASE,
)


def sounds_closed(text: str) -> bool:
    """Say whether `text` itself says that it is not for everybody."""
    return _CLOSED.search(text) is not None
