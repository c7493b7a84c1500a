"""What can be done on the Actions page: its commands, with their keys."""

from collections.abc import Callable
from functools import partial

from sop_minutes.domain.asked import Asked
from sop_minutes.domain.register import View
from sop_minutes.ui.actions.exporting import KINDS, REVIEW
from sop_minutes.ui.actions.filtering import filter_words
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.actions.questions import KEYS
from sop_minutes.ui.commands import Command


def register_commands(page: ActionsPage, when: Callable[[], bool]) -> list[Command]:
    """Return the commands of the page; they make sense `when` it is shown."""
    return [*_saying(page, when), *_arranging(page, when), *_going(page, when), *_exporting(page, when)]


def _saying(page: ActionsPage, when: Callable[[], bool]) -> list[Command]:
    menu, tr = page.tr("&Actions"), page.tr
    more = tr("&Actions/More of an action")
    labels = {
        Asked.DONE: (menu, tr("Action done"), tr("The chosen actions are done")),
        Asked.NOTE: (menu, tr("Note on the action"), tr("Say something of the chosen actions")),
        Asked.EXTEND: (menu, tr("Extend the action"), tr("Give the chosen actions a new due date")),
        Asked.OWNER: (menu, tr("Owner of the action"), tr("Say who owns the chosen actions")),
        Asked.ESCALATE: (menu, tr("Escalate the action"), tr("Put the chosen actions before another group")),
        Asked.CANCEL: (menu, tr("Cancel the action"), tr("The chosen actions are no longer needed")),
        Asked.CONFIRM: (menu, tr("Confirm done"), tr("It is agreed that the chosen actions are done")),
        Asked.START: (more, tr("Action in progress"), tr("The chosen actions were begun")),
        Asked.REOPEN: (more, tr("Reopen the action"), tr("The chosen actions were closed too early")),
        Asked.PART: (more, tr("Part of the action done"), tr("One of several owners has done their part")),
        Asked.PRIORITY: (
            more,
            tr("Priority of the action"),
            tr("Say which priority the chosen actions serve"),
        ),
        Asked.AUDIENCE: (
            more,
            tr("Audience of the action"),
            tr("Make the chosen actions public, for members or restricted"),
        ),
        Asked.LINK: (more, tr("Link the action"), tr("Put a page or a file beside the chosen actions")),
        Asked.UNLINK: (
            more,
            tr("Take a link of the action away"),
            tr("A page or a file goes"),
        ),
        Asked.MERGE: (more, tr("Merge the action"), tr("The chosen actions go on in another one")),
    }
    return [
        Command(where, label, partial(page.say, asked), KEYS[asked], typed=True, tip=tip, when=when)
        for asked, (where, label, tip) in labels.items()
    ]


def _arranging(page: ActionsPage, when: Callable[[], bool]) -> list[Command]:
    view, tr, arranging = page.tr("&View"), page.tr, page.arranging
    focus = page.filter.setFocus
    tip = ", ".join(f"{typed} {finds}" for typed, finds in filter_words())
    move, moved = arranging.move_column, tr("Move the column that the cursor is in")
    ways = ((tr("Column to the left"), -1, "Alt+Left"), (tr("Column to the right"), 1, "Alt+Right"))
    return [
        Command(view, tr("Filter the actions"), focus, "/", typed=True, tip=tip, when=when),
        Command(view, tr("Group the actions"), arranging.choose_sections, "G", typed=True, when=when),
        Command(view, tr("Columns of the actions"), arranging.choose_columns, "V", typed=True, when=when),
        *(
            Command(view, label, partial(move, step), keys, typed=True, tip=moved, when=when)
            for label, step, keys in ways
        ),
    ]


def _going(page: ActionsPage, when: Callable[[], bool]) -> list[Command]:
    menu, tr = page.tr("&Actions"), page.tr
    tip = tr("Go to the place in the note where the action was raised")
    views, mine = tr("&Actions/Views"), tr("Say who you are, to see what is yours")
    return [
        Command(menu, tr("Open its note"), page.open_place, "Return", typed=True, tip=tip, when=when),
        Command(menu, tr("I am…"), page.whoami.ask, "I", typed=True, tip=mine, when=when),
        *(Command(views, page.sides.name_of(view), partial(page.choose, view), when=when) for view in View),
    ]


def _exporting(page: ActionsPage, when: Callable[[], bool]) -> list[Command]:
    exporting, menu = page.exporting, page.tr("&Actions/Export")
    to_write_in = partial(exporting.ask, ".docx", review=True)
    return [
        *(Command(menu, label, partial(exporting.ask, suffix), when=when) for suffix, label in KINDS.items()),
        Command(menu, REVIEW, to_write_in, also=page.tr("paper print table"), when=when),
    ]
