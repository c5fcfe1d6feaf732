"""A whole solution in which one step was done wrongly: which, and what is right there?

What follows the wrong step was worked correctly from it. The mistake is drawn from those of mistakes/ that apply.
"""

from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import Any

from symattn.begun import begun
from symattn.diagnosis import by_likelihood
from symattn.errors import FieldError
from symattn.exact.precision import working
from symattn.exercise import Blank, Choice, Draft, Option
from symattn.following import followed
from symattn.generating.asking import TOLD_BY_LETTER, as_sentence, ask, data, in_given, solution, table_of_texts
from symattn.generating.draws import Draws
from symattn.generating.guarantees import check_first
from symattn.generating.kind import CAUSAL, SELF, Kind, UnfitError
from symattn.generating.openings import attention
from symattn.generating.rounding import BITS, written
from symattn.generating.tables import with_queries
from symattn.generating.wishes import Wishes
from symattn.mistake import MISTAKES
from symattn.narrate.derivation import HEADINGS
from symattn.notation.document import Block, Display, Paragraph, words
from symattn.notation.formula import EQUAL, ROUNDED, Chain, Link, Name
from symattn.operations import letter
from symattn.tables.enclosed import enclosed
from symattn.tables.exactly import number
from symattn.tables.table import Named, Table
from symattn.work import Step, Work

TITLE = "Find the mistake"
SHOWN = ("scores", "scaled_scores", "weights", "output")
OPENING = "Somebody has worked one head of {} and done one step wrongly."
HANDED_IN = "This was handed in. Each step was rounded only when it was written down:"


def draw(wishes: Wishes, draws: Draws) -> Draft:
    work = begun(with_queries(wishes, draws, wishes.n, wishes.n) | {"variant": wishes.variant})
    steps = [step.name for step in work.steps if step.name in SHOWN]
    shown = ask(work, "weights", wishes.digits)
    check_first(shown, wishes)
    mistake, step, other = _mistaken(work, steps, draws)
    prompt = words("What is right there?")
    right = replace(ask(work, step, wishes.digits), name="right", prompt=prompt, by_place=True)

    def task() -> tuple[Block, ...]:
        return (
            Paragraph(words(OPENING.format(attention(wishes)))),
            *data(work, steps),
            Paragraph(words(HANDED_IN)),
            Display(tuple(_told(other.step(name), wishes.digits) for name in steps)),
        )

    return Draft(TITLE, task, (_which(steps, step, mistake), right), solution(work, [right]), (shown,), mistake)


def _mistaken(work: Work, steps: list[str], draws: Draws) -> tuple[str, str, Work]:
    """A mistake that spoils one step alone, the step, each as likely, and the work with it."""
    wanted = draws.pick(steps)
    for name in draws.shuffled([name for name, mistake in by_likelihood().items() if not mistake.twin]):
        output = MISTAKES[name].commit(work.output_table)
        if output is not None:
            spoilt = Work(work.problem, output)
            try:
                is_wanted = _wrong_steps(work, spoilt, steps) == [wanted]
                if is_wanted:
                    _work_out(spoilt, steps)
            except FieldError:
                # 1/(2 − 2) can be handed in by nobody
                continue
            if is_wanted:
                return name, wanted, spoilt
    raise UnfitError("open to a mistake that spoils one step alone")


def _work_out(work: Work, steps: list[str]) -> None:
    """Every number of the steps: a FieldError where one divides by 0."""
    for step in map(work.step, steps):
        rows, columns = step.shape
        for i, j in product(range(rows), range(columns)):
            number(step.table, i, j)


def _wrong_steps(work: Work, spoilt: Work, steps: list[str]) -> list[str]:
    """The steps that do not follow from those shown before them."""
    found = []
    for i, name in enumerate(steps):
        before = {earlier: spoilt.step(earlier).table for earlier in steps[:i] if earlier in spoilt.tables}
        if name not in spoilt.tables or not _agree(followed(work, before).step(name), spoilt.step(name)):
            found.append(name)
    return found


def _agree(one: Step, other: Step) -> bool:
    if one.shape != other.shape or _is_same(one.table, other.table):
        return one.shape == other.shape
    return not _surely_differ(one.table, other.table) and one.exact == other.exact


def _surely_differ(one: Table, other: Table) -> bool:
    with working(BITS):
        rows = zip(enclosed(one), enclosed(other), strict=True)
        return any(not a.overlaps(b) for pair in rows for a, b in zip(*pair, strict=True))


def _is_same(one: Any, other: Any) -> bool:
    """Whether two tables are made in the same way of the same ones, whatever they are called: nothing is worked out."""
    if isinstance(one, Named) or isinstance(other, Named):
        return _is_same(*(part.table if isinstance(part, Named) else part for part in (one, other)))
    if one is other or not is_dataclass(one):
        return bool(one == other)
    return type(one) is type(other) and all(
        _is_same(getattr(one, part.name), getattr(other, part.name)) for part in fields(one)
    )


def _told(step: Step, places: int) -> Chain:
    """S̃ = S/√d_k ≈ [[3.536, …]]: what a hand would write, the formula right and the numbers as they came out."""
    assert isinstance(step.table, Named)
    rows, columns = step.shape
    cells = [(i, j) for i in range(rows) for j in range(columns)]
    texts = written(step.table, cells, places)
    # the first that does not end decides
    ends = all(Blank.known(Name("x"), number(step.table, i, j), places).ends for i, j in cells)
    table = table_of_texts(texts, columns, 0 if ends else places)
    return Chain(
        letter(step.table),
        (Link(EQUAL, in_given(step.table, TOLD_BY_LETTER | set(SHOWN))), Link(EQUAL if ends else ROUNDED, table)),
    )


def _which(steps: list[str], wrong: str, mistake: str) -> Choice:
    named = as_sentence(MISTAKES[mistake].title)
    options = tuple(
        Option(words(HEADINGS[name]), named if name == wrong else words("This step follows from those before it."))
        for name in steps
    )
    return Choice("step", words("Which step does not follow from those before it?"), options, steps.index(wrong))


KIND = Kind(title=TITLE, draw=draw, variants=(SELF, CAUSAL))
