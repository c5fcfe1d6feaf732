"""A = softmax(QKᵀ/√d_k) among tables that come of mistakes: each wrong choice names the one that makes it."""

from symattn.exercise import Choice, Draft, Numbers, Option
from symattn.generating.asking import as_sentence, ask, data, in_given, solution, table_of_texts
from symattn.generating.draws import Draws
from symattn.generating.guarantees import check_first
from symattn.generating.kind import CAUSAL, SELF, Kind, UnfitError
from symattn.generating.openings import from_queries_and_keys
from symattn.generating.wishes import Wishes
from symattn.generating.wrong import wrong_answers
from symattn.notation.document import Line, Math, Paragraph, Text, words
from symattn.notation.formula import EQUAL, ROUNDED, Chain, Link
from symattn.operations import letter
from symattn.tables.table import Named

TITLE = "Which of these is A?"
LEAST_WRONG, MOST_WRONG = 3, 4
LIKELIEST = 8
"""Of so many mistakes the wrong choices are drawn."""


def draw(wishes: Wishes, draws: Draws) -> Draft:
    opening, work = from_queries_and_keys(wishes, draws)
    question = ask(work, "weights", wishes.digits)
    check_first(question, wishes)
    wrong = {answer.texts: answer for answer in wrong_answers(question, wishes.digits)}
    options = [
        Option(_table(texts, question), as_sentence(answer.title), answer.mistake)
        for texts, answer in draws.shuffled(list(wrong.items())[:LIKELIEST])[:MOST_WRONG]
    ]
    right = Option(_table(question.texts, question), words("This is the softmax of each row of the scaled scores."))
    mixed = draws.shuffled([right, *options])
    choice = Choice("weights", _prompt(question), tuple(mixed), mixed.index(right))
    if len(options) < LEAST_WRONG:
        raise UnfitError("open to enough mistakes")
    return Draft(
        TITLE,
        lambda: (Paragraph(words(opening)), *data(work, ["weights"])),
        (choice,),
        solution(work, [question]),
        behind=(question,),
    )


def _table(texts: tuple[str, ...], question: Numbers) -> Line:
    columns = len(question.blanks[0])
    if question.is_exact:
        return (Math(Chain(question.letter, (Link(EQUAL, table_of_texts(texts, columns)),))),)
    table = table_of_texts(texts, columns, question.flat[0].places)
    return (Math(Chain(question.letter, (Link(ROUNDED, table),))),)


def _prompt(question: Numbers) -> Line:
    assert question.work is not None
    table = question.work.weights.table
    assert isinstance(table, Named)
    return (Text("Which of these is "), Math(Chain(letter(table), (Link(EQUAL, in_given(table)),))), Text("?"))


KIND = Kind(title=TITLE, draw=draw, variants=(SELF, CAUSAL))
