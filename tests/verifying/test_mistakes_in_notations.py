"""Each mistake is found and named however its numbers are told: tables, rows, words, one number, LaTeX and plain.

The wrong numbers are made by mpmath with the mistake in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import mpmath
import pytest
from verifying.judged import report

MP = mpmath.MPContext()
MP.dps = 40
Rows = list[list[Any]]

X: Rows = [[1, 0, 1], [0, 1, 1]]
W_Q: Rows = [[1, 0], [1, 1], [0, 1]]
W_K: Rows = [[1, 0], [0, 2], [1, 0]]
W_V: Rows = [[0, 3], [1, 0], [1, 0]]


def times(a: Rows, b: Rows) -> Rows:
    return [[MP.fdot(row, column) for column in zip(*b, strict=True)] for row in a]


def turned(a: Rows) -> Rows:
    return [list(row) for row in zip(*a, strict=True)]


def each(f: Callable[[Any], Any], a: Rows) -> Rows:
    return [[f(x) for x in row] for row in a]


def shares(a: Rows) -> Rows:
    return [[x / sum(row) for x in row] for row in a]


def softmax(a: Rows) -> Rows:
    return shares(each(MP.exp, a))


Q, K, V = times(X, W_Q), times(X, W_K), times(X, W_V)
S = times(Q, turned(K))
T = each(lambda s: s / MP.sqrt(2), S)
A = softmax(T)
E = each(MP.exp, T)
LOWER: Rows = [[1, 0], [1, 1]]
VISIBLE = [[a * u for a, u in zip(*rows, strict=True)] for rows in zip(A, LOWER, strict=True)]
ZEROS = [[t * u for t, u in zip(*rows, strict=True)] for rows in zip(T, LOWER, strict=True)]

SCALED = {
    "divided_by_d_k": each(lambda s: s / 2, S),
    "divided_by_d_model": each(lambda s: s / 3, S),
    "divided_by_sqrt_d_model": each(lambda s: s / MP.sqrt(3), S),
    "multiplied_by_sqrt_d_k": each(lambda s: s * MP.sqrt(2), S),
}
WEIGHTS = {name: softmax(scores) for name, scores in SCALED.items()} | {
    "forgot_scale": softmax(S),
    "softmax_over_columns": turned(shares(turned(E))),
    "softmax_over_whole_matrix": each(lambda e: e / sum(map(sum, E)), E),
    "forgot_exponential": shares(T),
    "powers_of_two": shares(each(lambda t: 2**t, T)),
    "powers_of_ten": shares(each(lambda t: 10**t, T)),
}
MASKED = {"forgot_mask": A, "masked_after_softmax": VISIBLE, "masked_with_zero": softmax(ZEROS)}
SCORES = {"keys_not_transposed": times(Q, K), "scored_values": times(Q, turned(V))}
OUTPUT = {"weights_transposed": times(turned(A), V), "mixed_keys": times(A, K)}


def told(a: Rows, places: int = 3) -> list[list[str]]:
    """Correctly rounded; all numbers here are positive."""
    return each(lambda x: decimal(int(MP.nint(x * 10**places)), places), a)


def decimal(units: int, places: int) -> str:
    digits = str(units).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def plain(a: Rows, places: int = 0) -> str:
    return "[" + ", ".join("[" + ", ".join(row) + "]" for row in told(a, places)) + "]"


def latex(a: Rows, places: int = 0) -> str:
    rows = r" \\ ".join(" & ".join(row) for row in told(a, places))
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"


TABLES = [("X", X), ("W_Q", W_Q), ("W_K", W_K), ("W_V", W_V), ("Q", Q), ("K", K), ("V", V)]
WIDTHS = "d_model = 3 and d_k = 2.\n\n"
GIVEN = "\n\n".join(f"{name} = {plain(table)}" for name, table in TABLES) + f"\n\nScores are divided by √d_k, {WIDTHS}"
IN_LATEX = "\n\n".join(f"$$ {name} = {latex(table)} $$" for name, table in TABLES) + (
    "\n\nScores are divided by $\\sqrt{d_k}$, $d_{model} = 3$ and $d_k = 2$.\n\n"
)
MASK = "A causal mask hides what comes later.\n\n"


def in_notations(formula: str, tex: str, words: str, table: Rows, places: int = 3) -> Iterator[str]:
    """The same table in LaTeX and plain, under words, row by row and as a table of the page."""
    rows = told(table, places)
    yield f"{GIVEN}{formula} = {plain(table, places)}"
    yield f"{IN_LATEX}$$ {tex} \\approx {latex(table, places)} $$"
    yield f"{GIVEN}{words}:\n{plain(table, places)}"
    yield f"{GIVEN}{words}:\n\n" + "".join(f"- Row {i + 1}: [{', '.join(row)}]\n" for i, row in enumerate(rows))
    yield f"{GIVEN}{words}:\n\n| | a | b |\n|---|---|---|\n" + "".join(f"| t | {' | '.join(row)} |\n" for row in rows)


def in_rows(table: Rows, i: int) -> Iterator[str]:
    """A row worked alone, where the document tells nothing but the widths."""
    scores, row = told(S, 0)[i], told(table)[i]
    over = ", ".join(f"{score}/√2" for score in scores)
    yield f"{WIDTHS}softmax({over}) = ({', '.join(row)})"
    below = " + ".join(f"e^{{{score}/\\sqrt2}}" for score in scores)
    yield f"${WIDTHS[:-4]}$\n\n$$ \\frac{{e^{{{scores[0]}/\\sqrt2}}}}{{{below}}} = {row[0]} $$"


def in_chains(table: Rows, i: int) -> Iterator[str]:
    """Scaled scores one by one and as a row."""
    scores, row = told(S, 0)[i], told(table)[i]
    yield f"{WIDTHS}s = {scores[1]}/√2 = {row[1]}"
    yield f"{WIDTHS}$\\frac{{{scores[1]}}}{{\\sqrt{{2}}}} = {row[1]}$"
    yield f"{WIDTHS}[{', '.join(scores)}]/√2 = [{', '.join(row)}]"
    yield f"{GIVEN}The scaled scores of token {i + 1} are [{', '.join(row)}]."


def cases() -> Iterator[tuple[str, str]]:
    soft, frac = r"\operatorname{softmax}", r"\frac{QK^\top}{\sqrt{d_k}}"
    for name, table in SCALED.items():
        yield from ((name, text) for text in in_notations("QK^T/√d_k", frac, "Scaled scores", table))
        # of two tokens the second has longer numbers
        yield from ((name, text) for text in in_chains(table, 1))
    for name, table in WEIGHTS.items():
        tex = rf"{soft}\left({frac}\right)"
        yield from ((name, text) for text in in_notations("softmax(QK^T/√d_k)", tex, "Attention weights", table))
        if name not in ("softmax_over_columns", "softmax_over_whole_matrix"):
            yield from ((name, text) for text in in_rows(table, 0))
    for name, table in MASKED.items():
        tex = rf"{soft}\left({frac} + M\right)"
        texts = list(in_notations("softmax(mask(QK^T/√d_k))", tex, "Attention weights", table))
        # a mask told by words alone may come in later
        yield from ((name, MASK + text) for text in (texts[:2] if name == "forgot_mask" else texts))
    for name, table in SCORES.items():
        texts = list(in_notations("QK^T", r"QK^\top", "Scores", table, 0))
        yield from ((name, text) for text in texts[:4])
    for name, table in OUTPUT.items():
        before = f"A = softmax(QK^T/√d_k) = {plain(A, 3)}\n\n"
        texts = list(in_notations(f"{before}AV", "AV", "Output", table))
        yield from ((name, text.replace(WIDTHS, WIDTHS + before)) for text in texts if "Output" in text)
        yield name, texts[0]


CASES = list(cases())


@pytest.mark.parametrize(("mistake", "text"), CASES, ids=[f"{name}-{i}" for i, (name, _) in enumerate(CASES)])
def test_a_mistake_is_named_in_every_notation(mistake: str, text: str) -> None:
    bad = [f for f in report(text).findings if f.verdict.value == "wrong"]
    assert bad, text
    assert all(mistake in f.diagnoses for f in bad), (text, [f.diagnoses for f in bad])


def test_scores_transposed_are_known_by_their_two_numbers() -> None:
    """[[4, 1], [3, 0]] for [[4, 3], [1, 0]]: a score of 1 tells as much as one of 3."""
    text = "Q = [[1, 2], [0, 1]], K = [[2, 1], [3, 0]]\n\n$$QK^T = \\begin{bmatrix}4&1\\\\3&0\\end{bmatrix}$$"
    assert report(text).findings[-1].diagnoses == ("exchanged_queries_and_keys",)


def test_k_printed_for_its_transpose_is_not_transposed_and_what_follows_is_carried() -> None:
    text = "Q = [[1, 2], [0, 1]], K = [[2, 1], [3, 0]]\n\nK^T = [[2, 1], [3, 0]]\n\nQ K^T = [[8, 1], [3, 0]]"
    first, second = report(text).findings
    assert (first.verdict.value, first.diagnoses) == ("wrong", ("keys_not_transposed",))
    assert (second.verdict.value, second.origin) == ("carried", first.start)


def test_keys_transposed_twice_are_told_where_the_transpose_was_printed() -> None:
    text = "Q = [[1, 2], [0, 1]], K = [[2, 1], [3, 0]]\n\n{}Q K^T = [[8, 1], [3, 0]]"
    once = "K^T = [[2, 3], [1, 0]]\n\n"
    assert report(text.format("")).findings[-1].diagnoses == ("keys_not_transposed",)
    found = report(text.format(once)).findings[-1].diagnoses
    assert found == ("keys_not_transposed", "keys_transposed_twice")


@pytest.mark.parametrize(
    ("mask", "zeros", "due"),
    [
        (MASK, "[[1.414, 0.000], [1.414, 3.536]]", ("masked_with_zero",)),
        (MASK, "[[1.414, 2.121], [0.000, 3.536]]", ()),
        ("", "[[1.414, 0.000], [1.414, 3.536]]", ()),
    ],
)
def test_zeros_above_the_diagonal_of_scores_are_a_mask(mask: str, zeros: str, due: tuple[str, ...]) -> None:
    """Anywhere else, or where no mask is spoken of, a 0 is only wrong."""
    found = report(f"{mask}{GIVEN}QK^T/√d_k = {zeros}").findings[-1]
    assert (found.verdict.value, found.diagnoses) == ("wrong", due)


def test_of_a_second_row_fewer_digits_name_the_mistake() -> None:
    """[3, 2] tells which mistake it was, so [4, 4] is told too."""
    rows = "Scores:\n\n- Row 1: [3, 2]\n- Row 2: [4, 4]\n"
    found = report(GIVEN + rows).findings[-2:]
    assert [f.diagnoses for f in found] == [("keys_not_transposed",)] * 2
    alone = report(f"{GIVEN}Scores:\n\n- Row 1: [2, 3]\n- Row 2: [4, 4]\n").findings[-1]
    assert (alone.verdict.value, alone.diagnoses) == ("wrong", ())
