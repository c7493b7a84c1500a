"""The look of the window's frame, from the theme."""

from sop_minutes.ui.theme import Theme

_SHEET = """
#bar {{ background: {bar}; }}
#bar QLabel, #bar QMenuBar, #bar QMenuBar::item {{ color: {bar_ink}; background: transparent; }}
#bar QMenuBar::item {{ padding: 6px 9px; border-radius: 4px; }}
#bar QMenuBar::item:selected {{ background: {field}; }}
#product {{ font-weight: 600; padding-left: 8px; }}
#group, #find {{
    color: {bar_ink}; background: {field}; border: 1px solid {field_edge};
    border-radius: 4px; padding: 5px 12px; text-align: left;
}}
#group:focus, #find:focus {{ border: 2px solid {bar_ink}; }}
#rail {{ background: {panel}; border-right: 1px solid {line}; }}
#rail QToolButton {{ color: {ink}; border: 2px solid transparent; border-radius: 6px; padding: 7px 4px; }}
#rail QToolButton:checked {{ background: {chosen}; color: {title}; font-weight: 600; }}
#rail QToolButton:focus {{ border-color: {focus}; }}
#note {{ background: {page}; border: none; }}
#outline, #beside {{ background: {panel}; }}
#outline {{ border-right: 1px solid {line}; }}
QScrollArea#beside {{ border: none; border-left: 1px solid {line}; }}
QLabel[role="head"] {{ font-size: {large}pt; font-weight: 600; color: {ink}; }}
QLabel[role="soft"] {{ color: {soft}; }}
QLabel[role="section"] {{ color: {soft}; font-weight: 600; font-size: {small}pt; }}
QFrame[role="card"] {{ background: {page}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[role="card"]:focus {{ border: 2px solid {focus}; }}
#beside-cards {{ background: {panel}; }}
#beside QPushButton {{ color: {title}; border: none; padding: 2px 0; text-align: left; }}
#attendance {{ background: {page}; border: 1px solid {focus}; border-radius: 8px; }}
QTreeView {{ border: 1px solid {line}; background: {page}; }}
QTreeView::item {{ padding: 4px 2px; }}
QTreeView::item:selected {{ background: {chosen}; color: {title}; }}
#agenda, #agenda:focus {{ border: none; }}
QListView {{ background: transparent; border: none; outline: none; }}
QListView::item {{ padding: 5px 6px; border-radius: 5px; color: {ink}; }}
QListView::item:selected {{ background: {chosen}; color: {title}; font-weight: 600; }}
QListView:focus::item:selected {{ border: 2px solid {focus}; }}
#status {{ background: {panel}; border-top: 1px solid {line}; }}
#status QLabel {{ color: {soft}; padding: 2px 6px; }}
#saved[state="kept"] {{ color: {good}; }}
#saved[state="failed"] {{ color: {late}; font-weight: 600; }}
#message {{ background: {late_back}; border-bottom: 1px solid {late}; }}
#message QLabel {{ color: {late}; }}
#palette {{ background: {page}; border: 1px solid {focus}; border-radius: 8px; }}
"""


def style_sheet(theme: Theme, points: float) -> str:
    """Return the style sheet of the window for a theme and a base size of type in points."""
    names = {name: getattr(theme, name).name() for name in _COLOURS}
    return _SHEET.format(
        **names,
        field_edge=theme.bar_ink.name() if theme.bar == theme.page else theme.field.name(),
        good=theme.tones["good"].ink.name(),
        late=theme.tones["late"].ink.name(),
        late_back=theme.tones["late"].back.name(),
        large=round(points * 1.25, 1),
        small=round(points * 0.82, 1),
    )


_COLOURS = ("bar", "bar_ink", "field", "panel", "line", "ink", "title", "chosen", "focus", "soft", "page")
