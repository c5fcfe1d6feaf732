"""Mathematics as people write it → Formula, from marks (marks.py), by this grammar (loosest first):

    sum      = ["-" | "+"] product { ("+" | "-") product }
    product  = power { ("*" | "/") factor | factor }              side by side: 2a, 0.4[1,0], 0.198(1), QK^T, AV
    power    = primary { "^" exponent | raised | "ᵀ" | "'" }      a raised name that is no T is an index: W^Q, x^{(1)}
    primary  = number | name | function argument | root | fraction | group | table | "∞" | "…"
    name     = letters { "_" index } [ "[" places "]" ] [ "(" arguments ")" ]
    table    = "[" cells "]" | "(" cells ")" | \\begin{bmatrix} … \\end{bmatrix} | mat(…)     a row, or a table of rows
    cells    = sum { ("," | ";" | "&" | "\\\\" | a space) sum }

Nothing here raises to the outside: ``side`` gives None where no formula begins, else as much as can be read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from symattn.limits import NESTING
from symattn.notation.formula import (
    Call,
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
)
from symattn.notation.parse.marks import (
    CELL,
    CLOSE,
    COMMA,
    COMMAND,
    LINE,
    LOWERED,
    NAME,
    NUMBER,
    OPEN,
    RAISED,
    RELATION,
    ROW,
    SEMICOLON,
    SIGN,
    STOP,
    WORD,
    Mark,
)
from symattn.notation.parse.plain import name_of
from symattn.page import Notation

FUNCTIONS = {
    "exp", "ln", "log", "sqrt", "softmax", "sum", "sin", "cos", "tan", "tanh", "max", "min", "mean", "average", "avg",
    "relu", "sigmoid", "gelu", "σ", "diag", "abs", "var", "variance", "std", "log2", "log10", "norm", "transpose",
}  # fmt: skip
NEED_BRACKETS = FUNCTIONS - {"exp", "ln", "log", "sqrt", "sin", "cos", "tan", "tanh", "log2", "log10"}
"""`Sum = 5.056` and `softmax = …` are names."""
TABLES = {"mat", "vec", "Matrix", "array", "tensor"}
ROW_WORDS = {"row", "行", "第", "hàng", "fila", "zeile", "ligne", "linha", "baris", "riga", "строка"}
SAME_ROW = (COMMA, CELL)
ENDS_ROW = (SEMICOLON, ROW)
CLOSING = {"(": ")", "[": "]", "{": "}"}
INFIX = {"+", "-", "*", "/"}


class Unreadable(Exception):
    """No formula here; never leaves this module."""


@dataclass
class Written:
    """A formula and where it stands."""

    formula: Formula
    start: int
    end: int
    next: int
    """The first mark behind it."""


@dataclass
class Reader:
    """Reads formulas from a list of marks."""

    marks: Sequence[Mark]
    notation: Notation
    known: Callable[[str], bool] = lambda name: False
    """Whether a name is bound: QK is then Q·K."""
    decimal_comma: bool = False
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Where each Number node (by id; the formulas keep them alive) stands in the text."""
    position: int = 0
    depth: int = 0
    brackets: int = 0
    """How many brackets are open: inside, line ends mean nothing."""
    spaced_cells: bool = False
    dead: set[int] = field(default_factory=set)
    """Brackets already found to be no formula."""

    def side(self, position: int) -> Written | None:
        """The longest formula that begins at this mark."""
        self.position, self.depth, self.brackets, self.spaced_cells = position, 0, 0, False
        try:
            formula = self.sum()
        except Unreadable:
            return None
        return Written(formula, self.marks[position].start, self.marks[self.position - 1].end, self.position)

    # --- marks ------------------------------------------------------------------------------

    def here(self) -> Mark | None:
        self.pass_lines()
        return self.marks[self.position] if self.position < len(self.marks) else None

    def pass_lines(self) -> None:
        if self.brackets:
            while self.position < len(self.marks) and self.marks[self.position].kind == LINE:
                self.position += 1

    def is_sign(self, *texts: str) -> bool:
        mark = self.here()
        return mark is not None and mark.kind == SIGN and mark.text in texts

    def took(self, *texts: str) -> bool:
        if self.is_sign(*texts):
            self.position += 1
            return True
        return False

    def take(self) -> Mark:
        mark = self.here()
        if mark is None:
            raise Unreadable
        self.position += 1
        return mark

    def infix_ahead(self) -> Mark | None:
        """The operator that comes next, across line ends: a sum may go on in the next line."""
        at = self.position
        while at < len(self.marks) and self.marks[at].kind == LINE and self.marks[at].text == "\n":
            at += 1
        if at == self.position or at >= len(self.marks):
            return self.here()
        mark = self.marks[at]
        if mark.kind == SIGN and mark.text in ("+", "*", "-"):
            after = self.marks[at + 1] if at + 1 < len(self.marks) else None
            # a line that begins with "- " or "* " is mostly an item of a list
            if after is not None and after.kind in (NUMBER, OPEN) and (mark.text != "-" or not after.spaced):
                if mark.text == "+" or self.notation in (Notation.LATEX, Notation.TYPST):
                    self.position = at
                    return mark
            if self.notation is Notation.CODE and mark.text == "*" and after is not None and after.kind in (LINE, OPEN):
                self.position = at
                return mark
        return self.here()

    # --- the grammar ------------------------------------------------------------------------

    def sum(self) -> Formula:
        self.depth += 1
        if self.depth > NESTING:
            raise Unreadable
        negative = self.took("-")
        if not negative:
            self.took("+")
        terms = [Negative(self.product()) if negative else self.product()]
        while True:
            mark = self.infix_ahead()
            if mark is None or mark.kind != SIGN or mark.text not in ("+", "-"):
                break
            if mark.text == "-" and self.is_next_cell():
                break
            before = self.position
            self.position += 1
            try:
                self.pass_single_line()
                inner = self.took("-")
                term = self.product()
            except Unreadable:
                self.position = before
                break
            terms.append(Negative(term) if (mark.text == "-") != inner else term)
        self.depth -= 1
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def is_next_cell(self) -> bool:
        """Whether the minus here begins the next entry of a row written with spaces: [1 -1]."""
        if not self.spaced_cells:
            return False
        after = self.marks[self.position + 1] if self.position + 1 < len(self.marks) else None
        return self.marks[self.position].spaced and after is not None and not after.spaced

    def pass_single_line(self) -> None:
        while self.position < len(self.marks) and self.marks[self.position].kind == LINE:
            if self.marks[self.position].text != "\n":
                raise Unreadable
            self.position += 1

    def product(self) -> Formula:
        result = self.power()
        while True:
            mark = self.infix_ahead()
            if mark is None:
                return result
            before = self.position
            if mark.kind == SIGN and mark.text in ("*", "/"):
                self.position += 1
                try:
                    self.pass_single_line()
                    factor = self.factor()
                except Unreadable:
                    self.position = before
                    return result
                result = Quotient(result, factor) if mark.text == "/" else _times(result, factor)
            elif self.is_dot(mark) or self.is_cross(mark, result):
                self.position += 1
                try:
                    result = _times(result, self.factor())
                except Unreadable:
                    self.position = before
                    return result
            elif self.stands_beside(mark, result):
                try:
                    result = Product((result, self.power()), "")
                except Unreadable:
                    self.position = before
                    return result
            else:
                return result

    def factor(self) -> Formula:
        self.depth += 1
        if self.depth > NESTING:
            raise Unreadable
        result = Negative(self.power()) if self.took("-") else self.power()
        self.depth -= 1
        return result

    def is_dot(self, mark: Mark) -> bool:
        """Q . K, with a space on either side."""
        if mark.kind != STOP or mark.text != "." or not mark.spaced or self.position + 1 >= len(self.marks):
            return False
        after = self.marks[self.position + 1]
        return after.spaced and after.kind in (NAME, OPEN) and not (after.text.islower() and len(after.text) > 2)

    def is_cross(self, mark: Mark, left: Formula) -> bool:
        """The letter x for ×: 0.4 x [1, 0]."""
        if mark.kind != NAME or mark.text not in ("x", "X") or self.notation is Notation.LATEX:
            return False
        after = self.marks[self.position + 1] if self.position + 1 < len(self.marks) else None
        number_before = not isinstance(left, Name)
        return number_before and mark.spaced and after is not None and after.kind in (NUMBER, OPEN) and after.spaced

    def stands_beside(self, mark: Mark, left: Formula) -> bool:
        """Whether the next mark multiplies without a sign."""
        if self.position in self.dead:
            return False
        free = self.notation in (Notation.LATEX, Notation.TYPST)
        match mark.kind:
            case "open":
                if mark.text == "{":
                    return False
                if self.spaced_cells and mark.spaced:
                    return False
                return not isinstance(left, Matrix | Vector) and (free or (not mark.spaced and self.opens_numbers()))
            case "command":
                return mark.text in ("frac", "sqrt", "begin", "matrix") or len(mark.text) == 1
            case "name":
                if self.spaced_cells and mark.spaced:
                    return False
                if mark.text in ("∞", "and", "or", "for", "is") or (mark.text == "if" and free):
                    return False
                if free:
                    return self.notation is Notation.LATEX or not isinstance(left, Vector)
                if isinstance(left, Number | Quotient | Root):
                    return not mark.spaced and (len(mark.text) < 3 or mark.text in FUNCTIONS)
                # Q Kᵀ, A V: capitals of tables side by side
                return (
                    isinstance(left, Name | Product | Transpose)
                    and self.is_table_name(mark)
                    and self.ends_in_table(left)
                )
            case "sign":
                return mark.text == "√" and not mark.spaced
            case "table":
                return True
        return False

    def opens_numbers(self) -> bool:
        """Whether mathematics, not a remark in words, is in the bracket here."""
        after = self.marks[self.position + 1] if self.position + 1 < len(self.marks) else None
        if after is None or after.kind not in (NUMBER, OPEN, SIGN, NAME, COMMAND):
            return False
        return after.kind != NAME or len(after.text) <= 2

    def is_table_name(self, mark: Mark) -> bool:
        return len(mark.text) <= 3 and self.known(mark.text)

    def ends_in_table(self, left: Formula) -> bool:
        last = left.factors[-1] if isinstance(left, Product) else left
        last = last.of if isinstance(last, Transpose) else last
        return isinstance(last, Name) and len(last.base) == 1 and self.known(last.text)

    def power(self) -> Formula:
        base = self.primary()
        levels = 0
        while True:
            mark = (
                self.here()
                if self.brackets
                else (self.marks[self.position] if self.position < len(self.marks) else None)
            )
            levels += 1
            if mark is None or levels > NESTING:
                return base
            if mark.kind == RAISED:
                self.position += 1
                base = self.raised(base, _signed(mark.text, self, mark))
            elif mark.kind == SIGN and mark.text == "^":
                before = self.position
                self.position += 1
                try:
                    base = self.raised(base, self.exponent())
                except Unreadable:
                    self.position = before
                    return base
            elif mark.kind == SIGN and mark.text in ("ᵀ", "'"):
                self.position += 1
                if mark.text == "'" and isinstance(base, Name):
                    base = Name(base.base + "'", base.indices, base.above)
                else:
                    base = _transposed(base)
            elif mark.kind == SIGN and mark.text == "_" and isinstance(base, Call | Vector):
                self.position += 1
                base = self.entry_of(base)
            elif mark.kind == SIGN and mark.text == "_" and isinstance(base, Name):
                before = self.position
                self.position += 1
                try:
                    base = Name(base.base, (*base.indices, *self.index_group()), base.above)
                except Unreadable:
                    self.position = before
                    return base
            elif isinstance(base, Name) and mark.kind == OPEN and mark.text == "[" and not mark.spaced:
                places = self.bracket_index()
                if places is None:
                    return base
                base = Name(base.base, (*base.indices, *places), base.above)
            else:
                return base

    def entry_of(self, base: Formula) -> Formula:
        """softmax(…)_2: the second entry."""
        (index, *others) = self.index_group()
        if others or not index.isdigit() or not 0 < int(index) < 1_000:
            raise Unreadable
        return Index(base, (int(index),))

    def exponent(self) -> Formula:
        self.depth += 1
        if self.depth > NESTING:
            raise Unreadable
        negative = self.took("-")
        mark = self.here()
        if mark is None:
            raise Unreadable
        if mark.kind == OPEN:
            inner = self.group_text() if mark.text == "{" else None
            if inner is not None and inner[0].startswith("(") and inner[0].endswith(")"):
                self.position = inner[1]
                self.depth -= 1
                return Name("(index)", (inner[0].strip("() "),))
        if mark.kind == NUMBER and self.notation is Notation.LATEX and len(mark.text) > 1 and mark.text.isdigit():
            # e^10 is e^1 0 in LaTeX; nobody means it, so the whole number is taken
            pass
        result = self.power() if mark.kind != NUMBER else self.primary()
        self.depth -= 1
        return Negative(result) if negative else result

    def raised(self, base: Formula, exponent: Formula) -> Formula:
        match exponent:
            case Name("T", ()) | Name("top", ()) | Name("⊤", ()):
                return _transposed(base)
            case Name("(index)", (text,)):
                return Name(base.base, base.indices, text) if isinstance(base, Name) else base
            case Name(text, ()) if isinstance(base, Name) and base.base[0].isupper() and len(text) <= 8:
                return Name(base.base, base.indices, text)
        return Exponential(exponent) if base == Exponential(Number("1")) else Power(base, exponent)

    # --- primaries --------------------------------------------------------------------------

    def primary(self) -> Formula:
        self.depth += 1
        if self.depth > NESTING:
            raise Unreadable
        at = self.position
        mark = self.take()
        match mark.kind:
            case "number":
                result = self.number(mark)
            case "name":
                result = self.named(mark)
            case "word":
                result = self.worded(mark)
            case "open":
                result = self.bracketed(mark, at)
            case "command":
                result = self.command(mark)
            case "table":
                result = self.layed_out(mark)
            case "dots":
                result = Dots()
            case "sign" if mark.text == "√":
                result = Root(self.power())
            case "sign" if mark.text == "-":
                result = Negative(self.power())
            case _:
                raise Unreadable
        self.depth -= 1
        return result

    def number(self, mark: Mark) -> Formula:
        if "/" in mark.text:
            top, _, bottom = mark.text.partition("/")
            return Quotient(Number(top), Number(bottom))
        node = Number(_decimal(mark.text, self.decimal_comma))
        self.places[id(node)] = (mark.start, mark.end)
        return node

    def named(self, mark: Mark) -> Formula:
        text, lower = mark.text, mark.text.lower()
        if text == "∞" or lower in ("inf", "infinity", "infty"):
            return Hidden()
        if lower in ("nan", "null", "none", "true", "false"):
            raise Unreadable
        if lower in FUNCTIONS:
            applied = self.applied(lower)
            if applied is not None:
                return applied
        elif lower.startswith(("sqrt", "exp")) and lower[4 if lower[0] == "s" else 3 :].isdigit():
            digits = Number(lower[4 if lower[0] == "s" else 3 :])
            return Root(digits) if lower[0] == "s" else Exponential(digits)
        if text in TABLES and (after := self.here()) is not None and after.kind == OPEN and not after.spaced:
            self.position += 1
            cells = self.cells(")")
            return (
                cells if text != "vec" or not isinstance(cells, Vector) else Matrix(tuple((c,) for c in cells.entries))
            )
        if text == "frac" and self.notation is Notation.TYPST:
            arguments = self.argument_of_function()
            if isinstance(arguments, Vector) and len(arguments.entries) == 2:
                return Quotient(*arguments.entries)
        if text == "e" and not self.is_sign("_"):
            return Exponential(Number("1"))
        if lower in ROW_WORDS:
            numbered = self.numbered(lower)
            if numbered is not None:
                return numbered
        name = _name(text)
        split = self.split(name, text)
        if split is not None:
            return split
        return self.opaque(name, mark)

    def worded(self, mark: Mark) -> Formula:
        if mark.text.lower() in FUNCTIONS:
            applied = self.applied(mark.text.lower())
            if applied is not None:
                return applied
        if mark.text.lower().split(" ")[0] in ROW_WORDS:
            digits = "".join(c for c in mark.text if c.isdigit())
            if digits:
                return Name("row", (digits,))
            numbered = self.numbered(mark.text.lower())
            if numbered is not None:
                return numbered
        return Name(mark.text)

    def numbered(self, word: str) -> Formula | None:
        """Row 1, 行 1: a name with the row's number."""
        after = self.here()
        if after is not None and after.kind == NUMBER and after.text.isdigit() and len(after.text) < 4:
            self.position += 1
            return Name("row", (after.text,))
        return None

    def split(self, name: Name, text: str) -> Formula | None:
        """QK, XW_Q, AV: known letters side by side."""
        if self.notation is Notation.LATEX or not text[:2].isupper() or len(text) < 2 or self.known(text):
            return None
        first, rest = text[0], text[1:]
        if len(name.base) > 3 or not self.known(first) or not (self.known(rest) or len(rest) == 1):
            return None
        return Product((Name(first), _name(rest)), "")

    def opaque(self, name: Name, mark: Mark) -> Formula:
        """A name, or an application of a function that is not known: attn(x), PE(3, 0)."""
        after = self.marks[self.position] if self.position < len(self.marks) else None
        if after is None or after.kind != OPEN or after.text != "(" or after.spaced or self.notation is Notation.LATEX:
            return name
        if self.known(name.text) or self.position in self.dead:
            return name
        before = self.position
        inner = self.group_text()
        if inner is None or len(inner[0]) > 40:
            return name
        self.position = inner[1]
        if self.here() is not None and self.marks[self.position].kind == OPEN and self.marks[self.position].text == "[":
            self.position = before
        return Name(f"{name.text}{''.join(inner[0].split())}")

    def applied(self, function: str) -> Formula | None:
        """A known function with its argument; None where it is only a word."""
        before = self.position
        after = self.here()
        if function in ("log", "max", "min", "sum") and self.is_sign("_"):
            return None
        bracket = after is not None and after.kind == OPEN and after.text in "([{"
        if not bracket and function in NEED_BRACKETS:
            return None
        if not bracket and after is not None and after.kind not in (NUMBER, NAME, COMMAND) and not self.is_sign("√"):
            return None
        try:
            return _application(function, self.argument_of_function() if bracket else self.power())
        except Unreadable:
            self.position = before
            return None

    def argument_of_function(self) -> Formula:
        at = self.position
        return self.bracketed(self.take(), at)

    def bracketed(self, mark: Mark, at: int) -> Formula:
        if at in self.dead:
            raise Unreadable
        try:
            cells = self.cells(CLOSING[mark.text])
        except Unreadable:
            self.dead.add(at)
            raise
        return cells

    def cells(self, closing: str) -> Formula:
        """The entries of a row or table up to the closing bracket, which is taken."""
        outer, self.spaced_cells = self.spaced_cells, False
        self.brackets += 1
        rows: list[list[Formula]] = [[]]
        commas = self.has_commas(closing)
        try:
            while True:
                self.pass_words()
                mark = self.here()
                if mark is None:
                    raise Unreadable
                if mark.kind == CLOSE and mark.text == closing:
                    self.position += 1
                    break
                if mark.kind == CLOSE:
                    raise Unreadable
                if mark.kind in SAME_ROW or mark.kind in ENDS_ROW:
                    self.position += 1
                    if mark.kind in ENDS_ROW and rows[-1]:
                        rows.append([])
                    continue
                if mark.kind == STOP and mark.text == " ":
                    self.position += 1
                    continue
                if mark.kind == RELATION and mark.text == "≈":
                    self.position += 1
                    continue
                self.spaced_cells = closing == "]" and not commas
                if closing != "]" and self.marks[self.position - 1].kind not in (
                    OPEN,
                    LINE,
                    STOP,
                    RELATION,
                    *SAME_ROW,
                    *ENDS_ROW,
                ):
                    # words in brackets, no table
                    raise Unreadable
                rows[-1].append(self.sum())
        finally:
            self.brackets -= 1
            self.spaced_cells = outer
        return _table([row for row in rows if row], is_group=closing != "]")

    def has_commas(self, closing: str) -> bool:
        level = 0
        for i in range(self.position, min(self.position + 60, len(self.marks))):
            mark = self.marks[i]
            if mark.kind == OPEN:
                level += 1
            elif mark.kind == CLOSE:
                level -= 1
                if level < 0:
                    return False
            elif level == 0 and mark.kind in (COMMA, CELL):
                return True
        return False

    def pass_words(self) -> None:
        """Labels before the rows of a table over several lines: `cat: [1, 0]`, `The [[0.05, 0.77],`."""
        at = self.position
        if not self.brackets or at == 0 or self.marks[at - 1].kind not in (LINE, OPEN, COMMA):
            return
        while at < len(self.marks) and self.marks[at].kind == LINE:
            at += 1
        start = at
        while (
            at < len(self.marks)
            and at - start < 4
            and (self.marks[at].kind in (NAME, WORD) or (self.marks[at].kind == STOP and self.marks[at].text in ':"|'))
        ):
            at += 1
        if start < at < len(self.marks) and self.marks[at].kind == OPEN and self.marks[at].text == "[":
            if self.marks[at].spaced and not (at == start + 1 and self.marks[start].text.lower() in FUNCTIONS):
                self.position = at

    def command(self, mark: Mark) -> Formula:
        match mark.text:
            case "frac":
                top = self.argument()
                return Quotient(top, self.argument())
            case "sqrt":
                if (after := self.here()) is not None and after.kind == OPEN and after.text == "[":
                    raise Unreadable
                return Root(self.argument())
            case "begin":
                return self.environment()
            case "matrix":
                if self.take().text != "{":
                    raise Unreadable
                return self.cells("}")
            case "sum":
                raise Unreadable
            case accent if len(accent) == 1:
                of = self.argument()
                if isinstance(of, Name):
                    return Name(of.base + accent, of.indices, of.above)
                return of
        raise Unreadable

    def argument(self) -> Formula:
        """What a LaTeX command takes: a group, or one digit or letter."""
        mark = self.here()
        if mark is None:
            raise Unreadable
        if mark.kind == OPEN and mark.text == "{":
            at = self.position
            self.position += 1
            return self.bracketed(mark, at)
        if mark.kind == NUMBER and mark.text.isdigit() and len(mark.text) > 1 and self.notation is Notation.LATEX:
            first = Mark(NUMBER, mark.text[0], mark.start, mark.start + 1, mark.spaced)
            rest = Mark(NUMBER, mark.text[1:], mark.start + 1, mark.end)
            marks = list(self.marks)
            marks[self.position : self.position + 1] = [first, rest]
            self.marks = marks
            self.dead.clear()
        return self.primary() if mark.kind != NAME else self.power_of_name()

    def power_of_name(self) -> Formula:
        return self.named(self.take())

    def environment(self) -> Formula:
        self.brackets += 1
        outer, self.spaced_cells = self.spaced_cells, False
        rows: list[list[Formula]] = [[]]
        try:
            while True:
                mark = self.here()
                if mark is None:
                    raise Unreadable
                if mark.kind == COMMAND and mark.text == "end":
                    self.position += 1
                    break
                if mark.kind in (CELL, ROW) or (mark.kind == STOP and mark.text == " "):
                    self.position += 1
                    if mark.kind == ROW and rows[-1]:
                        rows.append([])
                    continue
                if mark.kind in (WORD, COMMA, SEMICOLON) or (mark.kind == STOP and mark.text in "|:"):
                    self.position += 1
                    continue
                rows[-1].append(self.sum())
        finally:
            self.brackets -= 1
            self.spaced_cells = outer
        rows = [row for row in rows if row]
        if not rows or len({len(row) for row in rows}) != 1:
            raise Unreadable
        return Matrix(tuple(tuple(row) for row in rows))

    def layed_out(self, mark: Mark) -> Formula:
        rows = []
        for row in mark.rows:
            reader = Reader(
                row, self.notation, self.known, self.places, brackets=1, spaced_cells=True, depth=self.depth
            )
            cells = []
            while reader.position < len(row):
                if row[reader.position].kind in (COMMA, LINE) or row[reader.position].text == "|":
                    reader.position += 1
                    continue
                reader.spaced_cells = True
                cells.append(reader.sum())
            rows.append(tuple(cells))
        if len({len(row) for row in rows}) != 1 or not rows[0]:
            raise Unreadable
        return Matrix(tuple(rows))

    # --- indices ----------------------------------------------------------------------------

    def group_text(self) -> tuple[str, int] | None:
        """The text of the bracket that begins here, and the mark behind it."""
        if self.position >= len(self.marks):
            return None
        level = 0
        for i in range(self.position, min(self.position + 24, len(self.marks))):
            mark = self.marks[i]
            level += (mark.kind == OPEN) - (mark.kind == CLOSE)
            if level == 0:
                inside = self.marks[self.position : i + 1]
                text = "".join((" " if m.spaced else "") + m.text for m in inside)
                return (text[1:-1] if text.startswith("{") else text), i + 1
        return None

    def index_group(self) -> tuple[str, ...]:
        mark = self.here()
        if mark is None:
            raise Unreadable
        if mark.kind == OPEN and mark.text in "{(":
            inner = self.group_text()
            if inner is None:
                raise Unreadable
            self.position = inner[1]
            return _indices(inner[0].strip("() "))
        if mark.kind not in (NAME, NUMBER, WORD):
            raise Unreadable
        self.position += 1
        if mark.kind == NUMBER and self.notation is Notation.LATEX and len(mark.text) == 2 and mark.text.isdigit():
            return (mark.text[0], mark.text[1])
        return _indices(mark.text)

    def bracket_index(self) -> tuple[str, ...] | None:
        """[0], [1, :], [i] behind a name."""
        inner = self.group_text()
        if inner is None:
            return None
        text = inner[0][1:-1]
        parts = [part.strip() for part in text.split(",")]
        if not all(part == ":" or (part.isdigit() and len(part) < 4) or part in ("i", "j", "...") for part in parts):
            return None
        self.position = inner[1]
        return tuple(parts)


def _name(text: str) -> Name:
    plain = text.translate(LOWERED)
    if plain != text and "_" not in plain:
        i = next(i for i, c in enumerate(text) if c not in plain or c in "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ")
        plain = f"{plain[:i]}_{plain[i:]}"
    return name_of(plain)


def _indices(text: str) -> tuple[str, ...]:
    text = text.replace(" ", "").translate(LOWERED)
    if "," in text:
        return tuple(text.split(","))
    return tuple(text) if text.isdigit() and len(text) < 3 else (text,)


def _decimal(text: str, comma: bool) -> str:
    """The number in the spelling of read_decimal: no thousands, no suffix, the digits of Europe."""
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c, c)) if c.isdigit() else c for c in text)
    if comma and ("," in text):
        text = text.replace(".", "").replace("{,}", ".").replace(",", ".")
    for suffix in ("f32", "f64", "f16", "f"):
        text = text.removesuffix(suffix)
    percent = "%" if text[-1] in "%％" else ""
    text = text.rstrip("%％\\ \xa0")
    if "{,}" in text:
        head, _, tail = text.partition("{,}")
        thousands = len(tail.partition(".")[0].replace("{,}", "")) % 3 == 0 and head[0] != "0"
        text = text.replace("{,}", "" if thousands else ".")
    text = text.replace("\\,", "")
    if "," in text:
        whole, _, rest = text.rpartition(",")
        grouped = len(rest.partition(".")[0]) == 3 and "." not in whole and ("." in rest or whole != "0")
        text = text.replace(",", "") if grouped else whole.replace(".", "").replace(",", "") + "." + rest
    return (text.rstrip(".") if text.endswith(".") else text) + percent


def _signed(text: str, reader: Reader, mark: Mark) -> Formula:
    digits = text.lstrip("+-") or "1"
    return Negative(Number(digits)) if text.startswith("-") else Number(digits)


def _times(left: Formula, right: Formula) -> Formula:
    if isinstance(left, Product) and left.sign == "·":
        return Product((*left.factors, right))
    return Product((left, right))


def _transposed(base: Formula) -> Formula:
    """The transpose; of a product side by side only its last factor: QKᵀ is Q·(Kᵀ)."""
    if isinstance(base, Product) and base.sign == "":
        return Product((*base.factors[:-1], Transpose(base.factors[-1])), "")
    return Transpose(base)


def _application(function: str, of: Formula) -> Formula:
    match function:
        case "sqrt":
            return Root(of)
        case "exp":
            return Exponential(of)
        case "ln" | "log":
            return Logarithm(of)
        case "transpose":
            return Transpose(of)
    spelled = {"average": "mean", "avg": "mean", "σ": "sigmoid", "variance": "var"}.get(function, function)
    return Call(spelled, of.entries if isinstance(of, Vector) else (of,))


def _table(rows: list[list[Formula]], *, is_group: bool) -> Formula:
    """One thing in round brackets is that thing; rows make a table, numbers a row."""
    if not rows:
        raise Unreadable
    if is_group and len(rows) == len(rows[0]) == 1:
        return rows[0][0]
    if len(rows) > 1:
        if len({len(row) for row in rows}) != 1:
            raise Unreadable
        return Matrix(tuple(tuple(row) for row in rows))
    cells = rows[0]
    vectors = [cell for cell in cells if isinstance(cell, Vector)]
    if len(vectors) == len(cells):
        if len({len(vector.entries) for vector in vectors}) != 1:
            raise Unreadable
        return Matrix(tuple(vector.entries for vector in vectors)) if len(cells) > 0 else Vector(tuple(cells))
    return Vector(tuple(cells))
