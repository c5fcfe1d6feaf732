"""Formula → LaTeX mathematics (amsmath). Every character that comes from a user is escaped here."""

from __future__ import annotations

from typing import assert_never

from symattn.notation.formula import (
    Call,
    Chain,
    Dots,
    Exponential,
    Formula,
    Hidden,
    Index,
    Logarithm,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Transpose,
    Vector,
    keep,
    leaves_of,
)
from symattn.notation.precedence import ATOM, POWER, PRODUCT, binding, ends_openly

SIGNS = {"=": "=", "≈": r"\approx", "→": r"\to"}
DOTS = {"h": r"\cdots", "v": r"\vdots", "d": r"\ddots"}
_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Upsilon",
    "Phi",
    "Psi",
    "Omega",
]
GREEK = frozenset(_GREEK)
GREEK_LETTERS = dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", [*_GREEK], strict=True))
TILDE = "̃"
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\char34{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": "-{}",
}
ESCAPES = str.maketrans(SPECIAL)

SLASHED_LEAVES = 3
"""Numbers and letters of the longest cell of a table that is written with slashes: 3√6/2."""


def escape(text: str) -> str:
    """Text from a user as LaTeX text that prints itself and runs nothing; control characters become spaces."""
    printable = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return printable.translate(ESCAPES)


def latex_chain(chain: Chain, *, inline: bool = False) -> str:
    """inline: as in a line of words, fractions with a slash."""
    first, *others = (
        latex(formula, inline=inline) for formula in (chain.first, *(link.formula for link in chain.links))
    )
    return " ".join([first, *(f"{SIGNS[link.sign]} {text}" for link, text in zip(chain.links, others, strict=True))])


def latex(formula: Formula, *, inline: bool = False) -> str:
    """The formula in math mode; inline: fractions with a slash, as in an exponent."""
    form = "inline_latex" if inline else "latex"
    text: str | None = getattr(formula, form, None)
    if text is None:
        text = _latex(formula, inline)
        keep(formula, form, text)
    return text


def _latex(formula: Formula, inline: bool) -> str:
    match formula:
        case Number(text):
            return _number(text)
        case Name():
            return _name(formula)
        case Negative(of):
            return "-" + _within(of, PRODUCT, inline)
        case Sum(terms):
            return latex(terms[0], inline=inline) + "".join(_added(term, inline) for term in terms[1:])
        case Product(factors, sign):
            return _product(factors, sign, inline)
        case Quotient(top, bottom):
            if inline:
                above = _within(top, ATOM if ends_openly(top) else PRODUCT, True)
                return f"{above}/{_within(bottom, POWER, True)}"
            return rf"\frac{{{latex(top)}}}{{{latex(bottom)}}}"
        case Power(base, exponent):
            return f"{_within(base, ATOM, inline)}^{{{latex(exponent, inline=True)}}}"
        case Root(of):
            return rf"\sqrt{{{latex(of, inline=inline)}}}"
        case Exponential(Number("1")):
            return "e"
        case Exponential(exponent):
            return f"e^{{{latex(exponent, inline=True)}}}"
        case Logarithm(of):
            return (
                rf"\ln {latex(of, inline=inline)}"
                if isinstance(of, Number | Name)
                else rf"\ln({latex(of, inline=True)})"
            )
        case Call("hadamard", (a, b)):
            return rf"{_within(a, POWER, inline)} \odot {_within(b, POWER, inline)}"
        case Call(function, arguments):
            inner = ", ".join(latex(argument, inline=inline) for argument in arguments)
            if any(isinstance(argument, Quotient) for argument in arguments) and not inline:
                return rf"\text{{{escape(function)}}}\left({inner}\right)"
            return rf"\text{{{escape(function)}}}({inner})"
        case Index(of, places):
            return f"{_within(of, ATOM, inline)}_{{{','.join(map(str, places))}}}"
        case Vector(entries):
            return f"[{', '.join(latex(entry, inline=True) for entry in entries)}]"
        case Matrix(rows):
            return _matrix(rows)
        case Transpose(of):
            return f"{_within(of, ATOM, inline)}^{{\\top}}"
        case Hidden():
            return r"-\infty"
        case Dots(direction):
            return DOTS[direction]
        case _:
            assert_never(formula)


def _matrix(rows: tuple[tuple[Formula, ...], ...]) -> str:
    """Fractions in full size, and their rows apart; with a slash where all are as short as 5/√2 (width.py)."""
    inline = is_slashed(rows)
    cells = [[latex(cell, inline=inline).replace(r"\frac", r"\dfrac") for cell in row] for row in rows]
    end = r" \\[10pt] " if any(r"\dfrac" in cell for row in cells for cell in row) else r" \\ "
    return rf"\begin{{bmatrix}} {end.join(' & '.join(row) for row in cells)} \end{{bmatrix}}"


def is_slashed(rows: tuple[tuple[Formula, ...], ...]) -> bool:
    """Whether a table of these cells is short enough for slashes: all of them, or none."""
    return all(leaves_of(cell) <= SLASHED_LEAVES for row in rows for cell in row)


def _within(formula: Formula, least: int, inline: bool) -> str:
    text = latex(formula, inline=inline)
    loose = binding(formula) < least or isinstance(formula, Hidden)
    if not inline and isinstance(formula, Quotient) and least <= POWER:
        loose = False
    return _bracketed(text) if loose else text


def _bracketed(text: str) -> str:
    return rf"\left({text}\right)" if r"\frac" in text or r"\sqrt" in text else f"({text})"


def _added(term: Formula, inline: bool) -> str:
    return (
        f" - {_within(term.of, PRODUCT, inline)}" if isinstance(term, Negative) else f" + {latex(term, inline=inline)}"
    )


def _product(factors: tuple[Formula, ...], sign: str, inline: bool) -> str:
    parts = [_within(factor, POWER, inline) for factor in factors]
    if isinstance(factors[-1], Logarithm):
        parts[-1] = latex(factors[-1], inline=inline)
    text = parts[0]
    for part in parts[1:]:
        text += rf" \cdot {part}" if sign == "·" or part[0].isdigit() else f" {part}"
    return text


def _number(text: str) -> str:
    digits, percent = text.rstrip("% "), text.endswith("%")
    mantissa, e, power = digits.lower().partition("e")
    number = rf"{mantissa} \cdot 10^{{{int(power)}}}" if e else mantissa
    return number + (r"\,\%" if percent else "")


def _name(name: Name) -> str:
    r"""`\tilde s_{12}`, `w_{11}^{Q}`: an underscore stands behind a letter, where Markdown takes it for no emphasis."""
    base = name.base
    if base.endswith(TILDE):
        below = base[:-1]
        written = rf"\tilde {below}" if len(below) == 1 and below.isascii() else rf"\tilde{{{below}}}"
    elif (greek := GREEK_LETTERS.get(base, base)) in GREEK:
        written = f"\\{greek}"
    elif len(base) == 1:
        written = _word(base)
    else:
        written = rf"\mathit{{{escape(base)}}}" if base.isascii() else _word(base)
    written += f"_{{{_word(name.index_text)}}}" if name.indices else ""
    return f"{written}^{{{_word(name.above)}}}" if name.above else written


def _word(text: str) -> str:
    return escape(text) if text.isascii() else rf"\text{{{escape(text)}}}"
