"""From words that a person typed to a query of SQLite's FTS5."""

import unicodedata

from sop_minutes.domain.text import clean_text


def match_expression(words: str) -> str:
    """Return an FTS5 query: each word a quoted prefix phrase, which its tokenizer takes apart itself.

    No character is an operator; "" where there is nothing to look for.
    """
    terms = (term for term in clean_text(words).split() if any(_is_token_character(c) for c in term))
    return " ".join('"' + term.replace('"', '""') + '"*' for term in terms)


def _is_token_character(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"
