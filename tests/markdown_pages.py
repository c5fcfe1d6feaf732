"""Markdown as GitHub reads it: first all of it as Markdown, and what then stands between $ and $ as mathematics."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

FORMULA = re.compile(r"\$\$\n(.+?)\n\$\$|(?<![\\$])\$([^$\n]+)\$", re.DOTALL)


def read_first(page: str) -> tuple[list[str], list[str]]:
    """The formulas of a page, and those that are changed: by an escape (\\\\ is a backslash) or an emphasis (_ … _)."""
    formulas = ["\n".join(map(str.strip, (one or other).split("\n"))) for one, other in FORMULA.findall(page)]
    read = "\n".join(
        "".join("\n" if child.type == "softbreak" else child.content for child in token.children or [])
        for token in MarkdownIt().parse(page)
    )
    return formulas, [formula for formula in formulas if formula not in read]
