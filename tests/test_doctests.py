"""Every example in a docstring is true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import symattn

MODULES = [module.name for module in walk_packages(symattn.__path__, "symattn.") if module.name != "symattn.__main__"]


@pytest.mark.parametrize("name", ["symattn", *MODULES])
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_some_module_has_examples() -> None:
    source = Path(symattn.__file__).parent
    assert sum(">>>" in path.read_text(encoding="utf-8") for path in source.rglob("*.py")) >= 4
