"""What `generate` promises of each exercise, asked of one: worked again by hand, and read back by verify.

Each check yields what is wrong. The same checks are asked of a few hundred exercises in `make test` and of thousands
in `make soak-exercises`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, cycle
from typing import Any

from hand_worked import (
    MP,
    NOTHING,
    by_formula,
    carried_steps,
    number,
    rounds_to,
    rows,
    steps,
    to_places,
    ways,
    wrong_steps,
)
from sample import Told

from symattn.exercise import Choice, Numbers
from symattn.formats import markdown
from symattn.notation.formula import Formula
from symattn.report import Verdict
from symattn.verify import verify

RIGHT = (Verdict.EXACT, Verdict.ROUNDED)
WITH_WRONG_NUMBERS = ("which_is_A", "find_the_mistake")
"""Kinds whose task shows wrong numbers on purpose."""
WITHOUT_RELATIONS = ("law_true_or_false",)
WRONG_NUMBERS = re.compile("This was handed in|Which of these")
DEPTHS = (1, 2, 3, 4, 5)
PRIMES = (2, 11, 3, 23, 5, 13, 29, 7, 19, 31, 37)
DECIMAL = re.compile(r"-?\d+(?:\.\d+)?")
FRACTION = re.compile(r"-?\d+(/\d+)?")


def answers(question: dict[str, Any]) -> list[str]:
    return [text for row in question["answers"] for text in row]


def cells(question: dict[str, Any], table: Any) -> list[Any]:
    return [table[i - 1][j - 1] for i, j in question["places_in_step"]]


def are_shown(values: list[Any], texts: list[str], places: int) -> bool:
    return all(rounds_to(value, text, places) for value, text in zip(values, texts, strict=True))


def rounding(one: Told) -> Iterator[str]:
    """Each answer is the rounding of its exact number."""
    for question in one.numbers:
        exact = [number(text) for row in question["exact"] for text in row]
        if not are_shown(exact, answers(question), one.json["places"]):
            yield f"{question['name']}: {answers(question)} are not {exact}"


def by_hand(one: Told) -> Iterator[str]:
    """Each answer is what comes of the work done by hand."""
    for question, keys in one.of_work:
        if not are_shown(cells(question, steps(keys)[question["step"]]), answers(question), one.json["places"]):
            yield f"{question['name']}: {answers(question)} do not come of {keys}"


def telling(one: Told) -> Iterator[str]:
    """No mistake leads to the answers, two lead to the same only if they must; what is told of each is right."""
    places = one.json["places"]
    for question in one.numbers:
        right = answers(question)
        for wrong in question["wrong"]:
            if wrong["answers"] == right:
                yield f"{question['name']}: {wrong['title']!r} leads to the answers"
        if "work" not in question:
            known = [right, *(wrong["answers"] for wrong in question["wrong"])]
            if len({tuple(map(Fraction, texts)) for texts in known}) < len(known):
                yield f"{question['name']}: some of {known} are the same numbers"
    for question, keys in one.of_work:
        told = {wrong["mistake"]: wrong["answers"] for wrong in question["wrong"]}
        before = steps(keys)[question["step"]]
        found = {}
        for name, other in wrong_steps(keys):
            table = other.get(question["step"])
            if table is None or table == before or len(table[0]) != len(before[0]):
                continue
            found[name] = cells(question, table)
            if are_shown(found[name], answers(question), places):
                yield f"{question['name']}: {name} leads to the answers"
            if name in told and not are_shown(found[name], told[name], places):
                yield f"{question['name']}: {name} leads to {found[name]}, not to {told[name]}"
        for first, second in combinations(told, 2):
            if told[first] == told[second] and not _are_always_alike(first, second, question, keys):
                yield f"{question['name']}: {first} and {second} both lead to {told[first]}"


def _are_always_alike(first: str, second: str, question: dict[str, Any], keys: dict[str, Any]) -> bool:
    """Whether two mistakes come to the same with quite other numbers, too."""
    primes = cycle(PRIMES)
    others = {
        key: [[f"{next(primes)}/17" for _ in row] for row in value] if isinstance(value, list) else value
        for key, value in keys.items()
    }
    made = dict(wrong_steps(others))
    one, other = (cells(question, made[name][question["step"]]) for name in (first, second))
    return all(abs(a - b) < NOTHING for a, b in zip(one, other, strict=True))


def safe(one: Told) -> Iterator[str]:
    """Whoever carries one digit more, or more of them, in any steps, gets the answers, or others that are accepted."""
    places = one.json["places"]
    for question, keys in one.of_work:
        accepted = [answers(question), *question.get("carried", [])]
        for way in carried_steps(keys, places + 1):
            due = cells(question, way[question["step"]])
            if not _are_accepted(due, accepted, places):
                yield f"{question['name']}: rounding on the way leads to {due}"
                break
    for question, asked in zip(one.numbers, one.exercise.draft.numbers, strict=True):
        if "work" not in question:
            yield from _safe_by_formula(question, asked.formula, places)


def _safe_by_formula(question: dict[str, Any], formula: Formula | None, places: int) -> Iterator[str]:
    if formula is None:
        yield f"{question['name']}: how it is found is not told"
        return
    accepted = [answers(question), *question.get("carried", [])]
    for carried in ways(DEPTHS, places + 1):
        due = [by_formula(formula, carried)]
        if not _are_accepted(due, accepted, places):
            yield f"{question['name']}: rounding on the way leads to {due}"
            return


def _are_accepted(values: list[Any], accepted: list[list[str]], places: int) -> bool:
    """Whether the numbers are, rounded at once and rounded from what was carried: 0.98245 is 0.9825 in hand."""
    carried = [[to_places(x, places + more) for x in values] for more in (1, 2)]
    return any(_are_near(values, texts, places) for texts in accepted) and all(
        any([to_places(x, places) for x in numbers] == list(map(MP.mpf, texts)) for texts in accepted)
        for numbers in carried
    )


def _are_near(values: list[Any], texts: list[str], places: int) -> bool:
    return all(
        abs(value - MP.mpf(text)) <= MP.mpf(10) ** -places / 2 + NOTHING
        for value, text in zip(values, texts, strict=True)
    )


def not_degenerate(one: Told) -> Iterator[str]:
    """No weight met on the way to the answers rounds to 0 or 1, but where the mask makes it so."""
    places = one.json["places"]
    for question, keys in one.of_work:
        if question["step"] not in ("weights", "output") or "A" in keys:
            continue
        is_causal = "causal" in (keys.get("variant"), keys.get("visible"))
        for i, row in enumerate(steps(keys)["weights"]):
            seen = row[: i + 1] if is_causal else row
            nearest = [MP.nint(a * 10**places) for a in seen]
            if len(seen) > 1 and (0 in nearest or 10**places in nearest):
                yield f"{question['name']}: row {i + 1} of the weights is {row}"


def varied(one: Told) -> Iterator[str]:
    """On the way to the answers no rows of weights or outputs are alike, no row of weights and no column of values or
    outputs holds one number alone, and no query, key or row of scores is 0; of keys of one number few differ."""
    if one.wishes.d == 1 and one.wishes.n > 2:
        return
    for question, keys in one.of_work:
        made = steps(keys) | {letter: rows(keys[letter]) for letter in "AV" if letter in keys}
        upto = MET[question["step"]]
        weights = made.get("weights", made.get("A", [])) if "weights" in upto else []
        is_causal = "causal" in (keys.get("variant"), keys.get("visible"))
        seen = [row[: i + 1] for i, row in enumerate(weights)] if is_causal else weights
        averages = [made[step] for step in ("output", "V", "values") if step in made and step in upto]
        zeros = [row for step in ("queries", "keys", "scores") if step in upto for row in made.get(step, [])]
        if any(len(row) > 1 and _is_level(row) for row in seen):
            yield f"{question['name']}: a row of the weights {seen} holds one number alone"
        if any(len(table) > 1 and any(map(_is_level, zip(*table, strict=True))) for table in averages):
            yield f"{question['name']}: a column of {averages} holds one number alone"
        if question["step"] == "output":
            yield from _repeated(question, made.get("V") or made["values"], is_causal)
        if any(all(abs(x) < NOTHING for x in row) for row in zeros):
            yield f"{question['name']}: there is a row of zeros in {zeros}"
        for table in (seen, made["output"] if "output" in upto else []):
            if any(len(a) == len(b) and _are_equal(a, b) for a, b in combinations(table, 2)):
                yield f"{question['name']}: two rows of {table} are alike"


def _repeated(question: dict[str, Any], V: Any, is_causal: bool) -> Iterator[str]:
    """No column of V holds one number alone over the words that a row asked for sees, if they are two or more."""
    for i in {i for i, _ in question["places_in_step"]}:
        seen = V[:i] if is_causal else V
        if len(seen) > 1 and any(map(_is_level, zip(*seen, strict=True))):
            yield f"{question['name']}: row {i} sees one number alone in a column of {seen}"


def effect_shown(one: Told) -> Iterator[str]:
    """With the scale and without, some weight differs by more than 0.05."""
    if one.exercise.kind == "effect_of_scale":
        with_scale, without = ([number(text) for text in question["exact"][0]] for question in one.numbers)
        if all(abs(a - b) < MP.mpf("0.05") for a, b in zip(with_scale, without, strict=True)):
            yield f"{with_scale} and {without} are nearly the same"


TO_SCORES = ("queries", "keys", "scores")
MET = {
    "queries": ("queries",),
    "keys": ("keys",),
    "values": ("values",),
    "scores": TO_SCORES,
    "scaled_scores": TO_SCORES,
    "weights": (*TO_SCORES, "weights"),
    "output": (*TO_SCORES, "weights", "V", "values", "output"),
}
"""What is met on the way to a step."""


def _is_level(row: Any) -> bool:
    return all(abs(x - row[0]) < NOTHING for x in row)


def _are_equal(one: list[Any], other: list[Any]) -> bool:
    return all(abs(a - b) < NOTHING for a, b in zip(one, other, strict=True))


def rational(one: Told) -> Iterator[str]:
    """With logs, weights are fractions."""
    if one.wishes.numbers == "logs":
        for question, _ in one.of_work:
            exact = [text for row in question["exact"] for text in row]
            if question["step"] == "weights" and not all(map(FRACTION.fullmatch, exact)):
                yield f"{question['name']}: {exact} are no fractions"


def solved(one: Told) -> Iterator[str]:
    """The solution ends at each answer, and says why a choice is right."""
    told = one.json["solution"]
    met = {Fraction(text) for text in DECIMAL.findall(told.replace("−", "-"))}
    for question in one.numbers:
        if missing := [text for text in answers(question) if Fraction(text) not in met]:
            yield f"{question['name']}: the solution does not come to {missing}"
    if not one.exercise.solution:
        yield "there is no solution"


def choices(one: Told) -> Iterator[str]:
    """All options differ, and one alone is right: the numbers of the others are those of the mistake named."""
    for question in one.json["questions"]:
        if question["type"] == "choice":
            texts = [option["text"] for option in question["options"]]
            if len(set(texts)) < len(texts) or len(texts) < 4:
                yield f"{question['name']}: {texts} are too few or alike"
            if not 0 <= "ABCDEFGH".index(question["right"]) < len(texts):
                yield f"{question['name']}: {question['right']} is none of the options"
            if any(not option["why"] for option in question["options"]):
                yield f"{question['name']}: an option is not explained"
            yield from _of_mistakes(one, question)


def _of_mistakes(one: Told, question: dict[str, Any]) -> Iterator[str]:
    """Tables that come of mistakes, worked by hand: each as it is named, the right one the right one."""
    if one.exercise.kind != "which_is_A":
        return
    [behind] = one.exercise.draft.behind
    assert behind.work is not None
    keys = dict(behind.work.problem.given)
    due = {name: other["weights"] for name, other in wrong_steps(keys)} | {"": steps(keys)["weights"]}
    right = "ABCDEFGH".index(question["right"])
    for i, option in enumerate(question["options"]):
        shown = DECIMAL.findall(option["text"].replace("−", "-"))
        values = _flat(due[option["mistake"]])
        if not are_shown(values, shown, one.json["places"]) or (i == right) != (option["mistake"] == ""):
            yield f"{option['text']} is not what comes of {option['mistake'] or 'the right work'}"


def mistake_found(one: Told) -> Iterator[str]:
    """Of the steps handed in one alone does not follow from those before: the one that is the answer."""
    if one.exercise.kind != "find_the_mistake":
        return
    which, right = one.exercise.draft.questions
    assert isinstance(which, Choice) and isinstance(right, Numbers) and right.work is not None
    names = ("scores", "scaled_scores", "weights", "output")
    if names[which.right] != right.step:
        yield f"the right numbers are those of {right.step}, not of {names[which.right]}"
    keys = dict(right.work.problem.given)
    mistake = str(one.exercise.draft.sameness)
    mistaken, due = dict(wrong_steps(keys))[mistake], steps(keys)
    for name, shown in zip(names, _handed_in(one), strict=True):
        if not are_shown(_flat(mistaken[name]), shown, one.json["places"]):
            yield f"{name} is not what comes of {mistake}"
        if names.index(name) < which.right and not are_shown(_flat(due[name]), shown, one.json["places"]):
            yield f"{name} is wrong before {right.step}"
        if name == right.step and shown == answers(one.numbers[0]):
            yield f"{right.step} is right"


def _flat(table: list[list[Any]]) -> list[Any]:
    return [x for row in table for x in row]


def _handed_in(one: Told) -> list[list[str]]:
    """The numbers of each step that is shown."""
    _, _, task = one.json["task"].partition("This was handed in")
    tables = re.findall(r"\\begin\{[a-z]*matrix\}(.*?)\\end\{[a-z]*matrix\}", task, re.DOTALL)
    return [DECIMAL.findall(table.replace("−", "-")) for table in tables]


def read_back(one: Told) -> Iterator[str]:
    """verify finds nothing but right relations, in the task too where it shows no wrong ones."""
    kind = one.exercise.kind
    data = WRONG_NUMBERS.split(one.json["task"])[0] if kind in WITH_WRONG_NUMBERS else one.json["task"]
    text = f"{data}\n\n{one.json['solution']}"
    report = verify(text, markdown.FORMAT.read(text), "exercise.md")
    for finding in report.findings:
        if finding.verdict not in RIGHT:
            yield f"{finding.verdict.value}: {text[finding.start : finding.end]!r}"
    if not report.findings and kind not in WITHOUT_RELATIONS:
        yield "no relation is read"


CHECKS = (
    rounding,
    by_hand,
    telling,
    safe,
    not_degenerate,
    varied,
    effect_shown,
    rational,
    solved,
    choices,
    mistake_found,
    read_back,
)


def complaints(one: Told) -> list[str]:
    return [f"{one}: {check.__name__}: {complaint}" for check in CHECKS for complaint in check(one)]
