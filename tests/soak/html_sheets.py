"""HTML with plain formulas or with LaTeX in them."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from random import Random
from typing import Any

from formulas import Chain
from pens import drawn_pen
from sheet import Marks, Sheet
from speaker import Speaker, sentence
from telling import Heading, Say, Show
from writer import Writer


def html(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    is_latex = random.random() < 0.5
    pen = drawn_pen("latex" if is_latex else "unicode", random)
    writer = Writer(replace(pen, stacked=False), random, Marks())
    lines = ["<!DOCTYPE html>", "<html><body>", f"<h1>{escape(speaker.word('title'))}</h1>"]
    for item in told:
        match item:
            case Heading(word):
                lines.append(f"<h2>{escape(speaker.word(word))}</h2>")
            case Say():

                def written(chain: Chain) -> str:
                    return rf"\({writer.inline(chain)}\)" if is_latex else writer.inline(chain)

                shown = escape(sentence(item, speaker, writer.pen, written))
                lines.append(f"<li>{shown}</li>" if item.is_item else f"<p>{shown}</p>")
            case Show(chains):
                for chain in chains:
                    shown = escape(writer.inline(chain), quote=False)
                    lines.append(rf"<p>\[{shown}\]</p>" if is_latex else f"<p>{shown}</p>")
    return writer.marks.taken_out("sheet.html", "\n".join([*lines, "</body></html>"]) + "\n")
