"""Packages whose names are imported when they are first asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module


def from_modules(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package: `homes` says in which of its modules each name is.

    For packages of which a window that is just opening needs one module, and not the rest.
    """

    def found(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return found
