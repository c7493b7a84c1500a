"""The colours of the window: light, dark, high contrast."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QGuiApplication, QPalette

READABLE, STRONG = 4.5, 7.0
"""What text stands out from its ground by, at the least; and where high contrast is asked for."""


class Tone(NamedTuple):
    """The colours of one meaning: a band or pill, what is written on it, and its edge."""

    back: QColor
    ink: QColor
    edge: QColor


class Theme(NamedTuple):
    """All colours that mean something. Everything else comes from the palette."""

    dark: bool
    page: QColor
    ink: QColor
    soft: QColor
    line: QColor
    panel: QColor
    bar: QColor
    bar_ink: QColor
    field: QColor
    chosen: QColor
    chosen_ink: QColor
    focus: QColor
    title: QColor
    tones: dict[str, Tone]

    @property
    def ring(self) -> QColor:
        """What the focus is drawn in around what may stand on `chosen`."""
        return self.ink if self.chosen == self.focus else self.focus

    def ink_on(self, wanted: QColor, *, chosen: bool) -> QColor:
        """Return the colour to write in: `wanted`, unless on what is chosen that could not be read."""
        return self.chosen_ink if chosen and contrast(wanted, self.chosen) < READABLE else wanted

    def palette(self) -> QPalette:
        """Return the palette that widgets are drawn with."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in (
            (roles.Window, self.panel),
            (roles.WindowText, self.ink),
            (roles.Base, self.page),
            (roles.AlternateBase, self.panel),
            (roles.Text, self.ink),
            (roles.Button, self.panel),
            (roles.ButtonText, self.ink),
            (roles.PlaceholderText, self.soft),
            (roles.Highlight, self.focus),
            (roles.HighlightedText, self.page),
            (roles.ToolTipBase, self.page),
            (roles.ToolTipText, self.ink),
            (roles.Link, self.title),
            (roles.Light, self.page),
            (roles.Midlight, self.panel),
            (roles.Mid, self.line),
            (roles.Dark, self.soft),
            (roles.Shadow, self.line),
            (roles.BrightText, self.tones["late"].ink),
        ):
            palette.setColor(role, colour)
        disabled = QPalette.ColorGroup.Disabled
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(disabled, role, self.soft)
        return palette


def _tone(back: str, ink: str, edge: str) -> Tone:
    return Tone(QColor(back), QColor(ink), QColor(edge))


LIGHT = Theme(
    dark=False,
    page=QColor("#ffffff"),
    ink=QColor("#1b2430"),
    soft=QColor("#5b6776"),
    line=QColor("#d8dee6"),
    panel=QColor("#f5f7fa"),
    bar=QColor("#12344d"),
    bar_ink=QColor("#ffffff"),
    field=QColor("#1f4a6b"),
    chosen=QColor("#dbe8f2"),
    chosen_ink=QColor("#12395b"),
    focus=QColor("#1b6ca8"),
    title=QColor("#12395b"),
    tones={
        "plain": _tone("#e4ecf3", "#12395b", "#b9c9d8"),
        "action": _tone("#fff8e8", "#7a4b00", "#d59a1b"),
        "decision": _tone("#f4f3fc", "#3f3391", "#5a4fc0"),
        "referral": _tone("#eaf6f6", "#0f5257", "#2a8a91"),
        "restricted": _tone("#fceef5", "#8d1a55", "#a6326f"),
        "members": _tone("#eef3e6", "#41570f", "#728f2d"),
        "good": _tone("#e3f2e8", "#17603a", "#3f9765"),
        "soon": _tone("#fdefd2", "#7a4b00", "#d59a1b"),
        "late": _tone("#fbe1e1", "#93191c", "#c03b3e"),
        "doubt": _tone("#f0f1f3", "#4d5865", "#98a3b0"),
        "key": _tone("#ffffff", "#1b2430", "#98a3b0"),
    },
)
DARK = Theme(
    dark=True,
    page=QColor("#171c22"),
    ink=QColor("#e7ebf0"),
    soft=QColor("#a3afbd"),
    line=QColor("#37424f"),
    panel=QColor("#1f262e"),
    bar=QColor("#0d2333"),
    bar_ink=QColor("#ffffff"),
    field=QColor("#1c3d57"),
    chosen=QColor("#24435c"),
    chosen_ink=QColor("#a9d3f3"),
    focus=QColor("#6cb2e6"),
    title=QColor("#a9d3f3"),
    tones={
        "plain": _tone("#2a3a49", "#cfe3f3", "#4a6075"),
        "action": _tone("#302817", "#f3ce84", "#d59a1b"),
        "decision": _tone("#26243c", "#c9c3fa", "#8a80ec"),
        "referral": _tone("#173234", "#a4e0e3", "#3fa4ab"),
        "restricted": _tone("#3a1c2c", "#f7b6d5", "#d0629b"),
        "members": _tone("#262f18", "#cfe19c", "#8fae45"),
        "good": _tone("#173226", "#a6e0bd", "#4fae7a"),
        "soon": _tone("#3a2f16", "#f3ce84", "#d59a1b"),
        "late": _tone("#431f20", "#f9b9ba", "#df6a6c"),
        "doubt": _tone("#2a3139", "#c3ccd6", "#7d8894"),
        "key": _tone("#171c22", "#e7ebf0", "#7d8894"),
    },
)


_BY_NAME = {"dark": DARK, "light": LIGHT}
"""What can be chosen, as the settings call it."""


def contrast(one: QColor, other: QColor) -> float:
    """Return how far two colours stand out from each other, as WCAG reckons it: 1 to 21."""
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _brightness(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def high_contrast(palette: QPalette, base: Theme) -> Theme:
    """Return a theme of the palette's own strongest colours: no tints, every edge drawn in ink.

    Where the palette itself is weak, ink is black or white.
    """
    page = palette.color(QPalette.ColorRole.Base)
    ink = palette.color(QPalette.ColorRole.Text)
    if contrast(page, ink) < STRONG:
        page = QColor("black" if _brightness(page) < 0.18 else "white")
        ink = QColor("white" if page == QColor("black") else "black")
    marked = palette.color(QPalette.ColorRole.Highlight)
    if contrast(page, marked) < STRONG:
        marked = ink
    tone = Tone(page, ink, ink)
    return Theme(
        dark=base.dark,
        page=page,
        ink=ink,
        soft=ink,
        line=ink,
        panel=page,
        bar=page,
        bar_ink=ink,
        field=page,
        chosen=marked,
        chosen_ink=page,
        focus=marked,
        title=ink,
        tones=dict.fromkeys(base.tones, tone),
    )


def first_theme(chosen: str = "") -> Theme:
    """Return what is `chosen`, else light or dark as the system's palette is: what can be known at once."""
    if chosen in _BY_NAME:
        return _BY_NAME[chosen]
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def system_theme(now: Theme, chosen: str = "") -> Theme:
    """Return the theme that the system asks for; one that asks for none has light or dark as it is `now`.

    Where "dark" or "light" is `chosen` it has that, and of the system's wishes only the contrast.
    """
    from PySide6.QtCore import Qt  # not before the first paint: see `window`

    hints = QGuiApplication.styleHints()
    asked = {Qt.ColorScheme.Dark: DARK, Qt.ColorScheme.Light: LIGHT}
    by_system = asked.get(hints.colorScheme(), DARK if now.dark else LIGHT)
    base = _BY_NAME.get(chosen, by_system)
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return high_contrast(system_palette(), base)
    return base


def system_palette() -> QPalette:
    """Return the system's own colours, which ours stand in front of."""
    ours = QGuiApplication.palette()
    QGuiApplication.setPalette(QPalette())
    found = QGuiApplication.palette()
    QGuiApplication.setPalette(ours)
    return found
