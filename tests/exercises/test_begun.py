"""Work begun in the middle: at scores, at weights, or with queries and keys alone; and what cannot be begun."""

from __future__ import annotations

from typing import Any

import pytest

from symattn.begun import begun
from symattn.errors import ReadingError, ShapeError, SymattnError
from symattn.exact import Exact

Q, K = [[1, 2], [1, 1]], [[1, 0], [2, 1]]


def test_it_takes_the_steps_that_are_left() -> None:
    assert begun({"A": [["1/4", "3/4"]], "V": [[4], [8]]}).output.exact == ((Exact(7),),)
    assert begun({"S": [["ln 2", "ln 6"]]}).weights.exact == ((Exact(1) / 4, Exact(3) / 4),)
    assert begun({"Q": Q, "K": K}).step_names[:2] == ["scores", "scaled_scores"]
    assert begun({"Q": Q, "K": K, "d_k": None}).step_names[:2] == ["scores", "exponentials"]


def test_a_mask_hides_as_in_a_whole_problem() -> None:
    for visible in ("causal", [[1, 0], [1, 1]]):
        assert begun({"Q": Q, "K": K, "visible": visible}).weights.exact[0] == (Exact(1), Exact(0))


@pytest.mark.parametrize(
    ("keys", "error", "message"),
    [
        ({"A": [[1]]}, ReadingError, "A do not begin a work; A and V do"),
        ({"S": [[1]], "A": [[1]]}, ReadingError, "S, A do not begin a work"),
        ({"S": [[1]], "X": [[1]]}, ReadingError, "work that begins in the middle has no key 'X'"),
        ({"S": [[1]], "d_k": 0}, ReadingError, "d_k is 0, where a whole number from 1 is due"),
        ({"A": [[1]], "V": [[1], [2]]}, ShapeError, "V has 2 rows but there are 1 keys; each key needs one value"),
        ({"Q": [[1]], "K": K}, ShapeError, "K has 2 columns but Q has 1; both are d_k long"),
        ({"Q": Q, "K": K, "visible": [[2, 1], [0, 1]]}, ReadingError, "1 for visible or 0 for hidden is due"),
        ({"Q": Q, "K": K, "visible": [[0, 0], [1, 1]]}, ReadingError, "row 1 of visible has nothing visible"),
    ],
    ids=str,
)
def test_what_cannot_be_begun_is_told(keys: dict[str, Any], error: type[SymattnError], message: str) -> None:
    with pytest.raises(error, match=message):
        begun(keys)
