"""An action's life, in lines of the terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience

if TYPE_CHECKING:
    from sop_minutes.queries.action_life import ActionLife


def described_life(life: "ActionLife", *, whole: bool) -> Iterator[str]:
    """Yield how an action stands, and if it is to be the `whole`, all that became of it."""
    from sop_minutes.domain.due import describe_due, format_date
    from sop_minutes.queries.life_story import life_story

    row = life.row
    yield f"{row.ref}: {capitalised(row.text)}"
    yield f"Owner: {', '.join(row.owners) or 'none'}"
    yield f"Due: {describe_due(row.due)}"
    yield f"Status: {row.status}" + (f", {format_date(row.done_on)}" if row.done_on else "")
    if row.audience is not Audience.PUBLIC:
        yield f"Audience: {row.audience}"
    if row.meeting:
        yield f"From: {row.meeting}" + (f", {row.item}" if row.item else "")
    if row.last_note:
        yield f"Note: {row.last_note}"
    yield from _ties(life)
    if whole:
        yield "History:"
        for chapter in life_story(life):
            at = f" ({chapter.meeting})" if chapter.meeting else ""
            yield f"  {format_date(chapter.on)}{at}: {chapter.text}"


def _ties(life: "ActionLife") -> Iterator[str]:
    from sop_minutes.domain.due import format_date

    if life.priority:
        yield f"Priority: {life.priority}" + ("" if life.is_own_priority else " (its topic’s)")
    if len(life.parts) > 1:
        for part in life.parts:
            yield f"Part: {part.name}, " + (f"done {format_date(part.done_on)}" if part.done_on else "to do")
    for link in life.links:
        yield f"Link: {link.title}" + (f", {link.address}" if link.title != link.address else "")
    if life.merged_into:
        yield f"Goes on in: {life.merged_into}"
    for ref in life.merged_from:
        yield f"Takes in: {ref}"
