"""Something that fails as nobody foresaw, and what comes of it."""

Raised = list[BaseException]


def fail(*_args: object, **_how: object) -> None:
    raise OSError("the disk went away")
