"""Questions about steps of a work: what is asked in words, the cells that are due, and the solution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from symattn.exercise import Blank, Draft, Numbers
from symattn.narrate.derivation import Telling, given_display, narrate
from symattn.notation.document import Abreast, Block, Line, Math, Paragraph, Text, words
from symattn.notation.formula import EQUAL, Chain, Formula, Link, Name, parts_of, with_parts
from symattn.operations import PROJECTED, letter
from symattn.tables.exactly import number
from symattn.tables.table import Given, Named, below
from symattn.tables.written import cell_name
from symattn.work import Digits, Work

TOLD_BY_LETTER = frozenset(PROJECTED.values())
"""Steps that stand in a formula by their letter; what makes them is told with the data."""


def ask(work: Work, step: str, places: int, *, row: int | None = None, name: str = "") -> Numbers:
    """The question for a step, or for one row of it (counted from 0): `Find the weights A = softmax(QKᵀ/√d_k)`."""
    table = work.step(step).table
    n, columns = table.shape
    rows = range(n) if row is None else (row,)
    question = Numbers(
        name=name or step,
        prompt=(),
        letter=letter(table) if row is None else row_name(table, row),
        blanks=tuple(
            tuple(Blank(cell_name(table, i, j), number(table, i, j), places) for j in range(columns)) for i in rows
        ),
        work=work,
        step=step,
        cells=tuple((i, j) for i in rows for j in range(columns)),
    )
    return replace(question, prompt=_prompt(question, table, row))


def row_name(table: Named | Given, row: int) -> Name:
    """z_2 for the second row of Z."""
    cell = cell_name(table, row, 0)
    return Name(cell.base, cell.indices[:1], cell.above)


def work_draft(title: str, opening: str, work: Work, questions: Sequence[Numbers]) -> Draft:
    """An exercise that asks for steps of one work: a sentence, the data, the questions, the derivation as solution."""
    return Draft(
        title=title,
        task=(Paragraph(words(opening)), *data(work, questions)),
        questions=tuple(questions),
        solution=solution(work, questions),
    )


def data(work: Work, questions: Sequence[Numbers]) -> Sequence[Block]:
    """The starting data, and how the queries, keys and values are made of it where they are not asked for."""
    asked = {question.step for question in questions}
    made = [
        Chain(letter(step.table), (Link(EQUAL, step.table.formula),))
        for step in work.steps
        if isinstance(step.table, Named) and step.name in TOLD_BY_LETTER - asked
    ]
    told = given_display(work)
    return [Abreast((*told.chains, *made))]


def solution(work: Work, questions: Sequence[Numbers]) -> Callable[[], tuple[Block, ...]]:
    """The derivation up to the last step asked for, to the places asked for."""

    def told() -> tuple[Block, ...]:
        needed = {id(table) for question in questions for table in below(work.step(question.step).table)}
        steps = tuple(step.name for step in work.steps if id(step.table) in needed)
        return narrate(work, Telling(Digits(questions[-1].flat[0].places), steps)).blocks

    return told


def _prompt(question: Numbers, table: Named | Given, row: int | None) -> Line:
    assert isinstance(table, Named)
    noun = table.name.replace("_", " ")
    formula = Math(Chain(letter(table), (Link(EQUAL, in_given(table)),)))
    if row is None:
        return (Text(f"Find the {noun} "), formula, Text("."))
    return (Text("Find "), Math(Chain(question.letter)), Text(f", row {row + 1} of the {noun} "), formula, Text("."))


def in_given(step: Named) -> Formula:
    """The step's formula in the letters of Q, K, V and of what is given: softmax(QKᵀ/√d_k) for softmax(S̃)."""
    named = {letter(table): table for table in below(step) if isinstance(table, Named)}

    def put_in(formula: Formula) -> Formula:
        if isinstance(formula, Name):
            table = named.get(formula)
            return formula if table is None or table.name in TOLD_BY_LETTER else put_in(table.formula)
        parts = parts_of(formula)
        return with_parts(formula, tuple(map(put_in, parts))) if parts else formula

    return put_in(step.formula)
