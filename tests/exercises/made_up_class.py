"""A class of made-up students. What each is due comes from how the answers were planted, worked here in mpmath.

A plan is a way of answering one exercise; it gives a text for each number, and for each number what is to come of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from hand_worked import MP, attention, number, rows, steps, wrong_steps
from mistakes.by_hand import Given, Rows, Steps, normalised, times, usual_softmax, worked

RIGHT, CARRIED, PRECISION, TRUNCATED, LAST_DIGIT = "right", "carried", "precision", "truncated", "last-digit"
MISTAKE, WRONG, UNREAD, MISSING = "mistake", "wrong", "unread", "missing"
CREDIT = {RIGHT: 1, CARRIED: 1, PRECISION: 0.5, TRUNCATED: 0.5, LAST_DIGIT: 0.5}
Exercise = dict[str, Any]
Question = dict[str, Any]


@dataclass(frozen=True)
class Due:
    """What is to come of one number: its outcome, and where a mistake was planted the names that it may have."""

    outcomes: tuple[str, ...]
    mistakes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Planted:
    """The answer to one question: as one text, or a text for each number by its name."""

    texts: dict[str, str]
    due: tuple[Due, ...]


Plan = Callable[[Exercise], dict[str, Planted] | None]
"""The planted answers by question; None where the exercise has no room for the plan."""
PLANS: list[Plan] = []
RIGHT_DUE = Due((RIGHT,))


def plan(made: Plan) -> Plan:
    PLANS.append(made)
    return made


# --- numbers --------------------------------------------------------------------------------


def text_of(value: Any, places: int) -> str:
    """Rounded, ties away from zero; shorter where the number ends before."""
    text = cut(value + MP.sign(value) * MP.mpf(10) ** -places / 2 + MP.sign(value) * MP.mpf(10) ** -70, places)
    return shortened(text) if ends(value, places) else text


def cut(value: Any, places: int) -> str:
    """The digits, cut off."""
    units = int(MP.floor(abs(value) * 10**places + MP.mpf(10) ** -60))
    digits = str(units).rjust(places + 1, "0")
    return "-" * (value < 0 and units > 0) + digits[:-places] + "." + digits[-places:]


def ends(value: Any, places: int) -> bool:
    return abs(value * 10**places - MP.nint(value * 10**places)) < MP.mpf(10) ** -50


def shortened(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def far(value: Any, other: Any, places: int) -> bool:
    """Whether one can be no slip in the last digits of the other."""
    return abs(value - other) > 3 * MP.mpf(10) ** -places


def numbers(exercise: Exercise) -> list[Question]:
    return [question for question in exercise["questions"] if question["type"] == "numbers"]


def asked(exercise: Exercise, question: Question, made: Steps) -> list[Any]:
    return [made[question["step"]][i - 1][j - 1] for i, j in question["places_in_step"]]


def keys_of(exercise: Exercise, question: Question) -> dict[str, Any]:
    keys: dict[str, Any] = exercise["works"][question["work"]]
    return keys


@cache
def _worked(keys: str) -> tuple[Steps, list[tuple[str, Steps]]]:
    told = json.loads(keys)
    return steps(told), list(wrong_steps(told))


def steps_of(keys: dict[str, Any]) -> Steps:
    return _worked(json.dumps(keys))[0]


def wrong_steps_of(keys: dict[str, Any]) -> list[tuple[str, Steps]]:
    return _worked(json.dumps(keys))[1]


def right_values(exercise: Exercise, question: Question) -> list[Any]:
    """By hand where it is a step of a work; by the exact form that is told where it is not."""
    if "work" in question:
        return asked(exercise, question, steps_of(keys_of(exercise, question)))
    return [number(text) for row in question["exact"] for text in row]


def of_one_work(exercise: Exercise) -> bool:
    """Whether all questions go on in one work, so that one follows from another."""
    return all(question.get("work") == 0 for question in exercise["questions"]) and len(exercise["works"]) == 1


def going_on(keys: dict[str, Any], own: dict[str, Rows]) -> Steps:
    """The steps that follow from somebody's own."""
    right = steps_of(keys)
    if "A" in keys:
        return right
    if "S" in keys:
        p = Given(None, [], [[MP.mpf(0)]], rows(keys["V"]) if "V" in keys else [], None, is_projected=False)
        factor = 1 / MP.sqrt(keys["d_k"]) if "d_k" in keys else MP.mpf(1)
    else:
        p = attention(keys)
        factor = MP.mpf(1) if keys.get("d_k", 1) is None else None
    S = own.get("scores", right["scores"])
    softmax = usual_softmax
    if "scaled_scores" in own:
        S, factor = own["scaled_scores"], MP.mpf(1)
    made = worked(p, S=S, factor=factor, softmax=softmax) if p.V else {"weights": usual_softmax(S)[2]}
    if "weights" in own and p.V:
        made["output"] = times(own["weights"], p.V)
    return made


def with_cells(question: Question, table: Rows, values: Sequence[Any]) -> Rows:
    """The table with the numbers asked for in place of its own."""
    changed = [list(row) for row in table]
    for (i, j), value in zip(question["places_in_step"], values, strict=True):
        changed[i - 1][j - 1] = value
    return changed


# --- writing answers ------------------------------------------------------------------------


def table_text(question: Question, texts: Sequence[str], style: int = 0) -> str:
    """All numbers of a question in one of the ways in which students write them."""
    left = iter(texts)
    of = [[next(left) for _ in row] for row in question["cells"]]
    if len(of) == 1 and len(of[0]) == 1:
        return [of[0][0], f"$ {of[0][0]} $", f"x = {of[0][0]}", f" {of[0][0]}."][style % 4]
    match style % 6:
        case 0:
            return "[" + ", ".join("[" + ", ".join(row) + "]" for row in of) + "]"
        case 1:
            return "\n".join("  ".join(row) for row in of)
        case 2:
            return "\\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in of) + r" \end{bmatrix}"
        case 3:
            return f"{question['letter'][0]} = [" + ", ".join("[" + ",".join(row) + "]" for row in of) + "]"
        case 4:
            return "; ".join(" ".join(row) for row in of)
    return "[" + ",".join("[" + ",".join(row) + "]" for row in of) + "]"


def whole(question: Question, texts: Sequence[str], due: Sequence[Due], style: int = 0) -> Planted:
    return Planted({question["name"]: table_text(question, texts, style)}, tuple(due))


def singly(question: Question, texts: Sequence[str], due: Sequence[Due]) -> Planted:
    """Each number by itself."""
    places = [(i, j) for i, row in enumerate(question["cells"], 1) for j in range(1, len(row) + 1)]
    return Planted(
        {f"{question['name']}.{i}.{j}": text for (i, j), text in zip(places, texts, strict=True)}, tuple(due)
    )


def all_right(exercise: Exercise, style: int = 0) -> dict[str, Planted]:
    planted = {}
    for question in exercise["questions"]:
        if question["type"] == "choice":
            planted[question["name"]] = Planted({question["name"]: question["right"]}, (RIGHT_DUE,))
        else:
            texts = [text_of(value, exercise["places"]) for value in right_values(exercise, question)]
            planted[question["name"]] = whole(question, texts, [RIGHT_DUE] * len(texts), style)
    return planted


def first_changed(exercise: Exercise, change: Callable[[Any, int], tuple[str, Due]]) -> dict[str, Planted] | None:
    """The first question's numbers written otherwise; what follows is left out, so that nothing hangs on it."""
    if not numbers(exercise):
        return None
    question = numbers(exercise)[0]
    made = [change(value, exercise["places"]) for value in right_values(exercise, question)]
    if all(due == RIGHT_DUE for _, due in made):
        return None
    return missing_all(exercise) | {question["name"]: whole(question, [t for t, _ in made], [d for _, d in made])}


def missing_all(exercise: Exercise) -> dict[str, Planted]:
    return {
        question["name"]: Planted({}, (Due((MISSING,)),) * (sum(map(len, question.get("cells", []))) or 1))
        for question in exercise["questions"]
    }


# --- plans: right ---------------------------------------------------------------------------


@plan
def right_in_tables(exercise: Exercise) -> dict[str, Planted] | None:
    return all_right(exercise)


@plan
def right_in_lines(exercise: Exercise) -> dict[str, Planted] | None:
    return all_right(exercise, 1)


@plan
def right_in_latex(exercise: Exercise) -> dict[str, Planted] | None:
    return all_right(exercise, 2)


@plan
def right_with_names(exercise: Exercise) -> dict[str, Planted] | None:
    return all_right(exercise, 3)


@plan
def right_with_more_digits(exercise: Exercise) -> dict[str, Planted] | None:
    return first_changed(exercise, lambda value, places: (text_of(value, places + 3), RIGHT_DUE)) or all_right(exercise)


@plan
def right_with_noise_behind_the_digits(exercise: Exercise) -> dict[str, Planted] | None:
    """Two digits more than asked, the last of them wrong: 0.94418 for 0.94416."""

    def noisy(value: Any, places: int) -> tuple[str, Due]:
        near = value + MP.mpf(2) / MP.mpf(10) ** (places + 2)
        is_safe = text_of(near, places) == text_of(value, places) and not ends(value, places)
        return (text_of(near, places + 2) if is_safe else text_of(value, places)), RIGHT_DUE

    return first_changed(exercise, noisy) or all_right(exercise)


@plan
def right_exactly(exercise: Exercise) -> dict[str, Planted] | None:
    planted = all_right(exercise)
    for question in numbers(exercise):
        texts = [text for row in question["exact"] for text in row]
        planted[question["name"]] = whole(question, texts, [RIGHT_DUE] * len(texts), 3)
    return planted


@plan
def right_singly_in_percent(exercise: Exercise) -> dict[str, Planted] | None:
    planted = all_right(exercise)
    for question in numbers(exercise):
        values = right_values(exercise, question)
        texts = [shortened(text_of(100 * value, exercise["places"] + 2)) + "%" for value in values]
        planted[question["name"]] = singly(question, texts, [RIGHT_DUE] * len(texts))
    return planted


# --- plans: slips of one number -------------------------------------------------------------


@plan
def one_digit_too_few(exercise: Exercise) -> dict[str, Planted] | None:
    def shorter(value: Any, places: int) -> tuple[str, Due]:
        short = text_of(value, places - 1)
        if ends(value, places - 1) or abs(value) < MP.mpf(10) ** (1 - places):
            return text_of(value, places), RIGHT_DUE
        # 0.33 is 0.330
        return short, RIGHT_DUE if f"{short}0" == text_of(value, places) else Due((PRECISION,))

    return first_changed(exercise, shorter)


@plan
def cut_off(exercise: Exercise) -> dict[str, Planted] | None:
    def truncated(value: Any, places: int) -> tuple[str, Due]:
        if cut(value, places) == text_of(value, places) or ends(value, places):
            return text_of(value, places), RIGHT_DUE
        return cut(value, places), Due((TRUNCATED,))

    return first_changed(exercise, truncated)


@plan
def off_by_one(exercise: Exercise) -> dict[str, Planted] | None:
    def off(value: Any, places: int) -> tuple[str, Due]:
        if ends(value, places):
            return text_of(value, places), RIGHT_DUE
        shown = MP.mpf(text_of(value, places))
        away = MP.sign(shown - value) / MP.mpf(10) ** places
        is_cut = abs(shown + away) < abs(value) and abs(shown + away - value) < MP.mpf(10) ** -places
        return cut(shown + away, places), RIGHT_DUE if is_cut else Due((LAST_DIGIT,))

    return first_changed(exercise, off)


@plan
def wrong_numbers(exercise: Exercise) -> dict[str, Planted] | None:
    """Numbers out of the blue."""
    return first_changed(exercise, lambda value, places: (text_of(37 + value * 3, places), Due((WRONG,))))


@plan
def sign_reversed(exercise: Exercise) -> dict[str, Planted] | None:
    seen = []

    def turned(value: Any, places: int) -> tuple[str, Due]:
        if seen or abs(value) < MP.mpf("0.01"):
            return text_of(value, places), RIGHT_DUE
        seen.append(value)
        return text_of(-value, places), Due((MISTAKE,))

    return first_changed(exercise, turned)


# --- plans: nothing to be judged ------------------------------------------------------------


@plan
def nothing(exercise: Exercise) -> dict[str, Planted] | None:
    return missing_all(exercise)


@plan
def all_but_one(exercise: Exercise) -> dict[str, Planted] | None:
    """Every number by itself, and the last one left out."""
    planted = all_right(exercise)
    for question in numbers(exercise):
        texts = [text_of(value, exercise["places"]) for value in right_values(exercise, question)]
        due = [*[RIGHT_DUE] * (len(texts) - 1), Due((MISSING,))]
        planted[question["name"]] = singly(question, [*texts[:-1], ""], due)
    return planted


GARBAGE = ("I do not know", "?", '=HYPERLINK("http://x","y")', "0.9 or 0.1", "[[", "x + 1", "−∞", "1/0", "9^9^9^9")


@plan
def not_to_be_read(exercise: Exercise) -> dict[str, Planted] | None:
    planted = {}
    for i, question in enumerate(exercise["questions"]):
        count = sum(map(len, question.get("cells", []))) or 1
        text = GARBAGE[(exercise["number"] + i) % len(GARBAGE)]
        planted[question["name"]] = Planted({question["name"]: text}, (Due((UNREAD,)),) * count)
    return planted


@plan
def in_the_wrong_shape(exercise: Exercise) -> dict[str, Planted] | None:
    planted = missing_all(exercise)
    for question in numbers(exercise):
        values = right_values(exercise, question)
        texts = ", ".join(text_of(value, exercise["places"]) for value in [*values, *values, MP.mpf(1)])
        planted[question["name"]] = Planted({question["name"]: f"[{texts}]"}, (Due((UNREAD,)),) * len(values))
    return planted


@plan
def another_choice(exercise: Exercise) -> dict[str, Planted] | None:
    planted = all_right(exercise)
    for question in exercise["questions"]:
        if question["type"] == "choice":
            other = next(i for i in range(len(question["options"])) if "ABCDEFGH"[i] != question["right"])
            mistake = question["options"][other]["mistake"]
            due = Due((MISTAKE,), frozenset([mistake])) if mistake else Due((WRONG,))
            planted[question["name"]] = Planted({question["name"]: f"({'abcdefgh'[other]})"}, (due,))
            return planted
    return None


# --- plans: mistakes, and what follows from them --------------------------------------------


def carried_due(exercise: Exercise, values: Sequence[Any], right: Sequence[Any]) -> list[Due]:
    """CARRIED, where the digits are not the right ones: −1.993 are those of −1.9930."""
    places = exercise["places"]
    return [
        RIGHT_DUE if MP.mpf(text_of(value, places)) == MP.mpf(text_of(other, places)) else Due((CARRIED,))
        for value, other in zip(values, right, strict=True)
    ]


@cache
def _mistaken(exercise: str, at: int) -> list[tuple[str, Steps, list[Due]]]:
    return list(mistaken(json.loads(exercise), at))


def mistaken(exercise: Exercise, at: int) -> Iterator[tuple[str, Steps, list[Due]]]:
    """Each mistake first seen in that question, plainly: none of its numbers is next to the right one."""
    question = numbers(exercise)[at]
    keys, places = keys_of(exercise, question), exercise["places"]
    right = right_values(exercise, question)
    made = [(name, wrong) for name, wrong in wrong_steps_of(keys) if question["step"] in wrong]
    by_texts: dict[tuple[str, ...], set[str]] = {}
    for name, wrong in made:
        by_texts.setdefault(texts_of(exercise, question, wrong), set()).add(name)
    for name, wrong in made:
        values, texts = asked(exercise, question, wrong), texts_of(exercise, question, wrong)
        others = [v for v, r in zip(values, right, strict=True) if far(v, r, places)]
        is_plain = all(far(v, r, places) or abs(v - r) < MP.mpf(10) ** -60 for v, r in zip(values, right, strict=True))
        shown = {t for t in texts if t.strip("-0.")}
        before = numbers(exercise)[:at]
        is_first = all(asked(exercise, q, wrong) == right_values(exercise, q) for q in before if q["step"] in wrong)
        if is_plain and len(others) > 1 and len(shown) > 2 and is_first:
            same = frozenset(by_texts[texts])
            due = [
                Due((MISTAKE,), same) if far(v, r, places) else RIGHT_DUE for v, r in zip(values, right, strict=True)
            ]
            yield name, wrong, due


def texts_of(exercise: Exercise, question: Question, made: Steps) -> tuple[str, ...]:
    return tuple(text_of(value, exercise["places"]) for value in asked(exercise, question, made))


def mistake_plan(at: int, which: int, *, carries: int | None) -> Plan:
    """A mistake in a question; what follows is worked with so many digits more than are shown, or with all."""

    def planted(exercise: Exercise) -> dict[str, Planted] | None:
        if not of_one_work(exercise) or len(numbers(exercise)) <= at:
            return None
        found = _mistaken(json.dumps(exercise), at)
        if not found:
            return None
        _, wrong, due = found[which % len(found)]
        question, places = numbers(exercise)[at], exercise["places"]
        answers = all_right(exercise)
        answers[question["name"]] = whole(question, texts_of(exercise, question, wrong), due, which)
        keys = keys_of(exercise, question)
        own = {question["step"]: kept(question, wrong[question["step"]], places, carries)}
        for later in numbers(exercise)[at + 1 :]:
            made = wrong if carries is None else going_on(keys, own)
            if later["step"] not in made:
                return None
            values = asked(exercise, later, made)
            texts = [text_of(value, places) for value in values]
            answers[later["name"]] = whole(
                later, texts, carried_due(exercise, values, right_values(exercise, later)), which
            )
            own[later["step"]] = kept(later, made[later["step"]], places, carries)
        return answers

    return planted


def displayed(question: Question, table: Rows, texts: Sequence[str]) -> Rows:
    return with_cells(question, table, [MP.mpf(text) for text in texts])


def kept(question: Question, table: Rows, places: int, carries: int | None) -> Rows:
    """The table with the numbers of the question as they are carried: digits more than are shown, or all."""
    if carries is None:
        return table
    cells = [table[i - 1][j - 1] for i, j in question["places_in_step"]]
    return displayed(question, table, [text_of(value, places + carries) for value in cells])


ALL_DIGITS = None
for _at in (0, 1, 2):
    for _which in range(6):
        for _carries in (0, 1, 2, ALL_DIGITS):
            PLANS.append(mistake_plan(_at, _which, carries=_carries))


def slip_plan(at: int, cells: int, *, carries: int | None, blank: int | None = None) -> Plan:
    """Some numbers of a question are wrong in no way that has a name; what follows is worked from them.

    blank: a question in between that is left out, but worked.
    """

    def planted(exercise: Exercise) -> dict[str, Planted] | None:
        asked_for = numbers(exercise)
        if not of_one_work(exercise) or len(asked_for) <= max(at, blank or 0) or at == blank:
            return None
        question, places = asked_for[at], exercise["places"]
        keys, right = keys_of(exercise, question), right_values(exercise, question)
        is_share = question["step"] == "weights"
        slip = MP.mpf("0.0371") if is_share else MP.mpf(3)
        values = [value + slip if k < cells else value for k, value in enumerate(right)]
        # a masked weight stays 0, and no share becomes more than 1
        if any(is_share and (value in (0, 1) or not 0 < value + slip < 1) for value in right):
            return None
        texts = [text_of(value, places) for value in values]
        answers = all_right(exercise)
        due = [Due((WRONG, MISTAKE)) if k < cells else RIGHT_DUE for k in range(len(values))]
        answers[question["name"]] = whole(question, texts, due)
        own = {
            question["step"]: kept(
                question, with_cells(question, steps_of(keys)[question["step"]], values), places, carries
            )
        }
        for i, later in enumerate(asked_for[at + 1 :], at + 1):
            made = going_on(keys, own)
            if later["step"] not in made or later["step"] == question["step"]:
                return None
            values = asked(exercise, later, made)
            if i == blank:
                answers[later["name"]] = missing_all(exercise)[later["name"]]
                continue
            texts = [text_of(value, places) for value in values]
            answers[later["name"]] = whole(later, texts, carried_due(exercise, values, right_values(exercise, later)))
            if carries is not None:
                own[later["step"]] = kept(later, made[later["step"]], places, carries)
        return answers

    return planted


for _at in (0, 1):
    for _cells in (1, 2):
        for _carries in (0, 1, 2, ALL_DIGITS):
            PLANS.append(slip_plan(_at, _cells, carries=_carries))
PLANS.append(slip_plan(0, 1, carries=ALL_DIGITS, blank=1))


def another_base(exercise: Exercise, carries: int | None) -> dict[str, Planted] | None:
    """2.5^s in place of e^s: no mistake that has a name. The output is worked from weights of so many digits."""
    asked_for = numbers(exercise)
    if not of_one_work(exercise) or [q["step"] for q in asked_for][-2:] != ["weights", "output"]:
        return None
    first, last = asked_for[-2:]
    keys, places = keys_of(exercise, first), exercise["places"]
    p, scaled = attention(keys), steps_of(keys)["masked_scores"]
    powers = [[MP.mpf("2.5") ** s if s != MP.ninf else MP.mpf(0) for s in row] for row in scaled]
    A = normalised(powers)[2]
    values, right = asked(exercise, first, {"weights": A}), right_values(exercise, first)
    if not all(far(v, r, places) or v == r for v, r in zip(values, right, strict=True)):
        return None
    answers = all_right(exercise)
    due = [RIGHT_DUE if v == r else Due((WRONG, MISTAKE)) for v, r in zip(values, right, strict=True)]
    answers[first["name"]] = whole(first, [text_of(value, places) for value in values], due)
    values = asked(exercise, last, {"output": times(kept(first, A, places, carries), p.V)})
    texts = [text_of(value, places) for value in values]
    answers[last["name"]] = whole(last, texts, carried_due(exercise, values, right_values(exercise, last)))
    return answers


for _carries in (0, 1, 2, ALL_DIGITS):
    PLANS.append(partial(another_base, carries=_carries))


@plan
def zeros_dropped(exercise: Exercise) -> dict[str, Planted] | None:
    """Right, as a spreadsheet gives it back: 0.33 for 0.330."""
    planted = all_right(exercise)
    for question in numbers(exercise):
        texts = [shortened(text_of(value, exercise["places"])) for value in right_values(exercise, question)]
        planted[question["name"]] = whole(question, texts, [RIGHT_DUE] * len(texts))
    return planted


def told_wrong_plan(which: int) -> Plan:
    """The first question answered with what the exercise itself tells of a mistake; what follows is left out."""

    def planted(exercise: Exercise) -> dict[str, Planted] | None:
        questions = [question for question in numbers(exercise) if question.get("wrong")]
        if not questions:
            return None
        question = questions[0]
        wrong = question["wrong"][which % len(question["wrong"])]
        same = frozenset(w["mistake"] or w["title"] for w in question["wrong"] if w["answers"] == wrong["answers"])
        right = [text for row in question["answers"] for text in row]
        due = [
            RIGHT_DUE if text == other else Due((MISTAKE,), same)
            for text, other in zip(wrong["answers"], right, strict=True)
        ]
        return missing_all(exercise) | {question["name"]: whole(question, wrong["answers"], due)}

    return planted


for _which in range(8):
    PLANS.append(told_wrong_plan(_which))


@plan
def far_behind_what_follows(exercise: Exercise) -> dict[str, Planted] | None:
    """A slip in the scores, weights that follow exactly, and an output that is near to no way of going on with them."""
    asked_for = numbers(exercise)
    if not of_one_work(exercise) or [q["step"] for q in asked_for] != ["scores", "weights", "output"]:
        return None
    first, second, last = asked_for
    keys, places = keys_of(exercise, first), exercise["places"]
    values, right = right_values(exercise, first), right_values(exercise, first)
    values[0] = values[0] + 1
    own = {"scores": with_cells(first, steps_of(keys)["scores"], values)}
    answers = all_right(exercise)
    due = [Due((WRONG, MISTAKE)), *[RIGHT_DUE] * (len(values) - 1)]
    answers[first["name"]] = whole(first, [text_of(value, places) for value in values], due)
    made = going_on(keys, own)
    values, right = asked(exercise, second, made), right_values(exercise, second)
    texts = [text_of(value, places) for value in values]
    answers[second["name"]] = whole(second, texts, carried_due(exercise, values, right))
    rounded = displayed(second, made["weights"], texts)
    ways = [asked(exercise, last, w) for w in (made, going_on(keys, {"weights": rounded}), steps_of(keys))]
    off = [max(of) + MP.mpf(2.5) / 10**places for of in zip(*ways, strict=True)]
    texts = [text_of(value, places) for value in off]
    answers[last["name"]] = whole(last, texts, [Due((WRONG, MISTAKE, LAST_DIGIT))] * len(texts))
    return answers


@plan
def from_rounded_weights(exercise: Exercise) -> dict[str, Planted] | None:
    """All right, but the output is worked from the weights as they were written down."""
    asked_for = numbers(exercise)
    if not of_one_work(exercise) or [q["step"] for q in asked_for][-2:] != ["weights", "output"]:
        return None
    first, last = asked_for[-2:]
    keys, places = keys_of(exercise, first), exercise["places"]
    A = displayed(first, steps_of(keys)["weights"], texts_of(exercise, first, steps_of(keys)))
    values = asked(exercise, last, going_on(keys, {"weights": A}))
    texts = [text_of(value, places) for value in values]
    due = carried_due(exercise, values, right_values(exercise, last))
    return all_right(exercise) | {last["name"]: whole(last, texts, due)}
