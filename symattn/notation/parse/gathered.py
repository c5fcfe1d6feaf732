"""What gathers a whole formula between signs of its own: |x|, ‖x‖₂, ∑_{i=1}^{3} i², n!, binomial coefficients."""

from __future__ import annotations

from symattn.limits import CELLS
from symattn.notation.formula import Call, Formula, Name, Product, Sum, leaves_of
from symattn.notation.indexed import at_index, has_index
from symattn.notation.parse.cursor import Unreadable
from symattn.notation.parse.functions import Applied
from symattn.notation.parse.mark import CLOSE, NAME, NUMBER, RAISED, RELATION, SIGN, STOP, Mark
from symattn.notation.parse.spellings import BELOW, LOWERED
from symattn.page import Notation

BAR, BARS = "|", "‖"
LONGEST_BOUND = 3
"""Digits of the bounds of a sum."""
OF_FROBENIUS, OF_EUCLID, OF_ONES, OF_MOST = ("F",), ("2",), ("1",), ("∞",)
ENDS_FACTORIAL = (RELATION, CLOSE)
JOINS_FACTORIAL = "+-*/"


def is_bar(mark: Mark | None) -> bool:
    return mark is not None and mark.kind == STOP and mark.text in (BAR, BARS)


class Gathered(Applied):
    """Reads bars, sums over an index and factorials."""

    bar: str = ""
    """The bar that is open: the next one closes it."""

    # --- bars -------------------------------------------------------------------------------

    def barred(self, bar: Mark) -> Formula:
        """|−3|, ‖(3, 4)‖; in plain text no space is within the bars, as in tables drawn with them."""
        first = self.here()
        if self.bar or first is None or (first.spaced and not self.spaces_mean_nothing):
            raise Unreadable
        self.bar = bar.text
        try:
            of = self.sum()
        finally:
            self.bar = ""
        closing = self.here()
        if closing is None or not is_bar(closing) or closing.text != bar.text:
            raise Unreadable
        if closing.spaced and not self.spaces_mean_nothing:
            raise Unreadable
        self.position += 1
        return self.of_order(of, bar.text)

    @property
    def spaces_mean_nothing(self) -> bool:
        return self.notation in (Notation.LATEX, Notation.TYPST)

    def of_order(self, of: Formula, bar: str) -> Formula:
        """‖x‖₁, ‖x‖_2, ‖A‖_F, ‖x‖_∞."""
        order = self.order()
        if bar == BAR or order is None:
            return Call("bars", (of,))
        match order:
            case indices if indices == OF_EUCLID:
                return Call("bars", (of,))
            case indices if indices == OF_FROBENIUS:
                return Call("norm", (of,))
            case indices if indices == OF_ONES:
                return Call("sum", (Call("abs", (of,)),))
            case indices if indices == OF_MOST:
                return Call("max", (Call("abs", (of,)),))
        raise Unreadable

    def order(self) -> tuple[str, ...] | None:
        mark = self.here()
        if mark is not None and mark.kind == STOP and mark.text in BELOW:
            self.position += 1
            return (mark.text.translate(LOWERED),)
        return self.index_group() if self.took("_") else None

    # --- sums and products over an index ----------------------------------------------------

    def series(self, operation: str) -> Formula:
        """∑_{i=1}^{3} i²; of ∑_j e^{s_j} how far j goes is told by the names in it."""
        letter, first = self.lower_bound()
        last = self.upper_bound()
        body = self.product()
        if last is None:
            if operation != "sum" or not has_index(body, letter):
                raise Unreadable
            return Call("sum over", (Name(letter), body))
        if first is None or not first <= last or (last - first + 1) * leaves_of(body) > CELLS:
            raise Unreadable
        terms = tuple([at_index(body, letter, k) for k in range(first, last + 1)])
        if len(terms) == 1:
            return terms[0]
        return Sum(terms) if operation == "sum" else Product(terms)

    def lower_bound(self) -> tuple[str, int | None]:
        """The letter, and where it begins if that is told."""
        if not self.took("_"):
            raise Unreadable
        braced = self.opens("{(")
        if braced:
            self.position += 1
        letter = self.take()
        if letter.kind != NAME or len(letter.text) > 1:
            raise Unreadable
        first = None
        mark = self.here()
        if braced and mark is not None and mark.kind == RELATION and mark.text == "=":
            self.position += 1
            first = self.bound()
        if braced and self.take().kind != CLOSE:
            raise Unreadable
        return letter.text, first

    def upper_bound(self) -> int | None:
        """The number that ends it; None where a letter does, or nothing."""
        mark = self.here()
        if mark is not None and mark.kind == RAISED and mark.text.isdecimal():
            self.position += 1
            return int(mark.text)
        if not self.took("^"):
            return None
        braced = self.opens("{(")
        if braced:
            self.position += 1
        mark = self.here()
        if mark is not None and mark.kind == NAME:
            self.position += 1
            last = None
        else:
            last = self.bound()
        if braced and self.take().kind != CLOSE:
            raise Unreadable
        return last

    def bound(self) -> int:
        mark = self.take()
        if mark.kind != NUMBER or not mark.text.isdecimal() or len(mark.text) > LONGEST_BOUND:
            raise Unreadable
        return int(mark.text)

    # --- factorials -------------------------------------------------------------------------

    def is_factorial(self) -> bool:
        """Whether the ! just taken is one, and ends no sentence: 4! = 24."""
        mark = self.mark_at(self.position)
        if self.notation is Notation.LATEX or mark is None:
            return self.notation is Notation.LATEX
        return mark.kind in ENDS_FACTORIAL or (mark.kind == SIGN and mark.text in JOINS_FACTORIAL)

    def binomial(self) -> Formula:
        """\\binom{4}{2}."""
        return Call("binomial", (self.argument(), self.argument()))

    def argument(self) -> Formula:
        """What a LaTeX command takes (powers.py)."""
        raise NotImplementedError
