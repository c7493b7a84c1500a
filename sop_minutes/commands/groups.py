"""Groups: boards, committees, partnerships and their sub-groups."""

import re
from collections.abc import Sequence

from sqlmodel import Session, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import GroupKind
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

    Raises UserError for an empty name, a code that is taken or cannot stand in a reference, or a
    name that another group has.
    """
    name = line_of(name, "A group needs a name.")
    others = session.exec(select(Group)).all()
    if any(squash(other.name) == squash(name) for other in others):
        raise UserError(f"There already is a group called “{name}”.")
    taken = {other.code for other in others}
    code = _checked_code(code, taken) if code.strip() else _made_code(name, taken)
    if parent_id is not None:
        row_of(session, Group, parent_id)
    group = Group(code=code, name=name, kind=kind, parent_id=parent_id, quorum=quorum)
    session.add(group)
    session.flush()
    for former, names in ((False, aliases), (True, former_names)):
        for other_name in names:
            name_group(session, group.id, name=other_name, former=former)
    return group.id


def name_group(session: Session, group_id: int, *, name: str, former: bool = False) -> int:
    """Give a group another name it is found by: an alias, or a former name."""
    group = row_of(session, Group, group_id)
    row = GroupName(group_id=group.id, name=line_of(name, "A name needs some text."), former=former)
    session.add(row)
    session.flush()
    return row.id


def rename_group(session: Session, group_id: int, *, name: str) -> None:
    """Give a group a new name; the old one stays as a former name."""
    group = row_of(session, Group, group_id)
    name = line_of(name, "A group needs a name.")
    if fold(name) == fold(group.name):
        group.name = name
        return
    name_group(session, group_id, name=group.name, former=True)
    group.name = name


def _checked_code(code: str, taken: set[str]) -> str:
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise UserError(
            f"“{code}” cannot be a group's code: use up to 12 letters and digits, a letter first."
        )
    if code in taken:
        raise UserError(f"The code {code} is taken by another group.")
    return code


def _made_code(name: str, taken: set[str]) -> str:
    bracketed = _BRACKETED.search(name)
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", name) if word.lower() not in _SMALL_WORDS]
    initials = "".join(word[0] for word in words).upper()[:8]
    code = bracketed[1].upper() if bracketed else initials
    if not _CODE.fullmatch(code):
        code = f"G{code}"[:8] if _CODE.fullmatch(f"G{code}"[:8]) else "G"
    numbered = (f"{code}{n}" for n in range(2, 10_000))
    return code if code not in taken else next(other for other in numbered if other not in taken)
