"""Exercise → blocks: the task with its questions, and the solution with the answers first."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase, ascii_uppercase
from typing import assert_never

from symattn.exercise import GUARD, Choice, Draft, Exercise, Numbers, Question
from symattn.narrate.letters import in_sentences
from symattn.notation.document import Abreast, Block, Heading, Line, Math, Paragraph, Text, words
from symattn.notation.exact_form import formula_of_rounded
from symattn.notation.formula import EQUAL, ROUNDED, Chain, Formula, Link, Matrix
from symattn.tables.table import Given, MatrixProduct, Named, Table, Transposed, WithBias, below

TOP_HEADING = 4
"""Of a solution, below its own heading."""
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def data_blocks(exercise: Exercise) -> Iterator[Block]:
    """What is told before the questions."""
    yield from exercise.task
    yield from places_note(exercise.draft, exercise.places)


def task_blocks(exercise: Exercise) -> Iterator[Block]:
    """What is told, then each question with its letter: (a), (b) …"""
    yield from data_blocks(exercise)
    for label, question in labelled(exercise.draft.questions):
        yield Paragraph((Text(label), *question.prompt))
        if isinstance(question, Choice):
            for letter, option in zip(ascii_uppercase, question.options, strict=False):
                yield Paragraph((Text(f"{letter}. "), *option.line))


def solution_blocks(exercise: Exercise, *, lettered: bool = True) -> Iterator[Block]:
    """The answers, then how they come about. lettered: whether the options of a choice are shown with letters."""
    yield from answer_blocks(exercise.draft.questions, lettered=lettered)
    yield from worked_blocks(exercise)


def worked_blocks(exercise: Exercise) -> Iterator[Block]:
    """How the answers come about; headings of its parts and, where it has several, of their steps."""
    blocks = exercise.solution
    highest = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    for block in blocks:
        yield Heading(TOP_HEADING + block.level - highest, block.line) if isinstance(block, Heading) else block


def labelled(questions: tuple[Question, ...]) -> Iterator[tuple[str, Question]]:
    """`(a) `, `(b) `; nothing where there is one question."""
    for letter, question in zip(ascii_lowercase, questions, strict=False):
        yield f"({letter}) " if len(questions) > 1 else "", question


def answer_blocks(questions: tuple[Question, ...], *, lettered: bool = True) -> Iterator[Block]:
    """The options that are right, each with its reason; then all numbers in a line: each has a letter of its own."""
    chains = []
    for label, question in labelled(questions):
        match question:
            case Numbers():
                chains.append(answer_chain(question))
            case Choice(options=options, right=right):
                option = options[right]
                if lettered:
                    yield Paragraph((Text(f"{label}{ascii_uppercase[right]}. "), *option.why))
                else:
                    yield Paragraph((Text(label), *option.line))
                    if not option.says_why:
                        yield Paragraph(option.why)
            case _:
                assert_never(question)
    if chains:
        yield Abreast(tuple(chains))


def called(question: Numbers, k: int) -> Line:
    """What its number k is called where each is asked for by itself: s_12, or `the number in row 1, column 2`."""
    if not question.by_place:
        return (Math(Chain(question.flat[k].name)),)
    row, column = question.cells[k]
    return words(f"the number in row {row + 1}, column {column + 1}")


def answer_chain(question: Numbers) -> Chain:
    """A ≈ [[0.014, 0.986], …], all to as many places; = where nothing is rounded."""
    exact = question.is_exact
    sign = EQUAL if exact else ROUNDED
    rows = tuple(
        tuple(formula_of_rounded(blank.rounded if exact else blank.in_full) for blank in row) for row in question.blanks
    )
    return Chain(question.letter, (Link(sign, _table(rows)),))


def _table(rows: tuple[tuple[Formula, ...], ...]) -> Formula:
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else Matrix(rows)


def title_line(exercise: Exercise) -> Line:
    """`Exercise 3: The softmax of a row (softmax_row-1-3)`: answers call it by its name."""
    return (*in_sentences(f"Exercise {exercise.number}: {exercise.draft.title}"), Text(f" ({exercise.name})"))


def exercise_blocks(exercise: Exercise, *, task: bool, solution: bool) -> Iterator[Block]:
    """All of it under its heading; the solution has one of its own where the task stands above it."""
    yield Heading(2, title_line(exercise))
    if task:
        yield from task_blocks(exercise)
    if task and solution:
        yield Heading(3, words("Solution"))
    if solution:
        yield from solution_blocks(exercise)


def places_note(draft: Draft, places: int) -> Iterator[Block]:
    """How many decimals are due, where something may have to be rounded: whether it has is part of the question."""
    questions = tuple(draft.numbers)
    if not questions or all(map(_is_whole, draft.proven)):
        return
    note = f"Give decimals to {count(places)} {'place' if places == 1 else 'places'}"
    if any(question.carried for question in questions):
        note += f"; where carrying {count(places + GUARD)} on the way leads to another last digit, it is accepted too"
    else:
        note += f"; on the way, carry at least {count(places + GUARD)}"
    yield Paragraph(words(f"{note}."))


def _is_whole(question: Numbers) -> bool:
    """Whether such numbers are whole whatever the data are: told so, or sums of products of whole numbers."""
    if question.work is None:
        return question.is_whole
    table = question.work.step(question.step).table
    return all(map(_keeps_whole, below(table)))


def _keeps_whole(table: Table) -> bool:
    match table:
        case Given(entries=entries):
            numbers = (entry.exact.as_rational() for row in entries for entry in row)
            return all(number is not None and number.q == 1 for number in numbers)
        case _:
            return isinstance(table, Named | MatrixProduct | Transposed | WithBias)


def count(number: int) -> str:
    """`three`, `13`."""
    return COUNTS[number] if number < len(COUNTS) else str(number)
