"""Links: one relation of a chain, `left = right`. What its left side must be, and so what its right side is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.exact.real import Real
from symattn.island import Island, Side
from symattn.notation.evaluate import Grid
from symattn.notation.formula import GIVES, ROUNDED, Call, Exponential, Formula, Matrix, Name, Number, Product
from symattn.page import Notation
from symattn.report import Unread
from symattn.verifying.attending import softmax
from symattn.verifying.bindings import Quantity, constant, key_of, names_of, numbers_of, unknown
from symattn.verifying.claiming import may_mean_other
from symattn.verifying.denying import is_denied
from symattn.verifying.excuses import goes_on
from symattn.verifying.proofs import is_literal, printed_of, same_size, touch, values_of
from symattn.verifying.reading import Awaited, Reading
from symattn.verifying.series import Due, cells_of_row
from symattn.verifying.sizes import differing
from symattn.verifying.stages import EXPONENTIALS, stages_of
from symattn.verifying.sums import WORDS
from symattn.verifying.unifying import put_in
from symattn.verifying.units import may_be_in_other_units
from symattn.verifying.words import OUTPUT, SCALED, SCORES, VALUES, WEIGHTS, role_of
from symattn.verifying.worths import Tie, Worth

ARGUMENTS = re.compile(r"[-−+.,;\d\[\]() ]*\d[-−+.,;\d\[\]() ]*")
NEAR = 24
"""Characters between a row and the word `softmax` that it goes into."""
CUT_SHORT = "what goes on behind it cannot be read as mathematics"
GUESSED = "it does not hold, but what its names stand for is not told"
OTHER_SIZE = "the two sides differ in size"
MEANS_OTHER = "it does not hold, but may mean something else"
NONE_OF_THE_DATA = "it is named for what the data do not give, but other data or another way may be meant"
OF_ONE = "softmax of one number: the others are not told"


@dataclass(frozen=True)
class Link:
    """One relation, and what leads to it."""

    island: Island
    left: Side
    sign: str
    right: Side
    before: Worth | None
    """What the chain is that ends with the left side."""
    name: Name | None
    """The left side, where it is a name that the chain begins with."""


@dataclass(frozen=True)
class Links:
    """Judges link after link."""

    reading: Reading

    def worth(self, link: Link) -> Worth | None:
        """What the right side is known to be, the link judged where it can be."""
        found = self._found(link)
        cells, stages = cells_of_row(link.right.formula), stages_of(link.left.formula, link.island.phrase)
        if cells and stages:
            self.reading.series.saw(stages[0], cells)
        elif cells and link.name is not None and is_literal(link.right.formula):
            self.reading.series.saw_other(cells)
        if stages and isinstance(link.right.formula, Matrix) and is_literal(link.right.formula):
            self.reading.series.saw_table(stages[0], link.right.formula.rows)
        if found is not None and link.name is None and isinstance(link.right.formula, Matrix):
            self._note_scores(found)
        return found

    def _note_scores(self, found: Worth) -> None:
        """`QKᵀ/√2 = [[1.414, 0], …]`: what exponentials and a softmax are taken of behind it."""
        work = self.reading.roles.work()
        for table in (work[role] for role in (SCALED, SCORES) if role in work):
            if same_size(found.best, table) and touch(values_of(found.best), values_of(table)):
                self.reading.ties.saw_scores(table)

    def _found(self, link: Link) -> Worth | None:
        for side in (link.left, link.right):
            self.reading.sums.saw_divisors(side.formula, side.start)
        at_right = self._right(link)
        if at_right is None:
            return None
        if link.sign == GIVES:
            given = self._given_to_softmax(link, at_right)
            if given is not None:
                return self._judged(link, given, at_right)
            staged = self._staged(link, at_right)
            if staged is not None:
                return self._judged(link, staged.worth, at_right)
            if is_literal(link.left.formula) or not numbers_of(link.left.formula):
                return at_right
        at_left = self._left(link, at_right)
        if at_left is None and not is_literal(link.right.formula):
            strict = self.reading.worths.of(link.right.formula, loose=False)
            at_left = None if strict is None else self._left(link, strict)
            at_right = at_right if strict is None or at_left is None else strict
        if at_left is None:
            if not isinstance(link.left.formula, Name):
                self._note_unjudged(link, at_right)
            elif self._is_none_of_the_data(link, link.left.formula, at_right):
                self.reading.unread.append(Unread(link.left.start, link.right.end, NONE_OF_THE_DATA))
            elif _is_application(link.left.formula) and is_literal(link.right.formula):
                self.reading.unread.append(Unread(link.left.start, link.right.end, str(unknown(link.left.formula))))
            return at_right
        if not _reaches_numbers(link.left.formula, link.right.formula) or self._defines(link):
            return at_right
        return self._judged(link, at_left, at_right, before=None if link.name is not None else link.before)

    def _defines(self, link: Link) -> bool:
        """`A = softmax(QKᵀ/√2)` says what A is, and states no number of it; `T = 2` is given again as it was."""
        name, formula, worths = link.name, link.right.formula, self.reading.worths
        if name is None:
            return False
        quantity = worths.quantity(name)
        if quantity is None:
            return bool(names_of(formula)) and not worths.has_rounded(formula)
        return isinstance(formula, Number) and quantity.is_data and isinstance(quantity.exact, Real)

    def _judged(self, link: Link, at_left: Worth, at_right: Worth, before: Worth | None = None) -> Worth:
        return self.reading.judged(link.island, link.left, link.sign, link.right, at_left, at_right, before=before)

    def _note_unread(self, link: Link, formula: Formula) -> None:
        """What looks like a claim of numbers and cannot be judged is told, with the reason."""
        worth = self.reading.worths.of(formula)
        if not numbers_of(link.right.formula) or self._is_rule(link.right.formula):
            return
        if _is_symbolic(formula) and (worth is None or not is_literal(link.right.formula)):
            return
        if worth is None:
            reason = self.reading.worths.why_not(formula)
        elif _is_softmax_of_one(formula, worth):
            reason = OF_ONE
        else:
            right = self.reading.worths.of(link.right.formula)
            reason = GUESSED if right is not None and same_size(worth.best, right.best) else OTHER_SIZE
        self.reading.unread.append(Unread(link.left.start, link.right.end, reason))

    def _has_other_size(self, link: Link, at_right: Worth) -> bool:
        """Whether no reading of the left side has as many numbers as the right side tells, which is then wrong."""
        worth, right, text = self.reading.worths.of(link.left.formula), link.right, self.reading.text
        if worth is None or not is_literal(right.formula) or goes_on(text, right.start, right.end):
            return False
        reason = differing(link.left.formula, worth.best, at_right.best)
        if reason:
            self.reading.differs(link.left, right, reason)
        return bool(reason)

    def _note_unjudged(self, link: Link, at_right: Worth) -> None:
        """What is not surely wrong and does not hold claims something of numbers if nothing else is in it."""
        if self._is_cut_short(link):
            self.reading.unread.append(Unread(link.left.start, link.right.end, CUT_SHORT))
        elif not self._may_mean_other(link):
            if not self._has_other_size(link, at_right):
                self._note_unread(link, link.left.formula)
        elif names_of(link.right.formula) or self._is_denied(link):
            return
        elif is_literal(link.left.formula):
            if _is_decimal(link.left.formula) and not is_literal(link.right.formula):
                # 0.35 ≈ 1/3
                self.reading.unread.append(Unread(link.left.start, link.right.end, MEANS_OTHER))
        elif all(map(self._is_table, names_of(link.left.formula))) and self.reading.worths.of(link.left.formula):
            self.reading.unread.append(Unread(link.left.start, link.right.end, MEANS_OTHER))

    def _is_none_of_the_data(self, link: Link, name: Name, at_right: Worth) -> bool:
        """Whether it is named for what the data give, and fits that nowhere, though it may come from elsewhere."""
        ties, formula = self.reading.ties, link.right.formula
        if link.before is not None or self._may_mean_other(link):
            return False
        if ties.labelled.named(name, formula, at_right, link.island) is not None:
            return True
        return link.island.notation is not Notation.CODE and ties.addressed.names_a_table(name, formula, at_right)

    def _is_rule(self, formula: Formula) -> bool:
        """Whether it is made of letters that stand for nothing here: `f(x) = 2x + 1` is no claim of numbers."""
        return any(constant(name) is None and self.reading.worths.quantity(name) is None for name in names_of(formula))

    # --- the right side ---------------------------------------------------------------------

    def _right(self, link: Link) -> Worth | None:
        """What the right side is by itself; where it cannot be told, what may be of use later is noted."""
        left, formula = link.left.formula, link.right.formula
        at_right = self.reading.worths.of(formula)
        if at_right is None and isinstance(left, Name):
            self.reading.bindings.formulas[key_of(left)] = formula
        if at_right is None and link.sign == GIVES and link.before is not None:
            at_right = self._applied(formula, link.before)
        if at_right is None:
            if link.sign == ROUNDED:
                self._await_number(link)
            self._note_unread(link, formula)
        return at_right

    def _applied(self, formula: Formula, before: Worth) -> Worth | None:
        """`(0.7, 1.4) → e^x`: the letter is what stands before."""
        if not isinstance(formula, Exponential) or not isinstance(formula.exponent, Name):
            return None
        letter, names = formula.exponent, self.reading.bindings.names
        outer = names.get(letter.text)
        names[letter.text] = Quantity(before.exact, before.displayed)
        worth = self.reading.worths.of(formula)
        if outer is None:
            del names[letter.text]
        else:
            names[letter.text] = outer
        return worth

    def _await_number(self, link: Link) -> None:
        """`exp(17.7) ≈ a large number, say 4.8e7`: the number comes after words."""
        left, right = link.left, link.right
        is_calculation = not isinstance(left.formula, Name) and not is_literal(left.formula)
        worth = link.before or (self.reading.worths.of(left.formula) if is_calculation else None)
        if worth is not None and isinstance(right.formula, Name) and not isinstance(worth.best, Grid):
            self.reading.awaited = Awaited(left, worth, right.end)

    # --- the left side ----------------------------------------------------------------------

    def _given_to_softmax(self, link: Link, at_right: Worth) -> Worth | None:
        """`[2.0, 1.0] → softmax → [0.73, 0.27]`: what stands before the word goes into it."""
        last = self.reading.last
        if link.name is None or link.name.base.lower() != "softmax" or last is None or last.worth is None:
            return None
        if not self._stands_before(link, last.side):
            return None
        exact, displayed = (
            softmax(value) if isinstance(value, Grid) else None for value in (last.worth.exact, last.worth.displayed)
        )
        if exact is None and displayed is None:
            return None
        worth = Worth(displayed, exact, last.worth.origin)
        return worth if same_size(worth.best, at_right.best) else None

    def _left(self, link: Link, at_right: Worth) -> Worth | None:
        """What the left side is; None where that is not known."""
        staged = self._staged(link, at_right)
        if staged is not None and staged.stage == EXPONENTIALS and link.name is not None:
            return staged.worth
        tie = self._named(link, link.name, at_right) if link.name is not None else self._written(link, at_right)
        if link.name is None and (tie is None or not same_size(tie.worth.best, at_right.best)):
            # [1; 2]·[3 4] is a table, where a number does not do
            strict = self.reading.worths.of(link.left.formula, loose=False)
            tie = tie if strict is None else Tie(strict, is_strong=not strict.is_guessed)
        if tie is not None and self._fits(link, tie, at_right):
            if isinstance(link.right.formula, Matrix):
                self.reading.learn(tie)
            return tie.worth
        if staged is not None:
            return staged.worth
        if link.name is not None and self._puts_numbers_in(link.right.formula, at_right):
            return Worth(None, at_right.exact, at_right.origin)
        return at_right if self._says_what_stands_for_names(link.left.formula, link.right.formula) else None

    def _staged(self, link: Link, at_right: Worth) -> Due | None:
        """What a row must be whose name tells its stage: `exp values ≈ [2.72, 1.28]`."""
        cells = cells_of_row(link.right.formula) if names_of(link.left.formula) else ()
        stages = stages_of(link.left.formula, link.island.phrase) if cells else ()
        last = self.reading.last
        if stages and link.sign == GIVES and last is not None and self._stands_before(link, last.side):
            # [1, 2] → exp → [2.72, 7.39]
            self.reading.series.goes_into(stages[0], cells_of_row(last.side.formula))
        return self.reading.series.due(stages, cells, at_right, link.right.start)

    def _stands_before(self, link: Link, side: Side) -> bool:
        """Whether nothing but signs stands between this side and the link."""
        between = self.reading.text[side.end : link.left.start]
        return len(between) <= NEAR and not any(c.isalnum() for c in between)

    def _fits(self, link: Link, tie: Tie, at_right: Worth) -> bool:
        """Of the right size, and right where it is not surely this: a mismatch is then a new meaning, no error."""
        if not same_size(tie.worth.best, at_right.best):
            return False
        if tie.is_strong and not self._may_mean_other(link) and not self._may_be_in_other_units(link, tie.worth):
            return True
        is_denied = self._is_denied(link)
        return self.reading.judge.holds(link.left.formula, link.right, tie.worth, at_right, is_denied=is_denied)

    def _may_mean_other(self, link: Link) -> bool:
        """Whether a mismatch may be no error: the letter is set anew, the number counted in millions."""
        if self._is_cut_short(link):
            return True
        if link.name is not None and WORDS.fullmatch(link.name.base):
            return False
        left, text = link.left, self.reading.text
        if self._is_denied(link):
            return True
        begins = link.before is None or not self.reading.is_judged(left)
        return may_mean_other(left, link.sign, link.right, text, begins=begins, is_table=self._is_table)

    def _is_denied(self, link: Link) -> bool:
        """By words of the page, not by the "false" of its markup."""
        return is_denied(self.reading.view, link.left.start, link.right.end)

    def _is_cut_short(self, link: Link) -> bool:
        return link.island.is_cut_short and link.right is link.island.sides[-1]

    def _may_be_in_other_units(self, link: Link, worth: Worth) -> bool:
        printed = printed_of(link.right.formula)
        return may_be_in_other_units(worth.best, printed, self.reading.text, link.right.end)

    def _is_table(self, name: Name) -> bool:
        quantity = self.reading.worths.quantity(name)
        return quantity is None or isinstance(quantity.exact or quantity.displayed, Grid)

    def _written(self, link: Link, at_right: Worth) -> Tie | None:
        """What an expression is, or the chain that leads to it."""
        worth, before = self.reading.worths.of(link.left.formula), link.before
        if worth is None or (worth.is_guessed and before is not None):
            return None if before is None else Tie(before, is_strong=not before.is_guessed)
        if worth.is_guessed and _is_output(link.left.formula):
            # A·V, of an A that nothing was said of
            tie = self.reading.ties.of_name(Name(OUTPUT), link.island, link.right.formula, at_right)
            return tie or Tie(worth)
        if _is_softmax_of_one(link.left.formula, worth):
            # softmax(2) = e²/(e² + e³): the others are not told
            return Tie(worth)
        known = None if before is None else before.exact
        if worth.exact is None and before is not None and known is not None and same_size(worth.best, known):
            return Tie(Worth(worth.displayed, known, before.origin), is_strong=True)
        return Tie(worth, is_strong=not worth.is_guessed)

    def _named(self, link: Link, name: Name, at_right: Worth) -> Tie | None:
        """What a name stands for: by its word, by what it was bound to, by the numbers said to be its own."""
        reading, right = self.reading, link.right
        if WORDS.fullmatch(name.base) and not name.indices and not isinstance(at_right.best, Grid):
            summed = reading.sums.told(right, at_right, link.island.start)
            if summed is not None:
                return summed
        if name.base.lower() == "softmax" and not name.indices:
            tie = reading.ties.of_name(name, link.island, right.formula, at_right)
            if tie is not None:
                return tie
        quantity = reading.worths.quantity(name)
        if quantity is not None:
            worth = Worth(quantity.displayed, quantity.exact, quantity.origin)
            if not quantity.is_stated and is_literal(right.formula):
                return Tie(worth, is_strong=True)
            if same_size(worth.best, at_right.best) and reading.judge.holds(name, right, worth, at_right):
                return Tie(worth)
        return reading.ties.of_name(name, link.island, right.formula, at_right)

    def _puts_numbers_in(self, formula: Formula, worth: Worth) -> bool:
        """`Z1 = 0.4·[1, 0] + …`: a name is given an expression, all of whose decimals stand further up."""
        if is_literal(formula) or worth.exact is None or worth.is_guessed:
            return False
        return any(self.reading.bindings.trace(number) is not None for number in numbers_of(formula))

    def _says_what_stands_for_names(self, letters: Formula, numbers: Formula) -> bool:
        """`h·W + b = [0.2, 0.3]·W + [0, 0]`: the same with numbers put in for names not known yet."""
        found = None if isinstance(letters, Name) else put_in(letters, numbers)
        return bool(found) and all(is_literal(n) and self._may_be(name, n) for name, n in (found or {}).items())

    def _may_be(self, name: Name, numbers: Formula) -> bool:
        """Whether nothing is known of the name, or just these numbers."""
        known, put = self.reading.worths.of(name), self.reading.worths.of(numbers)
        return known is None or (put is not None and touch(values_of(known.best), values_of(put.best)))


def _is_output(formula: Formula) -> bool:
    """A·V."""
    names = formula.factors if isinstance(formula, Product) else ()
    roles = [role_of(name) if isinstance(name, Name) and not name.indices else "" for name in names]
    return roles == [WEIGHTS, VALUES]


def _is_symbolic(formula: Formula) -> bool:
    """Whether it is made of letters: `s_11 + s_12` claims nothing of numbers."""
    return not numbers_of(formula) and not isinstance(formula, Call)


def _is_application(name: Name) -> bool:
    """`C(4,2) = 6`, `PE(3,0) = 0.141`: a function that is not known, of numbers; f(2) = 4 tells what f is."""
    function, _, arguments = name.base.partition("(")
    return (function == "C" or len(function) > 1) and ARGUMENTS.fullmatch(arguments) is not None


def _is_decimal(formula: Formula) -> bool:
    printed = printed_of(formula)
    return printed is not None and not printed.is_integer


def _is_softmax(formula: Formula) -> bool:
    return isinstance(formula, Call) and formula.function == "softmax" and len(formula.arguments) == 1


def _is_softmax_of_one(formula: Formula, worth: Worth) -> bool:
    return _is_softmax(formula) and (not isinstance(worth.best, Grid) or worth.best.shape == (1, 1))


def _reaches_numbers(left: Formula, right: Formula) -> bool:
    """`S = QKᵀ` states no number; `Q = K` does, of tables that are known."""
    if numbers_of(left) or numbers_of(right):
        return True
    return isinstance(left, Name) and isinstance(right, Name)
