"""Make the files beside this one: a note of ours, edited by LibreOffice in many ways.

With LibreOffice and its bridge to Python (on Debian libreoffice-writer and python3-uno):

    python -m tests.importing.returned.test_libreoffice    writes base.docx, with the project's Python
    python3 tests/importing/returned/files/make.py         writes the others, with the system's

What each changes is in expected.txt, to be read before it is believed. The script starts an office of
its own, without a screen, on a pipe, and ends it again.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

HERE = Path(__file__).parent
BASE = HERE / "base.docx"
PIPE = "returned-copies"


class Document:
    """The base note, opened in LibreOffice."""

    def __init__(self, desktop, services, path, *, tracked):
        self.held = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (setting("Hidden", True),))
        self.text = self.held.Text
        self.held.RecordChanges = tracked
        self.dispatcher = services.createInstance("com.sun.star.frame.DispatchHelper")

    def find(self, words, nth=0):
        search = self.held.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.held.findAll(search)
        return found.getByIndex(nth)

    def cursor(self, words, nth=0):
        place = self.find(words, nth)
        return place.Text.createTextCursorByRange(place)

    def replace(self, words, others, nth=0):
        self.cursor(words, nth).String = others

    def insert(self, words, more):
        place = self.find(words).End
        place.Text.insertString(place, more, False)

    def enter_after(self, words, text, *, style=""):
        """Press Enter at the end of a paragraph, and type."""
        cursor = self.cursor(words)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, text, False)
        if style:
            cursor.ParaStyleName = style

    def enter_before(self, words, text):
        """Press Enter at the start of a paragraph, and type in the empty one."""
        cursor = self.cursor(words)
        cursor.gotoStartOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.goLeft(1, False)
        cursor.Text.insertString(cursor, text, False)

    def split(self, words):
        place = self.find(words).Start
        place.Text.insertControlCharacter(place, PARAGRAPH_BREAK, False)

    def join(self, words, between=" "):
        """Press Delete at the end of a paragraph."""
        cursor = self.cursor(words)
        cursor.gotoEndOfParagraph(False)
        if between:
            cursor.Text.insertString(cursor, between, False)
        cursor.goRight(1, True)
        cursor.String = ""

    def delete(self, words):
        """Select a whole paragraph with its end, and press Delete."""
        cursor = self.cursor(words)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""

    def empty(self, words):
        cursor = self.cursor(words)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.String = ""

    def cut_to_after(self, words, place):
        """Cut a whole paragraph, and paste it after another."""
        self.select_whole(words)
        self.dispatch(".uno:Cut")
        view = self.held.CurrentController.ViewCursor
        view.gotoRange(self.find(place), False)
        cursor = view.Text.createTextCursorByRange(view)
        cursor.gotoNextParagraph(False)
        view.gotoRange(cursor, False)
        self.dispatch(".uno:Paste")

    def copy_to_after(self, words, place):
        self.select_whole(words)
        self.dispatch(".uno:Copy")
        view = self.held.CurrentController.ViewCursor
        cursor = self.cursor(place)
        cursor.gotoNextParagraph(False)
        view.gotoRange(cursor, False)
        self.dispatch(".uno:Paste")

    def select_whole(self, words):
        cursor = self.cursor(words)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        self.held.CurrentController.select(cursor)

    def move_down(self, words):
        """Move a paragraph down by one, as Alt+Ctrl+Down does."""
        view = self.held.CurrentController.ViewCursor
        view.gotoRange(self.find(words), False)
        self.dispatch(".uno:MoveDown")

    def style(self, words, name):
        self.cursor(words).ParaStyleName = name

    def bold(self, words):
        self.cursor(words).CharWeight = 150.0

    def reformat(self, words):
        cursor = self.cursor(words)
        cursor.CharHeight = 20.0
        cursor.CharColor = 0xFF0000
        cursor.ParaTopMargin = 500

    def comment(self, words, text):
        view = self.held.CurrentController.ViewCursor
        view.gotoRange(self.find(words), False)
        said = (setting("Text", text), setting("Author", "Dee Fox"))
        self.dispatch(".uno:InsertAnnotation", said)

    def footnote(self, words, text):
        note = self.held.createInstance("com.sun.star.text.Footnote")
        place = self.find(words).End
        place.Text.insertTextContent(place, note, False)
        note.Text.insertString(note.Text.createTextCursor(), text, False)

    def cell(self, name, text):
        self.held.TextTables.getByIndex(0).getCellByName(name).String = text

    def row(self, at, texts):
        table = self.held.TextTables.getByIndex(0)
        table.Rows.insertByIndex(at, 1)
        for letter, text in zip("ABCDE", texts, strict=True):
            table.getCellByName(f"{letter}{at + 1}").String = text

    def drop_row(self, at):
        self.held.TextTables.getByIndex(0).Rows.removeByIndex(at, 1)

    def accept_all(self):
        self.dispatch(".uno:AcceptAllTrackedChanges")

    def dispatch(self, command, said=()):
        self.dispatcher.executeDispatch(self.held.CurrentController.Frame, command, "", 0, said)

    def save(self, path, filter_name="MS Word 2007 XML"):
        self.held.storeToURL(path.as_uri(), (setting("FilterName", filter_name),))

    def close(self):
        self.held.close(True)


EDITS = {
    "nothing": lambda _: None,
    "word": lambda d: d.replace("late", "early"),
    "words-gone": lambda d: d.replace(" in spring", ""),
    "word-more": lambda d: d.insert("is late", " again"),
    "first-word": lambda d: d.replace("One thing", "Some thing"),
    "last-word": lambda d: d.insert("that was said", ", twice"),
    "new": lambda d: d.enter_after("in spring.", "Roads are closed."),
    "new-before": lambda d: d.enter_before("Heads want", "Governors spoke first."),
    "new-bullet": lambda d: d.enter_after("Another thing", "A third"),
    "new-heading": lambda d: d.enter_after("draft figures", "Parks", style="Heading 2"),
    "deleted": lambda d: d.delete("Heads want"),
    "deleted-first": lambda d: d.delete("An opening"),
    "deleted-bullet": lambda d: d.delete("deeper thing"),
    "emptied": lambda d: d.empty("Heads want"),
    "split": lambda d: d.split("It is to"),
    "split-bullet": lambda d: d.split("that was"),
    "joined": lambda d: d.join("was said. See"),
    "joined-bullets": lambda d: d.join("One thing"),
    "cut-and-pasted": lambda d: d.cut_to_after("Heads want", "in spring."),
    "copied": lambda d: d.copy_to_after("Heads want", "in spring."),
    "moved-down": lambda d: d.move_down("An opening"),
    "bold": lambda d: d.bold("ready"),
    "reformatted": lambda d: d.reformat("ready"),
    "to-heading": lambda d: d.style("Heads want", "Heading 2"),
    "heading": lambda d: d.replace("Roads", "Streets"),
    "comment": lambda d: d.comment("One thing", "Which one?"),
    "comment-and-word": lambda d: (d.comment("spring", "Is that so?"), d.replace("late", "early")),
    "footnote": lambda d: d.footnote("The plan is", "The plan of 2016."),
    "cell": lambda d: d.cell("C2", "Dee Fox"),
    "row": lambda d: d.row(3, ("None yet", "Buy salt", "Dee Fox", "No date", "Open")),
    "row-gone": lambda d: d.drop_row(1),
    "present": lambda d: d.insert("Ben Okafor", ", Cy Dunn"),
    "place": lambda d: d.replace("County Hall", "Town Hall"),
    "title": lambda d: d.replace("Key points", "Main points"),
    "link-text": lambda d: d.replace("the report", "the long report"),
    "label": lambda d: d.replace("Agreed", "Noted"),
    "several": lambda d: (
        d.replace("late", "early"),
        d.delete("Heads want"),
        d.enter_after("Another thing", "A third"),
        d.comment("Nothing", "Really?"),
    ),
}


def setting(name, value):
    said = PropertyValue()
    said.Name, said.Value = name, value
    return said


def connected():
    """Return the desktop of the office that is starting, which works for Dee Fox."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(100):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.3)
    else:
        sys.exit("LibreOffice did not start.")
    services = context.ServiceManager
    settings = services.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    profile = settings.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess",
        (setting("nodepath", "/org.openoffice.UserProfile/Data"),),
    )
    profile.givenname, profile.sn = "Dee", "Fox"
    profile.commitChanges()
    return services.createInstanceWithContext("com.sun.star.frame.Desktop", context), services


def make(desktop, services, folder):
    """Write each edit, tracked and not; and a few of them by way of OpenDocument."""
    for name in sys.argv[1:] or EDITS:
        edit = EDITS[name]
        for tracked in (False, True):
            document = Document(desktop, services, BASE, tracked=tracked)
            try:
                edit(document)
                document.save(HERE / f"{name}{'-tracked' if tracked else ''}.docx")
                if name in ("nothing", "several"):
                    document.save(folder / "note.odt", "writer8")
                    again = Document(desktop, services, folder / "note.odt", tracked=False)
                    again.save(HERE / f"{name}{'-tracked' if tracked else ''}-by-odt.docx")
                    again.close()
                if name == "several" and tracked:
                    document.accept_all()
                    document.save(HERE / "several-accepted.docx")
            finally:
                document.close()


def main():
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        office = subprocess.Popen(
            (
                shutil.which("soffice"),
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={PIPE};urp;",
            ),
            start_new_session=True,
        )
        try:
            make(*connected(), folder)
        finally:
            os.killpg(office.pid, signal.SIGTERM)
            office.wait(30)


if __name__ == "__main__":
    main()
