"""Every file is written by the one writer that leaves the old file whole, but for a few that say why not.

The database, its copies and its keys are storage's own, and killed and refused by the long runs.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import sop_minutes

_ROOT = Path(sop_minutes.__file__).parent
_WRITES = {"write_text", "write_bytes", "copyfile", "copy", "copy2", "copytree", "mkstemp", "fdopen"}
_NAMES = {
    "QSaveFile",
    "QFile",
    "QTemporaryFile",
    "NamedTemporaryFile",
    "QPdfWriter",
    "QPrinter",
    "QTextDocumentWriter",
}
_BESIDE = "moved into place once it is synced"
_GONE_SOON = "in a folder that is gone soon"
_OURS = "tells of nothing that anybody typed, and the next one replaces it"
_MAY = re.compile("|".join([r"open\(", *(rf"{name}\(" for name in sorted(_WRITES)), *sorted(_NAMES)]))
ALLOWED = {
    "export/files.py": _BESIDE,  # the one writer
    "reports.py": _OURS,
    "returning.py": _GONE_SOON,
    "importing/replies.py": _GONE_SOON,
    "example/afterwards.py": _GONE_SOON,
    "ui/posing.py": _GONE_SOON,
}  # fmt: skip


def _is_writing(mode: ast.expr | None) -> bool:
    return not (isinstance(mode, ast.Constant) and not set("wax+") & set(str(mode.value)))


def _mode(call: ast.Call, place: int) -> ast.expr | None:
    named = [word.value for word in call.keywords if word.arg == "mode"]
    given = call.args[place : place + 1]
    return next(iter([*given, *named]), ast.Constant("r"))


def _writes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in _NAMES:
            yield node.id
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            if node.func.id in _WRITES or (node.func.id == "open" and _is_writing(_mode(node, 1))):
                yield node.func.id
        elif isinstance(node.func, ast.Attribute):
            opens = node.func.attr == "open" and any(
                isinstance(word, ast.Constant) and isinstance(word.value, str) and _is_writing(word)
                for word in node.args[:1]
            )
            if opens or (node.func.attr in _WRITES and not _is_plain_copy(node)):
                yield node.func.attr


def _is_plain_copy(call: ast.Call) -> bool:
    """Whether it copies something in memory: `x.copy()`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "copy" and len(call.args) < 2


def test_nothing_is_written_but_by_the_one_writer() -> None:
    found = {
        path.relative_to(_ROOT).as_posix()
        for path in _ROOT.rglob("*.py")
        if path.relative_to(_ROOT).parts[0] != "storage"
        and _MAY.search(text := path.read_text("utf-8"))
        and any(_writes(ast.parse(text)))
    }
    assert found == set(ALLOWED)
