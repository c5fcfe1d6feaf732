r"""Jupyter notebook: its cells in order; Markdown cells are read as Markdown, code cells as program code.

Of the outputs those are read that are text, Markdown or LaTeX. The escapes of JSON are decoded in place, so that \\frac
is \frac and \n ends a line; everything else of the file is skipped.
"""

from __future__ import annotations

import json
from typing import Any

from symattn.errors import ReadingError
from symattn.formats import markdown
from symattn.page import Block, Format, Kind, Notation, Page
from symattn.scanning.cells import Cell, cells, decoded_cell
from symattn.scanning.draft import Draft
from symattn.scanning.program import Program
from symattn.scanning.styles import WITH_HASHES, Style
from symattn.scanning.words import words

LANGUAGES = words("python python3 ipython julia r ruby bash")
"""Languages whose remarks begin with #; the remarks of others are told by their lines."""
DUE = "a notebook is a file of JSON as Jupyter saves it"


class _Numeral(str):
    """A number of the file, as it is written: one of 10^6 digits takes no time."""


def read(source: str) -> Page:
    style = WITH_HASHES if _language(_checked(source)) in LANGUAGES else None
    draft = Draft(source)
    draft.view.blank(0, len(source))
    for cell in cells(source):
        draft.add_page(_page(cell, decoded_cell(source, cell), style), cell.start)
    return draft.page()


def _checked(source: str) -> dict[str, Any]:
    try:
        notebook: Any = json.loads(source.removeprefix("\ufeff"), parse_int=_Numeral, parse_float=_Numeral)
    except json.JSONDecodeError as error:
        raise ReadingError(f"line {error.lineno}, column {error.colno}: {error.msg}; {DUE}") from None
    except RecursionError:
        raise ReadingError("brackets are nested too deeply for a notebook") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells", notebook.get("worksheets")), list):
        raise ReadingError(f"no list of cells was found; {DUE}")
    for number, cell in enumerate(notebook.get("cells") or (), start=1):
        if isinstance(cell, dict) and not _is_text(cell.get("source", "")):
            raise ReadingError(f"cell {number}: its source is no text; {DUE}")
    return notebook


def _is_text(source: Any) -> bool:
    """A text, or a list of its lines."""
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) and not isinstance(line, _Numeral) for line in lines)


def _language(notebook: dict[str, Any]) -> str:
    """The language of the code; Python where the notebook does not tell."""
    told: Any = notebook.get("metadata")
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        of_key = told.get(key) if isinstance(told, dict) else None
        if isinstance(of_key, dict) and isinstance(of_key.get(name), str):
            return str(of_key[name]).lower()
    return "python"


def _page(cell: Cell, text: str, style: Style | None) -> Page:
    if cell.kind == "markdown":
        return markdown.read(text)
    draft = Draft(text)
    if cell.kind == "code":
        Program(draft, style).read()
    else:
        draft.add(0, len(text), Notation.CODE, Block(Kind.RECORD))
    return draft.page()


FORMAT = Format("Jupyter notebook", (".ipynb",), read)
