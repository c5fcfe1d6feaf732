"""Questions about steps of a work: what is asked in words, the cells that are due, and the solution."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from symattn.exercise import CellBlank, Draft, Numbers
from symattn.generating.forms import form_of
from symattn.narrate.derivation import Telling, given_display, narrate
from symattn.notation.document import Abreast, Block, Line, Math, Paragraph, Text, words
from symattn.notation.formula import EQUAL, Chain, Formula, Link, Matrix, Name, parts_of, signed, with_parts
from symattn.operations import PROJECTED, letter
from symattn.tables.table import Given, Named, Table, below
from symattn.tables.written import cell_name
from symattn.work import Digits, Work

D_K = Name("d", ("k",))
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
            tuple([CellBlank(cell_name(table, i, j), table, (i, j), places) for j in range(columns)]) for i in rows
        ),
        work=work,
        step=step,
        cells=tuple((i, j) for i in rows for j in range(columns)),
    )
    return replace(question, prompt=_prompt(question, TOLD_BY_LETTER))


def ask_each(work: Work, steps: Sequence[str], places: int, *, row: int | None = None) -> list[Numbers]:
    """Questions one after another; what has been asked is a letter from then on: `Find the output Z = AV`."""
    questions = [ask(work, step, places, row=row) for step in steps]
    return [replace(q, prompt=_prompt(q, TOLD_BY_LETTER | set(steps[:i]))) for i, q in enumerate(questions)]


def table_of_texts(texts: Sequence[str], columns: int) -> Matrix:
    """The table of numbers as they are written, row by row."""
    return Matrix(tuple(tuple(map(signed, texts[i : i + columns])) for i in range(0, len(texts), columns)))


def as_sentence(clause: str) -> Line:
    """`The scale was forgotten.`"""
    return words(f"{clause[0].upper()}{clause[1:]}.")


def row_name(table: Named | Given, row: int) -> Name:
    """z_2 for the second row of Z."""
    cell = cell_name(table, row, 0)
    return Name(cell.base, cell.indices[:1], cell.above)


def work_draft(title: str, opening: str, work: Work, questions: Sequence[Numbers]) -> Draft:
    """An exercise that asks for steps of one work: a sentence, the data, the questions, the derivation as solution."""
    return Draft(
        title=title,
        task=(Paragraph(words(opening)), *data(work, [question.step for question in questions])),
        questions=tuple(questions),
        solution=solution(work, questions),
    )


def data(work: Work, steps: Sequence[str]) -> Sequence[Block]:
    """The starting data of the steps asked for, and how the queries, keys and values are made where these are not."""
    form = form_of(work)
    needed = {table.name for step in steps for table in form.before(step) if isinstance(table, Named)}
    told = [chain for chain in given_display(work).chains if chain.first != D_K or "scaled_scores" in needed]
    made = [
        Chain(letter(step.table), (Link(EQUAL, step.table.formula),))
        for step in work.steps
        if isinstance(step.table, Named) and step.name in TOLD_BY_LETTER - set(steps)
    ]
    return [Abreast((*told, *made))]


def solution(work: Work, questions: Sequence[Numbers]) -> Callable[[], tuple[Block, ...]]:
    """The derivation up to the last step asked for, to the places asked for; of one row where only that is asked."""

    def told() -> tuple[Block, ...]:
        needed = {id(table) for table in _below(work, [question.step for question in questions])}
        steps = tuple(step.name for step in work.steps if id(step.table) in needed)
        rows = {i for question in questions for i, _ in question.cells}
        several = work.step(questions[-1].step).shape[0] > 1
        row = rows.pop() if several and len(rows) == 1 else None
        return narrate(work, Telling(Digits(questions[-1].flat[0].places), steps, row=row)).blocks

    return told


def _below(work: Work, steps: Sequence[str]) -> list[Table]:
    return [table for step in steps for table in below(work.step(step).table)]


def _prompt(question: Numbers, known: Set[str]) -> Line:
    """The same for all works of a form."""
    assert question.work is not None
    prompts = form_of(question.work).prompts
    key = question.step, question.letter, frozenset(known)
    if key not in prompts:
        prompts[key] = _prompt_anew(question, known)
    return prompts[key]


def _prompt_anew(question: Numbers, known: Set[str]) -> Line:
    assert question.work is not None
    table = question.work.step(question.step).table
    assert isinstance(table, Named)
    noun = table.name.replace("_", " ")
    formula = Math(Chain(letter(table), (Link(EQUAL, in_given(table, known)),)))
    if question.letter == letter(table):
        return (Text(f"Find the {noun} "), formula, Text("."))
    row = question.cells[0][0] + 1
    return (Text("Find "), Math(Chain(question.letter)), Text(f", row {row} of the {noun} "), formula, Text("."))


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
