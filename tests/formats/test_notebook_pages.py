"""Jupyter notebooks as a reader of mathematics sees them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from formats.format_pages import cells, formulas, page, texts

from symattn.errors import ReadingError

DUE = "; a notebook is a file of JSON as Jupyter saves it"


def notebook(*cells: dict[str, Any], indent: int | None = 1, ascii_only: bool = True) -> str:
    return json.dumps(
        {"cells": list(cells), "nbformat": 4, "nbformat_minor": 5}, indent=indent, ensure_ascii=ascii_only
    )


def markdown(source: str | list[str]) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("as_lines", [True, False])
def test_markdown_cells_are_read_as_markdown(indent: int | None, as_lines: bool) -> None:
    """A source may be one string or a list of lines, in a file with or without indentation."""
    text = "# A\n\nso $x$\n- b\n\n```\nX = [1,\n     2]\n```\n"
    source = notebook(markdown(text.splitlines(keepends=True) if as_lines else text), indent=indent)
    found = texts("notebook", source)
    assert [text.strip() for text in found[:4]] == ["A", "so", "x", "b"]
    assert [line.rstrip() for line in found[4].split("\n")] == ["X = [1,", "     2]"]


def test_escapes_are_decoded_in_place() -> None:
    """Two backslashes that end a row of a matrix stay together."""
    source = notebook(markdown('$\\frac{1}{2} \\\\ 3$ \u2248 \U0001d538 "x"'))
    assert formulas("notebook", source) == ["\\frac{1}{2} \\\\ 3"]
    assert texts("notebook", source)[-1].split() == ["≈", "𝔸", '"x', '"']


def test_code_cells_and_outputs_are_read() -> None:
    """Of outputs only what is text."""
    outputs = [{"data": {"text/plain": ["array([1,\n", "  2])"], "image/png": "1=2"}}, {"text": "y = 3\n"}]
    cell = {"source": "# a = 1\nx = 2", "outputs": outputs, "metadata": {"text": "no"}, "cell_type": "code"}
    found = [text.split() for text in texts("notebook", notebook(cell))]
    assert found == [["a", "=", "1"], ["array([1,", "2])"], ["y", "=", "3"]]


def test_remarks_of_python_begin_with_a_hash_in_the_smallest_cell() -> None:
    """The notebook tells its language; where it does not, it is Python."""
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": "x = a // b  # = 2"}
    assert texts("notebook", notebook(cell)) == ["  = 2"]
    told = json.loads(notebook({**cell, "source": "f(); // = 3"})) | {"metadata": {"kernelspec": {"language": "rust"}}}
    assert texts("notebook", json.dumps(told)) == ["   = 3"]


def test_tables_are_counted_through_the_notebook() -> None:
    """Each cell's are counted on."""
    table = markdown("|a|\n|-|\n|1|\n\nb\n\n|c|\n|-|")
    assert [row[0] for row in cells("notebook", notebook(table, table))] == [1, 1, 2, 3, 3, 4]


def test_places_are_those_of_the_file() -> None:
    """The view is as long as the file."""
    source = notebook(markdown("a = 1 ≈ 2"), ascii_only=False)
    read = page("notebook", source)
    assert source[read.parts[0].start : read.parts[0].end] == "a = 1 ≈ 2"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "{",
            f"line 1, column 2: Expecting property name enclosed in double quotes{DUE}",
        ),
        ("[1]", f"no list of cells was found{DUE}"),
        ('{"cells": 1}', f"no list of cells was found{DUE}"),
        ('{"cells": [{"cell_type": "markdown", "source": 5}]}', f"cell 1: its source is no text{DUE}"),
        ('{"cells": [{"source": ["a"]}, {"source": ["a", null]}]}', f"cell 2: its source is no text{DUE}"),
        ("[" * 100_000, "brackets are nested too deeply for a notebook"),
    ],
)
def test_what_is_no_notebook_is_refused(source: str, message: str) -> None:
    """With the place of the first thing that JSON does not allow."""
    with pytest.raises(ReadingError) as refusal:
        page("notebook", source)
    assert str(refusal.value) == message
