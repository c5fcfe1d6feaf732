"""Stages: what a row of numbers is on its way through a softmax, told by its label, and how it follows from one before.

scores s → scaled s/√d_k → shifted s − max → exponentials e^s → weights e^s/Σe^s
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from flint import fmpq

from symattn.notation.formula import Call, Exponential, Formula, Name, Negative, Number, Power, Quotient, Root, Sum
from symattn.verifying.proofs import is_hidden, printed_of
from symattn.verifying.words import BEFORE_SOFTMAX, PATTERNS, SCALED, SCORES, WEIGHTS, role_of

MASKED, SHIFTED, EXPONENTIALS = "masked scores", "shifted scores", "exponentials"
SOFTMAX = (SCORES, SCALED, MASKED, SHIFTED, EXPONENTIALS, WEIGHTS)
NUMBERS, DEVIATIONS, SQUARES = "numbers", "deviations from the mean", "squares"
VARIANCE = (NUMBERS, DEVIATIONS, SQUARES)
ORDER = (*SOFTMAX, *VARIANCE)
Cells = tuple[Formula, ...]
WORDS = {
    SCORES: PATTERNS[SCORES],
    SCALED: re.compile(
        PATTERNS[SCALED].pattern
        + r"|\bscale\b|scaling|skalierung|mise à l.échelle|缩放|縮放"
        + r"|divid\w*\s+(?:\w+\s+){0,3}by\s+(?:√|sqrt|\\sqrt|the (?:square )?root)|除以\s*(?:√|sqrt|\\sqrt)",
        re.IGNORECASE,
    ),
    MASKED: re.compile(r"mask(?:ed|iert)?\b|masqué|enmascarad|掩码|遮|マスク", re.IGNORECASE),
    SHIFTED: re.compile(
        r"[-−–]\s*\\?(?:text\w*\{)?\s*max|shift|(?:minus|subtract\w*) (?:the |its |their )?max|减去?最大", re.IGNORECASE
    ),
    EXPONENTIALS: re.compile(
        r"\bexps?\b|\\exp|exponen[tcz]|esponenzial|eksponen|wykładnicz|экспонен|指数|지수|üstel|lũy thừa|घात"
        r"|\be hoch\b|\be\s?\^|e[ˢᶻˣ⁽]",
        re.IGNORECASE,
    ),
    WEIGHTS: re.compile(
        PATTERNS[WEIGHTS].pattern
        + r"|(?<![^\W_])probs?(?![^\W_])|\bshare of\b|normali[sz]|normiert|нормал"
        + r"|divid\w*\s+(?:\w+\s+){0,3}by\s+(?:the |their |this )?(?:sum|total)|\bdivide:|除以(?:总)?和"
        + r"|概率|機率|확률|確率|вероятн|归一|歸一|正規化|정규화",
        re.IGNORECASE,
    ),
}
"""The words that name a stage."""
NO_STAGE = re.compile(
    r"quer(?:y|ies)|\bkeys?\b|values?\b|embedd|\bvocab|output|dimension|查询|键|嵌入|输出|sortie|ausgabe", re.IGNORECASE
)
"""Words that name another row."""
OF_OTHERS = re.compile(
    r"(?:against|with|for|of|to|over|on|between|from)\s+(?:[^\W\d]+\s+|\d\s+){0,3}(?:keys?|quer(?:y|ies)|embedd\w+)\b",
    re.IGNORECASE,
)
"""`scores against all 3 keys` are scores."""
BELOW_BAR = re.compile(r"/|\\frac|Σ|∑|\\sum|\bsum\b")
ROOT = re.compile(r"√|sqrt")
LETTERS = {"s": SCORES, "z": SCORES, "α": WEIGHTS, "alpha": WEIGHTS, "a": WEIGHTS, "w": WEIGHTS, "p": WEIGHTS}
LETTER = re.compile(r"^[\s$\\(]*([A-Za-zα]+)(?:[_^]\{?[\w,]{1,3}\}?|[₀-₉ᵢⱼ]{1,2})*[\s$\\)]*$")
PRODUCT = re.compile(
    r"q[\w{}^_,]{0,6}[\s\\!,]*(?:·|⋅|\.|\\cdot|\*|@)?[\s\\!,]*k(?![a-z])|q\w*\^\{?(?:T|\\top|⊤)|⟨q|qᵀ?·?k|\\langle q",
    re.IGNORECASE,
)
MIXED = re.compile(
    r"(?:[×·⋅*∙]|\\times|\\cdot|\btimes\b)\W*(?:values?\b|wert|valor|valeur|значен|[值値]|v(?![^\W\d_]))"
    r"|(?:values?|[值値])\W*(?:[×·⋅*∙]|\\times|\\cdot|\btimes\b)",
    re.IGNORECASE,
)
"""`weight × value` is no stage of a softmax."""
NUMBER = re.compile(r"^\W*(?:values?|wert|valor|valeur|numbers?|x(?:_?\{?i\}?|ᵢ)?|值|数值)\W*$", re.IGNORECASE)
MEAN = r"(?:\\?mu\b|μ|µ|x̄|\\bar|\\overline|(?:the )?(?:mean|average|avg)|mittelwert|media|moyenne|均值|平均)"
DEVIATION = re.compile(
    rf"[-−–]\s*{MEAN}|deviation|abweichung|cent(?:e?red|red)|desviaci|écart|偏差|离差", re.IGNORECASE
)
SQUARE = re.compile(r"squared?\b|²|\^\s*(?:2\b|\{2\})|quadrat|cuadrad|carré|平方", re.IGNORECASE)
LONGEST = 40
"""Characters of a heading."""
LONGEST_CLAUSE = 80
SENTENCE_END = re.compile(r"[.!?;]\s|[。！？；]")
MARKUP = " \t\r\n$`*_\\(["
MOST_WIDTHS = 4_096


@lru_cache(maxsize=1024)
def stage_of_heading(text: str) -> str:
    """`q·k`, `s/√d_k`, `exp`, `softmax`, `α`: the stage that a heading names; "" if none."""
    text = BEFORE_SOFTMAX.sub("scores", text.strip())
    if not text or len(text) > LONGEST or MIXED.search(text):
        return ""
    if SQUARE.search(text) or DEVIATION.search(text):
        return SQUARES if SQUARE.search(text) else DEVIATIONS
    if NUMBER.match(text):
        return NUMBERS
    if WORDS[EXPONENTIALS].search(text) and "softmax" not in text.lower():
        return WEIGHTS if BELOW_BAR.search(text.partition("e")[2]) and not ROOT.search(text) else EXPONENTIALS
    if WORDS[WEIGHTS].search(text):
        return WEIGHTS
    for stage in (SHIFTED, MASKED):
        if WORDS[stage].search(text):
            return stage
    if ROOT.search(text) or WORDS[SCALED].search(text):
        return SCALED
    if WORDS[SCORES].search(text) or PRODUCT.search(text):
        return SCORES
    letter = LETTER.match(text)
    return LETTERS.get(letter[1], LETTERS.get(letter[1].lower(), "")) if letter else ""


@lru_cache(maxsize=1024)
def stages_in(text: str) -> tuple[str, ...]:
    """The stages that the words before a row name, the one mentioned last first."""
    text = OF_OTHERS.sub("", BEFORE_SOFTMAX.sub("scores", text))
    last = {stage: max((m.start() for m in pattern.finditer(text)), default=-1) for stage, pattern in WORDS.items()}
    if last[SCALED] >= 0 and last[SCORES] >= 0:
        # scaled scores
        last[SCALED] = max(last[SCALED], last.pop(SCORES))
    found = sorted((stage for stage, at in last.items() if at >= 0), key=lambda stage: -last[stage])
    other = max((m.start() for m in NO_STAGE.finditer(text)), default=-1)
    return tuple(found) if found and last[found[0]] >= other else ()


def stages_told(lead: str) -> tuple[str, ...]:
    """The stages that the words directly before a row name: `After scaling:`, `the exponentials are`."""
    return stages_in(_clause(lead))


def stages_of(formula: Formula, phrase: str) -> tuple[str, ...]:
    """The stages that a left side names: `exp values`, `e^s`, `softmax(s)`, `s`."""
    match formula:
        case Name():
            role = role_of(formula)
            return stages_in(phrase or formula.text) or ((role,) if role in WORDS else ())
        case Exponential() | Call("exp"):
            return (EXPONENTIALS,)
        case Call("softmax"):
            return (WEIGHTS,)
        case Quotient(Name() as of, Root()) if role_of(of) == SCORES:
            return (SCALED,)
    return ()


def _clause(lead: str) -> str:
    """The last clause of a text; of a line above only what ends with a colon, or is a heading."""
    stripped = lead.rstrip(MARKUP)
    line = stripped.rpartition("\n")[2].strip()
    if "\n" in lead[len(stripped) :] and not line.startswith("#") and not line.endswith((":", "：")):
        return ""
    return SENTENCE_END.split(line)[-1][-LONGEST_CLAUSE:]


def following(stage: str, source: str, row: Cells, width: int | None, target: Cells) -> Iterator[Cells]:
    """What a row of this stage is that follows from a row of a stage before it, in every way that is meant on paper."""
    match stage, source:
        case "scaled scores", "scores":
            for root in _roots(row, width, target):
                yield tuple(Quotient(x, root) for x in row)
        case "masked scores", "scores" | "scaled scores":
            for cells in _before_softmax(source, row, width):
                yield tuple(y if is_hidden(y) else x for x, y in zip(cells, target, strict=True))
        case "shifted scores", "scores" | "scaled scores" | "masked scores":
            yield from map(_shifted, _before_softmax(source, row, width))
        case "exponentials", "scores" | "scaled scores" | "masked scores" | "shifted scores":
            for cells in _before_softmax(source, row, width):
                yield _exponentials(cells)
                if source != SHIFTED:
                    yield _exponentials(_shifted(cells))
        case "weights", "exponentials":
            yield _shares(row)
        case "weights", "scores" | "scaled scores" | "masked scores" | "shifted scores":
            yield from (_shares(_exponentials(cells)) for cells in _before_softmax(source, row, width))
        case "deviations from the mean", "numbers":
            yield _deviations(row)
        case "squares", "numbers" | "deviations from the mean":
            yield tuple(Power(x, Number("2")) for x in row)
            if source == NUMBERS:
                yield tuple(Power(x, Number("2")) for x in _deviations(row))


def _deviations(row: Cells) -> Cells:
    mean = Quotient(Sum(row), Number(str(len(row))))
    return tuple(Sum((x, Negative(mean))) for x in row)


def _before_softmax(source: str, row: Cells, width: int | None) -> Iterator[Cells]:
    """The row itself; scores that are scaled on the way may have no row of their own for it."""
    yield row
    if source == SCORES and width is not None and width > 1:
        root = Root(Number(str(width)))
        yield tuple(Quotient(x, root) for x in row)


def _exponentials(row: Cells) -> Cells:
    return tuple(Exponential(x) for x in row)


def _shares(row: Cells) -> Cells:
    below = Sum(row)
    return tuple(Quotient(x, below) for x in row)


def _shifted(row: Cells) -> Cells:
    """Each less the greatest; as it is where that cannot be told."""
    tops = [cell.top if isinstance(cell, Quotient) else cell for cell in row]
    printed = [(p.value, x) for p, x in zip(map(printed_of, tops), row, strict=True) if p is not None]
    if len(printed) + sum(map(is_hidden, tops)) != len(row) or not printed:
        return row
    greatest = max(printed, key=lambda pair: pair[0])[1]
    return tuple(Sum((x, Negative(greatest))) for x in row)


def _roots(row: Cells, width: int | None, target: Cells) -> Iterator[Formula]:
    """√d_k; where no d_k is told, the roots of whole numbers that some score is divided by."""
    if width is not None:
        yield Root(Number(str(width)))
        return
    for number in sorted(set(_widths(row, target))):
        yield Root(Number(str(number)))


def _widths(row: Cells, target: Cells) -> Iterator[int]:
    for score, scaled in zip(map(_value, row), map(_value, target), strict=True):
        if not score or not scaled:
            continue
        square = (score / scaled) ** 2
        nearest = int((2 * square.p + square.q) // (2 * square.q))
        if 1 < nearest <= MOST_WIDTHS:
            yield nearest


def _value(formula: Formula) -> fmpq | None:
    """Of a number, or of one over another."""
    if isinstance(formula, Quotient):
        top, bottom = _value(formula.top), _value(formula.bottom)
        return None if top is None or not bottom else top / bottom
    printed = printed_of(formula)
    return None if printed is None else printed.value
