"""LaTeX and Typst."""

from __future__ import annotations

from random import Random
from typing import Any

from drawn_pens import drawn_pen
from sheet import Marks, Sheet
from speaker import Speaker, sentence
from telling import Heading, Say, Show
from writer import NEW_ROW, Writer


def latex(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    decimal_comma = speaker.writes_commas(random)
    writer = Writer(drawn_pen("latex", random, decimal_comma=decimal_comma), random, Marks())
    environment = random.choice(("align*", "align", "brackets", "equation*", "gather*", "eqnarray*", "dollars"))
    in_list = random.random() < 0.3
    lines = [
        r"\documentclass{article}",
        r"\usepackage{amsmath}",
        r"\begin{document}",
        rf"\section*{{{speaker.word('title')}}}",
    ]
    for item in told:
        match item:
            case Heading(word):
                lines += ["", rf"\subsection*{{{speaker.word(word)}}}"]
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: f"${writer.inline(chain)}$").replace(
                    "%", r"\%"
                )
                if item.is_item and in_list:
                    lines += [r"\begin{itemize}", rf"\item {shown}", r"\end{itemize}"]
                else:
                    lines += ["", shown]
            case Show(chains):
                if environment in ("align", "align*", "eqnarray*", "gather*"):
                    mark = {"eqnarray*": "&\0&", "gather*": ""}.get(environment, "&")
                    body = NEW_ROW.join(writer.joined(chain, NEW_ROW, mark) for chain in chains)
                    lines += [rf"\begin{{{environment}}}", body, rf"\end{{{environment}}}"]
                else:
                    opening, closing = {
                        "brackets": (r"\[", r"\]"),
                        "dollars": ("$$", "$$"),
                        "equation*": (r"\begin{equation*}", r"\end{equation*}"),
                    }[environment]
                    for chain in chains:
                        lines += [opening, writer.joined(chain, "\n"), closing]
    return writer.marks.taken_out("sheet.tex", "\n".join([*lines, r"\end{document}"]) + "\n")


def typst(told: list[Any], speaker: Speaker, random: Random) -> Sheet:
    writer = Writer(drawn_pen("typst", random), random, Marks())
    lines = [f"= {speaker.word('title')}"]
    for item in told:
        match item:
            case Heading(word):
                lines += ["", f"== {speaker.word(word)}", ""]
            case Say():
                shown = sentence(item, speaker, writer.pen, lambda chain: f"${writer.inline(chain)}$")
                lines += [f"- {shown}" if item.is_item else f"{shown}\n"]
            case Show(chains):
                between = random.choice((" ", " \\\n ", "\n "))
                lines += ["", *(f"$ {writer.joined(chain, between)} $" for chain in chains), ""]
    return writer.marks.taken_out("sheet.typ", "\n".join(lines) + "\n")
