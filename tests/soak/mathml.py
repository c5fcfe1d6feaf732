"""A pen that writes MathML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from formulas import Dots, Exp, Hidden, Num, Over, Plus, Root, Row, Softmax, Sym, Table, Times, Word
from pens import ATOM, PRODUCT, SUM, Pen

MINUS, LEFT, RIGHT, COMMA = "<mo>−</mo>", '<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>', "<mo>,</mo>"


@dataclass(frozen=True)
class MathmlPen(Pen):
    """Writes what a browser shows as a formula."""

    def write(self, formula: Any, level: int = SUM) -> str:
        match formula:
            case Num(text):
                return self._bracketed(number(text, self.times), level > SUM and text.startswith("-"))
            case Hidden():
                return f"<mrow>{MINUS}<mi>∞</mi></mrow>"
            case Dots():
                return "<mo>…</mo>"
            case Sym():
                return symbol(formula)
            case Word(text):
                return f"<mtext>{text}</mtext>"
            case Row(cells):
                return f"<mrow>{LEFT}{COMMA.join(self.write(cell) for cell in cells)}{RIGHT}</mrow>"
            case Table(rows, transposed):
                return self._table(rows, transposed)
            case Times(parts):
                return self._bracketed(self._times(parts), level > PRODUCT)
            case Plus(parts):
                terms = [self.write(part, SUM if i == 0 else PRODUCT) for i, part in enumerate(parts)]
                return self._bracketed("<mo>+</mo>".join(terms), level > SUM)
            case Over(top, bottom):
                return f"<mfrac>{grouped(self.write(top))}{grouped(self.write(bottom))}</mfrac>"
            case Root(of):
                return f"<msqrt>{self.write(of)}</msqrt>"
            case Exp(of):
                return f"<msup><mi>e</mi>{grouped(self.write(of))}</msup>"
            case Softmax(of):
                return f"<mi>softmax</mi>{LEFT}{self.write(of)}{RIGHT}"
        raise TypeError(formula)

    def _bracketed(self, shown: str, needed: bool) -> str:
        return f"{LEFT}{shown}{RIGHT}" if needed else shown

    def _times(self, parts: list[Any]) -> str:
        shown = self.write(parts[0], PRODUCT)
        for part in parts[1:]:
            sign = "" if isinstance(part, Sym | Table) else self.times
            shown += sign + self.write(part, ATOM)
        return shown

    def _table(self, rows: list[list[Any]], transposed: bool) -> str:
        lines = ("".join(f"<mtd>{self.write(cell)}</mtd>" for cell in row) for row in rows)
        table = f"<mtable>{''.join(f'<mtr>{line}</mtr>' for line in lines)}</mtable>"
        shown = f"<mrow><mo>[</mo>{table}<mo>]</mo></mrow>"
        return f"<msup>{shown}<mi>T</mi></msup>" if transposed else shown


def grouped(shown: str) -> str:
    return f"<mrow>{shown}</mrow>"


def number(text: str, times: str) -> str:
    mantissa, e, power = text.removeprefix("-").partition("e")
    shown = f"<mn>{mantissa}</mn>"
    if e:
        shown += f"{times}<msup><mn>10</mn>{grouped(number(power, times))}</msup>"
    return (MINUS if text.startswith("-") else "") + shown


def symbol(name: Sym) -> str:
    base = f"<mi>{name.base}</mi>"
    below = f"<mn>{name.sub}</mn>" if name.sub.isdigit() else f"<mi>{name.sub}</mi>"
    match bool(name.sub), name.transposed:
        case True, True:
            return f"<msubsup>{base}{below}<mi>T</mi></msubsup>"
        case True, False:
            return f"<msub>{base}{below}</msub>"
        case False, True:
            return f"<msup>{base}<mi>T</mi></msup>"
    return base


MATHML = MathmlPen("mathml", times="<mo>⋅</mo>", equal="<mo>=</mo>", approx="<mo>≈</mo>", comma=COMMA)
