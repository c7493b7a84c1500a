"""Whether a window can be shown here, and what to do where it cannot."""

import os
import sys

NO_SCREEN = "There is no screen to open the window on. What can be done here: sop-minutes --help"
LIBRARIES = (
    "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libx11-xcb1 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"
)
NO_WINDOW = (
    "The window cannot be opened: a library of the system is missing, or the screen cannot be reached. "
    f"On Debian and Ubuntu: sudo apt-get install {LIBRARIES}"
)


def has_screen() -> bool:
    """Say whether a window can be opened."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform != "linux" or asked:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_seen() -> bool:
    """Say whether somebody would see a window."""
    return has_screen() and os.environ.get("QT_QPA_PLATFORM", "") not in {"offscreen", "minimal"}


def missing_library(error: ImportError) -> str:
    """Return the sentence for Qt that cannot be imported."""
    name = str(error).partition(":")[0]
    said = f" ({name})" if ".so" in name else ""
    return (
        f"The window cannot be opened: a library of the system is missing{said}. "
        f"On Debian and Ubuntu: sudo apt-get install {LIBRARIES}"
    )
