"""What the window remembers from one day to the next, in one small file."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sop_minutes.domain.errors import UserError

MOST_RECENT = 8


class Settings(NamedTuple):
    """`database` is the last one used, "" for none; `recent` are those before it too, the newest first.

    `meeting` is the id of the meeting last open in it, 0 for none, and `block` and `offset` where
    the cursor stood in its note. `group` is the id of the group whose meetings and actions are shown, 0
    for all of them, -1 where none was chosen yet. `folder` is where a note was last written to a file,
    "" for nowhere yet. `me` is the id of the person in it who uses the window, 0 if that was never said.
    `sites` are the folders that notes were published into, by database and group.
    `lock_after` is how many minutes nobody touches the window before what it shows of an encrypted database
    is covered, 0 for never.
    `register` says how the register of actions is laid out. `geometry` is the window's, as Qt writes
    it, in Base64. `colours` is "dark" or "light" where that was chosen, "" for the system's.
    """

    database: str = ""
    meeting: int = 0
    block: int = -1
    offset: int = 0
    group: int = -1
    folder: str = ""
    geometry: str = ""
    recent: tuple[str, ...] = ()
    me: int = 0
    register: str = ""
    sites: tuple[tuple[str, str], ...] = ()
    colours: str = ""
    lock_after: int = 15

    def on(self, database: str) -> "Settings":
        """Return these settings with a database opened: what was known of another one's notes goes."""
        others = tuple(path for path in self.recent if path != database)
        nowhere = self._replace(meeting=0, block=-1, offset=0, group=-1, me=0)
        known = self if database == self.database else nowhere
        return known._replace(database=database, recent=(database, *others)[:MOST_RECENT])


def load_settings(path: Path) -> Settings:
    """Return what is kept in a file; what cannot be read is as at first."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    first = Settings()
    if not isinstance(found, dict):
        return first
    recent = found.get("recent")
    found["recent"] = tuple(one for one in recent if isinstance(one, str)) if isinstance(recent, list) else ()
    found["sites"] = tuple(_pairs(found.get("sites")))
    known = {
        name: found[name] for name in Settings._fields if type(found.get(name)) is type(getattr(first, name))
    }
    return first._replace(**known)


def _pairs(found: object) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words in what was read."""
    for pair in found if isinstance(found, list) else ():
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair):
            yield pair[0], pair[1]


def save_settings(path: Path, settings: Settings) -> None:
    """Keep settings; a place that cannot be written is left alone, with what was kept before."""
    from sop_minutes.export.files import write_whole  # a window that opens keeps nothing yet

    with suppress(OSError, UserError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(settings._asdict()).encode())
