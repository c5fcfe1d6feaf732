"""How a hand writes formulas: plain, Unicode, LaTeX or Typst."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from formulas import Dots, Exp, Hidden, Num, Over, Plus, Root, Row, Softmax, Sym, Table, Times, Word

HEADED = tuple("QKVWSAZqkvaz")
SUM, PRODUCT, ATOM = 0, 1, 2
FEWEST_GROUPED = 4
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True)
class Pen:
    notation: str
    """plain, latex or typst"""
    times: str = "*"
    """Between two numbers."""
    product: str = "*"
    """Between two tables; may be nothing."""
    scaled: str = "*"
    """Between a number and a row; may be nothing."""
    equal: str = "="
    approx: str = "≈"
    row: tuple[str, str, str] = ("[", ", ", "]")
    table: str = "lists"
    """lists, bmatrix, pmatrix, mat"""
    root: str = "sqrt(…)"
    power: str = "exp(…)"
    fraction: str = "/"
    minus: str = "-"
    point: str = "."
    thousands: str = ""
    """Between the thousands and the hundreds of a large number."""
    sub: str = "_"
    transpose: str = "^T"
    infinity: str = "-inf"
    softmax: str = "softmax"
    ten: str = "e"
    above: bool = False
    """Whether a projection is W^Q, not W_Q."""
    bold: bool = False
    """Whether letters of tables are bold."""
    define: str = ""
    """The sign behind a name that is given its first value, where it is another one."""
    gives: str = ""
    """The arrow before the last side of a chain of calculations, where one is."""
    bare: bool = False
    """\\tfrac12 for \\tfrac{1}{2}"""
    comma: str = ", "
    """Between several sides that have one sign."""
    stacked: bool = False
    """Whether a table at the end of a line goes over several lines."""
    remark: str = ""
    """What begins a remark behind each of its rows."""
    labels: tuple[str, ...] = ()
    """What stands before the rows of a table that is given."""

    # --- formulas ---------------------------------------------------------------------------

    def write(self, formula: Any, level: int = SUM) -> str:
        match formula:
            case Num(text):
                shown = self.number(text)
                is_atom = level == SUM or not (text.startswith("-") or ("e" in text and self.ten != "e"))
                return shown if is_atom else f"({shown})"
            case Hidden():
                return self.infinity
            case Dots():
                return {"latex": r"\cdots", "typst": "dots"}.get(self.notation, "…")
            case Sym():
                return self.symbol(formula)
            case Word(text):
                return {"latex": rf"\text{{{text}}}", "typst": f'"{text}"'}.get(self.notation, text)
            case Row(cells):
                return self.written_row([self.write(cell) for cell in cells])
            case Table(rows, transposed):
                return self.written_table(rows) + (self.transpose if transposed else "")
            case Times(parts):
                return self._bracketed(self._times(parts), level > PRODUCT)
            case Plus(parts):
                shown = [self.write(part, SUM if i == 0 else PRODUCT) for i, part in enumerate(parts)]
                return self._bracketed(" + ".join(shown), level > SUM)
            case Over(top, bottom):
                return self._over(top, bottom, level)
            case Root(of):
                return self._root(self.write(of))
            case Exp(of):
                return self._power(of)
            case Softmax(of):
                inner = self.write(of)
                return f"{self.softmax}({inner})"
        raise TypeError(formula)

    def number(self, text: str) -> str:
        mantissa, e, power = text.partition("e")
        whole, point, decimals = mantissa.replace("-", self.minus).partition(".")
        if self.thousands and len(whole.lstrip("-−")) > FEWEST_GROUPED:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: self.thousands, whole)
        shown = whole + point.replace(".", self.point) + decimals
        if not e:
            return shown
        match self.ten:
            case "e":
                return f"{shown}e{power}"
            case "superscript":
                return f"{shown}×10{power.translate(SUPERSCRIPTS)}"
            case "latex":
                return rf"{shown} \times 10^{{{power}}}"
            case "typst":
                return f"{shown} times 10^{power}"
        return f"{shown}*10^{power}"

    def symbol(self, name: Sym) -> str:
        shown = rf"\mathbf{{{name.base}}}" if self.bold and name.base.isupper() else name.base
        if name.base == "W" and self.above:
            shown += f"^{{{name.sub}}}" if self.notation == "latex" else f"^{name.sub}"
        elif name.sub:
            match self.sub:
                case "unicode" if name.sub.isdigit():
                    shown += name.sub.translate(SUBSCRIPTS)
                case "" if name.sub.isdigit():
                    shown += name.sub
                case "brackets" if name.sub.isdigit():
                    shown += f"[{','.join(name.sub)}]"
                case "braces":
                    shown += f"_{{{name.sub}}}"
                case _:
                    opening, closing = {"typst": "()", "latex": "{}"}.get(self.notation, ("", ""))
                    shown += f"_{name.sub}" if len(name.sub) == 1 or not opening else f"_{opening}{name.sub}{closing}"
        if name.head and name.base in HEADED and self.notation == "latex" and not self.above:
            shown += f"^{{({name.head})}}"
            shown = f"{{{shown}}}" if name.transposed else shown
        return shown + (self.transpose if name.transposed else "")

    def written_row(self, cells: list[str]) -> str:
        if self.notation == "typst":
            return f"({', '.join(cells)})"
        if self.row[0] == "bmatrix":
            return rf"\begin{{bmatrix}} {' & '.join(cells)} \end{{bmatrix}}"
        opening, between, closing = self.row
        if between == " " and any(" " in cell for cell in cells):
            between = ", "
        return f"{opening}{between.join(cells)}{closing}"

    def written_table(self, rows: list[list[Any]]) -> str:
        cells = [[self.write(cell) for cell in row] for row in rows]
        match self.table:
            case "lists":
                between = "; " if self.point == "," else ", "
                return "[" + between.join(f"[{between.join(row)}]" for row in cells) + "]"
            case "mat":
                return f"mat({'; '.join(', '.join(row) for row in cells)})"
            case "mat in brackets":
                return f'mat(delim: "[", {"; ".join(", ".join(row) for row in cells)})'
            case "semicolons":
                between = ", " if any(" " in cell for row in cells for cell in row) else " "
                return f"[{'; '.join(between.join(row) for row in cells)}]"
        lines = r" \\ ".join(" & ".join(row) for row in cells)
        if self.table == "array":
            return rf"\left[\begin{{array}}{{{'c' * len(cells[0])}}} {lines} \end{{array}}\right]"
        if self.table == "matrix":
            return rf"\left(\begin{{matrix}} {lines} \end{{matrix}}\right)"
        return rf"\begin{{{self.table}}} {lines} \end{{{self.table}}}"

    def _bracketed(self, shown: str, needed: bool) -> str:
        return f"({shown})" if needed else shown

    def _times(self, parts: list[Any]) -> str:
        shown = ""
        for i, part in enumerate(parts):
            written = self.write(part, PRODUCT if i == 0 else ATOM)
            if i == 0:
                shown = written
                continue
            tables = any(isinstance(x, Table | Sym) for x in (part, parts[i - 1]))
            sign = self.product if tables else self.scaled if isinstance(part, Row) else self.times
            if self.notation == "plain" and not sign and tables and not _are_letters(parts):
                sign = self.times
            gap = "" if not sign and self.notation == "plain" else " "
            shown += f"{gap}{sign} {written}" if sign else f"{gap}{written}"
        return shown

    def _over(self, top: Any, bottom: Any, level: int) -> str:
        if self.notation == "latex" and self.bare and all(_is_digit(part) for part in (top, bottom)):
            return rf"\{self.fraction}{self.write(top)}{self.write(bottom)}"
        if self.notation == "latex":
            return rf"\{self.fraction}{{{self.write(top)}}}{{{self.write(bottom)}}}"
        if self.notation == "typst":
            return f"{self._group(top)} / {self._group(bottom)}"
        between = "/" if isinstance(top, Num) and isinstance(bottom, Num) else " / "
        return f"{self.write(top, PRODUCT)}{between}{self.write(bottom, ATOM)}"

    def _group(self, formula: Any) -> str:
        return self.write(formula, ATOM)

    def _root(self, inner: str) -> str:
        bare = inner.replace(".", "").isdigit()
        if self.root == r"\sqrt…":
            # of LaTeX's \sqrt the next digit is the argument
            return rf"\sqrt{inner}" if len(inner) == 1 and bare else rf"\sqrt{{{inner}}}"
        return f"√{inner}" if self.root == "√" and bare else self.root.replace("√", "√(…)").replace("…", inner)

    def _power(self, of: Any) -> str:
        inner = self.write(of)
        if self.power == "e^" and self.notation == "plain":
            return f"e^{inner}" if isinstance(of, Num) and inner[0] not in "-−" else f"e^({inner})"
        return self.power.replace("…", inner)


def _is_digit(part: Any) -> bool:
    return isinstance(part, Num) and len(part.text) == 1


def _are_letters(parts: list[Any]) -> bool:
    """QKᵀ and XW_Q need no sign between them; q_1 k_2 does."""
    return all(isinstance(part, Sym) and part.base.isupper() for part in parts)
