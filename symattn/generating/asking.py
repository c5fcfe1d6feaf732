"""Questions about steps of a work: what is asked in words, the cells that are due, and the solution."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from typing import cast

from symattn.exercise import Blank, Draft, Numbers, Place, Telling
from symattn.generating.forms import Form, form_of
from symattn.narrate import derivation
from symattn.narrate.letters import in_clause
from symattn.notation.document import Abreast, Block, Line, Math, Paragraph, Text, words
from symattn.notation.formula import EQUAL, Chain, Formula, Link, Matrix, Name, parts_of, signed, with_parts
from symattn.operations import PROJECTED, letter
from symattn.tables.exactly import number
from symattn.tables.table import Given, Named, Table, below
from symattn.tables.written import cell_name
from symattn.work import Digits, Work

D_K = Name("d", ("k",))
TOLD_BY_LETTER = frozenset(PROJECTED.values())
"""Steps that stand in a formula by their letter; what makes them is told with the data."""


@dataclass(frozen=True)
class Asked:
    """A question as it is put to every work of a form."""

    prompt: Line
    letter: Formula
    rows: tuple[tuple[tuple[Name, Place], ...], ...]
    """The cells, each with its name."""

    @cached_property
    def cells(self) -> tuple[Place, ...]:
        return tuple(place for row in self.rows for _, place in row)


def ask(
    work: Work,
    step: str,
    places: int,
    *,
    row: int | None = None,
    name: str = "",
    known: Sequence[str] = (),
) -> Numbers:
    """The question for a step, or for one row of it (counted from 0): `Find the weights A = softmax(QKᵀ/√d_k)`.

    known: steps that stand in the formula by their letter, beside those of projections.
    """
    asked = _asked(form_of(work), step, row, tuple(known))
    table = work.step(step).table
    blanks = [tuple([Blank(cell, places, partial(number, table, *place)) for cell, place in row]) for row in asked.rows]
    return Numbers(name or step, asked.prompt, asked.letter, tuple(blanks), work, step, asked.cells)


def ask_each(work: Work, steps: Sequence[str], places: int, *, row: int | None = None) -> list[Numbers]:
    """Questions one after another; what has been asked is a letter from then on: `Find the output Z = AV`."""
    return [ask(work, step, places, row=row, known=steps[:i]) for i, step in enumerate(steps)]


def table_of_texts(texts: Sequence[str], columns: int, places: int = 0) -> Matrix:
    """The table of numbers as they are written, row by row; all to so many places, where any of them is rounded."""
    texts = [_to_places(text, places) for text in texts]
    return Matrix(tuple(tuple(map(signed, texts[i : i + columns])) for i in range(0, len(texts), columns)))


def _to_places(text: str, places: int) -> str:
    """`0.500` for 0.5."""
    whole, _, part = text.partition(".")
    return text if len(part) >= places else f"{whole}.{part.ljust(places, '0')}"


def as_sentence(clause: str) -> Line:
    """`The scale was forgotten.`"""
    first, *others = in_clause(f"{clause}.")
    return (Text(f"{first.text[0].upper()}{first.text[1:]}") if isinstance(first, Text) else first, *others)


def row_name(table: Named | Given, row: int) -> Name:
    """z_2 for the second row of Z."""
    cell = cell_name(table, row, 0)
    return Name(cell.base, cell.indices[:1], cell.above)


def work_draft(title: str, opening: str, work: Work, questions: Sequence[Numbers]) -> Draft:
    """An exercise that asks for steps of one work: a sentence, the data, the questions, the derivation as solution."""
    return Draft(
        title=title,
        task=lambda: (Paragraph(words(opening)), *data(work, [question.step for question in questions])),
        questions=tuple(questions),
        solution=solution(work, questions),
    )


def data(work: Work, steps: Sequence[str]) -> Sequence[Block]:
    """The starting data of the steps asked for, and how the queries, keys and values are made where these are not."""
    form = form_of(work)
    needed = {table.name for step in steps for table in form.before(step) if isinstance(table, Named)}
    told = [chain for chain in derivation.given_display(work).chains if chain.first != D_K or "scaled_scores" in needed]
    made = [
        Chain(letter(step.table), (Link(EQUAL, step.table.formula),))
        for step in work.steps
        if isinstance(step.table, Named) and step.name in TOLD_BY_LETTER - set(steps)
    ]
    return [Abreast((*told, *made))]


def solution(work: Work, questions: Sequence[Numbers]) -> Telling:
    """The derivation up to the last step asked for, to the places asked for; of one row where only that is asked."""

    def told() -> tuple[Block, ...]:
        needed = {id(table) for table in _below(work, [question.step for question in questions])}
        steps = tuple(step.name for step in work.steps if id(step.table) in needed)
        rows = {i for question in questions for i, _ in question.cells}
        several = work.step(questions[-1].step).shape[0] > 1
        row = rows.pop() if several and len(rows) == 1 else None
        return derivation.narrate(work, derivation.Telling(Digits(questions[-1].flat[0].places), steps, row=row)).blocks

    return told


def _below(work: Work, steps: Sequence[str]) -> list[Table]:
    return [table for step in steps for table in below(work.step(step).table)]


def _asked(form: Form, step: str, row: int | None, known: tuple[str, ...]) -> Asked:
    key = step, row, known
    if key not in form.asked:
        form.asked[key] = _asked_anew(form, step, row, known)
    return cast(Asked, form.asked[key])


def _asked_anew(form: Form, step: str, row: int | None, known: Sequence[str]) -> Asked:
    table = form.steps[step]
    assert isinstance(table, Named)
    n, columns = table.shape
    rows = range(n) if row is None else (row,)
    whole = letter(table)
    noun = table.name.replace("_", " ")
    formula = Math(Chain(whole, (Link(EQUAL, in_given(table, TOLD_BY_LETTER | set(known))),)))
    cells = tuple(tuple((cell_name(table, i, j), (i, j)) for j in range(columns)) for i in rows)
    if row is None:
        return Asked((Text(f"Find the {noun} "), formula, Text(".")), whole, cells)
    own = row_name(table, row)
    prompt = (Text("Find "), Math(Chain(own)), Text(f", row {row + 1} of the {noun} "), formula, Text("."))
    return Asked(prompt, own, cells)


def in_given(step: Named, known: Set[str] = TOLD_BY_LETTER) -> Formula:
    """The step's formula in the letters of what is given or known: softmax(QKᵀ/√d_k) for softmax(S̃)."""
    named = {letter(table): table for table in below(step) if isinstance(table, Named)}

    def put_in(formula: Formula) -> Formula:
        if isinstance(formula, Name):
            table = named.get(formula)
            return formula if table is None or table.name in known else put_in(table.formula)
        parts = parts_of(formula)
        return with_parts(formula, tuple(map(put_in, parts))) if parts else formula

    return put_in(step.formula)
