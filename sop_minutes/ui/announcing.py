"""Words for a screen reader, beside what has the focus."""

from PySide6.QtCore import QObject


def announce(source: QObject, words: str) -> None:
    """Have `words` read out, if anything reads."""
    if not words:
        return
    # Not above: it takes long to make, and nothing is said before the first paint.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))
