"""Mathematics as people write it → Formula, from marks (marks.py), by this grammar (loosest first):

    sum      = ["-" | "+"] product { ("+" | "-") product }
    product  = power { ("*" | "/" | "x" | "." | "⊙") factor | power }   side by side: 2a, 0.4[1,0], 0.198(1), QK^T, AV
    factor   = ["-"] power
    power    = primary { "^" exponent | raised | "ᵀ" | "'" | "_" index | "[" places "]" }
    exponent = ["-"] power | "{(" index ")}"                      a raised name that is no T is an index: W^Q, x^{(1)}
    primary  = number | name | function argument | "√" power | "-" power | "frac" argument argument | "sqrt" argument
             | "sqrt" "[" sum "]" argument | accent argument | table | "∞" | "…"
    argument = "{" sum "}" | number | name                        what a command of LaTeX takes
    name     = letters [ "(" few marks ")" ] | row-word number    PE(3, 0), P(cat|the), row 2
    function = exp, softmax, … (spellings.py)                     argument: a bracket, or a power where that is usual
    table    = "[" cells "]" | "(" cells ")" | "{" cells "}" | "begin" cells "end" | mat(…) | one drawn over lines
    cells    = ["≈"] sum { ("," | ";" | "&" | "\\\\" | a space) ["≈"] sum }     rows end with ";" and "\\\\"

The signs are those of spellings.py: `\\times`, `×` and Typst's `times` are "*". A product goes on in the next line only
with an operator that begins no item of a list. Numbers beside brackets multiply in all notations, names only in LaTeX
and Typst, or where they are tables known by name. Nothing here raises to the outside: ``side`` gives None where no
formula begins, else as much as can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from symattn.limits import NESTING
from symattn.notation.formula import LEAVES, Formula, Negative, Number, Power, Sum, parts_of
from symattn.notation.parse.factors import Factors
from symattn.notation.parse.mark import COMMAND, LINE, NAME, NUMBER, OPEN, SIGN, STOP, TABLE, WORD, Mark
from symattn.notation.parse.powers import BEFORE_RAISED, Powers, negated
from symattn.notation.parse.spellings import FUNCTIONS
from symattn.page import Notation

BEFORE_FACTOR = frozenset([SIGN, LINE, STOP, NAME, OPEN, COMMAND, TABLE])
BEFORE_TERM = frozenset([SIGN, LINE])
GOES_ON = BEFORE_RAISED | BEFORE_FACTOR | BEFORE_TERM
"""What behind a number may belong to one formula with it."""
ENTRYWISE = ("⊙", "∘")
"""Signs of the product of two tables entry by entry."""
READ_BY_ITSELF = frozenset([NUMBER, SIGN])
"""Marks with which a formula may begin though none of the grammar's primaries does there."""
MOST_ALTERNATING = 20
"""Most changes between ·, /, ⊙ and nothing in one product: each makes the formula a level deeper."""


@dataclass
class Written:
    """A formula and where it stands."""

    formula: Formula
    start: int
    end: int
    next: int
    """The first mark behind it."""
    places: dict[int, tuple[int, int]]
    """Where each Number node (by id; the formula keeps it alive) stands in the text."""


class Reader(Powers):
    """Reads formulas from a list of marks."""

    def side(self, position: int) -> Written | None:
        """The longest formula that begins at this mark."""
        self.position, self.depth, self.brackets, self.spaced_cells = position, 0, 0, False
        self.numbers.clear()
        if position in self.dead and not self.is_before(READ_BY_ITSELF):
            # of ((((( … no bracket begins a formula if the first does not
            return None
        formula = self.tried(self.sum)
        parts = None if formula is None else _parts(formula)
        if formula is None or parts is None:
            return None
        own = {id(part) for part in parts if isinstance(part, Number)} if self.numbers else set()
        places = {id(node): (start, end) for node, start, end in self.numbers if id(node) in own}
        return Written(formula, self.marks[position].start, self.marks[self.position - 1].end, self.position, places)

    def sum(self) -> Formula:
        return self.lone_number() or self.deeper(self.terms)

    def lone_number(self) -> Formula | None:
        """A number with nothing behind it that goes on, as most entries of tables are, needs no more of the grammar."""
        mark, at = self.here(), self.position
        is_negative = mark is not None and mark.kind == SIGN and mark.text == "-"
        if is_negative:
            at += 1
            mark = self.mark_at(at)
        after = self.mark_at(at + 1)
        if mark is None or mark.kind != NUMBER or (after is not None and after.kind in GOES_ON):
            return None
        self.position = at + 1
        return Negative(self.number(mark)) if is_negative else self.number(mark)

    def terms(self) -> Formula:
        terms = [negated(self.product()) if self.took("-", "+") == "-" else self.product()]
        while self.is_before(BEFORE_TERM) and (term := self.tried(self.added_term)) is not None:
            terms.append(term)
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def added_term(self) -> Formula | None:
        mark = self.to_operator()
        if mark is None or mark.kind != SIGN or mark.text not in "+-":
            return None
        if mark.text == "-" and (self.is_next_cell() or self.is_dash(mark)):
            return None
        self.position += 1
        self.pass_line_end()
        is_negative = (self.took("-") == "-") != (mark.text == "-")
        term = self.product()
        return negated(term) if is_negative else term

    def is_dash(self, mark: Mark) -> bool:
        """Whether a remark begins here: 0.5 - which is less."""
        word, behind = self.mark_at(self.position + 1), self.mark_at(self.position + 2)
        if (
            self.notation is not Notation.PROSE
            or word is None
            or word.kind != NAME
            or not (mark.spaced and word.spaced)
        ):
            return False
        is_word = word.text == "a" or (len(word.text) > 1 and word.text.isalpha() and word.text.islower())
        goes_on = behind is not None and behind.kind in (NAME, WORD) and behind.spaced
        return is_word and goes_on and word.text not in FUNCTIONS and not self.known(word.text)

    def is_next_cell(self) -> bool:
        """Whether the minus here begins the next entry of a row written with spaces: [1 -1]."""
        after = self.mark_at(self.position + 1)
        return self.spaced_cells and self.marks[self.position].spaced and after is not None and not after.spaced

    def product(self) -> Formula:
        first = self.power()
        if not self.is_before(BEFORE_FACTOR):
            return first
        factors = Factors(first)
        while factors.height < MOST_ALTERNATING and self.is_before(BEFORE_FACTOR):
            if self.tried(partial(self.multiply, factors)) is None:
                break
        return factors.formula

    def multiply(self, factors: Factors) -> Formula | None:
        """Read one more factor, and give it; None where none follows."""
        mark = self.to_operator()
        if mark is None:
            return None
        left = factors.last
        if mark.kind == SIGN and mark.text in "*/":
            self.position += 1
            self.pass_line_end()
            factor = self.deeper(self.factor)
            if mark.text == "/":
                factors.divide(self.tried(partial(self.scientific, factor)) or factor)
            else:
                factors.multiply(factor, "·")
            self.merge_power_of_ten(left, factor, factors)
        elif mark.kind == SIGN and mark.text in ENTRYWISE:
            self.position += 1
            self.pass_line_end()
            factors.pair(self.deeper(self.factor))
        elif self.is_dot(mark) or self.is_cross(mark, factors.last):
            self.position += 1
            factors.multiply(self.deeper(self.factor), "·")
            self.merge_power_of_ten(left, factors.last, factors)
        elif self.stands_beside(mark, factors.last):
            factors.multiply(self.power(), "")
        else:
            return None
        return factors.last

    def merge_power_of_ten(self, left: Formula, right: Formula, factors: Factors) -> None:
        """1.224 × 10^5 is one number, rounded at its last digit as every decimal is; 3 × 10^5 is a product."""
        match left, right:
            case Number(mantissa), Power(Number("10"), Number(power) as last) if "." in mantissa:
                text = f"{mantissa}e{power}"
            case Number(mantissa), Power(Number("10"), Negative(Number(power) as last)) if "." in mantissa:
                text = f"{mantissa}e-{power}"
            case _:
                return
        if factors.last is not right or not power.isdigit() or "e" in mantissa or "%" in mantissa:
            return
        places = {id(node): (start, end) for node, start, end in self.numbers}
        number = Number(text)
        self.numbers.append((number, places[id(left)][0], places[id(last)][1]))
        factors.merge(number)

    def scientific(self, mantissa: Formula) -> Formula | None:
        """2/1.5×10^3: the power belongs to what is below the bar."""
        mark = self.to_operator()
        if not isinstance(mantissa, Number) or mark is None or mark.kind != SIGN or mark.text != "*":
            return None
        self.position += 1
        factors = Factors(mantissa)
        factors.multiply(self.power(), "·")
        self.merge_power_of_ten(mantissa, factors.last, factors)
        return factors.formula if isinstance(factors.formula, Number) else None

    def factor(self) -> Formula:
        return negated(self.power()) if self.took("-") else self.power()


def _parts(formula: Formula) -> list[Formula] | None:
    """All parts of the formula; None where they are nested deeper than whatever works with it can follow."""
    level: list[Formula] = [formula]
    if isinstance(formula, LEAVES):
        return level
    found = list(level)
    for _ in range(NESTING):
        level = [part for above in level for part in parts_of(above)]
        if not level:
            return found
        found += level
    return None
