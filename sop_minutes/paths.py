"""Where things are: the shipped resources, and the user's own database."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder: in the installed package, else beside it in a checkout."""
    installed = _PACKAGE / "resources" / name
    return installed if installed.exists() else _PACKAGE.parent / "resources" / name


def default_database() -> Path:
    """Return where the user's own database is kept when none is named; its folder is made."""
    import platformdirs  # a window that opens where one was does not ask

    folder = Path(platformdirs.user_data_path("sop-minutes", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "partnership.sopm"
