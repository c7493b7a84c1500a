"""What a returned copy changes in the note that went out: nothing lost, nothing invented."""

from sop_minutes.domain.returned.change import CopyChange
from sop_minutes.domain.returned.comparing import Comparing
from sop_minutes.domain.returned.copy import Copy
from sop_minutes.domain.returned.lists import without_repeats


def changes_between(base: Copy, copy: Copy) -> tuple[CopyChange, ...]:
    """Return what `copy` changes in `base`, the file that went out, in the order of the copy.

    All that is tracked counts as accepted: it is what the sender proposes.
    """
    comparing = Comparing(base, copy)
    placed = sorted(comparing.changes(), key=lambda pair: pair[0])
    return tuple(without_repeats(comparing, placed))
