"""Odd text in every text that any command is given: what is kept of it is what may be, in every column."""

import dataclasses
import inspect
import random
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from sop_minutes.domain.errors import UserError
from tests.conftest import Partnership
from tests.faults.hostile import ODD
from tests.faults.test_hostile_text import check_storable
from tests.storage import every_command
from tests.storage.every_command import CALLS, Caller

_MARK = "Ж"
"""Stands in every odd text, and in nothing else."""
_RECORD = re.compile(r"[a-z]\d+")
"""What a record is called among commands: nobody types it."""


_NOT_TYPED = frozenset("digest code record ref key lines mark under keys files".split())
"""What the program itself makes, and nobody types."""


class _Spoiler:
    """Puts an odd text into some of the texts that a command is given, however deep they lie."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.spoilt: set[str] = set()

    def spoiled(self, value: Any, name: str = "") -> Any:
        if name in _NOT_TYPED:
            return value
        if type(value) is str and not _RECORD.fullmatch(value):
            odd = self._chance.choice(list(ODD.values()))
            return self._chance.choice((value, value, value, f"{value} {_MARK}{odd}"))
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = [field.name for field in dataclasses.fields(value) if field.init]
            return dataclasses.replace(
                value, **{each: self.spoiled(getattr(value, each), each) for each in fields}
            )
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return value._replace(
                **{each: self.spoiled(getattr(value, each), each) for each in value._fields}
            )
        if type(value) in (list, tuple):
            return type(value)(map(self.spoiled, value))
        return value

    def spoiling(self, command: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(command)

        def call(*args: Any, **named: Any) -> Any:
            bound = signature.bind(*args, **named)
            given = {name: self.spoiled(value, name) for name, value in bound.arguments.items()}
            self.spoilt |= {f"{command.__name__}.{name}" for name in given if _MARK in str(given[name])}
            bound.arguments.update(given)
            return command(*bound.args, **bound.kwargs)

        return call


def _commands() -> Iterator[tuple[ModuleType, str, Callable[..., Any]]]:
    modules = [each for each in vars(every_command).values() if inspect.ismodule(each)]
    for module in modules:
        for name, command in inspect.getmembers(module, inspect.isfunction):
            if name in CALLS and command.__module__ == module.__name__:
                yield module, name, command


def test_every_text_of_every_command_is_taken_as_documented_or_refused(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiler = _Spoiler(5)
    for module, name, command in _commands():
        monkeypatch.setattr(module, name, spoiler.spoiling(command))
    caller = Caller(random.Random(7))
    for _ in range(4):
        for name, call in CALLS.items():
            try:
                partnership.database.do(name, lambda session, call=call: call(caller, session))
            except UserError as error:
                str(error).encode()
    check_storable(partnership.database)
    assert set(_texts()) <= spoiler.spoilt


def _texts() -> Iterator[str]:
    """Yield every text that a command is given, by its name."""
    for _, name, command in _commands():
        for parameter in inspect.signature(command).parameters.values():
            if "str" in str(parameter.annotation) and parameter.name not in _NOT_TYPED:
                yield f"{name}.{parameter.name}"
