"""One small registry for everything that can be added: readers, rules, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from jxkit.errors import UnknownNameError

Thing = TypeVar("Thing")


class Registry(Generic[Thing]):
    """Names to things; refuses a second registration, answers an unknown name with the known.

    Outsiders add theirs through the entry-point group `jxkit`, loaded at the first look-up.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._known: dict[str, Thing] = {}
        self._complete = False

    def register(self, name: str) -> Callable[[Thing], Thing]:
        """Return a decorator that registers under `name`."""

        def add(thing: Thing) -> Thing:
            if name in self._known:
                raise ValueError(f"{self.kind} {name!r} is registered already")
            self._known[name] = thing
            return thing

        return add

    def __getitem__(self, name: str) -> Thing:
        self._load_outsiders()
        if name not in self._known:
            near = get_close_matches(name, self._known, 1)
            hint = f"是否想写“{near[0]}”" if near else f"可用的有：{'、'.join(self._known)}"
            raise UnknownNameError(f"没有名为“{name}”的{self.kind}", hint)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        self._load_outsiders()
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        self._load_outsiders()
        return iter(self._known)

    def __len__(self) -> int:
        self._load_outsiders()
        return len(self._known)

    def _load_outsiders(self) -> None:
        if not self._complete:
            self._complete = True
            for point in entry_points(group="jxkit"):
                point.load()
