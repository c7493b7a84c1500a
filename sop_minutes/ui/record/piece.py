"""One block of a note that is shown, and what is known of it."""

from dataclasses import dataclass

from sop_minutes.domain.page import Block, Sheet, read_block
from sop_minutes.domain.sheets import ActionRow


@dataclass(slots=True)
class Piece:
    """A block of the document. `key` is its own for as long as the page is open.

    `action` is its action as the register has it, None for what is none, or not kept yet; `moved` says
    that it was given another due date than the one it was raised with.
    """

    key: int
    text: str = ""
    level: int = 0
    heading: bool = False
    sheet: Sheet | None = None
    action: ActionRow | None = None
    moved: bool = False

    @property
    def block(self) -> Block:
        """What stands there."""
        return Block(self.text, self.level, self.heading)

    def read(self) -> None:
        """Bring `sheet` up to date with the text."""
        self.sheet = read_block(self.block)
