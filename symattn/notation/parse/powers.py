"""Powers: one factor of a product, with what is raised or set below it: x^2, W^Q_1, Kᵀ, softmax(…)_2, √2."""

from __future__ import annotations

from functools import partial

from symattn.notation.formula import (
    Call,
    Dots,
    Exponential,
    Formula,
    Hidden,
    Index,
    Name,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Transpose,
    Vector,
)
from symattn.notation.parse.beside import Beside
from symattn.notation.parse.cursor import Unreadable
from symattn.notation.parse.decimals import decimal
from symattn.notation.parse.gathered import OF_EUCLID, is_bar
from symattn.notation.parse.mark import COMMAND, LINE, NAME, NUMBER, OPEN, RAISED, RELATION, SIGN, Mark
from symattn.notation.parse.tables import CLOSING, ROUNDINGS
from symattn.page import Notation

RINGS = ("°", "∘")
BEFORE_RAISED = frozenset([RAISED, SIGN, OPEN, LINE])
MOST_RAISED = 8
"""Most exponents, indices and signs of transposition behind each other."""
LARGEST_PLACE = 1_000
PROJECTIONS = tuple((letter,) for letter in "QKVOqkvo")
"""The indices of the tables that project."""
LONGEST_IN_TOWER = 2
"""Digits of the numbers of 2^3^2."""
LONGEST_ABOVE = 8
"""Letters of a raised name that is no exponent: W^{query}."""


class Powers(Beside):
    """Reads one factor of a product."""

    # --- powers and indices -----------------------------------------------------------------

    def power(self) -> Formula:
        result = self.primary()
        run_together: list[Formula] = []
        if isinstance(result, Product) and self.marks[self.position - 1].kind == NAME:
            # of QKᵀ only K is transposed
            *run_together, result = result.factors
        for _ in range(MOST_RAISED):
            if not self.is_before(BEFORE_RAISED):
                break
            raised = self.tried(partial(self.raised, result))
            if raised is None:
                break
            result = raised
        return Product((*run_together, result), "") if run_together else result

    def raised(self, base: Formula) -> Formula | None:
        """The base with what stands behind it: an exponent, an index, a sign of transposition."""
        mark = self.here()
        if mark is None:
            return None
        if mark.kind == RAISED:
            self.position += 1
            return self.to_the(base, self.raised_digits(mark))
        if mark.kind == SIGN:
            return self.signed(base, mark)
        if mark.kind == OPEN and mark.text == "[" and not mark.spaced and isinstance(base, Name):
            return Name(base.base, (*base.indices, *self.bracket_index()), base.above)
        return None

    def signed(self, base: Formula, mark: Mark) -> Formula | None:
        self.position += 1
        match mark.text, base:
            case "^", Name() if (index := self.index_above()) is not None:
                return Name(base.base, base.indices, index)
            case "°", Number() | Name():
                return Call("degrees", (base,))
            case "∘", Number() if not self.opens("[(") and not self.begins_number():
                return Call("degrees", (base,))
            case "^", Number() | Name() if self.took_circle():
                return Call("degrees", (base,))
            case "^", _:
                return self.to_the(base, self.tower())
            case "'", Exponential(Number("1")):
                # e' is a letter
                return Name("e'")
            case "'", Name():
                return Name(base.base + "'", base.indices, base.above)
            case "'" | "ᵀ", _:
                return Transpose(base)
            case "!", Number() | Name() if self.is_factorial():
                return Call("factorial", (base,))
            case "_", Power(Call("bars") as sized, exponent) if self.index_group() == OF_EUCLID:
                return Power(sized, exponent)
            case "_", Name():
                return Name(base.base, (*base.indices, *self.index_group()), base.above)
            case "_", Call() | Vector():
                return self.entry_of(base)
        return None

    def begins_number(self) -> bool:
        """Whether a number, a name or a command of LaTeX comes next, which may be a factor."""
        mark = self.here()
        return mark is not None and mark.kind in (NUMBER, NAME, COMMAND)

    def took_circle(self) -> bool:
        r"""The ring of 30^\circ and 30^{\circ}, where it stands here."""
        is_braced = self.opens("{")
        ring = self.mark_at(self.position + is_braced)
        if ring is None or ring.kind != SIGN or ring.text not in RINGS:
            return False
        self.position += 1 + 2 * is_braced
        return True

    def to_the(self, base: Formula, exponent: Formula) -> Formula:
        """A power; but W_Q^1, and Q^2 where there is a Q^1, are of the first head, and of the second."""
        if isinstance(base, Name) and isinstance(exponent, Number) and exponent.text.isdecimal() and not base.above:
            first = Name(base.base, base.indices, "1")
            is_projection = base.base == "W" and base.indices in PROJECTIONS
            is_first = exponent.text == "1" and base.base[0].isupper()
            if is_projection or is_first or (base.base[0].isupper() and self.known(first.text)):
                return Name(base.base, base.indices, exponent.text)
        return _to_the(base, exponent)

    def tower(self) -> Formula:
        """2^3^2 is 2^(3^2)."""
        exponent = self.deeper(self.exponent)
        if not (isinstance(exponent, Number) and len(exponent.text) <= LONGEST_IN_TOWER and self.is_sign("^")):
            return exponent
        self.position += 1
        above = self.deeper(self.exponent)
        if self.is_sign("^") or not isinstance(above, Number) or len(above.text) > LONGEST_IN_TOWER:
            raise Unreadable
        return Power(exponent, above)

    def exponent(self) -> Formula:
        """A group in braces, a number or a capital ends here; what follows belongs to the base: W^Q_1, w^{Q}_{12}."""
        negative = self.took("-")
        mark = self.here()
        if mark is None:
            raise Unreadable
        is_name = mark.kind == NAME and (self.notation is Notation.LATEX or mark.text[0].isupper())
        is_closed = mark.kind == NUMBER or is_name or self.opens("{")
        result = self.primary() if is_closed else self.power()
        return negated(result) if negative else result

    def index_above(self) -> str | None:
        """The (1) of x^{(1)}."""
        inner = self.group_text() if self.opens("{") else None
        if inner is None or not (inner[0].startswith("(") and inner[0].endswith(")")):
            return None
        self.position = inner[1]
        return inner[0].strip("() ")

    def entry_of(self, base: Formula) -> Formula:
        """softmax(…)_2: the second entry."""
        (index, *others) = self.index_group()
        if others or not index.isdecimal() or len(index) > 4 or not 0 < int(index) < LARGEST_PLACE:
            raise Unreadable
        return Index(base, (int(index),))

    def raised_digits(self, mark: Mark) -> Formula:
        number = self.number_at(mark.text.lstrip("+-") or "1", mark)
        return Negative(number) if mark.text.startswith("-") else number

    # --- primaries --------------------------------------------------------------------------

    def primary(self) -> Formula:
        mark = self.mark_at(self.position)
        if mark is not None and mark.kind == NUMBER:
            self.position += 1
            return self.number(mark)
        return self.once(self.position, self.begun)

    def begun(self) -> Formula:
        mark = self.take()
        match mark.kind:
            case "number":
                return self.number(mark)
            case "name":
                return self.named(mark)
            case "word":
                return self.worded(mark)
            case "open" if mark.text in ROUNDINGS:
                return Call(ROUNDINGS[mark.text], (self.cells(CLOSING[mark.text]),))
            case "open":
                return self.cells(CLOSING[mark.text])
            case "stop" if is_bar(mark):
                return self.barred(mark)
            case "command":
                return self.command(mark)
            case "table":
                return self.drawn(mark)
            case "dots":
                return Dots(mark.text)
            case "sign" if mark.text == "√":
                return Root(self.power())
            case "sign" if mark.text == "-":
                return negated(self.power())
        raise Unreadable

    def number(self, mark: Mark) -> Formula:
        if "/" in mark.text:
            top, _, bottom = mark.text.partition("/")
            return Quotient(self.number_at(top, mark), self.number_at(bottom, mark))
        return self.number_at(decimal(mark.text, comma=self.decimal_comma), mark)

    def command(self, mark: Mark) -> Formula:
        match mark.text:
            case "frac":
                return Quotient(self.argument(), self.argument())
            case "sqrt":
                return self.root()
            case "sum" | "prod":
                return self.series(mark.text)
            case "binom":
                return self.binomial()
            case "begin":
                return self.environment()
            case "matrix" if self.opens("{"):
                self.take()
                return self.cells("}")
            case "brace":
                return self.over_brace()
            case accent if len(accent) == 1:
                of = self.argument()
                return Name(of.base + accent, of.indices, of.above) if isinstance(of, Name) else of
        raise Unreadable

    def over_brace(self) -> Formula:
        r"""\underbrace{0.67}_{\alpha_1}: a name under the brace is no index; `{= 3}` there is a relation of its own."""
        of = self.argument()
        first = self.mark_at(self.position + 2)
        if self.is_sign("_", "^") and first is not None and first.kind != RELATION:
            self.position += 1
            if self.opens("{"):
                self.position = self.behind_group()
            else:
                self.take()
        return of

    def behind_group(self) -> int:
        """The mark behind the braces that open here."""
        level = 0
        for i in range(self.position, len(self.marks)):
            level += (self.marks[i].text == "{") - (self.marks[i].text == "}")
            if level == 0:
                return i + 1
        raise Unreadable

    def root(self) -> Formula:
        """\\sqrt{2}; \\sqrt[3]{8} is 8^(1/3)."""
        if not self.opens("["):
            return Root(self.argument())
        degree = self.primary()
        if not isinstance(degree, Vector) or len(degree.entries) != 1:
            raise Unreadable
        return Power(self.argument(), Quotient(Number("1"), degree.entries[0]))

    def argument(self) -> Formula:
        """What a LaTeX command takes: a group, or one digit or letter."""
        if self.is_sign("-", "√"):
            raise Unreadable
        return self.primary()


def negated(of: Formula) -> Formula:
    """−∞ is one sign, as ∞ alone stands for it too where a score is hidden."""
    return of if isinstance(of, Hidden) else Negative(of)


def _to_the(base: Formula, exponent: Formula) -> Formula:
    """Base and exponent; but T transposes, and a name over a table's letter is an index."""
    match exponent, base:
        case Name("T" | "⊤", ()), _:
            return Transpose(base)
        case Name(text, indices), Name() if base.base[0].isupper() or text[0].isupper():
            if len(text) > LONGEST_ABOVE:
                return Power(base, exponent)
            return Name(base.base, (*base.indices, *indices), text)
    return Exponential(exponent) if base == Exponential(Number("1")) else Power(base, exponent)
