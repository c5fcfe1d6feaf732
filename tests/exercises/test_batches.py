"""Batches: the same items whatever the count, the platform and the processes; and wishes that cannot be met."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from sample import ALL, order

from symattn.cli.main import main
from symattn.errors import LimitError, UnknownNameError, WishesError
from symattn.generate import made
from symattn.generating.draws import Draws
from symattn.generating.wishes import Wishes


def test_draws_are_the_same_everywhere() -> None:
    draws = Draws("forward_pass", 7, 1)
    assert [draws.integer(-3, 9) for _ in range(8)] == DRAWN
    assert sorted(Draws(1).shuffled("abcdef")) == list("abcdef")


DRAWN = [1, 5, 4, -3, 7, 8, 2, 2]


@pytest.mark.parametrize("kind", ALL)
def test_an_item_does_not_depend_on_the_count(kind: str) -> None:
    few, many = list(made(order(kind, "text"), 2)), list(made(order(kind, "text"), 4))
    assert few == many[:2]


def test_several_processes_write_the_same() -> None:
    wished = replace(order("score_gap", "json"), kinds=("score_gap", "law_true_or_false", "softmax_row"))
    assert list(made(wished, 20, jobs=2)) == list(made(wished, 20))


def test_items_that_would_be_alike_are_drawn_again() -> None:
    """There are few exercises about shapes at level 1, and 12 are all different."""
    items = list(made(order("shapes_and_counts", "text", Wishes(level=1)), 12))
    assert len({item.key for item in items}) == 12


MADE = "4bda425280cfb17f"


def test_the_generator_is_what_its_version_says() -> None:
    """When this fails, what a seed gives has changed: count GENERATOR up."""
    told = [json.loads(item.text)["questions"] for kind in ALL for item in made(order(kind, "json"), 1)]
    assert hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16] == MADE


def test_wishes_that_cannot_be_had_say_what_to_loosen() -> None:
    with pytest.raises(WishesError, match=r"none of \d+ drafts .* loosen --digits \(more\) or --level"):
        list(made(order("forward_pass", "text", Wishes(level=4, tokens=6, digits=1)), 1))


def test_more_than_there_are_cannot_be_had() -> None:
    with pytest.raises(WishesError, match="no more exercises of the kind 'shapes_and_counts' differ"):
        list(made(order("shapes_and_counts", "text", Wishes(level=1, tokens=2, dims=2)), 40))


@pytest.mark.parametrize("wish", [{"level": 5}, {"tokens": 1}, {"dims": 0}, {"digits": 0}])
def test_a_wish_out_of_range_is_refused(wish: dict[str, int]) -> None:
    [(name, value)] = wish.items()
    with pytest.raises(LimitError, match=f"--{name} is {value}; .* are worked by hand"):
        Wishes(**wish)


def test_unknown_numbers_and_variants_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="no kind of numbers is called 'surds'"):
        Wishes(numbers="surds")
    with pytest.raises(UnknownNameError, match="exercises are not made of the variant 'cross'"):
        list(made(order("forward_pass", "text", Wishes(variant="cross")), 1))


def test_what_rounding_leads_to_is_accepted_where_that_is_wished() -> None:
    wished = order("forward_pass", "json", Wishes(level=3, allow_carried=True))
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


def test_no_half_sheet_is_printed_where_nothing_can_be_had() -> None:
    told = run("forward_pass", "--level", "4", "--tokens", "6", "--digits", "1", status=2)
    assert told.startswith("symattn: none of")
