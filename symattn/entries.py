"""Folders that grow: one module, one constant, found by its file name.

``Entries("symattn.variants", "VARIANT")`` maps each module's name to its constant, loading a module when
it is asked for. Adding an entry is adding a file; nothing is edited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Generic, TypeVar, cast

from symattn.errors import UnknownNameError, did_you_mean

E = TypeVar("E")


class Entries(Mapping[str, E], Generic[E]):
    """The entries of one folder by name, in the order of their names."""

    def __init__(self, package: str, constant: str, noun: str) -> None:
        self.package, self.constant, self.noun = package, constant, noun

    @cached_property
    def names(self) -> tuple[str, ...]:
        folder = Path(__file__).parent.joinpath(*self.package.split(".")[1:])
        return tuple(module.name for module in iter_modules([str(folder)]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> E:
        if name not in self.names:
            raise UnknownNameError(f"no {self.noun} is called {name!r}{did_you_mean(name, self)}")
        return cast(E, getattr(import_module(f"{self.package}.{name}"), self.constant))

    def explanation(self, name: str) -> str:
        """The docstring of the entry's file."""
        self[name]
        return (import_module(f"{self.package}.{name}").__doc__ or "").strip()
