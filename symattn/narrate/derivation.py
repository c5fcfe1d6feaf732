"""Work → Document: letters, numbers put in, exact results, decimals, and a sentence on what the weights say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from symattn.errors import UnknownNameError, did_you_mean
from symattn.exact.rounding import Rounded
from symattn.narrate.data import data_of
from symattn.narrate.faces import Faces
from symattn.narrate.layout import LETTER_SUM_TERMS, SUM_TERMS, Layout
from symattn.narrate.length import check_length
from symattn.narrate.sentences import weight_sentences
from symattn.notation.document import Block, Display, Document, Heading, Paragraph, words
from symattn.notation.exact_form import formula_of_rounded
from symattn.notation.formula import (
    EQUAL,
    ROUNDED,
    Chain,
    Dots,
    Formula,
    Hidden,
    Link,
    Matrix,
    Name,
    Negative,
    Number,
    Product,
    Sum,
    leaves_of,
)
from symattn.notation.plain import plain
from symattn.operations import letter
from symattn.tables.exactly import HiddenScore
from symattn.tables.letters import has_letters
from symattn.tables.table import Given, MatrixProduct, Named, Table, Transposed
from symattn.tables.written import cell_name
from symattn.work import THREE_PLACES, Digits, Work

HEADINGS = {
    "queries": "Queries",
    "keys": "Keys",
    "values": "Values",
    "scores": "Scores",
    "scaled_scores": "Scaled scores",
    "masked_scores": "Masked scores",
    "exponentials": "Exponentials",
    "row_sums": "Row sums",
    "weights": "Weights",
    "output": "Output",
}


OPERAND_COLUMNS, OPERAND_LEAVES = 8, 2
"""Columns that the two factors of a product may have together to be put in as tables, and how long their cells are."""


@dataclass(frozen=True)
class Telling:
    """How a derivation is told."""

    digits: Digits = THREE_PLACES
    steps: tuple[str, ...] = ()
    """Names of the steps to tell; empty: all."""
    full: bool = False
    """No dots: every row, column and term."""
    row: int | None = None
    """The one row of each step to tell, counted from 0: cell by cell."""


def narrate(work: Work, telling: Telling = Telling()) -> Document:
    """The derivation as a Document."""
    for name in telling.steps:
        if name not in work.step_names:
            raise UnknownNameError(f"this derivation has no step {name!r}{did_you_mean(name, work.step_names)}")
    teller = _Teller(work, telling)
    check_length(teller.tables, teller.layout, telling.digits.count)
    title = work.problem.title or work.variant.title
    return Document(title, tuple(teller.blocks()), partial(data_of, work, telling.digits, telling.steps))


def given_display(work: Work) -> Display:
    """X = …, W_Q = …, d_k = 2: the starting data alone."""
    return Display(tuple(_Teller(work, Telling()).given()))


@dataclass(frozen=True)
class _Teller:
    work: Work
    telling: Telling

    @cached_property
    def faces(self) -> Faces:
        return Faces(self.work, self.telling.digits)

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.telling.full, LETTER_SUM_TERMS if self.work.problem.letters else SUM_TERMS)

    @cached_property
    def tables(self) -> list[Named]:
        """The steps that are told."""
        named = (step.table for step in self.work.steps if not self.telling.steps or step.name in self.telling.steps)
        return [table for table in named if isinstance(table, Named)]

    def blocks(self) -> Iterator[Block]:
        if not self.telling.steps:
            yield Heading(2, words("Given"))
            yield Display(tuple(self.given()))
        for table in self.tables:
            yield from self._step(table)

    def given(self) -> Iterator[Chain]:
        for given in self.work.given:
            matrix = self._given_matrix(given)
            if matrix is not None:
                yield Chain(letter(given), (Link(EQUAL, matrix),))
            else:
                yield from self._entries(given)
        d_k = self._d_k()
        if d_k is not None:
            yield Chain(Name("d", ("k",)), (Link(EQUAL, Number(str(d_k))),))

    def _d_k(self) -> int | None:
        """The length of a key; work that begins with scores has no keys, but may be told it."""
        if "keys" in self.work.tables:
            return self.work.step("keys").shape[1]
        told = self.work.problem.given.get("d_k")
        return told if isinstance(told, int) else None

    def _given_matrix(self, given: Given) -> Matrix | None:
        return self.layout.matrix(given.shape, lambda i, j: given.entries[i][j].formula)

    def _entries(self, given: Given) -> Iterator[Chain]:
        for i, j in self._places(given):
            yield Chain(cell_name(given, i, j), (Link(EQUAL, given.entries[i][j].formula),))

    def _step(self, step: Named) -> Iterator[Block]:
        yield Heading(2, words(HEADINGS.get(step.name, step.name.replace("_", " ").capitalize())))
        yield from self._displays(step)
        if step.name == "weights" and not has_letters(step):
            for sentence in weight_sentences(self.work, self.telling.row):
                yield Paragraph(words(sentence))

    def _displays(self, step: Named) -> Iterator[Display]:
        """S = QKᵀ = numbers put in = results ≈ decimals, in one line of tables if they fit, else cell by cell."""
        if self.telling.row is not None:
            yield Display((self._chain(step, [Link(EQUAL, step.formula)]), *self._cells(step)))
            return
        lettered = has_letters(step)
        numbers = self.layout.matrix(step.shape, lambda i, j: self.faces.numbers(step, i, j))
        results = self._results(step)
        begin = [Link(EQUAL, formula) for formula in (step.formula, self._operands(step.table)) if formula is not None]
        decimals = self._decimals(step, results)
        end = [Link(EQUAL, results)] if results is not None else []
        end += decimals or []
        if numbers is not None and (results is not None or lettered) and decimals is not None:
            yield Display((self._chain(step, [*begin, Link(EQUAL, numbers), *end]),))
            return
        chains = [self._chain(step, begin), *self._cells(step)]
        yield Display((*chains, self._chain(step, end)) if end else tuple(chains))

    def _chain(self, step: Named, links: list[Link]) -> Chain:
        return self._told(letter(step), links)

    def _told(self, left: Formula, links: Iterable[Link]) -> Chain:
        return Chain(
            left, tuple(Link(link.sign, self.layout.abridged(link.formula)) for link in _without_repeats(links))
        )

    def _operands(self, table: Table) -> Formula | None:
        """[[1, 2], [3, 4]]·[[1, 0], [0, 1]] where a product of two short tables is taken."""
        if not isinstance(table, MatrixProduct):
            return None
        factors = [self._operand(table.left), self._operand(table.right)]
        shown = [factor for factor in factors if factor is not None]
        if len(shown) < 2 or sum(len(factor.rows[0]) for factor in shown) > OPERAND_COLUMNS:
            return None
        return Product(tuple(shown), "")

    def _operand(self, table: Table) -> Matrix | None:
        match table:
            case Named() | Given():
                shown = self._results(table)
            case Transposed(Named() | Given() as of):
                shown = self.layout.matrix(table.shape, lambda i, j: self.faces.result(of, j, i))
            case _:
                return None
        is_short = shown is not None and all(leaves_of(cell) <= OPERAND_LEAVES for row in shown.rows for cell in row)
        return shown if is_short else None

    def _results(self, table: Named | Given) -> Matrix | None:
        """One table for all places where it stands: how it is set is kept with it."""
        key = id(table)
        if key not in self._told_results:
            self._told_results[key] = self.layout.matrix(table.shape, partial(self.faces.result, table))
        return self._told_results[key]

    @cached_property
    def _told_results(self) -> dict[int, Matrix | None]:
        return {}

    def _decimals(self, step: Named, results: Matrix | None) -> list[Link] | None:
        """≈ the table of decimals; = where all of them end; nothing where they repeat the results or are not
        to be had; None where the table is too wide."""
        if has_letters(step) or (results is not None and not self.telling.digits.significant and _are_whole(results)):
            return []
        rounded: list[Rounded | HiddenScore] = []

        def decimal(i: int, j: int) -> Formula | None:
            value = self.faces.decimal(step, i, j)
            assert value is not None
            rounded.append(value)
            return _formula(value)

        matrix = self.layout.matrix(step.shape, decimal)
        if matrix is None:
            return None
        exact = all(isinstance(value, HiddenScore) or value.exact for value in rounded)
        if exact and results is not None and all(_is_plain(c) for row in results.rows for c in row):
            return []
        # cells behind dots have not been looked at, so = is not proven of them
        if exact and len(rounded) == step.shape[0] * step.shape[1]:
            ended = iter(rounded)
            ends = self.layout.matrix(step.shape, lambda i, j: _formula(next(ended), ends=True))
            return [Link(EQUAL, ends or matrix)]
        return [Link(ROUNDED, matrix)]

    def _cells(self, step: Named) -> Iterator[Chain]:
        """s_12 = letters = numbers = result ≈ decimal, one cell after the other."""
        for i, j in self._places(step):
            yield self._told(cell_name(step, i, j), self._cell_links(step, i, j))

    def _cell_links(self, step: Named, i: int, j: int) -> Iterator[Link]:
        yield Link(EQUAL, self.faces.letters(step, i, j))
        yield Link(EQUAL, self.faces.numbers(step, i, j))
        result = self.faces.result(step, i, j)
        if result is not None:
            yield Link(EQUAL, result)
        value = self.faces.decimal(step, i, j)
        if isinstance(value, Rounded) and not (value.exact and result is not None and _is_plain(result)):
            yield Link(EQUAL if value.exact else ROUNDED, formula_of_rounded(value.ended))

    def _places(self, table: Named | Given) -> list[tuple[int, int]]:
        rows, columns = map(self.layout.picked, table.shape)
        return [(i, j) for i in rows for j in columns if self.telling.row in (None, i)]


def _without_repeats(links: Iterable[Link]) -> Iterator[Link]:
    """No `= b + a` after `= a + b`: what only stands in another order says nothing new."""
    before: Formula | None = None
    for link in links:
        if before is None or not _say_the_same(link.formula, before):
            yield link
        before = link.formula


def _say_the_same(one: Formula, other: Formula) -> bool:
    """Whether two formulas are alike, whatever the order of terms and factors."""
    if one is other:
        return True
    match one, other:
        case Matrix(rows), Matrix(others):
            # most differ in the first cell, and the rest need not be looked at
            pairs = zip(rows, others, strict=True)
            return len(rows) == len(others) and all(
                len(row) == len(beside) and all(map(_say_the_same, row, beside)) for row, beside in pairs
            )
        case (Sum(parts), Sum(others)) | (Product(parts), Product(others)):
            return len(parts) == len(others) and sorted(map(_said, parts)) == sorted(map(_said, others))
        case (Matrix() | Sum() | Product(), _) | (_, Matrix() | Sum() | Product()):
            return False
        case _:
            return one == other or plain(one) == plain(other)


def _said(formula: Formula) -> str:
    match formula:
        case Sum(parts) | Product(parts):
            return str((type(formula).__name__, sorted(map(_said, parts))))
        case _:
            return plain(formula)


def _formula(value: Rounded | HiddenScore, *, ends: bool = False) -> Formula:
    """ends: 0.5 for 0.500, where nothing of a table was rounded."""
    if isinstance(value, HiddenScore):
        return Hidden()
    return formula_of_rounded(value.ended if ends else value)


def _are_whole(results: Matrix) -> bool:
    """Whether decimals would only repeat whole numbers."""
    return all(_is_plain(cell) and "." not in plain(cell) for row in results.rows for cell in row)


def _is_plain(formula: Formula) -> bool:
    """Whether it is a number already, which its decimal would only repeat."""
    return isinstance(formula.of if isinstance(formula, Negative) else formula, Number | Hidden | Dots)
