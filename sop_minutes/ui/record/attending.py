"""Who is meant in the attendance list, and how it stands with them, in words."""

from sop_minutes.domain.attendance import Said
from sop_minutes.domain.grammar.attendance import arrived_at, left_at, with_times
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.queries.attendance import AttendanceRow

_SIGNS = {
    AttendanceStatus.PRESENT: "✓",
    AttendanceStatus.IN_ATTENDANCE: "✓",
    AttendanceStatus.SUBSTITUTE: "⇄",
    AttendanceStatus.APOLOGIES: "–",
    AttendanceStatus.ABSENT: "✗",
}


def fitting(rows: tuple[AttendanceRow, ...], text: str) -> list[AttendanceRow]:
    """Return the rows that `text` may mean, the likeliest first; all of them for ""."""
    wanted = squash(text)
    if not wanted:
        return list(rows)

    def rank(row: AttendanceRow) -> int:
        words = [squash(word) for word in row.name.split()]
        if wanted in (squash(row.initials), squash(row.name)):
            return 0
        if squash(row.name).startswith(wanted) or any(word.startswith(wanted) for word in words):
            return 1
        return 2 if wanted in squash(row.name) or wanted in squash(row.organisation) else 3

    return sorted((row for row in rows if rank(row) < 3), key=rank)


def details(said: Said, before: str) -> dict[str, str]:
    """Return the detail that follows from what is typed, with the times that were said before."""
    detail = before
    if said.detail is not None:
        detail = with_times(said.detail, arrived=arrived_at(before) or None, left=left_at(before) or None)
    return {"detail": with_times(detail, arrived=said.arrived, left=said.left)}


def seat_words(row: AttendanceRow) -> str:
    """Return whose seat someone has, or for whom they may come."""
    role = row.role if row.role not in {"", "member"} else ""
    deputy = f"deputy for {row.deputy_for}" if row.deputy_for else ""
    return " · ".join(part for part in (row.organisation, deputy or role) if part)


def standing_words(row: AttendanceRow) -> str:
    """Return how it stands with someone, "" if nothing is said of them."""
    if row.status is None:
        return ""
    whom = f" for {row.substitute_for}" if row.substitute_for else ""
    detail = f" ({row.detail})" if row.detail else ""
    return f"{_SIGNS[row.status]} {row.status}{whom}{detail}"
