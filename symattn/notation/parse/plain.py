"""Plain and Unicode mathematics → Formula, by this grammar (loosest first):

    chain    = sum { ("=" | "≈" | "→") sum }
    sum      = ["-" | "+"] product { ("+" | "-") product }
    product  = power { ("*" | "/") power  |  power }          side by side only after a number or a bracket: 2a, 3(a+b)
    power    = primary { "^" sign power | "ᵀ" | "'" | "[" index { "," index } "]" }
    primary  = number | name | "√" power | function ( "(" sum { "," sum } ")" | power ) | "(" sum ")" | table | "∞"
    table    = "[" sum { "," sum } "]"                        a row; a table where each entry is a row

``*`` may be typed ``·`` or ``×``, ``^`` also ``**``, ``-`` also ``−``. ``e`` is Euler's number.
"""

from __future__ import annotations

import re

from symattn.errors import LimitError, ReadingError
from symattn.limits import NESTING
from symattn.notation.formula import (
    Call,
    Chain,
    Exponential,
    Formula,
    Index,
    Link,
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
)
from symattn.notation.parse.tokens import END, NAME, NUMBER, Token, shown, tokens

FUNCTIONS = {"sqrt", "exp", "ln", "log", "softmax", "sum"}
OF_ROWS = {"softmax", "sum"}
"""Functions only before a bracket: `Sum = 5.056` is a name."""
RUN_ON = re.compile(r"(sqrt|exp|ln|log)([0-9]+)")
RELATIONS = {"=", "≈", "→"}
NOT_NUMBERS = {"nan", "inf", "infinity", "pi", "π"}
INDEXED = re.compile(
    r"(?P<base>[^\W\d_]\u0303?|[a-z]{2,7}(?=_))(?:_?(?P<digits>\d{1,4})|_(?P<index>\w{1,3})|_\{(?P<braced>[^{}]*)\})"
)


def parse(text: str) -> Formula:
    """The formula written in `text`; ReadingError says what was found and what was due."""
    parser = _Parser(text)
    formula = parser.sum()
    parser.expect(END, "an operator or the end")
    return formula


def parse_chain(text: str) -> Chain:
    """`a = b ≈ c`, a chain of relations."""
    return parse_chain_with_spans(text)[0]


def parse_chain_with_spans(text: str) -> tuple[Chain, list[tuple[int, int]]]:
    """The chain, and where in the text each of its sides begins and ends."""
    parser = _Parser(text)
    first, spans, links = parser.sum(), [parser.span_from(0)], []
    while parser.here.text in RELATIONS:
        sign, start = parser.take().text, parser.position
        links.append(Link(sign, parser.sum()))
        spans.append(parser.span_from(start))
    parser.expect(END, "a relation sign, an operator or the end")
    return Chain(first, tuple(links)), spans


def name_of(text: str) -> Name:
    """``x_12``, ``x12`` and ``x_{12}`` are x with the indices 1, 2; a longer word is a name without index."""
    match = INDEXED.fullmatch(text)
    if match is None:
        return Name(text)
    index = match["digits"] or match["index"] or match["braced"].replace(" ", "")
    return Name(match["base"], tuple(index.split(",")) if "," in index else tuple(index))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.position = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    def span_from(self, position: int) -> tuple[int, int]:
        """Where the tokens from `position` up to here stand in the text."""
        last = self.tokens[self.position - 1]
        return self.tokens[position].start, last.end

    def take(self) -> Token:
        token = self.here
        self.position += 1
        return token

    def took(self, sign: str) -> bool:
        if self.here.text == sign and self.here.kind != NAME:
            self.position += 1
            return True
        return False

    def expect(self, what: str, due: str) -> None:
        if (self.here.kind == END and what == END) or self.took(what):
            return
        raise self.error(due)

    def error(self, due: str) -> ReadingError:
        token = self.here
        found = "the end" if token.kind == END else repr(token.text)
        return ReadingError(f"{found} at character {token.start + 1} of {shown(self.text)}, where {due} is due")

    def deeper(self) -> None:
        """One level of nesting more, whatever makes it: brackets, powers, roots, or 1/1/1/…"""
        self.depth += 1
        if self.depth > NESTING:
            raise LimitError(f"{shown(self.text)} is nested more than {NESTING} deep; that deep is not read")

    def sum(self) -> Formula:
        self.deeper()
        terms = [self.term(first=True)]
        while self.here.text in ("+", "-"):
            terms.append(self.term(first=False))
        self.depth -= 1
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def term(self, *, first: bool) -> Formula:
        if self.took("-"):
            return Negative(self.product())
        if not self.took("+") and not first:
            raise self.error("+ or -")
        return self.product()

    def product(self) -> Formula:
        result, before = self.power(), self.depth
        while True:
            if self.took("*"):
                if isinstance(result, Product) and result.sign == "·":
                    result = Product((*result.factors, self.factor()))
                    continue
                result = Product((result, self.factor()))
            elif self.took("/"):
                result = Quotient(result, self.factor())
            elif self.stands_beside(result):
                result = Product((result, self.power()), "")
            else:
                self.depth = before
                return result
            self.deeper()

    def factor(self) -> Formula:
        return Negative(self.power()) if self.took("-") else self.power()

    def stands_beside(self, left: Formula) -> bool:
        """Whether the next token multiplies without a sign: 2a, 2√3, 3(a + b), 0.4[1, 0]."""
        starts = self.here.kind == NAME or self.here.text in ("√", "(", "[")
        return starts and isinstance(left, Number | Product | Quotient | Root)

    def power(self) -> Formula:
        base, before = self.primary(), self.depth
        while True:
            if self.took("^"):
                base = self.raised(base)
            elif self.took("ᵀ") or self.took("'"):
                base = Transpose(base)
            elif isinstance(base, Name) and self.took("["):
                base = Index(base, tuple(self.index()))
            else:
                self.depth = before
                return base
            self.deeper()

    def raised(self, base: Formula) -> Formula:
        self.deeper()
        exponent = Negative(self.power()) if self.took("-") else self.power()
        self.depth -= 1
        if exponent == Name("T"):
            return Transpose(base)
        return Exponential(exponent) if base == Exponential(Number("1")) else Power(base, exponent)

    def index(self) -> list[int]:
        places: list[int] = []
        while True:
            if not (self.here.kind == NUMBER and self.here.text.isdigit() and len(self.here.text) < 6):
                raise self.error("the number of a row or column, counted from 1,")
            places.append(int(self.take().text))
            if not self.took(","):
                self.expect("]", "',' or ']'")
                return places

    def primary(self) -> Formula:
        token = self.take()
        if token.kind == NUMBER:
            return Number(token.text)
        if token.kind == NAME:
            return self.named(token)
        match token.text:
            case "√":
                return Root(self.nested_power())
            case "(":
                inner = self.sum()
                self.expect(")", "')'")
                return inner
            case "[":
                return self.table()
            case "∞":
                raise ReadingError(f"∞ in {shown(self.text)} is not a number; a problem hides cells with 'visible'")
        self.position -= 1
        raise self.error("a number, a letter or a bracket")

    def nested_power(self) -> Formula:
        self.deeper()
        result = self.power()
        self.depth -= 1
        return result

    def named(self, token: Token) -> Formula:
        lower = token.text.lower()
        if lower in NOT_NUMBERS:
            raise ReadingError(
                f"{token.text!r} in {shown(self.text)} is neither a number worked with here nor a letter"
            )
        if token.text == "e":
            return Exponential(Number("1"))
        run_on = RUN_ON.fullmatch(lower)
        if run_on:
            raise ReadingError(
                f"{token.text!r} in {shown(self.text)} is no letter; did you mean {run_on[1]}({run_on[2]})?"
            )
        if lower not in FUNCTIONS or (lower in OF_ROWS and self.here.text != "("):
            return name_of(token.text)
        arguments = self.arguments() if self.took("(") else [self.nested_power()]
        match lower, arguments:
            case "sqrt", [of]:
                return Root(of)
            case "exp", [of]:
                return Exponential(of)
            case (("ln" | "log"), [of]):
                return Logarithm(of)
            case (("softmax" | "sum"), _):
                return Call(lower, tuple(arguments))
        raise ReadingError(f"{token.text} takes one value; {len(arguments)} are given in {shown(self.text)}")

    def arguments(self) -> list[Formula]:
        arguments = [self.sum()]
        while self.took(","):
            arguments.append(self.sum())
        self.expect(")", "',' or ')'")
        return arguments

    def table(self) -> Formula:
        if self.took("]"):
            raise ReadingError(f"[] in {shown(self.text)} is empty; a row needs at least one entry")
        entries = [self.sum()]
        while self.took(",") or self.took(";"):
            entries.append(self.sum())
        self.expect("]", "',' or ']'")
        rows = [entry.entries for entry in entries if isinstance(entry, Vector)]
        if not rows:
            return Vector(tuple(entries))
        lengths = [len(row) for row in rows]
        if len(rows) != len(entries) or len(set(lengths)) > 1:
            raise ReadingError(f"the rows of the table {shown(self.text)} differ in length: {_lengths(entries)}")
        return Matrix(tuple(rows))


def _lengths(entries: list[Formula]) -> str:
    return ", ".join(str(len(entry.entries)) if isinstance(entry, Vector) else "a single number" for entry in entries)
