"""verify: small documents and what is found in them."""

from __future__ import annotations

import json

import pytest
from verifying.judged import report, told, verdict

from symattn.island import Island

GIVEN = "Q = [[1, 0], [0, 1]], K = [[1, 0], [1, 1]], V = [[2, 0], [0, 4]] and d_k = 2.\n\n"
"""S/√2 = [[0.707, 0.707], [0, 0.707]]; the weights of row 2 are (0.330, 0.670), its output (0.660, 2.679)."""


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("exp(7.78) ≈ 2392.3", "rounded"),
        ("exp(7.78) ≈ 2396.0", "wrong"),
        ("exp(7.78) ≈ 2392.2", "truncated"),
        ("exp(7.78) ≈ 2392.4", "last-digit"),
        ("1*3 + 2*4 = 11", "exact"),
        ("1*3 + 2*4 = 12", "wrong"),
        ("softmax([1, 0]) ≈ [0.731, 0.269]", "rounded"),
        ("softmax([1, 0]) ≈ [0.731, 0.296]", "wrong"),
        ("0.25 + 0.25 = 0.5", "exact"),
        ("2.718/3.718 = 73.1%", "rounded"),
        ("exp(10) ≈ 22000", "rounded"),
        ("e^5.657 ≈ 285", "wrong"),
        ("tanh(0.62) = 0.5511", "rounded"),
        ("tanh(0.62) = 0.5514", "wrong"),
        ("3/10000^(2/4) = 0.03", "exact"),
        ("sqrt(2 + sqrt(2)) ≈ 1.848", "rounded"),
        ("cos(pi) = 1", "wrong"),
        ("cos(30°) = √3/2", "exact"),
        ("$\\sin 45^{\\circ} \\approx 0.7071$", "rounded"),
        ("180° = pi", "exact"),
        ("cos(60°) = 0.7", "wrong"),
        ("$\\log_2 8 = 3$", "exact"),
        ("log_2(8) = 4", "wrong"),
        ("$\\log_{10} 1000 = 3$", "exact"),
        ("H = −0.5 log₂ 0.5 − 0.5 log₂ 0.5 = 1", "exact"),
        ("KL = 0.7 ln(0.7/0.5) + 0.3 ln(0.3/0.5) ≈ 0.0823", "rounded"),
        ("0.7 ln(0.7/0.5) + 0.3 ln(0.3/0.5) ≈ 0.0832", "wrong"),
        ("2½ + 1 = 3.5", "exact"),
        (r"$\operatorname{softmax}\begin{pmatrix} 1 & 0 \end{pmatrix} = (0.731, 0.269)$", "rounded"),
        (r"$\operatorname{softmax}\begin{pmatrix} 1 & 0 \end{pmatrix} = (0.713, 0.269)$", "wrong"),
        (r"$\underbrace{0.75}_{\alpha_1} \cdot 4 + \underbrace{0.25}_{\text{rest}} \cdot 8 = 5$", "exact"),
        (r"$\num{1024} \times 2 = \num{2048}$", "exact"),
        ("0.333 ≈ 1/3", "rounded"),
        ("0.73 = e/(1 + e)", "rounded"),
        ("[0.67, 0.33] = [2/3, 1/3]", "rounded"),
        ("[1, 2]·[3, 4] = 11", "exact"),
        ("[[1, 2], [3, 4]] × [1, 1] = [3, 7]", "exact"),
        ("max(3, 5, 4) = 5", "exact"),
        ("mean([1, 2, 6]) = 3", "exact"),
        ("relu([-1, 2]) = [0, 2]", "exact"),
        ("sigmoid(0) = 0.5", "exact"),
        ("softmax([0, -inf, 0]) = [0.5, 0, 0.5]", "exact"),
    ],
)
def test_a_relation_is_judged_by_what_stands_in_it(text: str, due: str) -> None:
    """One relation alone has its operands as displayed and nothing else."""
    if "pi" in text:
        text = text.replace("pi", "π")
    assert verdict(text) == due


def test_a_printed_number_stands_for_what_it_was_rounded_from() -> None:
    """e^1.414 is 4.1124, but 1.414 was √2, and e^√2 is 4.1133."""
    assert told("√2 ≈ 1.414, then e^1.414 ≈ 4.113")[-1] == "e^1.414 ≈ 4.113: rounded"
    assert told("Alone, e^1.414 ≈ 4.113")[-1] == "e^1.414 ≈ 4.113: last-digit"


def test_a_sum_with_a_number_from_nowhere_has_two_sources() -> None:
    """2.232 may be 0.5 + √3 then, of which e^2.232 is 9.31896, and not 9.31848."""
    text = "√3 ≈ 1.732, so 0.5 + 1.732 = 2.232 and e^2.232 = {}"
    assert [told(text.format(number))[-1].rpartition(": ")[2] for number in ("9.319", "9.318", "9.310")] == [
        "rounded",
        "rounded",
        "wrong",
    ]


def test_what_the_displayed_operands_give_is_carried() -> None:
    """5/√2 is 3.5355…, e^3.54 is 34.47, but e^(5/√2) is 34.31."""
    found = told("5/√2 ≈ 3.54\n\nexp(3.54) ≈ 34.5")
    assert found[-1] == "exp(3.54) ≈ 34.5: carried"


def test_a_score_is_no_exponential_of_the_same_digits() -> None:
    """e^-1.08 is 0.3396, but the exponent 0.34 is the score: e^0.34 = 1.40495."""
    text = "[1.7, 1]·[0.2, 0] = 0.34\n\ne^(-1.08) ≈ 0.34\n\ne^0.34 ≈ 1.40\n\n1.40·100 = 140.5"
    assert told(text)[-2:] == ["e^0.34 ≈ 1.40: rounded", "1.40·100 = 140.5: rounded"]


def test_a_wrong_whole_number_is_carried_where_it_is_added_up_and_divided() -> None:
    """e^2 is 7.389; the 4 of 2^2 is carried along, but √4 is 2, and the 4 of V is 4."""
    text = "e^2.00 = 4\n\n4 + 1 = 5.00\n\nsoftmax([2.00, 0]) = [4/5.00, 1/5.00] = [0.80, 0.20]"
    assert [line.rpartition(": ")[2] for line in told(text)] == ["wrong", "carried", "carried", "carried"]
    assert told(f"{text}\n\n√4 = 2, [[4, 0], [0, 1]]·[1, 1] = [4, 1]")[-2:] == [
        "√4 = 2: exact",
        "[[4, 0], [0, 1]]·[1, 1] = [4, 1]: exact",
    ]


def test_after_a_wrong_number_the_work_goes_on_and_names_its_origin() -> None:
    """What follows correctly from a slip is carried, and tells where the slip is."""
    text = "e^2 ≈ 7.93\n\n7.93 + 1 = 8.93\n\n1/8.93 ≈ 0.112"
    findings = report(text).findings
    assert [f.verdict.value for f in findings] == ["wrong", "carried", "carried"]
    assert {f.origin for f in findings[1:]} == {findings[0].start}


def test_e_to_the_first_power_is_no_letter() -> None:
    """It claims what e^2 claims, and is not rounded to tens because 10 may be."""
    assert [finding.expected for finding in report("e^1 = 10 and exp(1) = 20").findings] == ["3", "3"]
    assert report("a = 2, b = 5, e = (a + b)(b + 1)").findings == ()


def test_behind_a_slip_the_work_may_go_on_with_the_right_number() -> None:
    """4.75/√2 is 3.359, e^(4.75/√2) is 28.75 and e^3.36 is 28.79: nobody who wrote 3.63 worked with it."""
    assert told("4.75/√2 ≈ 3.63\n\ne^3.36 ≈ 28.75")[-1] == "e^3.36 ≈ 28.75: rounded"
    assert told("4.75/√2 ≈ 3.63\n\ne^3.63 ≈ 37.71")[-1] == "e^3.63 ≈ 37.71: carried"


def test_a_chain_is_judged_link_by_link() -> None:
    """In a = b = c ≈ d each sign is a claim of its own."""
    text = GIVEN + "Q·K^T = [[1·1 + 0·0, 1·1 + 0·1], [0·1 + 1·0, 0·1 + 1·1]] = [[1, 1], [0, 2]]"
    assert [line.rpartition(": ")[2] for line in told(text)[-2:]] == ["exact", "wrong"]


def test_each_link_of_a_long_chain_looks_at_its_own_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole chain, searched through for each link, takes time that grows with its square."""
    asked: list[object] = []
    monkeypatch.setattr(Island, "place_of", lambda island, number: asked.append(number))
    assert told("1 = 1" + " = 1" * 50) == ["1 = 1: exact"] * 51 and not asked


def test_a_line_that_begins_with_a_sign_goes_on_with_the_chain() -> None:
    """Also below a remark in brackets."""
    assert verdict("1/√2 (the first score)\n≈ 0.707") == "rounded"
    assert verdict("0.5·[2, 4]\n\n= [1, 2]") == "exact"


def test_sums_against_sums_are_held_term_by_term() -> None:
    """0.33·3 is 0.99, but a third of 3 is 1."""
    text = "1/3 ≈ 0.33 and 2/3 ≈ 0.67\n\n[0.33·3 + 0.67·1] = [0.99 + 0.67]"
    assert verdict(text) == "carried"


def test_every_table_of_attention_follows_from_the_data() -> None:
    """Scores, scaled scores, weights and output are judged by the exact ones, whatever they are called."""
    text = GIVEN + (
        "S = QK^T = [[1, 1], [0, 1]]\n\n"
        "S/√d_k = [[0.707, 0.707], [0, 0.707]]\n\n"
        "The weights are A = [[0.500, 0.500], [0.330, 0.670]].\n\n"
        "Z = AV = [[1.000, 2.000], [0.660, 2.679]]\n"
    )
    assert [f.verdict.value for f in report(text).findings if f.explicit] == ["exact", "rounded", "rounded", "rounded"]


def test_one_number_off_in_a_table_is_found() -> None:
    """0.760 stands where 0.670 is due; the rest of the table says what it is."""
    finding = report(
        GIVEN + "The root: 1/√2 ≈ 0.707. A = softmax(QK^T/√d_k) = [[0.500, 0.500], [0.330, 0.760]]."
    ).findings[-1]
    assert (finding.verdict.value, finding.printed, finding.place, finding.expected) == (
        "wrong",
        "0.760",
        (2, 2),
        "0.670",
    )


def test_the_documents_own_scale_is_followed() -> None:
    """Without a root anywhere nothing is scaled: softmax([0, 1]) is (0.269, 0.731)."""
    assert verdict(GIVEN + "Row 2 of the weights: (0.269, 0.731)") == "rounded"


def test_rows_given_one_by_one_make_a_table() -> None:
    """q, k_1, k_2, v_1, v_2: one query, two keys with their values."""
    text = "q = (1, 0), k_1 = (1, 0), k_2 = (0, 1), v_1 = (10, 0), v_2 = (0, 10)\n\nq·k_1 = 1\n\nThe scale is 1/√2.\n\n"
    assert verdict(text + "The weights: (0.670, 0.330)") == "rounded"
    assert verdict(text + "The output: (6.70, 3.30)") == "rounded"


def test_negative_places_count_from_the_end() -> None:
    """A[-1] is the last row, as in NumPy."""
    assert told("A = [[0.7, 0.3], [0.4, 0.6]]\n\nA[-1] = [0.4, 0.6]")[-1] == "A[-1] = [0.4, 0.6]: exact"
    assert verdict("A = [[0.7, 0.3], [0.4, 0.6]]\n\nA[-1]·[1, 2] = 2.0") == "wrong"


@pytest.mark.parametrize(
    ("row", "due"),
    [("Raw scores = [2, 1.41]", ["rounded"]), ("**Scores:** [2, 1.41]", ["rounded"]), ("Scores: [2, 1.42]", [])],
)
def test_a_row_of_what_was_worked_out_one_by_one(row: str, due: list[str]) -> None:
    """The numbers that the chains before it end with, in their order; 1.41 is √2."""
    text = "score(a) = 1·2 + 0·1 = 2\n\nscore(b) = √2 ≈ 1.41\n\n"
    findings = report(text + row).findings
    assert [f.verdict.value for f in findings if f.start >= len(text)] == due


def test_a_share_of_a_number_worked_out() -> None:
    """33 % is 0.330 rounded again."""
    assert told("weight(a) = 1.000 / 3.028 = 0.330\n\nSo a keeps 33% of it.")[-1] == "33% of it: rounded"
    whole = told("weight(a) = 1.000 / 3.028 = 0.330\n\nSo 33% of the attention of this word stays where it was.")
    assert whole[-1] == "33% of the attention of this word stays: rounded"


def test_the_sum_is_told_by_a_sentence() -> None:
    """`the sum is` adds up the exponentials before it."""
    text = "$e^{1.414} \\approx 4.113$ and $e^0 = 1$; the sum is {}."
    assert [told(text.replace("{}", number))[-1] for number in ("5.113", "$5.113$")] == [
        "5.113: carried",
        "5.113: carried",
    ]


def test_a_number_behind_a_word_in_brackets_is_no_part_of_a_name() -> None:
    """第一个值向量（权重 0.67） is not a function of 0.67."""
    assert told("2.03/3.03 ≈ 0.67，说明主要关注第一个值向量（权重 0.67）。")[-1] == "0.67: rounded"


def test_a_formula_waits_for_its_data() -> None:
    """`Z = AV, where V = …` tells V after Z."""
    text = "A = [[0.5, 0.5]]. Then Z = AV, where V = [[2, 0], [0, 4]], so Z = [1, 3]"
    assert verdict(text) == "wrong"


@pytest.mark.parametrize(
    ("told_so", "due"),
    [
        ("Sum = 3.028", "rounded"),
        ("Summe ≈ 3.03", "rounded"),
        ("合计约 3.028", "rounded"),
        ("sum = 3.128", "wrong"),
    ],
)
def test_a_sum_told_by_a_word_adds_up_what_was_worked_out_before(told_so: str, due: str) -> None:
    """e^(1/√2) + e^0."""
    assert verdict(f"1/√2 ≈ 0.707. e^0.707 ≈ 2.028, e^0 = 1, {told_so}") == due


def test_a_share_in_percent_is_a_weight() -> None:
    """67 % of the weight, 33.0%, 67\\,\\%."""
    text = GIVEN + "With 1/√2 ≈ 0.707 the weights are A = [[0.500, 0.500], [0.330, 0.670]]: "
    assert told(text + "word 2 gives 67.0 % to itself")[-1].startswith("67.0 % to itself")
    assert told(text + r"word 2 gives 67.0 \% to itself", "note.tex")[-1].startswith(r"67.0 \% to itself")
    assert told("$1/3 \\approx 0.333  %\n$", "note.tex") == ["1/3 \\approx 0.333: rounded"]


def test_a_calculation_in_a_table_and_the_number_beside_it_are_a_relation() -> None:
    """| 0.2·3 + 0.1·4 | 1.3 | is wrong."""
    table = "| key | sum | score |\n|---|---|---|\n| [3, 4] | 0.2·3 + 0.1·4 | 1.3 |\n| [1, 2] | 0.2·1 + 0.1·2 | 0.4 |\n"
    assert [line.rpartition(": ")[2] for line in told(table) if "|" in line][1::2] == ["wrong", "exact"]


def test_what_stands_beside_a_relation_is_not_its_value() -> None:
    assert told("| a | b |\n|---|---|\n| 2/7 ≈ 0.29 | 1 |\n| 0.5·2 = 1 | 4 |\n") == [
        "2/7 ≈ 0.29: rounded",
        "0.5·2 = 1: exact",
    ]


def test_weights_at_several_temperatures_are_judged_by_their_column() -> None:
    """softmax([2, 1, 0]/T) and its entropy."""
    text = (
        "With scores s = [2, 1, 0]:\n\n| T | weights | entropy |\n|---|---|---|\n| 1 | [0.665, 0.245, 0.090] | 0.83 |\n"
    )
    found = told(text + "| 0.5 | [0.876, 0.118, 0.006] | 0.44 |\n")
    assert found[-2:] == ["0.5 | [0.876, 0.118, 0.006]: wrong", "[0.876, 0.118, 0.006] | 0.44: rounded"]


def test_a_heading_names_the_table_below_it() -> None:
    """### Query $Q$, and then only a matrix."""
    text = (
        "$X = [[1, 2], [3, 4]]$, $W_Q = [[1, 1], [0, 1]]$, $Q = X W_Q$\n\n"
        "### Query $Q$\n\n$$\\begin{bmatrix} 1 & 3 \\\\ 3 & 8 \\end{bmatrix}$$\n"
    )
    finding = report(text).findings[-1]
    assert (finding.verdict.value, finding.explicit, finding.expected) == ("wrong", False, "7")


@pytest.mark.parametrize(
    "text",
    [
        "Q = [[1, 0], [0, 1]]. In the second example Q = [[3, 1], [2, 5]].",
        "Head 1: q = [1, 0]\n\nHead 2: q = [0, 1]",
        GIVEN + "For example, the weights might be [0.7, 0.2, 0.1].",
        "l ← 1.135\n\nl ← 2.270",
        "X is (3×2) and W_Q is 2 × 2, published in 2017 [1].",
        "Version 1.2 = current; see section 3.4.",
        "x = 5, and in the next step x = 7.",
        "Output 1 = 0.4·2 = 0.8\n\n$\\text{Score } 2 = 3 + 1 = 4$\n\nhead 1 = 0.5, Token 3 ≈ 0.25",
        "In steps 2～4 and for 3~5 tokens",
        "salida = 0,4·(10,0) + 0,6·( 5,0)\n         0,4·( 0,0) + 0,6·(10,0)\n\n       = ( 7,0 , 6,0 )",
        "// p = 0.5·[1, 2] = [0.5, 1]\n// and the other row, its numbers swapped:\n//   = 0.25·[4, 8] = [1, 2]\nint x;",
    ],
)
def test_new_data_and_what_claims_nothing_raise_no_alarm(text: str) -> None:
    """A name may get a new value, and not every number is a claim."""
    assert [f for f in report(text).findings if f.verdict.value not in ("exact", "rounded")] == []


def test_softmax_of_one_number_names_one_of_its_row() -> None:
    """softmax(2) = e²/(e² + e³) is no claim that softmax(2) is not 1."""
    found = report("softmax(2) = e^2/(e^2 + e^3) = 0.269, softmax([3]) = [1.0]")
    assert [unread.reason for unread in found.unread] == ["softmax of one number: the others are not told"]
    assert [finding.verdict.value for finding in found.findings] == ["rounded", "exact"]


def test_after_a_wrong_step_the_work_goes_on_from_it() -> None:
    """What is put in its place is what the numbers behind it are held against, and what they stand for later."""
    text = "exp([0, 1]) = [1, 3] / 4 = [0.25, 0.75]\n\nso 0.25·8 = 2.0"
    assert [line.rpartition(": ")[2] for line in told(text)] == ["wrong", "exact", "exact"]


def test_what_cannot_be_judged_is_listed_with_its_reason() -> None:
    """Never dropped, never called wrong."""
    found = report("(1, 2)·(3, 4) = (3, 8) and 0.5·u = 3")
    assert [unread.reason for unread in found.unread] == ["the two sides differ in size", "nothing is known of u"]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("softmax([1, 2]) = [0.3, 0.3, 0.4]", "the left side has 2 entries, the right side 3 entries"),
        (
            "softmax([[1, 2], [3, 4]]) = [[0.3, 0.7], [0.3, 0.7], [0, 1]]",
            "the left side has 2 rows of 2, the right side 3 rows of 2",
        ),
        ("[1, 2] + [3, 4] = [4, 6, 1]", "the left side has 2 entries, the right side 3 entries"),
        ("[[1, 2], [3, 4]]·[[1, 0], [1, 1]] = [[3, 2], [7, 4], [1, 1]]", "rows of 2, the right side 3 rows of 2"),
    ],
)
def test_sides_of_different_size_are_wrong(text: str, reason: str) -> None:
    """Whatever the numbers are."""
    (finding,) = report(text).findings
    assert finding.verdict.value == "wrong" and reason in finding.reason and not finding.fixes


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2] + [3, 4] = [1, 2, 3, 4]",
        "(2, 3)·(3, 4) = (2, 4)",
        "[1, 2]·3 = [1, 2, 1, 2, 1, 2]",
        "softmax([1, 2, 3, 4, 5]) = [0.012, 0.032, …]",
        "softmax([[1, 2], [3, 4]]) = [0.269, 0.731]",
    ],
)
def test_another_size_may_be_meant(text: str) -> None:
    """Lists that are joined, shapes, rows that go on or are alike."""
    assert not any(finding.verdict.value == "wrong" for finding in report(text).findings)


def test_decimal_commas_are_told_from_lists() -> None:
    """0,707 is a number; (1,0) are two."""
    text = "k_1 = (1,0)\n\n1/√2 ≈ 0,707 und e^{0,707} ≈ 2,028\n\n1/3,028 ≈ 0,330"
    assert [line.rpartition(": ")[2] for line in told(text)] == ["rounded", "rounded", "rounded"]


def test_places_are_those_of_the_source() -> None:
    """Offsets count characters of the text as it was given, markup and all."""
    text = "Then **$\\mathbf{e^{2}} \\approx \\mathbf{7.93}$**, roughly."
    finding = report(text).findings[0]
    assert text[finding.printed_at[0] : finding.printed_at[1]] == "7.93"
    assert text[finding.start : finding.end].startswith("\\mathbf{e^{2}}")


def test_every_verdict_shows_its_certificate() -> None:
    """The enclosure that decided, or the exact value."""
    found = report("exp(7.78) ≈ 2396.0\n\n1/4 = 0.3").findings
    assert found[0].enclosure.startswith("[2392.27") and found[0].bits == 64
    assert (found[1].enclosure, found[1].bits) == ("1/4", 0)


def test_an_exact_sum_that_is_off_by_one_is_wrong() -> None:
    """0.3·0.24 + 0.2·0.53 is 0.178, with nothing rounded before: 0.17 and 0.19 come from no rounding."""
    given = "q = [0.3, 0.2]\n\nk = [0.24, 0.53]\n\n"
    assert verdict(given + "0.3·0.24 + 0.2·0.53 = 0.18") == "rounded"
    assert verdict(given + "0.3·0.24 + 0.2·0.53 = 0.19") == "wrong"
    assert verdict("0.3·0.24 + 0.2·0.53 = 0.19") == "last-digit"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("0.6 + 0.3 = 0.8", "wrong"),
        ("[0.6, 0.3] + [0.1, 0.1] = [0.7, 0.5]", "wrong"),
        # said to be near only, known beforehand, or roundings of the document's own
        ("0.6 + 0.3 ≈ 0.8", "last-digit"),
        ("0.67 + 0.24 + 0.10 = 1.00", "last-digit"),
        ("e^1 ≈ 2.72, e^2 ≈ 7.39\n\n2.72 + 7.39 = 10.12", "last-digit"),
        ("exp(a) + exp(b) = 1.649 + 1.221 = 2.871", "last-digit"),
    ],
)
def test_a_sum_of_decimals_that_come_from_nowhere_is_exact(text: str, due: str) -> None:
    """Decimals that nothing tells to be roundings are what they are; off by one is then no rounding."""
    assert verdict(text) == due


def test_rows_below_a_heading_of_starting_data_are_exact() -> None:
    """The keys in a table are as given as `K = …` makes them."""
    head = "q = [0.3, 0.2]\n\n| {} | work | result |\n|---|---|---|\n| [0.24, 0.53] | 0.3·0.24 + 0.2·0.53 | 0.19 |"
    assert verdict(head.format("Key")) == "wrong"
    assert verdict(head.format("Row")) == "last-digit"


def test_a_row_is_no_proof_of_itself() -> None:
    """Weights that happen to be made of numbers of the data are held against the scores all the same."""
    given = "Keys: K = [[0.1, 0.2], [0.8, 0.9]]\n\nScores: [1, 3]\n\nSoftmax of these: "
    assert verdict(given + "[0.1, 0.9]") == "rounded"
    assert verdict(given + "[0.2, 0.8]") == "wrong"


def test_a_letter_with_a_number_is_no_product_of_known_letters() -> None:
    """Where Z is known, Z1 is its first row, and AV is A·V."""
    known = GIVEN + "A = softmax(S), Z = AV\n\nA ≈ [[0.500, 0.500], [0.330, 0.670]]\n\n"
    row = "Z2 = 0.330·[2, 0] + 0.670·[0, 4] ≈ [0.660, 2.680]"
    assert told(known + row)[-2:] == [
        "Z2 = 0.330·[2, 0] + 0.670·[0, 4]: rounded",
        "0.330·[2, 0] + 0.670·[0, 4] ≈ [0.660, 2.680]: carried",
    ]


def test_a_formula_of_a_name_that_nothing_is_said_of_binds_nothing() -> None:
    """A = softmax(S) where S was never told to be QKᵀ: it may be QKᵀ/√d_k as well, and the numbers tell."""
    assert verdict(GIVEN + "A = softmax(S), and A ≈ [[0.500, 0.500], [0.330, 0.670]]") == "rounded"
    assert verdict(GIVEN + "A = softmax(S), and A ≈ [[0.500, 0.500], [0.269, 0.731]]") == "rounded"


def test_a_row_in_a_sentence_is_one_relation() -> None:
    """The numbers of a row that was judged are not told again one by one."""
    text = "Scores: 2.0, 1.0, 0.1\n\nThe softmax is\n\nweights: 0.659, 0.242, 0.099"
    assert told(text) == ["0.659, 0.242, 0.099: rounded"]


def test_a_softmax_is_of_the_row_met_last() -> None:
    """0.9, 0.6 over the temperature 0.1 are 9 and 6: of which the softmax is taken, the numbers tell."""
    text = "Scores: [0.9, 0.6]\n\n{}softmax ≈ ({})"
    assert verdict(text.format("", "0.574, 0.426")) == "rounded"
    assert verdict(text.format("", "0.953, 0.047")) == "wrong"
    assert verdict(text.format("At the temperature 0.1 they become (9, 6).\n\n", "0.953, 0.047")) == "rounded"
    assert verdict(text.format("At the temperature 0.1 they become (9, 6).\n\n", "0.574, 0.426")) == "rounded"
    assert not told(text.format("At the temperature 0.1 they become (9, 6).\n\n", "0.853, 0.147"))
    assert verdict(text.format("Once more: [0.9, 0.6]\n\n", "0.953, 0.047")) == "wrong"


def test_a_single_number_of_a_name_that_is_nearly_the_one_before_is_another_one() -> None:
    """Of tables, nearly the same is the same: a slip is then found."""
    assert told("rate=0.2 here, and rate=0.3 there") == []
    assert told("rate ≈ 1/3 ≈ 0.333, later rate ≈ 0.33")[-1] == "rate ≈ 0.33: rounded"


def test_a_side_that_words_cut_in_two_is_not_judged_by_its_second_half() -> None:
    """x, +, a caption, z, =, their sum: the sum is not z."""
    text = "x:\n\n[1, 2]\n\n+\n\nOutput of attention\n\n[3, 4]\n\n=\n\n[4, 6]"
    assert told(text) == []
    assert report(text).unread


def test_thousands_are_parted_in_notebooks_as_elsewhere() -> None:
    """A notebook doubles each backslash: of 22\\,026.47 not only the 22 is read."""
    cell = {"cell_type": "markdown", "metadata": {}, "source": [r"$e^{10} \approx 22\,026.47$"]}
    text = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert verdict(text, "note.ipynb") == "rounded"


def test_the_sum_so_far_of_an_online_softmax_is_followed() -> None:
    """ℓ is a letter, and 1.368 is put in for ℓ₁."""
    text = "ℓ₁ = e^(2-2) + e^(1-2) = 1 + 0.368 = 1.368\n\nℓ₂ = e^(2-3)×ℓ₁ + e^(3-3) = e^(-1)×1.368 + 1 = 1.503"
    assert [line.rpartition(" ")[2] for line in told(text)[-2:]] == ["exact", "rounded"]


def test_a_new_query_asks_the_keys_given_before() -> None:
    """Two queries, one after the other, of the same keys k_1, k_2."""
    keys = "k_1 = [1, 1], k_2 = [0, 1]. For q = [1, 0] the weights are [0.731, 0.269].\n\n"
    assert told(keys + "Now q = [2, 0]: the weights are [0.881, 0.119].")[-1] == "[0.881, 0.119]: rounded"


def test_a_masked_table_is_held_against_the_masked_one_of_the_declared_scale() -> None:
    """Its third row was worked without the scale; rows 1 and 2 are right."""
    given = "X = [[1, 0], [0, 1], [1, 1]], Q = K = V = X, d_k = 2.\n\nS = XXᵀ = [[1, 0, 1], [0, 1, 1], [1, 1, 2]]\n\n"
    given += "S/√2 = [[0.71, 0, 0.71], [0, 0.71, 0.71], [0.71, 0.71, 1.41]]\n\n"
    table = "Weights with causal mask:\n\n[[1, 0, 0],\n [0.33, 0.67, 0],\n [0.21, 0.21, 0.58]]"
    finding = report(given + table).findings[-1]
    assert (finding.verdict.value, finding.place, finding.expected) == ("wrong", (3, 1), "0.25")


CAUSAL = """We use a causal mask M. X = [[1, 0], [0, 1], [1, 1]], Q = K = X, V = [[7, 2], [3, 1], [2, 6]], d_k = 2.

$A = \\operatorname{{softmax}}(QK^\\top/\\sqrt{{d_k}} + M) \\approx {}$

$Z = AV \\approx {}$
"""


def test_a_mask_of_no_name_but_m_is_the_causal_one_that_the_text_speaks_of() -> None:
    weights = r"\begin{bmatrix} 1 & 0 & 0 \\ 0.33 & 0.67 & 0 \\ 0.25 & 0.25 & 0.50 \end{bmatrix}"
    output = r"\begin{bmatrix} 7 & 2 \\ 4.32 & 1.33 \\ 3.49 & 3.77 \end{bmatrix}"
    found = [finding.verdict.value for finding in report(CAUSAL.format(weights, output)).findings]
    assert found[-2:] == ["rounded", "rounded"]
    unmasked = r"\begin{bmatrix} 0.40 & 0.20 & 0.40 \\ 0.20 & 0.40 & 0.40 \\ 0.25 & 0.25 & 0.50 \end{bmatrix}"
    finding = report(CAUSAL.format(unmasked, output)).findings[0]
    assert (finding.verdict.value, finding.diagnoses[:1]) == ("wrong", ("forgot_mask",))


def test_a_name_that_was_given_before_is_not_set_anew_by_another_that_is_made_of_it() -> None:
    """Of `Q = X = …` X is known."""
    given = "X = [[0.25, 2], [1, 2]]\n\n"
    assert told(given + "Q = X = [[0.25, 2], [1, 2]]")[-1].endswith(": exact")
    assert told(given + "Q = X = [[-0.25, 2], [1, 2]]")[-1].endswith(": wrong")
