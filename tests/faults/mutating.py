"""Word files and typed notes that are damaged in every way, brought in by every verb that takes one."""

import contextlib
import io
import random
import re
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sop_minutes.cli.main import main as terminal
from sop_minutes.paths import resource
from tests.faults.figures import Figures
from tests.faults.office import DATABASE, LATER_NOTE, held_in, make_office

SECONDS = 20
"""Longer than that is a hang."""

_RETURNED = Path(__file__).parent.parent / "importing" / "returned" / "files"
_WRONG_WORDS = (
    "\x00", "\ufffe", "\ud800", "\u202e", "&", "<", "]]>", "&#0;", "\r", "A" * 9000, "-1",
    "99999999999", "é", "",
)  # fmt: skip


class Mutant(NamedTuple):
    """A damaged file's bytes, what its name ends in, and what is typed to bring it in."""

    content: bytes
    suffix: str
    words: tuple[str, ...]


def bring_in_mutants(folder: Path, numbers: range, seed: int = 0) -> Figures:
    """Bring in the damaged files of these numbers, each into a database of its own."""
    figures = Figures("damaged Word files and notes")
    make_office(folder)
    fresh = (folder / DATABASE).read_bytes()
    for count in numbers:
        chance = random.Random(f"{seed} {count}")
        mutant = make_mutant(chance)
        (folder / DATABASE).write_bytes(fresh)
        path = folder / f"mutant{mutant.suffix}"
        path.write_bytes(mutant.content)
        figures.tried += 1
        try:
            code = _run(folder, [*mutant.words, str(path)])
            figures.count("taken" if code == 0 else "refused in a sentence")
            held_in(folder / DATABASE)
        except Exception as error:  # whatever is raised is what is looked for
            figures.failures.append(f"mutant {count}, {' '.join(mutant.words)}: {error!r}"[:3000])
    return figures


def _run(folder: Path, words: list[str]) -> int:
    """Return the exit code of a verb; AssertionError for a traceback, a hang, or no word of why."""
    said, wrong = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["sop-minutes", "--database", str(folder / DATABASE), *words]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong), _time_limit():
            terminal()
        code = 0
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    finally:
        sys.argv = before
    assert code in (0, 1), f"left with {code}: {wrong.getvalue()[-200:]}"
    _, trace, what = wrong.getvalue().partition("Traceback")
    assert not trace, what[-2000:]
    assert not code or wrong.getvalue().strip() or said.getvalue().strip(), "nothing was said"
    return code


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"it took longer than {SECONDS} s")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def make_mutant(chance: random.Random) -> Mutant:
    """Return a file that is damaged somehow."""
    if chance.random() < 0.3:
        words: tuple[str, ...] = chance.choice((("record",), ("import", "--group", "CG")))
        return Mutant(_of_text(chance), ".txt", words)
    whole = chance.choice(_word_files())
    how = chance.choice((_bytes_changed, _parts_changed, _xml_changed, _xml_changed, _xml_changed))
    verbs: Sequence[tuple[str, ...]] = (
        ("import", "--group", "CG"),
        ("import", "--group", "CG", "--again"),
        ("returned", "import", "--meeting", "CG/2017-11-15"),
        ("record", "--group", "CG"),
    )
    return Mutant(how(whole, chance), ".docx", chance.choice(verbs))


@cache
def _word_files() -> tuple[bytes, ...]:
    """Return our own files, copies of them that came back, and files that other programs made."""
    files = [(resource("example") / "old-note.docx").read_bytes()]
    files += [path.read_bytes() for path in sorted(_RETURNED.glob("*.docx"))[::4]]
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_office(folder)
        for audience in ("public", "members", "record"):
            _run(
                folder,
                ["note", "CG/2017-11-15", "--audience", audience, "--to", str(folder / f"{audience}.docx")],
            )
            files.append((folder / f"{audience}.docx").read_bytes())
    return tuple(files)


def _of_text(chance: random.Random) -> bytes:
    lines = LATER_NOTE.splitlines()
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(lines))
        odd = chance.choice(
            (*_WRONG_WORDS, "Action: ", "Restricted: ", "# ", "  - ", "(", "[x](", "**", "by ")
        )
        place = chance.randrange(len(lines[at]) + 1)
        lines[at] = f"{lines[at][:place]}{odd}{lines[at][place:]}"
    chance.random() < 0.3 and chance.shuffle(lines)
    encoding = chance.choice(("utf-8", "utf-8", "utf-16", "utf-8-sig", "cp1252"))
    content = "\n".join(lines).encode(encoding, "replace" if encoding != "utf-8" else "surrogatepass")
    return _bytes_changed(content, chance) if chance.random() < 0.4 else content


def _bytes_changed(whole: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some are changed, missing or there twice."""
    content = bytearray(whole)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(content) or 1)
        kind = chance.randrange(4)
        if kind == 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del content[at : at + chance.choice((1, 50, len(content)))]
        elif kind == 2:
            content[at:at] = content[at : at + 300]
        else:
            content[at:at] = chance.randbytes(chance.randrange(1, 50))
    return bytes(content)


def _parts(whole: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(parts: dict[str, bytes], chance: random.Random) -> bytes:
    made = io.BytesIO()
    how = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(made, "w", how) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def _parts_changed(whole: bytes, chance: random.Random) -> bytes:
    """Return a package whose parts are missing, empty, each other's, or under odd names."""
    parts = _parts(whole)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not parts:
            break
        name, other = chance.choice(list(parts)), chance.choice(list(parts))
        change: Callable[[], Any] = chance.choice(
            (
                lambda name=name: parts.pop(name),
                lambda name=name: parts.update({name: b""}),
                lambda name=name, other=other: parts.update({name: parts[other]}),
                lambda name=name: parts.update({f"../../{name}": parts.pop(name)}),
                lambda name=name: parts.update({name.upper(): parts.pop(name)}),
                lambda name=name: parts.update({name: _bytes_changed(parts[name], chance)}),
                lambda name=name: parts.update({name: b"<a>" * 40_000}),
            )
        )
        change()
    return _zipped(parts, chance)


_TAG = re.compile(rb"<[^<>]+>")
_VALUE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")


def _xml_changed(whole: bytes, chance: random.Random) -> bytes:
    """Return a package in whose parts elements, attributes or texts are changed, missing, or there twice."""
    parts = _parts(whole)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 3, 12))):
        main = "word/document.xml"
        name = main if main in parts and chance.random() < 0.7 else chance.choice(names)
        parts[name] = _one_change(parts[name], chance)
    return _zipped(parts, chance)


def _one_change(xml: bytes, chance: random.Random) -> bytes:
    kind = chance.randrange(7)
    pattern = (_TAG, _TAG, _TAG, _VALUE, _VALUE, _TEXT, _TEXT)[kind]
    found = list(pattern.finditer(xml))
    if not found:
        return xml
    match, other = chance.choice(found), chance.choice(found)
    start, end = match.span(match.re.groups and 1)
    odd = chance.choice(_WRONG_WORDS).encode("utf-8", "surrogatepass")
    if kind == 0:
        return xml[:start] + xml[end:]
    if kind == 1:
        return xml[:start] + other[0] + xml[end:]
    if kind == 2:  # an element, or several, again
        stop = max(end, other.end())
        return xml[:stop] + xml[start:stop] + xml[stop:]
    if kind in (3, 5):
        return xml[:start] + odd + xml[end:]
    return xml[:start] + other[1] + xml[end:]
