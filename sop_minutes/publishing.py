"""Publishing, from the question what is approved to a folder that can be uploaded."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from sop_minutes.commands.approving import record_publications
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import Publishable, PublishedNote
from sop_minutes.export.folders import Moved, staged_folder
from sop_minutes.export.site import site_files
from sop_minutes.queries.publishing import notes_to_publish


class Data(Protocol):
    """What a database and a window's workspace both are."""

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...

    def do(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Site:
    """What is to be published of a group: the meetings `chosen`, or all; `drafts` too, marked so."""

    group_id: int
    chosen: Collection[int] = ()
    drafts: bool = False


def plan_site(data: Data, wanted: Site) -> Publishable:
    """Return what a folder is to hold. Raises UserError for a note that cannot be published."""
    found: Publishable = data.read(
        notes_to_publish, wanted.group_id, chosen=wanted.chosen, drafts=wanted.drafts
    )
    return found


def publish_site(data: Data, wanted: Site, folder: Path, *, label: str, now: datetime) -> Moved:
    """Write a group's published notes into a folder, whole or not at all; its minutes are published then.

    What was published from here before, and is not any more, is removed. Raises UserError if there is
    nothing to publish, a file would hold what the public may not see, the folder holds files of that
    name from elsewhere, or the disk does not take it: then it is as it was.
    """
    plan = plan_site(data, wanted)
    if not plan.notes:
        raise UserError(f"No minutes of {plan.group} are approved; there is nothing to publish.")
    drafts = {note.meeting_id: note.draft for note in plan.notes}
    published: list[PublishedNote] = []
    with staged_folder(folder, plan.code) as staged:
        for file in site_files(plan, now):
            staged.add(file.name, file.content)
            if file.meeting_id is not None:
                digest = sha256(file.content).hexdigest()
                published.append(PublishedNote(file.meeting_id, digest, drafts[file.meeting_id]))
        data.do(label, record_publications, published, at=now)
        return staged.move_in()
