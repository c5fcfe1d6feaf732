"""Pens with habits drawn at random."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from pens import Pen

LABELS = ("cat", "sat", "mat", "dog")
LATEX_ROWS = (
    ("[", ", ", "]"),
    ("(", ", ", ")"),
    ("bmatrix", "", ""),
    ("[", r", \; ", "]"),
    (r"\left[", ", ", r"\right]"),
    (r"\big(", ", ", r"\big)"),
)


ARROWS = {"latex": (r"\Rightarrow", r"\to", r"\implies"), "typst": ("->",), "plain": ("->", "→", "⇒")}


def drawn_pen(notation: str, random: Random, *, decimal_comma: bool = False) -> Pen:
    """A pen with habits drawn at random."""
    pen = _drawn(notation, random, decimal_comma=decimal_comma)
    more = Random(repr(pen) + repr(random.getstate()[1][0]))
    return replace(
        pen,
        gives=more.choice(ARROWS[pen.notation]) if more.random() < 0.1 else "",
        bare=more.random() < 0.5,
    )


def _drawn(notation: str, random: Random, *, decimal_comma: bool) -> Pen:
    pick = random.choice
    if notation == "latex":
        dot = pick((r"\cdot", r"\times"))
        return Pen(
            "latex",
            times=dot,
            product=pick(("", "", dot)),
            scaled=pick(("", dot, dot, r"\,")),
            approx=r"\approx",
            row=pick(LATEX_ROWS) if not decimal_comma else ("bmatrix", "", ""),
            table=pick(("bmatrix", "bmatrix", "bmatrix", "pmatrix", "array", "matrix", "bsmallmatrix")),
            root=pick((r"\sqrt{…}", r"\sqrt{…}", r"\sqrt…")),
            power=pick(("e^{…}", "e^{…}", r"\exp(…)", r"\exp\left(…\right)")),
            fraction=pick(("frac", "frac", "tfrac", "dfrac")),
            above=random.random() < 0.2,
            bold=random.random() < 0.15,
            define=pick(("", "", "", ":=", r"\coloneqq")),
            point="{,}" if decimal_comma else ".",
            thousands="" if decimal_comma else pick(("", "", "{,}", r"\,")),
            sub=pick(("braces", "_")),
            transpose=pick(("^T", r"^\top", r"^{\mathsf T}", "^{T}")),
            infinity=r"-\infty",
            softmax=pick((r"\text{softmax}", r"\operatorname{softmax}", r"\mathrm{softmax}")),
            ten="latex",
        )
    if notation == "typst":
        return Pen(
            "typst",
            times="dot",
            product=pick(("", "dot")),
            scaled="dot",
            approx="approx",
            table=pick(("mat", "mat", "mat in brackets")),
            power=pick(("e^(…)", "exp(…)")),
            above=random.random() < 0.2,
            define=pick(("", "", ":=")),
            infinity="-infinity",
            softmax='"softmax"',
            ten="typst",
            transpose="^T",
        )
    unicode = notation == "unicode"
    dot = pick(("·", "×", "·")) if unicode else pick(("*", "*", "·"))
    separator = "; " if decimal_comma else ", "
    rows = [("[", separator, "]"), ("(", separator, ")")]
    return Pen(
        "plain",
        times=dot,
        product=pick((dot, "@", " ")).strip(),
        scaled=pick((dot, dot, "")),
        approx=pick(("≈", "≈", "=", "≃") if unicode else ("≈", "=", "~=", "≈")),
        row=pick([*rows, ("[", " ", "]")]),
        table="lists" if decimal_comma else pick(("lists", "lists", "lists", "semicolons")),
        above=random.random() < 0.15,
        define=pick(("", "", "", ":=")),
        root=pick(("√", "√", "sqrt(…)")) if unicode else "sqrt(…)",
        power=pick(("e^", "exp(…)")),
        minus=pick(("−", "-")) if unicode else "-",
        point="," if decimal_comma else ".",
        sub=pick(("unicode", "_")) if unicode else pick(("_", "", "brackets")),
        transpose=pick(("ᵀ", "^T")) if unicode else pick(("^T", ".T")),
        infinity=pick(("-∞", "−∞")) if unicode else "-inf",
        ten="superscript" if unicode else pick(("e", "caret")),
        stacked=random.random() < 0.4,
        remark=pick(("", "", "#", "←")),
        labels=pick(((), (), (), LABELS)),
    )
