"""Where things are: the shipped resources, and the user's own database."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder: in the installed package, else beside it in a checkout."""
    installed = _PACKAGE / "resources" / name
    return installed if installed.exists() else _PACKAGE.parent / "resources" / name


def default_database() -> Path:
    """Return where the user's own database is kept when none is named; its folder is made."""
    folder = _own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "partnership.sopm"


def told_places() -> Path:
    """Return where it is kept which places were explained to the user."""
    return _own_folder() / "places.json"


def _own_folder() -> Path:
    import platformdirs  # a window that opens where one was does not ask

    return Path(platformdirs.user_data_path("sop-minutes", appauthor=False))
