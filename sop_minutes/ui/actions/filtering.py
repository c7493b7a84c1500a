"""What may be typed to filter the register, and what is said of what it names."""

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.register import Facet, FacetKind


def _tr(words: str) -> str:
    return QCoreApplication.translate("Filtering", words)


def filter_words() -> list[tuple[str, str]]:
    """Return what may be typed to filter, and what each finds: short, for one line."""
    return [
        ("@sarah", _tr("owner")),
        ("#prevent", _tr("topic")),
        ("due:may", _tr("due then")),
        ("group:cg", _tr("group")),
        ("org:police", _tr("organisation")),
        ("priority:", _tr("priority")),
        ("overdue", _tr("or soon, undated, unowned, slipped, mine")),
        (_tr("words"), _tr("in its row")),
        (_tr("-word"), _tr("not in its row")),
    ]


def filter_grammar() -> list[tuple[str, str]]:
    """Return what may be typed to filter, and what each finds, with all there is to know of it."""
    return [
        ("@sarah", _tr("Owned by somebody whose name has a word that begins so")),
        ("#prevent", _tr("Raised under a topic called so")),
        ("group:cg   org:police   priority:theft", _tr("Of a group, an organisation, a priority called so")),
        ("due:may   due:15 may   due:spring", _tr("Due next time, and the last time before that")),
        ("due:may 2018   due:next week   due:jan-march", _tr("Due within those days")),
        ("due:next meeting   due:none", _tr("Due before the next meeting; with no due date")),
        (
            "overdue   soon   undated   unowned   slipped   unconfirmed   mine",
            _tr("As the views at the left"),
        ),
        (_tr("schools plan"), _tr("With all these words in its row")),
        (_tr("-schools"), _tr("Without that word in its row")),
        (_tr('@"sarah carter"   -"sub group"'), _tr("Quotes keep words together")),
    ]


def unknown_words(facet: Facet) -> str:
    """Return that nobody, or nothing, is called as was typed."""
    words = {
        FacetKind.OWNER: _tr("nobody is called “{0}”"),
        FacetKind.GROUP: _tr("there is no group “{0}”"),
        FacetKind.ORGANISATION: _tr("there is no organisation “{0}”"),
        FacetKind.TOPIC: _tr("there is no topic “{0}”"),
        FacetKind.PRIORITY: _tr("there is no priority “{0}”"),
    }
    return words[facet.kind].format(facet.key)
