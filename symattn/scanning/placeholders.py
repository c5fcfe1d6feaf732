"""Where a program prints a value into a string: f"S = {s:.4f}", "S = %8.4f", `S = ${s}`. It claims nothing there."""

from __future__ import annotations

import re

OF_F_STRINGS = re.compile(r"\{\{|\}\}|\{[^{}\n]{0,200}\}")
"""Doubled braces are braces."""
OF_STRINGS = re.compile(
    r"""[$\#]\{[^{}\n]{0,200}\}
      | \{[A-Za-z_]\w{0,40}(?:![rsa])?:[^{}\n]{1,12}\} | \{(?::[^{}\n]{1,12})?\}
      | (?<![\d\\%])%[-+0]?\d{0,3}(?:\.\d{1,3})?l?[dfegsu](?![A-Za-z])""",
    re.VERBOSE,
)
LEFT_OPEN = "…"


def without_placeholders(text: str, *, is_formatted: bool) -> str:
    """The same length; dots, as where somebody leaves a number out."""
    places = OF_F_STRINGS if is_formatted else OF_STRINGS
    return places.sub(lambda match: _open(match.group()), text) if "{" in text or "%" in text else text


def _open(place: str) -> str:
    return place if place in ("{{", "}}") else LEFT_OPEN.ljust(len(place))
