"""What becomes of single answers: precision, forms, mistakes, and what follows from a student's own numbers."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from symattn.cli.main import main
from symattn.errors import LimitError, ReadingError, SymattnError, UnknownNameError
from symattn.generate import Order, made
from symattn.generating.wishes import Wishes
from symattn.grading.answers import read_answers
from symattn.grading.given import Answer
from symattn.grading.judging import Judge
from symattn.grading.marks import Marks, grade
from symattn.grading.outcome import CellMark
from symattn.grading.paper import Paper, read_paper
from symattn.grading.reading import readings
from symattn.grading.scheme import Scheme, read_scheme
from symattn.marksheet import MARKSHEETS
from symattn.marksheets.csv import harmless
from symattn.sheet import SHEETS, Sheet, written

HERE = Path(__file__).parent
PAPER = HERE / "graded" / "exercises.json"
ANSWERS = HERE / "graded" / "answers.csv"
"""S = [[−1, 2], [0, 1]], A ≈ [[0.107, 0.893], [0.330, 0.670]], Z ≈ [[0.786, −0.786], [0.340, −0.340]]; d_k = 2."""
NAME = "forward_pass-5-1"


@cache
def judge() -> Judge:
    return Judge(read_paper(PAPER).exercise(NAME), Scheme())


def cells(**answers: str) -> dict[str, tuple[CellMark, ...]]:
    """The marks of each question; weights__1_2 is weights.1.2."""
    given = {name.replace("__", ".").replace("_", "."): Answer(text) for name, text in answers.items()}
    return {mark.question: mark.cells for mark in judge().marks(given)}


def outcomes(question: str, **answers: str) -> list[str]:
    return [cell.outcome.value for cell in cells(**answers)[question]]


def first(text: str) -> str:
    """The outcome of an answer to a_11 = 1/(1 + e^(3/√2)) = 0.10705…"""
    return outcomes("weights", weights__1_1=text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "0.107",
        ".107",
        "0.1070",
        "0.10705",
        "0.1071",
        "10.7%",
        "0,107",
        "1.07e-1",
        "1.07 × 10^-1",
        "$0.107$",
        "a_11 = 0.107",
    ]
    + [
        "1/(1 + e^(3/√2))",
        "e^(-3/√2)/(1 + e^(-3/√2))",
        r"\frac{1}{1 + e^{\frac{3}{\sqrt{2}}}}",
        "1 - 1/(1+exp(-3/sqrt(2)))",
    ]
    + ["1/(1 + e^2.1213) ≈ 0.107", "≈ 0.107", "0.107.", "'0.107", "107/1000", "0.0107×10"],
)
def test_right_in_whatever_form(text: str) -> None:
    assert first(text) == "right"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("0.11", "precision"),
        ("0.1", "precision"),
        ("1/(1 + e^2.1213)", "precision"),  # a rounded number in it
        ("0", "wrong"),  # shows no digit of it
        ("0.108", "last-digit"),
        ("0.106", "last-digit"),
        ("0.170", "mistake"),  # digits exchanged
        ("-0.107", "mistake"),
        ("1/(1 + e^5)", "wrong"),
        ("0.5", "wrong"),
        ("", "missing"),
        ("?", "unread"),
        ("0.107 or 0.893", "unread"),
        ("[0.107, 0.893]", "unread"),
        ("__import__('os').system('ls')", "unread"),
        ("10^(10^(10^10))", "unread"),
        ("(" * 3000, "unread"),
        ("1" * 3999, "wrong"),
        ("0." + "1" * 5000, "unread"),
    ],
)
def test_what_is_not_right(text: str, outcome: str) -> None:
    assert first(text) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("0.33", "right"),  # the zero of 0.330 is dropped by spreadsheets, and by JSON
        ("33/100", "right"),
        ("0.3", "precision"),
        ("0.4", "wrong"),
    ],
)
def test_a_zero_at_the_end_is_no_digit(text: str, outcome: str) -> None:
    assert outcomes("weights", weights__2_1=text)[2] == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("0.892", "truncated"),
        ("0.8920", "truncated"),
        ("0.8924", "last-digit"),  # other digits than those of 0.89294…
        ("0.8919", "last-digit"),
        ("0.89", "precision"),
        ("0.9", "precision"),
        ("1", "wrong"),
        ("0.88", "wrong"),
        ("0.890", "wrong"),
    ],
)
def test_digits_are_cut_off_where_they_are_those_of_the_number(text: str, outcome: str) -> None:
    assert outcomes("weights", weights__1_2=text)[1] == outcome


def judged_with(values: list[list[Any]], **answers: str) -> dict[str, list[str]]:
    """The outcomes of each question where V is another one, the scores and weights being the same."""
    told = dict(read_paper(PAPER).told[NAME])
    told["works"] = [{"Q": [[-1, 2], [0, 1]], "K": [[1, 0], [0, 1]], "V": values}]
    given = {name: Answer(text) for name, text in answers.items()}
    marks = Judge(Paper({NAME: told}, PAPER).exercise(NAME), Scheme()).marks(given)
    return {mark.question: [cell.outcome.value for cell in mark.cells] for mark in marks}


@pytest.mark.parametrize(
    ("text", "outcome"), [("3", "wrong"), ("4", "wrong"), ("350/100", "right"), ("3.500", "right"), ("3.501", "wrong")]
)
def test_whole_numbers_say_nothing_of_a_half(text: str, outcome: str) -> None:
    """All values are 3.5, so each output is."""
    answer = f"[[{text}, {text}], [{text}, {text}]]"
    assert judged_with([["7/2", "7/2"], ["7/2", "7/2"]], output=answer)["output"] == [outcome] * 4


@pytest.mark.parametrize("text", ["-1", "-1.0", "−1", "-1.000", "-1.00000", "-2/2", "- 1", "-√1", "-100%"])
def test_a_whole_number_may_be_written_with_places(text: str) -> None:
    assert outcomes("scores", scores__1_1=text)[0] == "right"


@pytest.mark.parametrize("text", ["0", "-0", "0.0", "−0.000", "1 - 1"])
def test_nothing_is_nothing_with_either_sign(text: str) -> None:
    assert outcomes("scores", scores__2_1=text)[2] == "right"


@pytest.mark.parametrize("text", ["-1.5", "-2", "1", "-0.9", "-1.001"])
def test_an_exact_number_has_no_last_digit_to_be_off(text: str) -> None:
    assert outcomes("scores", scores__1_1=text)[0] in ("wrong", "mistake")


WRONG_SCORES = "[[1, 3], [0, 1]]"
"""Its weights are 0.1955…, 0.8044…; its output 0.6089… where the first row is unrounded, 0.608 from 0.196."""


def test_three_steps_follow_from_the_first() -> None:
    told = {
        "scores": WRONG_SCORES,
        "weights": "[[0.196, 0.804], [0.330, 0.670]]",
        "output": "[[0.609, -0.609], [0.340, -0.340]]",
    }
    assert outcomes("scores", **told) == ["mistake", "wrong", "right", "right"]
    assert outcomes("weights", **told) == ["carried", "carried", "right", "right"]
    assert outcomes("output", **told) == ["carried", "carried", "right", "right"]
    told["output"] = "[[0.608, -0.608], [0.340, -0.340]]"  # from the weights as they were rounded
    assert outcomes("output", **told) == ["carried", "carried", "right", "right"]
    assert cells(**told)["output"][0].feedback == "Right from your own scores and weights."


def test_what_follows_does_so_without_the_steps_between() -> None:
    told = {"scores": WRONG_SCORES, "output": "[[0.609, -0.609], [0.340, -0.340]]"}
    assert outcomes("output", **told) == ["carried", "carried", "right", "right"]


def test_what_was_not_rounded_follows_within_a_rounding() -> None:
    """Weights 0.3004, 0.6996, which nothing gives, are shown as 0.300, 0.700; from them comes 0.3992, not 0.4."""
    told = {"weights": "[[0.300, 0.700], [0.330, 0.670]]", "output": "[[0.399, -0.399], [0.340, -0.340]]"}
    assert outcomes("weights", **told)[:2] == ["wrong", "wrong"]
    assert outcomes("output", **told)[:2] == ["carried", "carried"]
    told["output"] = "[[0.397, -0.403], [0.340, -0.340]]"
    assert outcomes("output", **told)[:2] == ["wrong", "wrong"]


def test_rows_of_weights_add_up_to_1_behind_the_rounding_too() -> None:
    """Of values −3 and −3 each output is −3, whatever the weights are; of 1 and −1 it may be −0.401 to −0.399."""
    told = {"weights": "[[0.300, 0.700], [0.330, 0.670]]"}
    values = [[-3, 1], [-3, -1]]
    assert judged_with(values, **told, output="[[-3.002, -0.399], [-3, -0.340]]")["output"][:2] == ["wrong", "carried"]
    # weights that do not add up to 1 may be anything that rounds to them
    told = {"weights": "[[0.300, 0.600], [0.330, 0.670]]"}
    assert judged_with(values, **told, output="[[-2.702, -0.301], [-3, -0.340]]")["output"][:2] == ["carried"] * 2
    assert judged_with(values, **told, output="[[-2.704, -0.302], [-3, -0.340]]")["output"][:2] == ["wrong"] * 2


def test_weights_behind_the_rounding_may_be_carried_so_that_they_add_up_to_a_little_more() -> None:
    """0.3005 and 0.6996 are 1.0001: of values 5 and 5 they make 5.0005, shown as 5.001."""
    told = {"weights": "[[0.300, 0.700], [0.330, 0.670]]"}

    def outcome(text: str) -> str:
        return judged_with([[5, 1], [5, -1]], **told, output=f"[[{text}, -0.400], [5, -0.340]]")["output"][0]

    assert [outcome(text) for text in ("5.001", "4.999", "5.002", "4.998")] == ["carried", "carried", "wrong", "wrong"]


def test_a_number_at_the_end_of_those_behind_the_rounding_is_one_of_them() -> None:
    """0.00346 is shown as 0.003 and carried as 0.0035, which as an output is shown as 0.004."""
    told = {"weights": "[[0.003, 0.997], [0.330, 0.670]]"}
    values = [[0, 1], [-1, 0]]
    carried = judged_with(values, **told, output="[[-0.997, 0.004], [-0.670, 0.330]]")["output"]
    assert carried[:2] == ["carried", "carried"]
    beyond = judged_with(values, **told, output="[[-0.997, 0.005], [-0.670, 0.330]]")["output"]
    assert beyond[1] == "wrong"


def test_from_what_itself_follows_only_its_own_numbers_follow() -> None:
    """Scores with a slip, weights that follow: 0.196·(−2) … exactly −0.391, as rounded −0.392; −0.389 is neither."""
    told = {"scores": WRONG_SCORES, "weights": "[[0.196, 0.804], [0.330, 0.670]]"}

    def outcome(text: str) -> str:
        return judged_with([[-2, 1], [0, -1]], **told, output=f"[[{text}, -0.609], [-0.660, -0.340]]")["output"][0]

    assert [outcome(text) for text in ("-0.393", "-0.392", "-0.391", "-0.389")] == [
        "wrong",
        "carried",
        "carried",
        "wrong",
    ]


def test_nothing_follows_from_numbers_without_digits() -> None:
    told = {"weights": "[[0, 1], [0, 1]]", "output": "[[0.5, 0.5], [0.5, 0.5]]"}
    assert set(outcomes("output", **told)) == {"wrong"}


def test_last_digits_of_rounded_weights_are_carried() -> None:
    """All is right, and 0.107·1 … of rounded weights gives 0.786; but 0.34 from 0.33 would be shown as it is."""
    told = {"weights": "[[0.107, 0.893], [0.330, 0.670]]", "output": "[[0.786, -0.786], [0.340, -0.340]]"}
    assert set(outcomes("output", **told)) == {"right"}


def test_slips_in_what_follows_are_told_as_such() -> None:
    told = {"scores": WRONG_SCORES, "weights": "[[0.20, 0.80], [0.330, 0.670]]"}
    assert outcomes("weights", **told)[:2] == ["precision", "precision"]
    assert cells(**told)["weights"][0].feedback.startswith(
        "From your own scores: The right value, but 3 decimal places"
    )


def test_a_mistake_is_named_in_one_row_and_in_exact_forms() -> None:
    told = cells(weights="[[0.047, 0.953], [0.330, 0.670]]")["weights"]
    assert [cell.mistake for cell in told] == ["forgot_scale", "forgot_scale", "", ""]
    assert told[0].feedback == "Not right: the scale was forgotten."
    told = cells(weights="[[1/(1 + e^3), e^3/(1 + e^3)], [1/(1 + e), e/(1 + e)]]")["weights"]
    assert {cell.mistake for cell in told} == {"forgot_scale"}


def test_a_mistake_that_gives_all_numbers_is_told_before_what_few_digits_may_be() -> None:
    """Scores [[−1, 2], [0, 1]] divided by their sums are [[−1, 2], [0, 1]] again."""
    told = cells(weights="[[-1, 2], [0, 1]]")["weights"]
    assert {cell.mistake for cell in told} == {"forgot_exponential"}


def test_a_form_with_rounded_numbers_in_it_is_told_so() -> None:
    told = cells(weights__1_1="1/(1 + e^2.1213)")["weights"][0]
    assert told.feedback == (
        "The right value, but with rounded numbers in it: keep roots and powers as they are, or give a decimal."
    )


def test_a_wrong_number_is_told_what_to_work_again_but_not_what_is_due() -> None:
    told = cells(weights="[[0.3, 0.7], [0.330, 0.670]]")["weights"][0]
    assert told.feedback == "Not right. Work A = softmax(Q·Kᵀ/√d_k) again."


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("How many entries has a key? $d_{k}$", "How many entries has a key? d_k"),
        ("Find the gap $\\delta$.", "find x."),
        ("", "find x."),
    ],
)
def test_a_wrong_number_of_no_work_is_told_what_is_asked(prompt: str, told: str) -> None:
    asked = {"name": "gap", "type": "numbers", "letter": "x", "cells": [["x"]], "exact": [["2"]], "prompt": prompt}
    exercise = dict(read_paper(PAPER).told[NAME]) | {"questions": [asked]}
    (mark,) = Judge(Paper({NAME: exercise}, PAPER).exercise(NAME), Scheme()).marks({"gap": Answer("77")})
    assert mark.cells[0].feedback == f"Not right. Once more: {told}"


def test_what_is_told_of_a_choice_is_plain_text_and_says_no_once(tmp_path: Path) -> None:
    """`Not right. Divided by d_k instead of √d_k.`"""
    sheet = Sheet("Choices")
    kinds = ("law_true_or_false", "find_the_mistake", "which_is_A")
    items = (item.text for item in made(Order(kinds, Wishes(), 1, "json", sheet), 18))
    path = tmp_path / "exercises.json"
    path.write_bytes(b"".join(written(SHEETS["json"], items, sheet)))
    paper = read_paper(path)
    told = [
        mark.cells[0].feedback
        for name, exercise in paper.told.items()
        for question in exercise["questions"]
        for letter in "ABCD"
        if question["type"] == "choice"
        for mark in Judge(paper.exercise(name), Scheme()).marks({question["name"]: Answer(letter)})
        if mark.question == question["name"]
    ]
    assert len(told) == 72 and any("√d_k" in text for text in told)
    for text in told:
        assert text.startswith(("Right. ", "Not right. ")) and not re.search(r"[$\\]|Not so", text), text


def test_a_wrong_shape_is_told() -> None:
    told = cells(weights="[0.107, 0.893]")["weights"][0]
    assert told.feedback == (
        "This cannot be read: a row of 2 numbers is given, where a table of 2 rows and 2 columns is due."
    )


# --- answers that ask too much --------------------------------------------------------------


@pytest.mark.parametrize("score", ["1e39", "1e1000", "10^39", "e^1000", "-1e9000", "e^√2"])
def test_numbers_too_large_to_go_on_with_stop_nothing(score: str) -> None:
    told = {"scores": f"[[{score}, 2], [0, 1]]", "weights": "[[0.3, 0.7], [0.330, 0.670]]"}
    assert outcomes("scores", **told) == ["wrong", "right", "right", "right"]
    assert outcomes("weights", **told)[2:] == ["right", "right"]
    told = {"weights": "[[e^(10^40), 0.893], [0.330, 0.670]]", "output": "[[0.786, -0.786], [0.340, -0.340]]"}
    assert outcomes("weights", **told)[0] in ("wrong", "unread")
    assert set(outcomes("output", **told)) == {"right"}


def test_algebra_is_bounded_for_an_answer_as_a_whole() -> None:
    """Each number by itself could be worked out; all together take too long."""
    one = "(1 + e^√2 + e^√3)^28"
    assert first(one) == "wrong"
    told = cells(weights=f"[[{one}, {one}+1], [{one}+2, {one}+3]]")["weights"]
    assert told[3].outcome.value == "unread"
    assert told[3].feedback.startswith("This cannot be read: it takes too much algebra to work out exactly")


@pytest.mark.parametrize("beyond", ["e^1000000", "-e^1000000", "107/1000 + 1/2000 + e^(-1000000)"])
def test_a_number_beyond_the_precision_ceiling_spoils_no_other(beyond: str) -> None:
    table = cells(weights=f"[[{beyond}, 0.893], [0.330, 0.671]]")["weights"]
    assert [cell.outcome.value for cell in table] == ["unread", "right", "right", "last-digit"]
    single = cells(weights__1_1=beyond, weights__1_2="0.893")["weights"]
    assert [cell.outcome.value for cell in single] == ["unread", "right", "missing", "missing"]
    told = "it is too large, or too near to the middle between two decimals, to be rounded"
    assert table[0].feedback == single[0].feedback == f"This cannot be read: {told}."
    assert single[2].feedback == "No answer."


def test_cells_without_an_answer_are_told_so_whatever_stops_the_others() -> None:
    one = "(1 + e^√2 + e^√3)^28"
    told = cells(weights__1_1=one, weights__1_2=f"{one}+1", weights__2_1=f"{one}+2")["weights"]
    assert told[3].feedback == "No answer."


# --- files of answers -----------------------------------------------------------------------


def marks_of(tmp_path: Path, text: str | bytes, ending: str = "csv") -> Marks:
    path = tmp_path / f"answers.{ending}"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return grade(read_paper(PAPER), read_answers(path))


HEAD = "student,exercise,question,answer\n"


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (HEAD + f'ada,{NAME},scores,"[[-1, 2], [0, 1]]"\n', "csv"),
        ("\ufeff" + HEAD.replace("\n", "\r\n") + f'ada,{NAME},scores,"-1 2\r\n0 1"\r\n', "csv"),
        (HEAD.replace(",", "\t") + f"ada\t{NAME}\tscores\t[[-1,0; 2,0], [0; 1]]\n", "tsv"),
        (HEAD.replace(",", ";") + f'ada;{NAME};scores;"-1,0 2,0; 0 1,0"\n', "csv"),
        (f'Student,{NAME}.scores\nada,"[[-1, 2], [0, 1]]"\n', "csv"),
        (f"student,{NAME}.scores.1.1,{NAME}.scores.1.2,{NAME}.scores.2.1,{NAME}.scores.2.2\nada,-1,2,0,1\n", "csv"),
        (json.dumps({"ada": {NAME: {"scores": [[-1, 2], [0, 1.0]]}}}), "json"),
        (
            json.dumps([{"student": "ada", "exercise": NAME, "question": "scores", "answer": "[[-1, 2], [0, 1]]"}]),
            "json",
        ),
    ],
)
def test_the_same_answers_in_many_files(tmp_path: Path, text: str, ending: str) -> None:
    told = marks_of(tmp_path, text, ending)
    assert told.problems == ()
    assert [(s.student, [str(m.credit) for m in s.marks]) for s in told.students] == [("ada", ["1", "0", "0"])]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (f"ada,{NAME[:-1]},scores,1", f"line 2: no exercise is called '{NAME[:-1]}'; did you mean '{NAME}'?"),
        (f"ada,{NAME},score,1", f"line 2: {NAME} has no question 'score'; did you mean 'scores'?"),
        (f"ada,{NAME},scores.3.1,1", f"line 2: {NAME} has no question 'scores.3.1'; did you mean 'scores.2.1'?"),
        (f",{NAME},scores,1", "line 2: an answer without a student"),
        (f"ada,{NAME},scores,[[-1, 2], [0, 1]]", "line 2: 7 cells, where there are 4 columns; an answer with the"),
        (
            f"ada,{NAME},scores,1\nada,{NAME},scores,2",
            f"line 3: ada answered {NAME}.scores twice; the first answer counts",
        ),
        (
            f"ada,{NAME},scores,1\nada,{NAME},scores.1.1,2",
            f"line 3: ada answered {NAME}.scores.1.1, and all of scores before",
        ),
        ("ada,x,y,1\nbob,x,y,1\ncy,x,y,2", "line 2 and 2 more: no exercise is called 'x'"),
    ],
)
def test_what_does_not_count_is_told(tmp_path: Path, line: str, problem: str) -> None:
    told = marks_of(tmp_path, HEAD + line + "\n").problems
    assert len(told) == 1 and told[0].startswith(problem), told


def test_empty_cells_of_a_wide_sheet_ask_nothing(tmp_path: Path) -> None:
    text = f"student,{NAME}.scores,softmax_row-5-4.weights\nada,1,\nbob,,\n"
    told = marks_of(tmp_path, text)
    assert [(s.student, len(s.marks)) for s in told.students] == [("ada", 3), ("bob", 0)]
    (tmp_path / "scheme.toml").write_text('asked = "all"', encoding="utf-8")
    scheme = read_scheme(tmp_path / "scheme.toml")
    paper = read_paper(PAPER)
    asked = sum(len(paper.exercise(name).questions) for name in paper.told)
    told = grade(paper, read_answers(tmp_path / "answers.csv"), scheme)
    assert [len(student.marks) for student in told.students] == [asked, asked]


@pytest.mark.parametrize(
    ("text", "ending", "error"),
    [
        (b"student,exercise,question,answer\n\xe9,a,b,c\n", "csv", "is not UTF-8: byte 34 is 0xe9"),
        (b"", "csv", "has no column called student; its first line is: empty"),
        (b"name,answer\n", "csv", "no column called student; its first line is: name, answer"),
        (b"student,exercise,answer\n", "csv", "has no column called question"),
        (b"student,a.b,A.b\n", "csv", "two columns called 'a.b'"),
        (b"{", "json", "is not JSON"),
        (b"[" * 100_000, "json", "is not JSON"),
        (b"3", "json", "holds one value"),
        (b"[3]", "json", "answer 1: it has not the keys"),
        (b'{"ada": 3}', "json", "ada: an object with keys is due, not one value"),
        (b'{"ada": {"x": [1]}}', "json", "ada, x: an object with keys is due, not a list"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, text: bytes, ending: str, error: str) -> None:
    with pytest.raises(ReadingError) as told:
        marks_of(tmp_path, text, ending)
    assert error in str(told.value)


def test_json_with_keys_given_twice_and_odd_answers(tmp_path: Path) -> None:
    text = f'{{"ada": {{"{NAME}": {{"scores": 1, "scores": 2, "weights": {{"a": 1}}, "output": [[[1]]]}}}}}}'
    assert marks_of(tmp_path, text, "json").problems == (
        f"ada, {NAME}: ada answered {NAME}.scores twice; the first answer counts",
        f"ada, {NAME}: {NAME}.weights is neither a number, a text, a row nor a table",
        f"ada, {NAME}: {NAME}.output is neither a number, a text, a row nor a table",
    )


# --- the scheme -----------------------------------------------------------------------------


def scheme_of(tmp_path: Path, text: str) -> Scheme:
    path = tmp_path / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    return read_scheme(path)


def test_a_scheme_gives_each_outcome_its_credit(tmp_path: Path) -> None:
    answers = {"weights": Answer("[[0.047, 0.953], [0.3, 0.670]]")}

    def credit(text: str) -> str:
        marks = Judge(read_paper(PAPER).exercise(NAME), scheme_of(tmp_path, text)).marks(answers)
        return str(marks[1].credit)

    assert credit("") == "3/8"
    assert credit('precision = "1/3"') == "1/3"
    assert credit("precision = 1") == "1/2"
    assert credit("mistake = 0.5") == "5/8"
    assert credit("[mistakes]\nforgot_scale = 0.25") == "1/2"
    assert credit("[mistakes]\nforgot_mask = 0.25") == "3/8"
    assert credit("right = 0.5\nwrong = 0.1\nmissing = 0.1\nunread = 0.1") == "1/4"


def test_a_scheme_knows_mistakes_without_a_file(tmp_path: Path) -> None:
    told = json.loads(json.dumps(dict(read_paper(PAPER).told)))
    title = "the sign was lost"
    told[NAME]["questions"].append(
        {"name": "gap", "type": "numbers", "letter": "x", "cells": [["x"]], "exact": [["2"]], "answers": [["2"]]}
        | {"wrong": [{"title": title, "answers": ["-2"]}]}
    )
    paper = Paper(told, PAPER)
    (tmp_path / "s.toml").write_text(f'[mistakes]\n"{title}" = 0.25', encoding="utf-8")
    with pytest.raises(UnknownNameError, match="no mistake is called 'the sign was lost'"):
        read_scheme(tmp_path / "s.toml")
    scheme = read_scheme(tmp_path / "s.toml", paper.titles())
    mark = Judge(paper.exercise(NAME), scheme).marks({"gap": Answer("-2")})[-1]
    assert (str(mark.credit), mark.cells[0].mistake) == ("1/4", title)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_a_human_should_look_at_is_listed_once(tmp_path: Path, form: str) -> None:
    lines = f'ada,{NAME},weights.1.1,0.5\nada,{NAME},weights.1.2,0.9 maybe\nada,{NAME},output,"perhaps\nnone of it"\n'
    page = MARKSHEETS[form].render(marks_of(tmp_path, HEAD + lines), 300).replace("\\", "")
    told = page.partition("To be looked at")[2].partition("Questions")[0]
    assert [told.count(part) for part in (f"{NAME}.weights", "0.9 maybe", f"{NAME}.output")] == [1, 2, 1]
    assert "perhaps none of it" in told and told.count("This cannot be read: ") == 2
    plain = MARKSHEETS[form].render(marks_of(tmp_path, HEAD + f"ada,{NAME},scores.1.1,-1\n"), 300)
    assert "To be looked at" not in plain


def test_points_of_a_csv_can_be_added_up(tmp_path: Path) -> None:
    """A third of one number of four is 1/12 of a point."""
    (tmp_path / "a.csv").write_text(HEAD + f"ada,{NAME},weights.1.1,0.107\n", encoding="utf-8")
    marks = grade(read_paper(PAPER), read_answers(tmp_path / "a.csv"), scheme_of(tmp_path, 'right = "1/3"'))
    assert ",right,,0.083333," in MARKSHEETS["csv"].render(marks, 100)


def test_points_are_those_of_a_question(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + f"ada,{NAME},scores.1.1,-1\n", encoding="utf-8")
    told = grade(read_paper(PAPER), read_answers(tmp_path / "a.csv"), scheme_of(tmp_path, "points = 10"))
    assert (str(told.students[0].points), str(told.students[0].most)) == ("5/2", "30")


@pytest.mark.parametrize(
    ("text", "kind", "error"),
    [
        ("caried = 1", UnknownNameError, "no outcome is called 'caried'; did you mean 'carried'?"),
        ("carried = 2", ReadingError, "carried is 2, where a share from 0 to 1 is due"),
        ("carried = -0.1", ReadingError, "where a share from 0 to 1 is due"),
        ("carried = true", ReadingError, 'carried is True, where a number such as 0.5 or "1/2" is due'),
        ('carried = "1/0"', ReadingError, "where a number such as"),
        ("carried = nan", ReadingError, "where a number such as"),
        ("points = 0", ReadingError, "points is 0, where a number above 0 is due"),
        ("mistakes = 3", ReadingError, "where a table such as forgot_scale = 0.25 is due"),
        (
            "[mistakes]\nforgot_scal = 0",
            UnknownNameError,
            "no mistake is called 'forgot_scal'; did you mean 'forgot_scale'?",
        ),
        ("[mistakes]\nforgot_scale = 7", ReadingError, "forgot_scale is 7, where a share"),
        ('asked = "some"', ReadingError, 'asked is \'some\', where "answered" or "all" is due'),
        ("= 3", ReadingError, "is not TOML"),
    ],
)
def test_schemes_that_cannot_be_meant(tmp_path: Path, text: str, kind: type[SymattnError], error: str) -> None:
    with pytest.raises(kind) as told:
        scheme_of(tmp_path, text)
    assert error in str(told.value)


# --- hostile input --------------------------------------------------------------------------

SIGNS = st.text(
    st.sampled_from(list("0123456789.,;+-−*/^()[]{}|=<>≈√%eπ∞ \n\t$\\&_'\"!xAlnexpsqrtfrac#@")), max_size=60
)


@settings(deadline=None, max_examples=150)
@given(st.one_of(SIGNS, st.text(max_size=40)), st.booleans())
def test_whatever_is_answered_is_read_or_refused(text: str, comma: bool) -> None:
    read = list(readings(text, decimal_comma=comma))
    assert read and all(isinstance(rows, SymattnError) or (rows and all(rows)) for rows in read)


@settings(deadline=None, max_examples=40)
@given(SIGNS)
def test_whatever_is_answered_is_judged(text: str) -> None:
    assert len(cells(scores=text, weights=text, output__1_1=text)) == 3


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200) | SIGNS.map(str.encode), st.sampled_from(["csv", "json"]))
def test_whatever_file_is_given_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / f"a.{ending}"
    for content in (data, b"student;exercise;question;answer\n" + data):
        path.write_bytes(content)
        for read in (lambda: list(read_answers(path)), lambda: read_paper(path), lambda: read_scheme(path)):
            try:
                read()
            except SymattnError:
                continue


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.sampled_from(["", "x", "1/0", "e^(e^9)", "softmax", "Q", "9" * 50]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["Q", "K", "a"]), inner, max_size=2),
    max_leaves=6,
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each part of a JSON value."""
    keys = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in keys for place in places_in(part, (*path, key)))]


def tampered(value: Any, place: tuple[Any, ...], odd: Any) -> Any:
    if not place:
        return odd
    copy = value.copy()
    copy[place[0]] = tampered(value[place[0]], place[1:], odd)
    return copy


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_tampered_exercises_are_refused_in_words(data: st.DataObject) -> None:
    told = read_paper(PAPER).told[data.draw(st.sampled_from(sorted(read_paper(PAPER).told)))]
    place = data.draw(st.sampled_from(places_in(told)[1:]))
    exercise = tampered(told, place, data.draw(ODD))
    name = str(told["name"])
    try:
        asked = Paper({name: exercise}, Path("exercises.json")).exercise(name)
        answers = {question: Answer("[[1, 2], [3, 4]]") for question in asked.questions}
        Judge(asked, Scheme()).marks(answers)
    except SymattnError as error:
        assert name in str(error)


def test_works_too_large_for_a_hand_are_refused() -> None:
    told = dict(read_paper(PAPER).told[NAME])
    row = [1] * 13
    told["works"] = [{"Q": [row] * 13, "K": [row] * 13}]
    with pytest.raises(LimitError, match="at most 12 rows and columns are worked by hand"):
        Paper({NAME: told}, Path("e.json")).exercise(NAME)


# --- what is given out ----------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown"])
def test_marks_look_like_this(form: str) -> None:
    """graded/marks.* are read by eye. To write them anew: python tests/exercises/test_grading.py"""
    assert given_out(form) == (HERE / "graded" / f"marks{MARKSHEETS[form].suffix}").read_text(encoding="utf-8")


def given_out(form: str) -> str:
    return MARKSHEETS[form].render(grade(read_paper(PAPER), read_answers(ANSWERS)), 100)


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-1/√2", "@SUM(A1)", "\t=1", " =1", "＝1", "|x", "−1/2"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "-0.707", "+3", "0.5", "ada", "-0,5", ""])
def test_numbers_stay_numbers(text: str) -> None:
    assert harmless(text) == text


def test_the_ending_tells_the_form(tmp_path: Path) -> None:
    for ending, begins in ((".csv", "student,"), (".json", "{"), (".md", "# Marks"), (".txt", "Marks")):
        result = CliRunner().invoke(main, ["grade", str(PAPER), str(ANSWERS), "-o", f"{tmp_path}/marks{ending}"])
        assert result.exit_code == 0, result.output
        assert (tmp_path / f"marks{ending}").read_text(encoding="utf-8").startswith(begins)
    assert CliRunner().invoke(main, ["grade", str(PAPER), "no.csv"]).exit_code == 2


if __name__ == "__main__":
    for name in MARKSHEETS:
        page = HERE / "graded" / f"marks{MARKSHEETS[name].suffix}"
        page.write_text(given_out(name), encoding="utf-8")
