"""British spelling: a hunspell dictionary, the user's own words, and the names that are known."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.spelling import one_slip_away, parts_of, two_words, words_to_check
from sop_minutes.domain.text import clean_line
from sop_minutes.paths import resource

LANGUAGE = "en_GB"
_MOST = 6


def find_dictionary() -> Path | None:
    """Return the folder that holds a British dictionary: our own, else the system's; None for none."""
    folders = (resource("hunspell"), Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
    wanted = [f"{LANGUAGE}.aff", f"{LANGUAGE}.dic"]
    return next((folder for folder in folders if all((folder / name).is_file() for name in wanted)), None)


class _Hunspell:
    """The words of a folder, looked up by one thread at a time: hunspell itself does not see to that."""

    def __init__(self, folder: Path) -> None:
        from hunspell import Hunspell

        self._words = Hunspell(LANGUAGE, hunspell_data_dir=str(folder), system_encoding="UTF-8")
        self._lock = Lock()

    def spell(self, word: str) -> bool:
        with self._lock:
            return bool(self._words.spell(word))

    def suggest(self, word: str) -> list[str]:
        with self._lock:
            return list(self._words.suggest(word))


@cache
def _hunspell_of(folder: Path) -> _Hunspell:
    return _Hunspell(folder)


class Dictionary:
    """Says which words are wrong.

    The first of a folder takes a tenth of a second to load, so it is made when nobody types.
    """

    def __init__(self, folder: Path, personal: Path) -> None:
        self._hunspell = _hunspell_of(folder)
        self._personal = personal
        self._own = {word.casefold() for word in _lines(personal)}
        self._names: frozenset[str] = frozenset()
        self._verdicts: dict[str, bool] = {}

    def know_names(self, names: Iterable[str]) -> None:
        """Take these names, and each word of them, for right, besides those that were given before."""
        self._names |= frozenset(
            part.casefold()
            for name in names
            for word in words_to_check(name)
            for part in (word.text, *parts_of(word.text))
        )

    def look_up(self, text: str, *, but_at: int | None = None) -> None:
        """Find out about the words of `text`; not about one that ends at `but_at`, being typed."""
        for word in words_to_check(text):
            if word.end != but_at and word.text not in self._verdicts:
                for part in (word.text, *parts_of(word.text)):
                    self._verdicts[part] = self._spell(part)

    def wrong_in(self, text: str) -> Sequence[tuple[int, int]]:
        """Return where words stand that `look_up` found wrong. At once: nothing is looked up."""
        return [(start, end) for start, end, word in words_to_check(text) if self._is_wrong(word)]

    def misspelt(self, text: str) -> list[str]:
        """Return the words of `text` that are wrong, looked up now."""
        self.look_up(text)
        return [text[start:end] for start, end in self.wrong_in(text)]

    def suggestions(self, word: str) -> list[str]:
        """Return what may be meant by a wrong word, the best first."""
        slips = dict.fromkeys(
            slip for slip in one_slip_away(word) if self._spell(slip) or self._is_ours(slip)
        )
        if len(slips) < _MOST:
            pairs = (pair for pair in two_words(word) if all(self._spell(part) for part in pair))
            slips |= dict.fromkeys(" ".join(pair) for pair in pairs)
        return list(slips)[:_MOST] or self._hunspell.suggest(word)[:_MOST]

    def add(self, word: str) -> None:
        """Take `word` for right from now on, and write it into the user's own dictionary.

        Raises UserError where that cannot be written; it stays as it was.
        """
        from sop_minutes.export.files import why_not_saved, write_whole

        self.ignore(word)
        try:
            self._personal.parent.mkdir(parents=True, exist_ok=True)
            before = self._personal.read_bytes() if self._personal.exists() else b""
        except OSError as error:
            raise UserError(why_not_saved(self._personal, error)) from error
        apart = b"" if not before or before.endswith(b"\n") else b"\n"
        write_whole(self._personal, b"%b%b%b\n" % (before, apart, clean_line(word).encode()))

    def ignore(self, word: str) -> None:
        """Take `word` for right until the window is closed."""
        self._own.add(word.casefold())

    def _is_wrong(self, word: str) -> bool:
        return not self._passes(word) and not all(self._passes(part) for part in parts_of(word))

    def _passes(self, word: str) -> bool:
        return self._verdicts.get(word, True) or self._is_ours(word)

    def _is_ours(self, word: str) -> bool:
        return word.casefold() in self._own or word.casefold() in self._names

    def _spell(self, word: str) -> bool:
        try:
            return self._hunspell.spell(word)
        except UnicodeEncodeError:
            return True


def _lines(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        return []
