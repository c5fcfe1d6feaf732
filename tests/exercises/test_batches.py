"""Batches: the same items whatever the count, the platform and the processes; and wishes that cannot be met."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from click.testing import CliRunner
from sample import ALL, LEVELS, SEED, Told, order, told

from symattn.cli.main import main
from symattn.errors import LimitError, UnknownNameError, WishesError
from symattn.generate import made
from symattn.generating.batch import candidates
from symattn.generating.drafting import GENERATOR
from symattn.generating.draws import Draws
from symattn.generating.kind import CAUSAL, KINDS, exercise_name
from symattn.generating.sameness import sameness
from symattn.generating.wishes import Wishes
from symattn.sheet import SHEETS


def test_draws_are_the_same_everywhere() -> None:
    draws = Draws("forward_pass", 7, 1)
    assert [draws.integer(-3, 9) for _ in range(8)] == DRAWN
    assert sorted(Draws(1).shuffled("abcdef")) == list("abcdef")


DRAWN = [1, 9, 7, 0, 5, 5, 2, 7]


@pytest.mark.parametrize("kind", ALL)
def test_an_item_does_not_depend_on_the_count(kind: str) -> None:
    few, many = list(made(order(kind, "text"), 2)), list(made(order(kind, "text"), 4))
    assert few == many[:2]


NAMES = {
    "weights-1-1": Wishes(),
    "weights-L3-1-1": Wishes(level=3),
    "weights-n4-d3-1-1": Wishes(tokens=4, dims=3),
    "weights-logs-4dp-1-1": Wishes(numbers="logs", digits=4),
    "weights-causal-carried-1-1": Wishes(variant="causal", allow_carried=True),
}


@pytest.mark.parametrize(("name", "wished"), NAMES.items())
def test_a_name_tells_what_was_wished(name: str, wished: Wishes) -> None:
    assert exercise_name("weights", wished, 1, 1) == name
    [item] = made(order("weights", "json", wished, seed=1), 1)
    assert item.name == json.loads(item.text)["name"] == name


def test_what_is_usual_needs_no_name() -> None:
    assert exercise_name("causal_row", Wishes(variant=CAUSAL), 1, 1) == "causal_row-1-1"
    assert exercise_name("causal_row", Wishes(), 1, 1) == "causal_row-1-1"


def test_several_processes_write_the_same() -> None:
    wished = replace(order("score_gap", "json"), kinds=("score_gap", "law_true_or_false", "softmax_row"))
    assert list(made(wished, 20, jobs=2)) == list(made(wished, 20))


def test_items_that_would_be_alike_are_drawn_again() -> None:
    """There are few exercises about shapes at level 1, and 12 are all different."""
    wished = order("shapes_and_counts", "text", Wishes(level=1, tokens=3))
    firsts = [next(candidates("shapes_and_counts", wished.wishes, SEED, number)) for number in range(1, 7)]
    items = list(made(wished, 6))
    assert len({sameness(first.draft) for first in firsts}) < 6
    assert len({item.key for item in items}) == len({item.text for item in items}) == 6


@pytest.mark.parametrize("kind", ALL)
def test_no_two_of_a_batch_are_alike_in_any_order_of_their_tokens(kind: str) -> None:
    """Looked at by hand: every order of the tokens of each, against every one before."""
    met: list[Any] = []
    for one in told(kind, Wishes(level=1), SEED, 12):
        works = [dict(q.work.problem.given) for q in one.exercise.draft.proven if q.work is not None]
        told_of_it = [one.json["task"]] if not works else [repr(way) for way in reordered(works[0])]
        assert not any(told_of_it[0] in before for before in met)
        met.append(told_of_it)


def reordered(keys: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The data in each order of the queries and keys, which are the same tokens where there are as many."""
    n_q = len(keys.get("Q") or keys.get("X") or keys.get("X_q") or keys.get("S") or keys["A"])
    n_k = len(keys.get("K") or keys.get("X") or keys.get("X_kv") or keys.get("V") or keys["S"][0])
    for queries in permutations(range(n_q)):
        for own in [queries] if n_q == n_k else permutations(range(n_k)):
            yield {
                letter: value
                if letter[:2] == "W_" or not isinstance(value, list)
                else [[value[i][j] for j in own] for i in queries]
                if letter in ("S", "A")
                else [value[i] for i in (queries if letter in ("Q", "X", "X_q") else own)]
                for letter, value in keys.items()
            }


OF_THIS_VERSION = (
    "causal_row",
    "cross_attention",
    "effect_of_scale",
    "find_the_mistake",
    "forward_pass",
    "law_true_or_false",
    "missing_entry",
    "output_from_weights",
    "projections",
    "scaled_scores",
    "score_gap",
    "scores",
    "shapes_and_counts",
    "softmax_row",
    "weights",
    "which_is_A",
)
"""Kinds that came later change nothing of what these give."""
MADE = "a497fc035c2ba48e"


def test_no_solution_with_a_mistake_divides_by_0() -> None:
    """The scores of a row may add up to 0: where the exponential was forgotten, it has no weights."""
    assert len(list(made(order("find_the_mistake", "json", Wishes(level=4), seed=1), 8))) == 8


def test_the_generator_is_what_its_version_says() -> None:
    """When this fails, what a seed gives has changed: count GENERATOR up."""
    told = [json.loads(item.text)["questions"] for kind in OF_THIS_VERSION for item in made(order(kind, "json"), 1)]
    assert hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16] == MADE


@pytest.mark.parametrize("wish", [{"level": 5}, {"tokens": 1}, {"dims": 0}, {"digits": 0}])
def test_a_wish_out_of_range_is_refused(wish: dict[str, int]) -> None:
    [(name, value)] = wish.items()
    with pytest.raises(LimitError, match=f"--{name} is {value}; .* are worked by hand"):
        Wishes(**wish)


def test_unknown_numbers_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no kind of numbers is called 'surds'"):
        Wishes(numbers="surds")


REFUSED = {
    "softmax_row --dims 3": "make no use of --dims; leave it out",
    "causal_row --tokens 2": "are made with --tokens 3 to 6, not 2",
    "missing_entry --dims 1": "are made with --dims 2 to 6, not 1",
    "missing_entry --numbers logs": "are not made with --numbers logs; there are decimals, integers, rationals",
    "scores --variant causal": "are not made with --variant causal, they are all of self_attention; leave it out",
    "cross_attention --variant self_attention": "they are all of cross_attention; leave it out",
    "law_true_or_false --variant causal": "are not made with --variant causal; leave it out",
    "law_true_or_false --numbers logs": "are not made with --numbers logs, they are all of integers; leave it out",
    "shapes_and_counts --digits 2": "make no use of --digits; leave it out",
    "shapes_and_counts --allow-carried": "make no use of --allow-carried; leave it out",
    "forward_pass --variant cross": "are not made with --variant cross; there are causal, self_attention",
    "effect_of_scale --numbers logs --dims 3": "with logs only --dims 4 gives fractions",
    "scores law_true_or_false --tokens 2 --count 2": "of the kind 'law_true_or_false' make no use of --tokens",
}


@pytest.mark.parametrize(("wished", "said"), REFUSED.items())
def test_a_wish_of_which_a_kind_makes_no_use_is_refused(wished: str, said: str) -> None:
    assert said in run(*wished.split(), status=2)


SHOWN = {
    ("tokens", "shapes_and_counts"): r"n = (\d+)",
    ("dims", "shapes_and_counts"): r"d_\{k\} = (\d+)",
    ("dims", "score_gap"): r"d_\{k\} = (\d+)",
    ("tokens", "missing_entry"): r"\[([^]]*)\]",
    ("dims", "missing_entry"): r"\[([^]]*)\]",
}
"""Where the task of a kind without a work shows a size, or what is as long; one that is not listed is not looked at."""


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("wish", ["tokens", "dims"])
def test_sizes_are_as_wished(kind: str, wish: str) -> None:
    for value in [3, 4, 5]:
        wished = Wishes(level=1, allow_carried=KINDS[kind].rounds, **{wish: value})
        if getattr(KINDS[kind], wish) is None:
            with pytest.raises(WishesError, match=f"make no use of --{wish}"):
                list(told(kind, wished, SEED))
        else:
            [one] = told(kind, wished, SEED)
            assert size(one, wish) in (value, None), one.json["task"]


def size(one: Told, wish: str) -> int | None:
    """Tokens or d_k, as the task shows them."""
    works = [dict(q.work.problem.given) for q in one.exercise.draft.proven if q.work is not None]
    if works:
        table = ("S", "V", "K", "X", "X_kv") if wish == "tokens" else ("K", "W_K", "V")
        rows = next(works[0][letter] for letter in table if letter in works[0])
        return len(rows[0]) if wish == "dims" or "S" in works[0] else len(rows)
    if (wish, one.exercise.kind) not in SHOWN:
        return None
    found = re.findall(SHOWN[wish, one.exercise.kind], one.json["task"] + one.json["solution"])
    return int(found[0]) if found[0].isdigit() else found[0].count(",") + 1


@pytest.mark.parametrize("kind", ALL)
def test_each_level_gives_other_exercises(kind: str) -> None:
    tasks = {tuple(one.json["task"] for one in told(kind, Wishes(level=level), SEED, 2)) for level in LEVELS}
    assert len(tasks) == len(LEVELS)


@pytest.mark.parametrize("form", SHEETS)
def test_seed_and_version_are_recorded_in_every_format(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"sheet{SHEETS[form].suffix}"
    run("score_gap", "--seed", "4711", "--format", form, "-o", str(path))
    # no comment of XML holds two dashes together
    written = recorded(path).replace("- -", "--")
    assert "--seed 4711" in written and f"generator {GENERATOR}" in written


def recorded(path: Path) -> str:
    """What the file holds, unpacked if it is packed."""
    if not is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with ZipFile(path) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_what_rounding_leads_to_is_accepted_where_that_is_wished() -> None:
    wished = order("forward_pass", "json", Wishes(allow_carried=True))
    told = [json.loads(item.text) for item in made(wished, 10)]
    assert any("carried" in question for exercise in told for question in exercise["questions"])
    assert any("is accepted too" in exercise["task"] for exercise in told)


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, ["generate", *arguments], prog_name="symattn")
    assert result.exit_code == status, result.output
    return result.output


def test_a_folder_is_filled_and_gone_on_with(tmp_path) -> None:
    folder = f"{tmp_path}/some/"
    run("score_gap", "--count", "3", "--format", "markdown", "-o", folder)
    files = sorted(path.name for path in (tmp_path / "some").glob("*.md"))
    assert files == ["score_gap-1-1.md", "score_gap-1-2.md", "score_gap-1-3.md"]
    before = (tmp_path / "some" / "score_gap-1-2.md").read_text(encoding="utf-8")
    (tmp_path / "some" / "score_gap-1-2.md").unlink()
    (tmp_path / "some" / "score_gap-1-1.md").write_text("mine", encoding="utf-8")
    run("score_gap", "--count", "3", "--format", "markdown", "-o", folder)
    assert (tmp_path / "some" / "score_gap-1-2.md").read_text(encoding="utf-8") == before
    assert (tmp_path / "some" / "score_gap-1-1.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_another_order_is_not_gone_on_with(tmp_path) -> None:
    run("score_gap", "--format", "markdown", "-o", f"{tmp_path}/")
    assert "holds exercises of another order" in run(
        "score_gap", "--seed", "2", "--format", "markdown", "-o", f"{tmp_path}/", status=2
    )


def test_solutions_stand_apart_or_not_at_all(tmp_path) -> None:
    run("score_gap", "--solutions", "separate", "-o", f"{tmp_path}/sheet.md")
    sheet, key = ((tmp_path / name).read_text(encoding="utf-8") for name in ("sheet.md", "sheet-solutions.md"))
    assert "Find the gap" in sheet and "ln" not in sheet
    assert "Find the gap" not in key and r"\ln" in key
    assert r"\ln" not in run("score_gap", "--solutions", "none", "--format", "markdown")
    assert "separate solutions need a file" in run("score_gap", "--solutions", "separate", status=2)
