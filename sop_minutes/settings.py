"""What the window remembers from one day to the next, in one small file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path


@dataclass
class Settings:
    """`database` is the last one used, `meeting` the key of the meeting last open in it; "" for none.

    `geometry` is the window's, as Qt writes it, in Base64.
    """

    database: str = ""
    meeting: str = ""
    geometry: str = ""


def settings_file() -> Path:
    """Return where settings are kept."""
    return user_config_path("sop-minutes", appauthor=False) / "settings.json"


def load_settings(path: Path) -> Settings:
    """Return what is kept in a file; what cannot be read is as at first."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {name: value for name, value in found.items() if name in Settings.__annotations__}
    return Settings(**{name: value for name, value in known.items() if isinstance(value, str)})


def save_settings(path: Path, settings: Settings) -> None:
    """Keep settings; a place that cannot be written is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(settings)), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return
