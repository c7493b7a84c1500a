"""A long note, typed."""

from collections.abc import Callable

_WORDS = "the partnership will look at this again in the new year and report to the board "


def long_note(points: int, day: int, action: Callable[[int], str]) -> str:
    """Return a note of that day of November 2017 with so many points, of all kinds.

    `action` gives the text of the action that a numbered point is.
    """
    lines = [f"Date: {day} November 2017"]
    for number in range(points):
        if number % 10 == 0:
            lines.append(f"# Item {number // 10 + 1}")
        if number % 25 == 7:
            lines.append(f"Restricted: {number} is not for everybody, {_WORDS}")
        elif number % 8 == 0:
            lines.append(f"Action: {action(number)}")
        else:
            lines.append(f"{number} {_WORDS * 2}")
    return "\n".join(lines)
