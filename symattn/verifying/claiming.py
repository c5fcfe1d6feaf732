"""Claiming: whether a relation surely claims what its left side is. Where it may mean other things, none is wrong.

`If h = 0 …` sets h, `v = np.array([1, 2])` gives v, `u(x) = 4x` defines u, `2 = 0010` is another way of writing,
`2048² = 4.2 million` counts in millions, `0.5 ~ 2` is a range, and `e = (a + b)c` is not about 2.718. Such relations
are told only where they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from symattn.island import Side
from symattn.notation.formula import (
    ROUNDED,
    Call,
    Exponential,
    Formula,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Quotient,
    Sum,
    Vector,
    walk,
)
from symattn.verifying.bindings import constant, names_of, numbers_of
from symattn.verifying.proofs import is_literal, printed_of
from symattn.verifying.units import is_counted
from symattn.verifying.words import KEYS, QUERIES, role_of

LONGEST_NUMBER = 24
CLAUSE = 60
"""Characters before a relation that may make it a condition."""
CONDITION = re.compile(
    r"\b(?:if|when(?:ever)?|where|such that|so that|s\.t\.|subject to|satisf\w+|all\W{1,3}\w+\W{1,3}with"
    r"|(?:hyper)?planes?|boundary|line|wenn|falls|si|tal que|если)\b[^.;\n\d]*$|(?:若|当|使得|满足)[^。；\n\d]*$",
    re.IGNORECASE,
)
CONDITIONED = (Number("0"), Number("1"), Negative(Number("1")))
"""What equations of planes and of vectors of length 1 have on their right."""
CONSTRUCTOR = re.compile(r"(?:np|numpy|jnp|torch|tf|mx)\.\w+\(")
RANGE = re.compile(r"[\s$]*(?:~|\\sim\b)[\s$]*")
POINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.]\d)")
POINTED_ONCE = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?!\d|\.\d)")
SPACED = re.compile(r"\d{1,3}(?:[ ]\d{3})+")
BEHIND_NUMBER = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?[ \t]+$")
"""A number before the left side: 2 sqrt(2) is twice the root, but Row 2 softmax(1, 0) is none."""
LOST_POWER = re.compile(r"\d[.,]\d+\s*[×x·*]\s*10[-−–]\d{1,3}\Z")
ARGUMENT = re.compile(r"[(,]\s*\Z")
WORD_OF_PROGRAM = re.compile(r"[a-z][a-z_]{2,}=")
EULER = Exponential(Number("1"))


def may_mean_other(
    left: Side, sign: str, right: Side, text: str, *, begins: bool, is_table: Callable[[Name], bool]
) -> bool:
    """begins: whether the chain begins with the left side; is_table: whether a name stands for a row or table."""
    if is_counted(text, right.end) or _is_range(left, right, text):
        return True
    if POINTED.search(text, left.start, right.end) and POINTED_ONCE.search(text, left.start, right.end):
        # of 512 × 2.048 = 1.048.576 the 2.048 is a whole number too
        return True
    if isinstance(right.formula, Number) and SPACED.fullmatch(text, right.start, right.end):
        # 100 200 may be two numbers
        return True
    if LOST_POWER.search(text, max(right.start, right.end - LONGEST_NUMBER), right.end):
        # 6.97 × 10−4, copied from where the −4 was raised
        return True
    if begins and BEHIND_NUMBER.search(text, max(0, left.start - LONGEST_NUMBER), left.start):
        return True
    if begins and printed_of(left.formula) is not None and _is_whole(right.formula):
        # BLEU 28.4 = 2 points more
        return True
    if text[right.end - 1 : right.end] == "!" or _has_open_sum(left.formula):
        # 2 + 2 = 4!
        return True
    if begins and (CONSTRUCTOR.match(text, right.start) or _is_argument(left, right, text)):
        return True
    is_near_only = _is_power_of_ten(right.formula) or _is_fraction(right.formula)
    if sign == ROUNDED and (is_near_only or _is_named_for(left.formula, right.formula)):
        return True
    # e^1 is written with a 1
    is_letter = left.formula == EULER and "1" not in text[left.start : left.end]
    if begins and (_is_whole(left.formula) or is_letter or _is_softmax_too(left.formula)):
        return True
    if isinstance(left.formula, Sum) and all(map(_is_whole, left.formula.terms)) and _is_percent(right.formula):
        # the answers 0+1=75%
        return True
    names = names_of(left.formula)
    if (
        names
        and begins
        and _sets_a_condition(left.formula, names, right.formula, text[max(0, left.start - CLAUSE) : left.start])
    ):
        return True
    if not names or any(map(is_table, names)):
        return False
    return _says_no_number(right.formula)


def _sets_a_condition(left: Formula, names: Sequence[Name], right: Formula, lead: str) -> bool:
    """`w·x = 1` is the equation of a plane, whatever w and x were before; but q·k = 1 is a score."""
    if numbers_of(left) or any(constant(name) is not None for name in names):
        return False
    if names_of(right):
        # ‖v‖ cos θ = 1/‖w‖
        return _says_no_number(right)
    if not _is_whole(right):
        return False
    return CONDITION.search(lead) is not None or (
        right in CONDITIONED and not {role_of(name) for name in names} <= {QUERIES, KEYS}
    )


def _has_open_sum(formula: Formula) -> bool:
    """Of ∑_j e^{s_j} more terms may be due than names are known."""
    return any(isinstance(part, Call) and part.function == "sum over" for part in walk(formula))


def _is_argument(left: Side, right: Side, text: str) -> bool:
    """`plot(x, xlim=[0.01, 10])` sets what the call gets, whatever it was set to before."""
    is_joined = WORD_OF_PROGRAM.fullmatch(text, left.start, right.start) is not None
    return is_joined and ARGUMENT.search(text, max(0, left.start - CLAUSE), left.start) is not None


def _is_range(left: Side, right: Side, text: str) -> bool:
    """`0.5 ~ 2`: from one number to another."""
    are_numbers = printed_of(left.formula) is not None and printed_of(right.formula) is not None
    return are_numbers and RANGE.fullmatch(text, left.end, right.start) is not None


def may_be_a_range(formula: Formula) -> bool:
    """`4 - 13`, `40/80`, `1/2/3`: whole numbers side by side, that need not be worked out."""
    match formula:
        case Quotient(top, bottom):
            return _is_whole(bottom) and (_is_whole(top) or may_be_a_range(top))
        case Sum(terms):
            return all(map(_is_whole, terms)) and any(isinstance(term, Negative) for term in terms)
    return False


def _is_named_for(left: Formula, right: Formula) -> bool:
    """`2.714 ≈ e`, `0.34 ≈ 1/3`: what the number reminds of, how near it ever is."""
    is_simple = not is_literal(right) and all(number.text.isdecimal() for number in numbers_of(right))
    return printed_of(left) is not None and is_simple and not names_of(right)


def _is_fraction(formula: Formula) -> bool:
    """√2 ≈ 7/5 does not tell how near it is meant to be."""
    of = formula.of if isinstance(formula, Negative) else formula
    return isinstance(of, Quotient) and _is_whole(of.top) and _is_whole(of.bottom)


def _is_power_of_ten(formula: Formula) -> bool:
    return isinstance(formula, Power) and formula.base == Number("10")


def _is_percent(formula: Formula) -> bool:
    return isinstance(formula, Number) and formula.text.endswith("%")


def _is_softmax_too(formula: Formula) -> bool:
    """σ of a row: so some write the softmax."""
    match formula:
        case Call("sigmoid", arguments):
            return len(arguments) > 1 or isinstance(arguments[0], Vector)
    return False


def _is_whole(formula: Formula) -> bool:
    if isinstance(formula, Vector) and len(formula.entries) == 1:
        # [3] counts something
        formula = formula.entries[0]
    of = formula.of if isinstance(formula, Negative) else formula
    return isinstance(of, Number) and of.text.rstrip("%").isdecimal()


def _says_no_number(formula: Formula) -> bool:
    """Whether it is whole numbers, or made of names: what such a side of single numbers is, a letter may be set to."""
    if isinstance(formula, Vector | Matrix):
        return False
    return bool(names_of(formula)) or all(number.text.isdecimal() for number in numbers_of(formula))
