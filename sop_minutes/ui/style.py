"""The look of the window's frame, from the theme."""

from sop_minutes.paths import resource
from sop_minutes.ui.theme import Theme

_SHEET = """
QPushButton {{
    background: {panel}; color: {ink}; border: 1px solid {soft}; border-radius: 5px; padding: 5px 14px;
}}
QPushButton:hover {{ background: {chosen}; color: {chosen_ink}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {soft}; border-color: {line}; }}
QLineEdit, QPlainTextEdit, RestrictedText {{
    background: {page}; color: {ink}; border: 1px solid {soft}; border-radius: 4px; padding: 4px 6px;
    placeholder-text-color: {soft};
}}
QLineEdit:focus, QPlainTextEdit:focus, RestrictedText:focus {{ border: 2px solid {focus}; padding: 3px 5px; }}
#bar {{ background: {bar}; }}
#bar QLabel, #bar QMenuBar, #bar QMenuBar::item {{ color: {bar_ink}; background: transparent; }}
#bar QMenuBar::item {{ padding: 6px 9px; border-radius: 4px; }}
#bar QMenuBar::item:selected {{ background: {field}; }}
#product {{ font-weight: 600; padding-left: 8px; }}
#group, #find {{
    color: {bar_ink}; background: {field}; border: 1px solid {field_edge};
    border-radius: 4px; padding: 5px 12px; text-align: left;
}}
#find-key {{ border: 1px solid {bar_ink}; border-radius: 3px; padding: 0 5px; font-size: {small}pt; }}
#group:focus, #find:focus {{ border: 2px solid {bar_ink}; }}
#rail {{ background: {panel}; border-right: 1px solid {line}; }}
#note {{ background: {page}; border: none; }}
#outline, #beside {{ background: {panel}; }}
#outline {{ border-right: 1px solid {line}; }}
#beside {{ border: none; border-left: 1px solid {line}; }}
#beside:focus {{ border: 2px solid {focus}; }}
QLabel[role="head"] {{ font-size: {large}pt; font-weight: 600; color: {ink}; }}
QLabel[role="title"] {{ font-size: {huge}pt; font-weight: 600; color: {title}; }}
QLabel[role="complaint"] {{ color: {late}; font-weight: 600; }}
#welcome, #welcome-page {{ background: {panel}; }}
QLabel[role="soft"] {{ color: {soft}; }}
QLabel[role="section"] {{ color: {soft}; font-weight: 600; font-size: {small}pt; }}
QFrame[role="card"] {{ background: {page}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[role="card"]:focus {{ border: 2px solid {focus}; }}
#beside-cards {{ background: {panel}; }}
#beside QPushButton {{
    background: transparent; color: {title}; border: none; padding: 2px 0; text-align: left;
}}
#action-panel {{ background: {panel}; border: none; border-left: 1px solid {line}; }}
#action-panel:focus {{ border: 2px solid {focus}; }}
#action-life, #action-scroll, #review {{ background: {panel}; }}
#action-life QPushButton, #review-life QPushButton {{
    background: transparent; color: {title}; border: 1px solid transparent; padding: 1px 2px;
    text-align: left; text-decoration: underline;
}}
#action-life QPushButton:focus, #review-life QPushButton:focus {{ border: 1px solid {focus}; }}
#returned-inside, #returned-changes {{ background: {panel}; }}
#review-card {{ background: {page}; border: 1px solid {line}; border-radius: 10px; }}
#review-card:focus {{ border: 2px solid {focus}; }}
#review-life, #review-history {{ background: {page}; }}
QLabel[role="good"] {{ color: {good}; font-weight: 600; }}
QLabel[role="day"] {{ font-weight: 600; color: {ink}; }}
#register {{ background: {page}; }}
#register-sides {{ background: {panel}; border: none; border-right: 1px solid {line}; padding: 8px 4px; }}
#register-sides:focus {{ border: 2px solid {focus}; border-radius: 0; }}
#actions-header::section {{ background: {page}; font-weight: 600; border-bottom: 2px solid {line}; }}
#circulate-side {{ background: {panel}; border: none; border-left: 1px solid {line}; }}
#circulate-inside, #circulate-scroll {{ background: {panel}; }}
#circulate-foot {{ background: {panel}; border: none; border-top: 1px solid {line}; }}
#circulate-side QRadioButton, #circulate-side QCheckBox {{ border: 1px solid transparent; padding: 2px; }}
#circulate-side QRadioButton:focus, #circulate-side QCheckBox:focus {{
    border: 1px solid {focus}; border-radius: 4px;
}}
#circulate-side QRadioButton::indicator, #encryption QRadioButton::indicator {{
    width: 12px; height: 12px; border: 1px solid {soft}; border-radius: 7px; background: {page};
}}
#circulate-side QRadioButton::indicator:checked, #encryption QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 4px solid {focus}; background: {page};
}}
#circulate-side QCheckBox::indicator, QDialog QCheckBox::indicator, QListView::indicator,
#unlock QCheckBox::indicator, #cover QCheckBox::indicator {{
    width: 12px; height: 12px; border: 1px solid {soft}; border-radius: 2px; background: {page};
}}
#circulate-side QCheckBox::indicator:checked, QDialog QCheckBox::indicator:checked,
#unlock QCheckBox::indicator:checked, #cover QCheckBox::indicator:checked,
QListView::indicator:checked {{ image: url("{tick}"); }}
#no-note {{ background: {page}; border: none; }}
QLabel[role="caution"] {{ color: {caution}; font-weight: 700; }}
QLabel[role="restricted"], QLabel[role="members"] {{ border-radius: 5px; padding: 7px 10px; }}
QLabel[role="restricted"] {{
    background: {restricted_back}; color: {restricted}; border: 1px solid {restricted_edge};
}}
QLabel[role="members"] {{ background: {members_back}; color: {members}; border: 1px solid {members_edge}; }}
#circulate-banner {{ border-radius: 0; font-weight: 600; padding: 9px 16px; }}
QPushButton[role="link"] {{
    background: transparent; color: {title}; border: 1px solid transparent; padding: 1px 2px;
    text-align: left; text-decoration: underline;
}}
QPushButton[role="link"]:focus {{ border: 1px solid {focus}; }}
QPushButton[role="link"]:disabled {{ color: {soft}; text-decoration: none; }}
QPushButton[kind="main"] {{
    background: {field}; color: {bar_ink}; border: 1px solid {field_edge};
    font-weight: 600; padding: 8px 12px;
}}
QPushButton[kind="main"]:focus {{ border: 3px solid {focus}; padding: 6px 10px; }}
QPushButton[kind="main"]:disabled {{ background: {panel}; color: {soft}; border-color: {line}; }}
#save-files {{ padding: 8px 12px; }}
#figures, #figures-inside, #figures-scroll {{ background: {page}; border: none; }}
QTableView {{ background: {page}; color: {ink}; border: 2px solid transparent; outline: none; }}
QTableView:focus {{ border: 2px solid {focus}; border-radius: 5px; }}
QTableView[role="lines"]::item {{ padding: 5px 6px; }}
QTableView::item:selected {{ background: {chosen}; color: {chosen_ink}; }}
QComboBox, QSpinBox {{
    background: {page}; color: {ink}; border: 1px solid {soft}; border-radius: 4px; padding: 4px 20px 4px 6px;
}}
QComboBox:focus, QSpinBox:focus {{ border: 2px solid {focus}; padding: 3px 19px 3px 5px; }}
QSpinBox QLineEdit {{ border: none; padding: 0 0 0 4px; }}
QComboBox::drop-down, QSpinBox::up-button, QSpinBox::down-button {{
    background: transparent; border: none; width: 20px;
}}
QSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; }}
QComboBox::down-arrow, QSpinBox::up-arrow, QSpinBox::down-arrow {{
    width: 0; height: 0; border-left: 4px solid {page}; border-right: 4px solid {page};
}}
QComboBox::down-arrow, QSpinBox::down-arrow {{ border-top: 5px solid {ink}; }}
QSpinBox::up-arrow {{ border-bottom: 5px solid {ink}; }}
#attendance {{ background: {page}; border: 1px solid {focus}; border-radius: 8px; }}
QListView, QTreeView {{ background: transparent; border: 2px solid transparent; outline: none; }}
QListView:focus, QTreeView:focus {{ border: 2px solid {focus}; border-radius: 5px; }}
AgendaList, AgendaList:focus {{ border: none; }}
QListView::item {{ padding: 5px 6px; border-radius: 5px; color: {ink}; }}
QListView::item:selected {{ background: {chosen}; color: {chosen_ink}; font-weight: 600; }}
#readers-list::item:selected, #chase-owners::item:selected {{
    background: {page}; color: {ink}; border: 2px solid {focus}; padding: 3px 4px;
}}
QTreeView::item {{ padding: 4px 2px; color: {ink}; }}
QDialog QCheckBox, #unlock QCheckBox, #cover QCheckBox, #encryption QRadioButton {{
    color: {ink}; border: 2px solid transparent; border-radius: 5px; padding: 2px 4px;
}}
QDialog QCheckBox:focus, #unlock QCheckBox:focus, #cover QCheckBox:focus, #encryption QRadioButton:focus {{
    border: 2px solid {focus};
}}
#encryption QRadioButton:disabled {{ color: {soft}; }}
QPushButton[role="place"] {{ text-align: left; }}
#standing {{ background: {news_back}; border-bottom: 1px solid {news_edge}; }}
#standing QLabel {{ color: {news}; }}
#standing-text {{ padding-right: 6px; }}
QListView[role="paper"], QTreeView[role="paper"] {{
    background: {page}; border: 1px solid {line}; border-radius: 5px;
}}
QListView[role="paper"]:focus, QTreeView[role="paper"]:focus {{ border: 2px solid {focus}; }}
#meetings, #chase-owners, #chase-left-out, #replies-list, #sent-versions,
#returned-copies-list, #returned-note {{
    background: {page}; border: 1px solid {line}; border-radius: 5px;
}}
#meetings:focus, #chase-owners:focus, #chase-left-out:focus, #replies-list:focus,
#sent-versions:focus,
#returned-copies-list:focus, #returned-note:focus {{
    border: 2px solid {focus};
}}
QHeaderView::section {{
    background: {panel}; color: {soft}; border: none; border-bottom: 1px solid {line}; padding: 5px 5px;
}}
QTreeView::item:selected {{ background: {chosen}; color: {chosen_ink}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {handle}; border-radius: 4px; min-height: 28px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenu {{ background: {page}; color: {ink}; border: 1px solid {soft}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {chosen}; color: {chosen_ink}; }}
QMenu::item:disabled {{ color: {soft}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QListView[role="choices"] {{ background: {page}; border: 1px solid {focus}; border-radius: 6px; }}
#status {{ background: {panel}; border-top: 1px solid {line}; }}
#status QPushButton {{ background: transparent; border: 1px solid {line}; color: {title}; padding: 1px 8px; }}
#status QLabel {{ color: {soft}; padding: 2px 6px; }}
#saved[state="kept"] {{ color: {good}; }}
#saved[state="failed"] {{ color: {late}; font-weight: 600; }}
#message {{ background: {late_back}; border-bottom: 1px solid {late}; }}
#message QLabel {{ color: {late}; }}
#message[kind="news"] {{ background: {news_back}; border-bottom: 1px solid {news_edge}; }}
#message[kind="news"] QLabel {{ color: {news}; }}
#message #message-sign {{ font-weight: 700; padding-right: 6px; }}
#palette {{ background: {page}; border: 1px solid {focus}; border-radius: 8px; }}
"""


def style_sheet(theme: Theme, points: float) -> str:
    """Return the style sheet of the window for a theme and a base size of type in points."""
    ground = "dark" if theme.page.lightness() < _MIDDLE else "light"
    names = {name: getattr(theme, name).name() for name in _COLOURS}
    return _SHEET.format(
        **names,
        field_edge=theme.bar_ink.name() if theme.bar == theme.page else theme.field.name(),
        good=theme.tones["good"].ink.name(),
        late=theme.tones["late"].ink.name(),
        late_back=theme.tones["late"].back.name(),
        news=theme.tones["plain"].ink.name(),
        news_back=theme.tones["plain"].back.name(),
        news_edge=theme.tones["plain"].edge.name(),
        caution=theme.tones["soon"].ink.name(),
        **_tone(theme, "restricted"),
        **_tone(theme, "members"),
        tick=resource(f"window/tick-on-{ground}.svg").as_posix(),
        handle=theme.tones["doubt"].edge.name(),
        huge=round(points * 1.7, 1),
        large=round(points * 1.25, 1),
        small=round(points * 0.82, 1),
    )


def _tone(theme: Theme, name: str) -> dict[str, str]:
    tone = theme.tones[name]
    return {name: tone.ink.name(), f"{name}_back": tone.back.name(), f"{name}_edge": tone.edge.name()}


_MIDDLE = 128

_COLOURS = tuple("bar bar_ink field panel line ink title chosen chosen_ink focus soft page".split())
