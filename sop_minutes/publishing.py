"""Publishing, from the question what is approved to a folder that can be uploaded."""

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from sop_minutes.commands.approving import record_publications
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import (
    NAMED,
    PublicNote,
    Publishable,
    PublishedNote,
    nothing_to_publish,
)
from sop_minutes.export.folders import Moved, StagedFolder, holds_published, listed, staged_folder
from sop_minutes.export.site import names_of, site_files, stay
from sop_minutes.queries.publishing import notes_to_publish

if TYPE_CHECKING:
    from sqlmodel import Session


class Data(Protocol):
    """What a database and a window's workspace both are."""

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...

    def do(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Site:
    """What is to be published of a group: the meetings `chosen`, or all; `drafts` too, marked so.

    `take_down` removes what was published of those that are being corrected.
    """

    group_id: int
    chosen: Collection[int] = ()
    drafts: bool = False
    take_down: bool = False


def plan_site(data: Data, wanted: Site) -> Publishable:
    """Return what a folder is to hold. Raises UserError for a note that cannot be published."""
    found: Publishable = data.read(_planned, wanted)
    return found


def _planned(session: "Session", wanted: Site) -> Publishable:
    return notes_to_publish(session, wanted.group_id, chosen=wanted.chosen, drafts=wanted.drafts)


def notes_that_stay(plan: Publishable, folder: Path) -> tuple[PublicNote, ...]:
    """Return the notes being corrected whose files stay in a folder as they were published.

    Raises UserError if the folder holds another group's notes.
    """
    ours = listed(folder, plan.code)
    new = {note.stem for note in plan.notes}
    return tuple(
        each.note
        for each in plan.reopened
        if each.note.stem not in new and stay(_files(folder, names_of(each.note.stem), ours), each, plan)
    )


def _files(folder: Path, names: Sequence[str], ours: Collection[str]) -> dict[str, bytes]:
    """Return what a note's files in a folder hold, all of them; none if one is not there, or is not ours."""
    try:
        return {name: (folder / name).read_bytes() for name in names} if set(names) <= set(ours) else {}
    except OSError:
        return {}


class SiteJob:
    """Makes the files of a site beside the folder they are for, which takes long: on whichever thread.

    `done` counts the files that are made; `stay` are the notes that are left as they were published. What
    was made is put into the folder by `put_in`, or leaves no trace.
    """

    def __init__(self, wanted: Site, plan: Publishable, folder: Path, *, now: datetime) -> None:
        """`plan` is what was planned, and seen, of what is `wanted`."""
        self.plan = plan
        self.stay: tuple[PublicNote, ...] = ()
        self._wanted = wanted
        self.done = 0
        self._folder = folder
        self._now = now
        self._open = ExitStack()
        self._staged: StagedFolder | None = None
        self._published: list[PublishedNote] = []
        self._lock = Lock()
        self._is_over = False

    def run(self) -> UserError | None:
        """Make the files. Return why they cannot be made, None if they are; nothing changed if not."""
        try:
            self._make()
        except UserError as error:
            self.break_off()
            return error
        except BaseException:
            self.break_off()
            raise
        return None

    def break_off(self) -> None:
        """Take away what was made, and make no more."""
        self._is_over = True
        with self._lock:
            self._staged = None
            self._open.close()

    def put_in(self, data: Data, *, label: str) -> Moved:
        """Put the files into their folder, and have it known that the notes are published.

        Raises UserError as `publish_site` does, and if what is to be published is not as planned any more.
        """
        with self._lock, self._open:
            if self._staged is None:
                raise UserError("Publishing was broken off. Nothing was written.")
            moved: Moved = data.do(label, self._keep, self._staged)
            return moved

    def _keep(self, session: "Session", staged: StagedFolder) -> Moved:
        if _planned(session, self._wanted) != self.plan:
            raise UserError(
                "What is to be published has changed meanwhile; look at it again. Nothing was written."
            )
        record_publications(session, self._published, at=self._now)
        return staged.move_in()  # within the transaction: what is not put in is not said to be published

    def _make(self) -> None:
        if not self._wanted.take_down:
            self.stay = notes_that_stay(self.plan, self._folder)
        if not self.plan.notes and not holds_published(self._folder):
            raise UserError(nothing_to_publish(self.plan, takes_down=False))
        drafts = {note.meeting_id: note.draft for note in self.plan.notes}
        with self._lock:
            staged = self._open.enter_context(staged_folder(self._folder, self.plan.code))
            self._staged = staged
        for note in self.stay:
            staged.keep(*names_of(note.stem))
        for file in site_files(self.plan, self._now, self.stay):
            with self._lock:
                if self._is_over:
                    return
                staged.add(file.name, file.content)
            self.done += 1
            if file.meeting_id is not None:
                digest = sha256(file.content).hexdigest()
                self._published.append(PublishedNote(file.meeting_id, digest, drafts[file.meeting_id]))


def publish_site(data: Data, wanted: Site, folder: Path, *, label: str, now: datetime) -> Moved:
    """Write a group's published notes into a folder, whole or not at all; its minutes are published then.

    What was published from here before, and is not any more, is removed. Raises UserError if there is
    nothing to publish, somebody is named who is to be published by their role, a file would hold what the
    public may not see, the folder holds files of that name from elsewhere, or the disk does not take it:
    then it is as it was.
    """
    plan = plan_site(data, wanted)
    if plan.named:
        raise UserError("\n".join((*plan.named, NAMED)))
    job = SiteJob(wanted, plan, folder, now=now)
    if (wrong := job.run()) is not None:
        raise wrong
    return job.put_in(data, label=label)
