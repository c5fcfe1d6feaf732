"""JSON: the document's data, for machines. The schema is in docs/json.md."""

from __future__ import annotations

import json
from typing import Any

from symattn.notation.document import Document
from symattn.renderer import Renderer, Style


def render(document: Document, style: Style) -> str:
    return written(document.data()) + "\n"


def written(value: Any) -> str:
    """The JSON of a value, without a line's end."""
    return _written(value, "")


def _written(value: Any, margin: str) -> str:
    """JSON with a line for each row of a table: one for each number would be a page for a 4 x 4."""
    inner = margin + "  "
    if isinstance(value, dict) and value:
        parts = [f"{json.dumps(key)}: {_written(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{margin}}}"
    if isinstance(value, list) and any(isinstance(part, list | dict) for part in value):
        return "[\n" + ",\n".join(inner + _written(part, inner) for part in value) + f"\n{margin}]"
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else "".join(f"\\u{unit:04x}" for unit in _utf16(c)) for c in text)


def _utf16(character: str) -> list[int]:
    """The one or two units of JSON's \\u escapes."""
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]


RENDERER = Renderer(suffix=".json", render=render)
