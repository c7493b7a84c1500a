"""Groups: boards, committees, partnerships and their sub-groups."""

import itertools
import re
from collections.abc import Sequence

from sqlmodel import Session

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.owners import resolve_owners
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import GroupKind
from sop_minutes.queries.names import group_directory
from sop_minutes.storage.tables import Group, GroupName

_CODE = re.compile(r"[^\W\d_][^\W_]{0,11}")
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z0-9]{1,7})\)\s*$")
_SMALL_WORDS = frozenset({"and", "of", "the", "for", "in", "on", "a"})


def add_group(
    session: Session,
    name: str,
    *,
    code: str = "",
    kind: GroupKind = GroupKind.GROUP,
    parent_id: int | None = None,
    aliases: Sequence[str] = (),
    former_names: Sequence[str] = (),
    quorum: int | None = None,
) -> int:
    """Add a group. Without a `code` one is made of its initials: "CG" for "Co-ordination Group".

    Raises UserError for an empty name, a code that cannot stand in a reference, or a name or code
    that another group is called by. Actions that wait for a group of that name get their owner.
    """
    name = line_of(name, "A group needs a name.")
    _check_free(session, name)
    if parent_id is not None:
        row_of(session, Group, parent_id)
    code = _checked_code(session, code) if code.strip() else _made_code(session, name)
    group = Group(code=code, name=name, kind=kind, parent_id=parent_id, quorum=quorum)
    session.add(group)
    session.flush()
    for former, names in ((False, aliases), (True, former_names)):
        for other_name in names:
            _add_name(session, group, other_name, former=former)
    resolve_owners(session)
    return group.id


def name_group(session: Session, group_id: int, *, name: str, former: bool = False) -> int:
    """Give a group another name it is found by: an alias, or a former name."""
    name_id = _add_name(session, row_of(session, Group, group_id), name, former=former)
    resolve_owners(session)
    return name_id


def rename_group(session: Session, group_id: int, *, name: str) -> None:
    """Give a group a new name; the old one stays as a former name."""
    group = row_of(session, Group, group_id)
    name = line_of(name, "A group needs a name.")
    _check_free(session, name, but_for=group.id)
    if fold(name) != fold(group.name):
        _add_name(session, group, group.name, former=True)
    group.name = name
    session.flush()
    resolve_owners(session)


def _add_name(session: Session, group: Group, name: str, *, former: bool) -> int:
    name = line_of(name, "A name needs some text.")
    _check_free(session, name, but_for=group.id)
    row = GroupName(group_id=group.id, name=name, former=former)
    session.add(row)
    session.flush()
    return row.id


def _check_free(session: Session, name: str, *, but_for: int | None = None) -> None:
    """Raise UserError if a group (`but_for` one) is called `name`: each name finds one group."""
    for match in group_directory(session).match(name):
        if match.id != but_for:
            which = "" if squash(match.name) == squash(name) else f": {match.name}"
            raise UserError(f"There already is a group called “{name}”{which}.")


def _checked_code(session: Session, code: str) -> str:
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise UserError(
            f"“{code}” cannot be a group's code: use up to 12 letters and digits, a letter first."
        )
    if group_directory(session).match(code):
        raise UserError(f"The code {code} is taken by another group.")
    return code


def _made_code(session: Session, name: str) -> str:
    known = group_directory(session)
    bracketed = _BRACKETED.search(name)
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", name) if word.lower() not in _SMALL_WORDS]
    initials = "".join(word[0] for word in words).upper()[:8]
    code = bracketed[1].upper() if bracketed else initials
    if not _CODE.fullmatch(code):
        code = f"G{code}"[:8] if _CODE.fullmatch(f"G{code}"[:8]) else "G"
    numbered = (f"{code}{n}" for n in range(2, 10_000))
    return next(made for made in itertools.chain([code], numbered) if not known.match(made))
