"""Modules that are loaded at their first use.

SymPy takes 0.2 to 0.4 s to import and most runs of the command line never touch it; yet an import
belongs at the top of a file, where a reader looks for it.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


class _Lazy(ModuleType):
    """Stands for a module and asks it for each attribute.

    importlib's own LazyLoader is not used: in Python 3.11 the second of two threads meets a half-loaded module.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


def lazy(name: str) -> ModuleType:
    """The module `name`, loaded when an attribute of it is first asked for."""
    return _Lazy(name)
