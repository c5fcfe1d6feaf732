"""HTML: plain formulas, LaTeX in brackets, MathML, or what KaTeX makes of LaTeX."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from random import Random
from typing import Any

from drawn_pens import drawn_pen
from formulas import Chain, Sym, Table
from mathml import MATHML
from sheet import PRIVATE, Marks, Sheet
from speaker import Speaker, sentence
from telling import Heading, Paired, Say, Show
from writer import Writer, displayed

MARK = re.compile(rf"[{chr(PRIVATE)}-{chr(0x10FFFF)}]")
KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow>{drawn}</mrow>'
    '<annotation encoding="application/x-tex">{latex}</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true"><span class="base">{drawn}</span></span></span>'
)
"""The formula drawn, for those who see it and for those who do not, and the LaTeX that it was made of."""


def html(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    way = random.choice(("plain", "plain", "brackets", "brackets", "mathml", "katex"))
    pen = MATHML if way == "mathml" else drawn_pen("unicode" if way == "plain" else "latex", random)
    writer = Writer(replace(pen, stacked=pen.stacked and way == "plain"), random, Marks())
    tabled, in_pre = random.random() < 0.4 and way != "mathml", way == "plain" and random.random() < 0.4

    def inline(chain: Chain | Paired) -> str:
        written = writer.inline(chain)
        match way:
            case "mathml":
                return f"<math>{written}</math>"
            case "katex":
                drawn = MARK.sub("", Writer(MATHML, random, Marks()).inline(chain))
                return KATEX.format(drawn=drawn, latex=escape(written, quote=False))
            case "brackets":
                return rf"\({escape(written, quote=False)}\)"
        return escape(written, quote=False)

    lines = ["<!DOCTYPE html>", "<html><body>", f"<h1>{escape(speaker.word('title'))}</h1>"]
    for item in told:
        match item:
            case Heading(word):
                lines.append(f"<h2>{escape(speaker.word(word))}</h2>")
            case Say():
                shown = sentence(item, speaker, writer.pen, inline)
                lines.append(f"<li>{shown}</li>" if item.is_item else f"<p>{shown}</p>")
            case Show((Chain([Sym("A" | "Z" as letter), Table(rows)]),)) if tabled:
                lines += in_table(writer, letter, rows)
            case Show(chains) if in_pre:
                shown = "\n".join("\n".join(displayed(writer, c, beside=False, breaks=True)) for c in chains)
                lines.append(f"<pre>{escape(shown, quote=False)}</pre>")
            case Show(chains):
                for chain in chains:
                    shown = inline(chain)
                    lines.append(rf"<p>\[{shown[2:-2]}\]</p>" if way == "brackets" else f"<p>{shown}</p>")
    return writer.marks.taken_out("sheet.html", "\n".join([*lines, "</body></html>"]) + "\n")


def in_table(writer: Writer, letter: str, rows: list[list[Any]]) -> list[str]:
    """A table of weights or of outputs; none of it is a relation by itself."""
    heads = "".join(f"<th>{j + 1}</th>" for j in range(len(rows[0])))
    cells = ["".join(f"<td>{writer.pen.write(cell)}</td>" for cell in row) for row in rows]
    body = [f"<tr><th>{i + 1}</th>{row}</tr>" for i, row in enumerate(cells)]
    return ["<table>", f"<tr><th>{letter}</th>{heads}</tr>", *body, "</table>"]
