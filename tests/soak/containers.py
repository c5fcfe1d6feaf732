"""What a display stands in, in Markdown."""

from __future__ import annotations

from collections.abc import Callable

CONTAINERS: dict[str, Callable[[str], str]] = {
    "dollars": lambda shown: f"$${shown}$$",
    "lines": lambda shown: f"$$\n{shown}\n$$",
    "brackets": lambda shown: rf"\[ {shown} \]",
    "fence": lambda shown: f"```math\n{shown}\n```",
    "quote": lambda shown: "\n".join(f"> {line}" for line in f"$$\n{shown}\n$$".split("\n")),
    "details": lambda shown: f"<details>\n<summary>…</summary>\n\n$$\n{shown}\n$$\n\n</details>",
    "div": lambda shown: f"::: {{.callout-note}}\n\n$$\n{shown}\n$$\n\n:::",
    "paragraph": lambda shown: f"<p>$${shown}$$</p>",
}
