"""Printed numbers judged along both ways, from the operands displayed and from the exact data."""

from __future__ import annotations

from pathlib import Path

import pytest
from flint import fmpq

from symattn.derivation import derive
from symattn.exact import Exact, exp, sqrt
from symattn.judging import Claim, ClaimJudgement, judge_claim
from symattn.narrate.support import support_of
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Index, Name
from symattn.notation.parse.plain import parse, parse_chain
from symattn.problem import Attention
from symattn.problem.files import read_problem

TWO_WORDS = Path(__file__).parent.parent / "derivations" / "two-words"

# The relations of the two-word text, line by line, with the verdict that a careful reader labelled them with.
LABELLED = """
16 exact exact            | X * W_Q = [[1, 2], [3, 4]] * [[1, 0], [0, 1]]
16 exact both             | [[1, 2], [3, 4]] * [[1, 0], [0, 1]] = [[1*1+2*0, 1*0+2*1], [3*1+4*0, 3*0+4*1]]
16 exact both             | [[1*1+2*0, 1*0+2*1], [3*1+4*0, 3*0+4*1]] = [[1, 2], [3, 4]]
17 exact exact            | X * W_K = [[1, 2], [3, 4]]
18 exact exact            | X * W_V = [[1, 2], [3, 4]]
20 exact exact            | Q = K
20 exact exact            | K = V
20 exact exact            | V = X
25-26 wrong none          | Scores = [[1, 2], [3, 4]] * [[1, 3], [2, 4]]^T
26-30 exact both          | [[1, 2], [3, 4]] * [[1, 3], [2, 4]]^T = [[1, 2], [3, 4]] * [[1, 2], [3, 4]]
26-30 wrong none          | [[1, 2], [3, 4]] * [[1, 2], [3, 4]] = [[1*1 + 2*2, 1*3 + 2*4], [3*1 + 4*2, 3*3 + 4*4]]
26-30 exact both          | [[1*1 + 2*2, 1*3 + 2*4], [3*1 + 4*2, 3*3 + 4*4]] = [[1+4, 3+8], [3+8, 9+16]]
26-30 exact both          | [[1+4, 3+8], [3+8, 9+16]] = [[5, 11], [11, 25]]
33 exact exact            | scores[1] = [5, 11]
34 exact exact            | scores[2] = [11, 25]
37 rounded both           | sqrt(2) ≈ 1.414
39 rounded exact          | Scores / sqrt(d_k) = [[5/1.414, 11/1.414], [11/1.414, 25/1.414]]
39 rounded both           | [[5/1.414, 11/1.414], [11/1.414, 25/1.414]] ≈ [[3.54, 7.78], [7.78, 17.68]]
43 rounded exact          | scaled_scores[1] = [3.54, 7.78]
44 carried displayed      | exp(3.54) ≈ 34.5
45 wrong none             | exp(7.78) ≈ 2396.0
46 carried displayed      | 34.5 + 2396.0 ≈ 2430.5
47 rounded displayed      | softmax([3.54, 7.78]) = [34.5/2430.5, 2396.0/2430.5]
47 rounded both           | [34.5/2430.5, 2396.0/2430.5] ≈ [0.014, 0.986]
49 rounded exact          | scaled_scores[2] = [7.78, 17.68]
50 wrong none             | exp(7.78) ≈ 2396.0
51 rounded both           | exp(17.68) ≈ 4.8e7
52 carried displayed      | 2396.0 + 4.8e7 ≈ 4.8002396e7
53 rounded both           | softmax([7.78, 17.68]) ≈ [2396.0/4.8e7, 4.8e7/4.8e7]
53 rounded both           | [2396.0/4.8e7, 4.8e7/4.8e7] ≈ [0.00005, 0.99995]
56 rounded exact          | Attention_Weights ≈ [[0.014, 0.986], [0.000, 1.000]]
56 rounded exact          | weights[2,1] ≈ 0
59 rounded exact          | weights[1,1] = 1.4%
59 rounded exact          | weights[1,2] = 98.6%
60 rounded exact          | weights[2,1] ≈ 0%
60 rounded exact          | weights[2,2] ≈ 100%
68 rounded exact          | Z1 = 0.014 * [1, 2] + 0.986 * [3, 4]
68-71 rounded both        | 0.014 * [1, 2] + 0.986 * [3, 4] = [0.014*1 + 0.986*3, 0.014*2 + 0.986*4]
68-71 rounded both        | [0.014*1 + 0.986*3, 0.014*2 + 0.986*4] ≈ [0.014 + 2.958, 0.028 + 3.944]
68-71 rounded both        | [0.014 + 2.958, 0.028 + 3.944] ≈ [2.972, 3.972]
74 rounded exact          | Z2 ≈ 0.000 * [1, 2] + 1.000 * [3, 4]
74 rounded both           | 0.000 * [1, 2] + 1.000 * [3, 4] = [3, 4]
77 rounded exact          | Z = [[2.972, 3.972], [3.000, 4.000]]
81 rounded exact          | Z ≈ [[2.97, 3.97], [3, 4]]
82 rounded exact          | Z1 = [2.97, 3.97]
82 rounded exact          | weights[1,2] = 98.6%
"""


def test_every_relation_of_the_two_word_text_comes_out_as_labelled() -> None:
    derivation = derive(read_problem(TWO_WORDS / "problem.toml"))
    found = [
        f"{check.where.split(' ', 1)[1].replace(' to ', '-')} {check.judgement.verdict.value} {check.judgement.by}"
        f" | {check.text}"
        for check in derivation.check(TWO_WORDS / "worksheet.toml")
    ]
    assert found == [" | ".join(part.strip() for part in row.split("|")) for row in LABELLED.strip().splitlines()]


def no_names(name: Name | Index) -> Value[Exact]:
    raise AssertionError(f"{name} was looked up")


def judged(text: str, exact: Value[Exact] | None = None) -> ClaimJudgement:
    chain = parse_chain(text)
    [link] = chain.links
    return judge_claim(Claim(chain.first, link.sign, link.formula, exact), no_names)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("1 + 1 = 2", "exact both"),
        ("1 + 1 = 3", "wrong none"),
        ("sqrt(2) ≈ 1.41", "rounded both"),
        ("sqrt(2) = 1.41", "rounded both"),
        ("sqrt(3) ≈ 1.73", "rounded both"),
        ("sqrt(3) ≈ 1.7320", "truncated none"),
        ("sqrt(3) ≈ 1.731", "last-digit none"),
        ("sqrt(3) ≈ 1.74", "last-digit none"),
        ("sqrt(3) ≈ 1.75", "wrong none"),
        ("1/8 = 0.12", "rounded both"),
        ("1/8 = 0.13", "rounded both"),
        ("1/8 = 0.125", "exact both"),
        ("1/8 = 0.126", "wrong none"),
        ("4 * 5 = 19", "wrong none"),
        ("3 * 4 + 7 = 20", "wrong none"),
        ("exp(7.78) ≈ 2400", "rounded displayed"),
        ("exp(7.78) ≈ 2390", "rounded displayed"),
        ("exp(7.78) ≈ 2300", "truncated none"),
        ("-sqrt(2) ≈ -1.41", "rounded both"),
        ("-sqrt(2) ≈ 1.41", "wrong none"),
        ("[1, 2] * [3, 4] = 11", "exact both"),
        ("[[1, 2], [3, 4]] * [[1], [1]] = [[3], [7]]", "exact both"),
        ("[1, sqrt(2)] = [1, 1.42]", "last-digit none"),
        ("[1, 2] = [1, 2, 3]", "wrong none"),
        ("[[1, 2]] * [[1, 2]] = [[1, 2]]", "undecided none"),
        ("3 * 4 + 7 ≈ 19.0", "exact both"),
        ("0.5 * 0.5 = 0.5 * 0.6", "wrong none"),
        ("0.5 * 1 + 0.5 * 3 = 0.5 + 1.4", "wrong none"),
        ("exp(25/sqrt(2)) ≈ 4.76 × 10^7", "rounded both"),
        ("exp(25/sqrt(2)) ≈ 4.75 * 10^7", "truncated none"),
        ("[[1, 2], [3, 4]] + [1, 1] = [[2, 3], [4, 5]]", "exact both"),
        ("2.5 * 2 = 2.6 * 2", "wrong none"),
        ("softmax([0.5, 0.5]) = [0.50, 0.50]", "exact displayed"),
        ("e^(e^2) ≈ 1618.18", "rounded both"),
    ],
)
def test_a_relation_is_judged_by_what_is_displayed(text: str, verdict: str) -> None:
    judgement = judged(text)
    assert f"{judgement.verdict.value} {judgement.by}" == verdict


def test_the_worst_entry_decides_and_the_others_are_told_too() -> None:
    judgement = judged("[sqrt(2), sqrt(3), 1] ≈ [1.41, 1.75, 1]")
    assert [entry.verdict.value for entry in judgement.entries] == ["rounded", "wrong", "exact"]
    assert [entry.expected() for entry in judgement.entries] == ["1.41", "1.73", "1"]


def test_right_from_the_displayed_operands_but_not_from_the_exact_data_is_carried() -> None:
    judgement = judged("exp(3.54) ≈ 34.5", exp(5 / sqrt(2)))
    assert (judgement.verdict.value, judgement.by) == ("carried", "displayed")
    [entry] = judgement.entries
    assert (entry.expected(), entry.expected(entry.displayed)) == ("34.3", "34.5")


def test_authors_keep_more_digits_than_they_print() -> None:
    """e^1.414 is 4.11238, but the author worked from √2 itself."""
    assert judged("exp(1.414) = 4.113").verdict.value == "last-digit"
    assert judged("exp(1.414) = 4.113", exp(sqrt(2))).verdict.value == "rounded"


def test_a_tie_is_right_either_way_and_named() -> None:
    for text in ("5/2 ≈ 2", "5/2 ≈ 3"):
        [entry] = judged(text).entries
        assert (entry.verdict.value, entry.tie) == ("rounded", True)


def test_a_verdict_shows_its_certificate() -> None:
    [entry] = judged("exp(7.78) ≈ 2396.0").entries
    assert entry.certificate is not None
    assert entry.certificate.enclosure.startswith("[2392.2748205")
    assert entry.certificate.bits == 64


@pytest.mark.parametrize(
    ("left", "support"),
    [
        ("exp(7.78)", "7.78 supports only 3 digits: 2380 to 2404"),
        ("exp(2)", ""),
        ("weights[1,1] * 0.5", ""),
        ("34.5 + 2396.0", ""),
        ("2396.0 + 4.8e7", "the numbers displayed support only 3 digits: 47500000 to 48500000"),
        ("1/(0.0 - 0.0)", ""),
    ],
)
def test_what_the_displayed_operands_support_is_told(left: str, support: str) -> None:
    assert support_of(parse(left), fmpq(1, 10)) == support


def sheet(tmp_path: Path, *relations: str, names: str = "") -> Path:
    path = tmp_path / "worksheet.toml"
    text = names + "".join(f"\n[[relation]]\nprinted = '{relation}'\n" for relation in relations)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("printed", "mistakes"),
    [
        ("weights[1] ≈ [0.002, 0.998]", ("forgot_scale",)),
        ("weights[1] ≈ [0.047, 0.953]", ("divided_by_d_k",)),
        ("weights ≈ [[0.014, 0.000], [0.986, 1.000]]", ("softmax_over_columns",)),
        ("scores = [[7, 10], [15, 22]]", ("keys_not_transposed",)),
        ("weights[1] ≈ [0.3, 0.7]", ()),
    ],
)
def test_the_mistake_that_gives_the_authors_numbers_is_named(
    tmp_path: Path, printed: str, mistakes: tuple[str, ...]
) -> None:
    [check] = derive(Attention(X=[[1, 2], [3, 4]])).check(sheet(tmp_path, printed))
    assert check.judgement.verdict.value == "wrong"
    assert check.mistakes == mistakes


def test_names_of_the_author_stand_for_steps(tmp_path: Path) -> None:
    path = sheet(tmp_path, "P1 ≈ [0.014, 0.986]", "P = P", names="[names]\nP1 = 'weights[1]'\nP = 'A'\n")
    checks = derive(Attention(X=[[1, 2], [3, 4]])).check(path)
    assert [check.judgement.verdict.value for check in checks] == ["rounded", "exact"]


def test_entries_of_a_table_are_counted_from_one() -> None:
    grid = Grid(((Exact(1), Exact(2)), (Exact(3), Exact(4))))
    judgement = judge_claim(Claim(parse("T"), "=", parse("[[1, 2], [3, 4]]")), lambda _: grid)
    assert judgement.verdict.value == "exact"


@pytest.mark.parametrize(
    ("keys", "printed", "verdict"),
    [
        ({"X": [[1, 2], [3, 4]], "b_Q": [1, -1]}, "X + b_Q = [[2, 1], [4, 3]]", "exact"),
        ({"X": [[1, 2], [3, 4]]}, "A = U/r", "exact"),
        ({"X": [["0.5", "1.5"], [1, 0]]}, "scores[1,1] = 0.5*0.5 + 1.5*1.6", "wrong"),
        ({"X": [["0.5", "1.5"], [1, 0]]}, "scores[1,1] = 0.5*0.5 + 1.5*1.5", "exact"),
        ({"X": [["a", "b"], ["c", "d"]]}, "scores[1,1] = a^2 + b^2", "exact"),
        ({"X": [[1, 2], [3, 4]], "visible": "causal"}, "masked_scores[1,1] ≈ 3.54", "rounded"),
        ({"X": [[1, 2], [3, 4]]}, "S̃ ≈ [[3.54, 7.78], [7.78, 17.68]]", "rounded"),
    ],
)
def test_relations_as_derivations_write_them_are_read(
    tmp_path: Path, keys: dict[str, object], printed: str, verdict: str
) -> None:
    [check] = derive(Attention(**keys)).check(sheet(tmp_path, printed))
    assert check.judgement.verdict.value == verdict


def test_the_exact_value_that_is_given_counts_also_for_whole_numbers(tmp_path: Path) -> None:
    path = tmp_path / "worksheet.toml"
    path.write_text("[[relation]]\nprinted = '34/2422 ≈ 0.01404'\nexact = 'weights[1,1]'\n", encoding="utf-8")
    [check] = derive(Attention(X=[[1, 2], [3, 4]])).check(path)
    assert (check.judgement.verdict.value, check.judgement.by) == ("carried", "displayed")
