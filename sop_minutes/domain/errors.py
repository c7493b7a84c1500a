"""The one exception that is a sentence for a person."""


class UserError(Exception):
    """Something the user can understand and mend; its message is shown as it stands.

    Anything else that is raised is a bug.
    """
