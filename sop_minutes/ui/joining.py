"""Who hears what in the window: the pages and desks of a database, joined."""

from typing import TYPE_CHECKING

from sop_minutes.queries.partners import list_people
from sop_minutes.ui.record.speaking import Speaker

if TYPE_CHECKING:
    from sop_minutes.ui.pages import Pages


def join(pages: "Pages") -> None:
    """Have what one page tells be heard by the others, and by the window."""
    window, say, wrong = pages.window, pages.saying.say, pages.saying.say_wrong
    for page in (pages.record, pages.diary, pages.actions, pages.figures, pages.circulate):
        window.theme_changed.connect(page.set_theme)
    for page in (pages.diary, pages.actions, pages.figures):
        pages.grouping.changed.connect(page.show_group)
    pages.grouping.chosen.connect(pages.show_chosen_group)
    for part in (pages.correcting, pages.desk, pages.approving, pages.returned):
        part.said.connect(say)
        part.failed.connect(wrong)
    for desk in (pages.desk, pages.approving, pages.returned):
        desk.place_wanted.connect(pages.open_meeting)
    for teller in (pages.desk, pages.approving):
        teller.news.connect(pages.saying.tell_of_file)
    pages.approving.offered.connect(pages.saying.offer)
    pages.approving.moved.connect(pages.moved)
    pages.approving.returned_wanted.connect(pages.returned.go_through)
    pages.circulating.returned_wanted.connect(pages.returned.open_returned)
    pages.actions.review_wanted.connect(pages.review_actions)
    pages.actions.place_wanted.connect(pages.open_meeting)
    pages.actions.failed.connect(wrong)
    pages.actions.said.connect(say)
    pages.actions.refreshed.connect(pages.show_status)
    pages.circulate.refreshed.connect(pages.show_status)
    pages.circulating.place_wanted.connect(pages.show_block)
    pages.circulating.sending.whose = lambda: _name_of(pages, pages.actions.wanted.me)
    _join_diary(pages)
    _join_note(pages)


def _name_of(pages: "Pages", person_id: int | None) -> str:
    return next((row.name for row in pages.workspace.read(list_people) if row.id == person_id), "")


def _join_diary(pages: "Pages") -> None:
    pages.diary.chosen.connect(pages.open_meeting)
    pages.diary.failed.connect(pages.saying.say_of_diary)
    pages.diary.kept.connect(pages.saying.on_diary_kept)
    pages.diary.deleted.connect(pages.forget_note)
    pages.diary.approve_wanted.connect(pages.approving.approve)
    pages.diary.versions_wanted.connect(pages.approving.show_versions)
    pages.diary.publish_wanted.connect(pages.approving.publish)
    pages.diary.due_wanted.connect(pages.approving.show_due)


def _join_note(pages: "Pages") -> None:
    record, keeper, status = pages.record, pages.record.keeper, pages.window.status
    record.said.connect(pages.saying.say)
    record.message.connect(pages.saying.say_wrong)
    record.person_wanted.connect(pages.correcting.ask)
    record.news.connect(pages.saying.tell_of_file)
    record.news.connect(pages.moved)
    record.refreshed.connect(pages.show_status)
    record.beside.meeting_wanted.connect(pages.open_meeting)
    record.troubled.connect(pages.saying.say_trouble)
    record.stayed.connect(pages.saying.say_staying)
    record.unkept.connect(pages.offer_unkept)
    record.gone.connect(pages.window.say)
    record.locked.connect(pages.offer_to_correct)
    record.unwritable.connect(pages.offer_copy)
    record.standing.approve_wanted.connect(pages.approving.approve_shown)
    record.standing.versions_wanted.connect(pages.approving.show_versions)
    record.beside.minutes_wanted.connect(pages.approving.approve_last)
    Speaker(record.editor).said.connect(pages.window.announce)
    status.beside.clicked.connect(record.go_beside)
    keeper.kept.connect(status.say_kept)
    keeper.waiting.connect(status.say_waiting)
    keeper.kept.connect(pages.show_status)
    keeper.synced.connect(pages.show_status)
