"""Two notes of one day: versions of one, or different meetings."""

import pytest

from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.likeness import is_another_note, share_kept

KEPT = """# Domestic Abuse
The strategic review was described to the group.
Agreed: there will be an annual report
Action: @Ann Lee to circulate the draft by 31 Jan
# Prevent
The action plan is on track for the spring.
"""
ANOTHER = """# Licensing
The new policy was published last week.
Action: @Ben Okafor to brief the districts
"""
NEXT_MONTH = """# Domestic Abuse
The number of referrals has doubled since the summer.
# Prevent
Training dates were offered to schools.
- Two are full already
"""
EDITED = KEPT.replace("31 Jan", "28 February").replace("on track", "nearly on track") + "# AOB\nNone.\n"


@pytest.mark.parametrize(
    ("held", "new", "another"),
    [
        (KEPT, KEPT, False),
        (KEPT, EDITED, False),
        (EDITED, KEPT, False),
        (KEPT, KEPT.upper(), False),
        (KEPT, KEPT.split("# Prevent")[0], False),
        (KEPT, ANOTHER, True),
        (KEPT, NEXT_MONTH, True),
        (KEPT, "", True),
        ("# Prevent\nstub", "# Prevent\nThe whole of what was said, typed up.", False),
        ("# Prevent\none thing", "# Licensing\nquite another", True),
        ("# Prevent\n# FGM", KEPT, False),
        ("# Prevent\n# FGM", ANOTHER, True),
        ("", ANOTHER, False),
        ("a point", "different words", True),
    ],
)
def test_another_note_is_told_from_a_new_version(held: str, new: str, another: bool) -> None:
    assert is_another_note(read_note_text(held), read_note_text(new), ()) is another


def test_the_share_that_is_kept_goes_by_length() -> None:
    held = read_note_text("# X\nabc\nthe long one of the two")
    new = read_note_text("# Y\nthe long one of the two")
    assert 0.8 < share_kept(held, new) < 1
    assert share_kept(read_note_text("# X"), new) == 1
