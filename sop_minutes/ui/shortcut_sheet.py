"""The shortcut sheet: every command that has a key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.ui.commands import Commands
from sop_minutes.ui.naming import named


class ShortcutSheet(QDialog):
    """Keys and what they do, by menu."""

    def __init__(self, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        named(self, "shortcuts", self.tr("Keys"))
        self.setWindowTitle(self.tr("Keys"))
        self.resize(560, 640)
        column = QVBoxLayout(self)
        tree = named(QTreeWidget(), "shortcut-list", self.tr("Keys and what they do"))
        tree.setHeaderLabels([self.tr("Command"), self.tr("Key")])
        tree.setRootIsDecorated(False)
        menus: dict[str, QTreeWidgetItem] = {}
        for command in commands:
            if not command.keys:
                continue
            if command.menu not in menus:
                menus[command.menu] = QTreeWidgetItem(tree, [command.menu.replace("&", "")])
                menus[command.menu].setFlags(Qt.ItemFlag.ItemIsEnabled)
            shown = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
            QTreeWidgetItem(menus[command.menu], [command.label, shown])
        tree.expandAll()
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        named(buttons.button(QDialogButtonBox.StandardButton.Close), "shortcuts-close")
        buttons.rejected.connect(self.reject)
        column.addWidget(tree)
        column.addWidget(buttons)
