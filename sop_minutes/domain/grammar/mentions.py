"""Writing an owner with an @, so that it reads back as that owner."""

from sop_minutes.domain.grammar.owner_names import Names
from sop_minutes.domain.names import Directory, KnownName


def write_mention(
    name: str, known: KnownName | None, after: str, directory: Directory, here: frozenset[int]
) -> str:
    """Return how `name` is written before the text `after`: plainly, or in brackets where that is needed.

    A name that several have is written by initials or an alias that tell it apart, if there are any.
    `known` is None for a role, which is read as it is written.
    """
    names = (name, *known.forms) if known else (name,)
    written = [form for one in names if one for form in (f"@{one}", f"@[{one}]")]
    return next(
        (form for form in written if _reads_as(form, name, known, after, directory, here)), written[1]
    )


def _reads_as(
    written: str, name: str, known: KnownName | None, after: str, directory: Directory, here: frozenset[int]
) -> bool:
    owner = Names(f"{written} {after.lstrip()}", directory, here).mentioned(0)
    is_meant = owner.meant == known if known else owner.name == name
    return owner.end == len(written) and is_meant
