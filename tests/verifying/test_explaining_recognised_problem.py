"""The attention problem that a document tells, for --derive."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from symattn.gathering import format_of
from symattn.problem.problem import Problem
from symattn.verify import Proofreader
from symattn.verifying.recognising import problem_of

GIVEN = "Q = [[1, 0], [0, 1]], K = [[1, 0], [1, 1]], V = [[2, 0], [0, 1/2]].\n\n"


def recognised(text: str) -> Problem | None:
    reading = Proofreader(text, format_of("note.md").read(text)).read(decimal_comma=False)
    return problem_of(reading.roles, [finding.meaning for finding in reading.findings])


def keys(text: str) -> dict[str, Any]:
    problem = recognised(text)
    assert problem is not None
    return dict(problem.given)


def test_tokens_and_projections_are_preferred() -> None:
    """X and three matrices; every number is an exact fraction."""
    text = "X = [[1, 2], [3, 4]], W_Q = [[1, 0], [0, 1]], W_K = [[1, 1], [0, 1]], W_V = [[0.1, 0], [0, 1]]. Scale: 1/√2"
    found = keys(text)
    assert set(found) == {"X", "W_Q", "W_K", "W_V"}
    assert found["W_V"] == ((Fraction(1, 10), 0), (0, 1))


@pytest.mark.parametrize("source", ["X_{kv}", "X_kv", "X_{KV}"])
def test_queries_of_one_sequence_and_keys_of_another_are_cross_attention(source: str) -> None:
    """Two queries, three keys, each projected from tokens of their own."""
    text = (
        f"X_q = [[1, 2], [3, 4]], {source} = [[1, 0], [0, 1], [2, 2]]. Scale: 1/√2\n\n"
        "W_Q = [[1, 0], [0, 1]], W_K = [[1, 1], [0, 1]], W_V = [[2, 0], [0, 1]]"
    )
    found = keys(text)
    assert set(found) == {"X_q", "X_kv", "W_Q", "W_K", "W_V"}
    assert len(found["X_q"]) == 2
    assert len(found["X_kv"]) == 3


@pytest.mark.parametrize(
    ("told", "scale", "visible"),
    [
        ("", "none", None),
        ("The scale is 1/√2.", None, None),
        ("S = QK^T/√2 = [[0.707, 0.707], [0, 0.707]]", None, None),
        ("S = QK^T/4 = [[0.25, 0.25], [0, 0.25]]", Fraction(1, 4), None),
        ("M = [[0, -inf], [0, 0]]", "none", "causal"),
        ("S' = QK^T + [[0, 0], [-inf, 0]] = [[1, 1], [-inf, 1]]", "none", ((1, 1), (0, 1))),
    ],
)
def test_scale_and_mask_are_the_documents_own(told: str, scale: Any, visible: Any) -> None:
    """No root, no scale; −∞ in a table hides what stands there."""
    found = keys(GIVEN + told)
    assert (found.get("scale"), found.get("visible")) == (scale, visible)


@pytest.mark.parametrize("text", ["", "1 + 1 = 3", "Q = [[1, 0]]", "Q = [[1, 0]], K = [[1, 0, 1]], V = [[1]]", "Q = K"])
def test_incomplete_data_make_no_problem(text: str) -> None:
    """Nor do sizes that do not fit."""
    assert recognised(text) is None
