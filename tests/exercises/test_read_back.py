"""Sheets of many exercises, read back by verify as files: nothing but right relations, whatever the format."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checks import RIGHT, WITH_WRONG_NUMBERS
from sample import ALL, order

from symattn.gathering import format_of
from symattn.generate import made
from symattn.generating.kind import KINDS
from symattn.generating.wishes import NUMBERS, Wishes
from symattn.report import FileReport
from symattn.sheet import SHEETS, Part, written
from symattn.verify import verify

READ = ("text", "markdown", "myst", "latex", "exam", "notebook")
"""The formats that verify reads."""
PER_EXERCISE = 10
"""Relations that are read of an exercise, at the least and on an average."""


def read_back(form: str, kinds: tuple[str, ...], wishes: Wishes, count: int, part: Part) -> tuple[str, FileReport]:
    """A sheet as it is written to a file, and what verify finds in it."""
    wished = order(kinds[0], form, wishes, seed=READ.index(form), part=part)
    wished = replace(wished, kinds=kinds)
    pieces = written(SHEETS[form], (item.text for item in made(wished, count)), wished.sheet)
    text = b"".join(pieces).decode("utf-8")
    name = f"sheet{SHEETS[form].suffix}"
    return text, verify(text, format_of(name).read(text), name)


def not_right(text: str, report: FileReport) -> list[str]:
    found = [f"{one.verdict.value}: {text[one.start : one.end]}" for one in report.findings if one.verdict not in RIGHT]
    return found + [f"{one.reason}: {text[one.start : one.end]}" for one in report.unread]


@pytest.mark.parametrize(("form", "numbers"), [(READ[i], NUMBERS[j]) for i in range(6) for j in range(i % 2, 4, 2)])
def test_a_sheet_of_all_kinds_has_nothing_but_right_relations(form: str, numbers: str) -> None:
    kinds = tuple(name for name in ALL if numbers in KINDS[name].numbers and name not in WITH_WRONG_NUMBERS)
    level = 1 + (READ.index(form) + NUMBERS.index(numbers) // 2) % 4
    text, report = read_back(form, kinds, Wishes(level=level, numbers=numbers), len(kinds), Part.BOTH)
    assert not_right(text, report) == []
    assert len(report.findings) > PER_EXERCISE * len(kinds)


@pytest.mark.parametrize("form", READ)
def test_solutions_in_a_file_of_their_own_have_nothing_but_right_relations(form: str) -> None:
    """What cannot be read of them is no claim: that A ≈ … is a softmax of the S before it, by a scale told below."""
    kinds = tuple(name for name in ALL if form != "exam" or name not in WITH_WRONG_NUMBERS)
    text, report = read_back(form, kinds, Wishes(level=1), len(kinds), Part.SOLUTION)
    assert not_right(text, replace(report, unread=())) == []
    assert len(report.findings) > PER_EXERCISE * len(kinds) / 2
