"""The one exception that is a sentence for a person, and the kinds of it that are told apart."""


class UserError(Exception):
    """Something the user can understand and mend; its message is shown as it stands.

    Anything else that is raised is a bug. What it repeats of what was typed is made such that it can be
    written anywhere. `at_terminal` says what to type there; a window offers that in its own way.
    """

    def __init__(self, sentence: str, *, at_terminal: str = "") -> None:
        super().__init__(sentence)
        self.at_terminal = at_terminal

    def __str__(self) -> str:
        from sop_minutes.domain.text import clean_text  # a window that just opens has nothing to complain of

        return clean_text(super().__str__())


class GoneError(UserError):
    """What was meant is no longer there: somebody has deleted it, or taken back that it was made."""


class KeyWantedError(UserError):
    """A database is encrypted, and its key is not known here yet."""


class SwappedError(UserError):
    """A database is to be encrypted, and the file in its place is not."""


class MovedError(UserError):
    """A database was moved, replaced or deleted while it was open here: nothing is written to it."""


class ChangedSinceError(UserError):
    """What a returned copy changes is no longer as it went out, and both cannot be put together."""


class InUseError(UserError):
    """A database is open in another window, here or on another computer."""
