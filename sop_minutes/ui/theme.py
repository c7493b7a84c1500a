"""The colours of the window: light, dark, high contrast."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QGuiApplication, QPalette


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
    focus: QColor
    title: QColor
    tones: dict[str, Tone]

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
    },
)


def high_contrast(palette: QPalette, base: Theme) -> Theme:
    """Return a theme of the palette's own strongest colours: no tints, every edge drawn in ink."""
    page = palette.color(QPalette.ColorRole.Base)
    ink = palette.color(QPalette.ColorRole.Text)
    marked = palette.color(QPalette.ColorRole.Highlight)
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
        chosen=page,
        focus=marked,
        title=ink,
        tones=dict.fromkeys(base.tones, tone),
    )


def first_theme() -> Theme:
    """Return light or dark as the system's palette is: what can be known at once."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def system_theme(now: Theme) -> Theme:
    """Return the theme that the system asks for; one that asks for none has light or dark as it is `now`."""
    from PySide6.QtCore import Qt  # not before the first paint: see `window`

    hints = QGuiApplication.styleHints()
    asked = {Qt.ColorScheme.Dark: DARK, Qt.ColorScheme.Light: LIGHT}
    base = asked.get(hints.colorScheme(), DARK if now.dark else LIGHT)
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return high_contrast(QGuiApplication.palette(), base)
    return base
