"""JSON: the document's data, for machines. The schema is in docs/json.md."""

from __future__ import annotations

import json

from symattn.notation.document import Document
from symattn.renderer import Renderer, Style


def render(document: Document, style: Style) -> str:
    return json.dumps(document.data, ensure_ascii=False, indent=2) + "\n"


RENDERER = Renderer(suffix=".json", render=render)
