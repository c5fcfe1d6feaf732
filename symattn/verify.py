"""verify: a document → findings. Each relation is judged as it is met, with all that was bound before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flint import fmpq

from symattn.errors import SymattnError
from symattn.exact.real import HIDDEN, Real
from symattn.islands import Island, Scanner, Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import (
    EQUAL,
    GIVES,
    ROUNDED,
    Call,
    Exponential,
    Formula,
    Matrix,
    Name,
    Number,
    Product,
    Quotient,
    Vector,
    parts_of,
)
from symattn.notation.parse.plain import name_of
from symattn.page import Kind, Page, Part
from symattn.report import FileReport, Finding, Unread, Verdict
from symattn.verifying.bindings import Bindings, Quantity, key_of, names_of, numbers_of
from symattn.verifying.columns import Columns
from symattn.verifying.elided import Elided
from symattn.verifying.judge import HOLDS, Judge, is_literal
from symattn.verifying.proofs import (
    NONE,
    cells_of,
    is_hidden,
    key_of_digits,
    printed_of,
    prove,
    same_size,
    touch,
    values_of,
)
from symattn.verifying.recognising import problem_of
from symattn.verifying.roles import (
    LETTERS,
    OUTPUT,
    SCALED,
    SCORES,
    WEIGHTS,
    Roles,
    is_hedged,
    role_in,
    role_of,
    softmax,
)
from symattn.verifying.sums import WORDS, Sums
from symattn.verifying.ties import Tie, Ties, is_labelled, label_of
from symattn.verifying.unifying import put_in
from symattn.verifying.witnesses import witnesses
from symattn.verifying.worths import Worth, Worths

NAME_IN_LABEL = re.compile(r"(?:^|[\s$(`*{])(?P<letter>[A-Z])(?:[_^]?\{?(?P<index>[A-Za-z0-9]{1,3})\}?)?[\s$`*)}:：]*$")
NEAR_WORDS = 24
SAYS_WEIGHTS = re.compile(
    r"attention weights?|softmax|注意力权重|pesos de atenci|attention-gewicht|poids d.attention", re.I
)
MASK = re.compile(r"causal|mask|masqu|maski|kausal|máscara|-\\?inf|[-−]∞|遮|掩码|因果|마스크|マスク", re.IGNORECASE)
NO_MATHEMATICS = "what stands behind the sign cannot be read as mathematics"
CLAUSE = re.compile(r"[^\n,，、。;；|.\d]{0,40}")
LAST_WORD = re.compile(r"([^\W\d_]+)[\s$`*\\(:：≈约=]*$")
ASIDE = re.compile(r"[(（][^()（）]*[)）]|#[^\n]*|//[^\n]*|\\(?:qquad|quad|\\|[,;!\]\[()])|[\s$`*>&|\\.,;，；。]")
"""What may stand between a chain and the line that goes on with it."""


def verify(text: str, page: Page, path: str, *, decimal_comma: bool | None = None) -> FileReport:
    """The findings of one document."""
    comma = uses_decimal_comma(page.text) if decimal_comma is None else decimal_comma
    reader = Proofreader(text, page, comma)
    reader.read()
    findings = tuple(sorted(reader.findings, key=lambda finding: (finding.start, finding.end)))
    problem = problem_of(reader.roles, [finding.meaning for finding in findings])
    return FileReport(path, text, findings, tuple(reader.unread), problem)


DECIMAL_COMMA = re.compile(r"(?:[=≈(]|\\approx|→|\^\{?)\s*-?\d+(?:,|\{,\})\d+(?![\d,])|\b0(?:,|\{,\})\d\d")
DECIMAL_POINT = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")


def uses_decimal_comma(text: str) -> bool:
    """Whether decimals are written 0,73: many are, and hardly any with a point."""
    commas = len(DECIMAL_COMMA.findall(text))
    return commas > 0 and commas > 2 * len(DECIMAL_POINT.findall(text))


@dataclass
class Proofreader:
    """Goes through a document once."""

    text: str
    page: Page
    decimal_comma: bool
    bindings: Bindings = field(default_factory=Bindings)
    findings: list[Finding] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    last: Island | None = None
    """The chain before."""
    last_worth: Worth | None = None
    """What its last side is."""
    last_names: list[Name] = field(default_factory=list)
    """The names that it tells the value of."""
    open_left: tuple[Side, Worth, int] | None = None
    """A left side whose right side was words, and where they end."""

    def __post_init__(self) -> None:
        self.headings: dict[int, list[Part]] = {}
        for part in self.page.parts:
            if part.block.kind is Kind.CELL and part.block.row == 0:
                self.headings.setdefault(part.block.table, []).append(part)
        self.roles = Roles(self.bindings)
        self.worths = Worths(self.bindings, self.roles)
        self.sums = Sums()
        self.columns = Columns(self.roles)
        self.elided = Elided()
        self.ties = Ties(self.text, self.bindings, self.roles, self.worths)
        self.judge = Judge(
            self.text, self.bindings, self.worths, self.ties.repeated, MASK.search(self.page.text) is not None
        )
        self.ties.normalised = self.sums.normalised

    def read(self) -> None:
        for island in Scanner(self.page, self.knows, self.decimal_comma).islands():
            if island.failed is not None and any(c.isdigit() for c in self.text[island.start : island.failed[1]]):
                self.unread.append(Unread(island.start, island.failed[1], NO_MATHEMATICS))
            self.bindings.position = island.start
            try:
                self.island(island)
            except SymattnError as error:
                self.unread.append(Unread(island.start, island.end, str(error)))
        self.end_table()

    def island(self, island: Island) -> None:
        for side in island.sides:
            side.formula = self.elided.completed(side.formula)
            self.elided.saw(side.formula, island.block)
            _walk(side.formula, self.roles)
        self.turn_table(island)
        if island.signs:
            self.chain(island)
        else:
            self.alone(island)

    def knows(self, text: str) -> bool:
        """Whether a name stands for something: AV is then A·V."""
        return self.bindings.knows(text) or LETTERS.get(text, "") in self.roles.work()

    # --- tables -----------------------------------------------------------------------------

    def turn_table(self, island: Island) -> None:
        """A new table begins, or one has ended."""
        table = island.block.table if island.block.kind is Kind.CELL else 0
        if table != self.columns.table:
            self.end_table()
            self.columns.begin(table)
            for part in self.headings.get(table, ()):
                self.columns.heading(part.block.column, self.text[part.start : part.end])

    def end_table(self) -> None:
        scores = self.ties.scores_seen
        for claim in list(self.columns.claims(scores)) if self.columns.rows else []:
            island, side = claim.cell.island, claim.cell.side
            if not same_size(claim.worth.best, claim.cell.worth.best):
                continue
            repeated = self.ties.repeated.get(key_of_digits(side.formula) or ())
            worth = claim.worth
            is_unjudged = key_of_digits(side.formula) in self.ties.unjudged
            was_given = is_unjudged or (repeated is not None and repeated.origin is None)
            if was_given and not self.holds(claim.left.formula, side, worth, claim.cell.worth):
                # a number repeated that was given, not worked out
                continue
            if repeated is not None and repeated.origin is not None:
                worth = Worth(claim.cell.worth.displayed, worth.exact, repeated.origin)
            self.judged(
                island, claim.left, ROUNDED, side, worth, claim.cell.worth, explicit=False, meaning=claim.meaning
            )

    # --- chains -----------------------------------------------------------------------------

    def chain(self, island: Island, *, explicit: bool = True) -> None:
        sides, signs = list(island.sides), list(island.signs)
        worth: Worth | None = None
        is_continued = False
        if island.is_continued:
            if self.last is None or not self.continues(island):
                signs = signs[1:]
                self.alone(replace(island, sides=sides[:1], signs=[]), is_left=True)
            else:
                sides.insert(0, self.last.sides[-1])
                worth, is_continued = self.last_worth, True
        elif not isinstance(sides[0].formula, Name):
            self.alone(replace(island, sides=sides[:1], signs=[]), is_left=True)
        name = sides[0].formula if isinstance(sides[0].formula, Name) and not island.is_continued else None
        for i, sign in enumerate(signs):
            worth = self.link(island, sides[i], sign, sides[i + 1], worth, name if i == 0 else None)
        names = [side.formula for side in sides[:-1] if isinstance(side.formula, Name)]
        if is_continued and not names:
            # the chain goes on, and with it what its name stands for
            names = self.last_names
        if not explicit and self.findings and self.findings[-1].end == sides[-1].end:
            self.findings[-1] = replace(self.findings[-1], explicit=False)
        if signs and names:
            self.bind(island, names, sides, signs, worth)
        self.last_names = names
        self.last, self.last_worth = replace(island, sides=sides, signs=signs), worth

    def continues(self, island: Island) -> bool:
        """Whether `= …` goes on with the chain before: nothing but remarks in brackets stands between them."""
        assert self.last is not None
        between = self.text[self.last.end : island.start]
        return len(between) < 200 and not ASIDE.sub("", ASIDE.sub("", between).replace("=", "").replace("≈", ""))

    def link(
        self, island: Island, left: Side, sign: str, right: Side, before: Worth | None, name: Name | None
    ) -> Worth | None:
        """Judge one link; what its right side is known to be."""
        at_right = self.worths.of(right.formula)
        if at_right is None and isinstance(left.formula, Name):
            self.bindings.formulas[key_of(left.formula)] = right.formula
        if at_right is None and sign == GIVES and before is not None:
            at_right = self.applied(right.formula, before)
        if at_right is None:
            if sign == ROUNDED:
                self.leave_open(left, right, before)
            self.note_unread(left, right, right.formula)
            return None
        if sign == GIVES and name is not None and name.base.lower() == "softmax":
            given = self.given_to_softmax(left)
            if given is not None and same_size(given.best, at_right.best):
                return self.judged(island, left, sign, right, given, at_right)
        if sign == GIVES and (is_literal(left.formula) or not numbers_of(left.formula)):
            return at_right
        at_left, is_strong = self.left_worth(island, left, before, name, right, at_right)
        if at_left is not None and not same_size(at_left.best, at_right.best):
            at_left = None
        if at_left is not None and not is_strong and not self.holds(left.formula, right, at_left, at_right):
            at_left = None
        if at_left is None and name is not None and self.puts_numbers_in(right.formula, at_right):
            at_left, is_strong = Worth(None, at_right.exact, at_right.origin), True
        if at_left is None and self.says_what_stands_for_names(left.formula, right.formula):
            at_left = at_right
        if at_left is None:
            if not isinstance(left.formula, Name):
                self.note_unread(left, right, left.formula)
            return at_right
        if not _reaches_numbers(left.formula, right.formula):
            return at_right
        return self.judged(island, left, sign, right, at_left, at_right, before=None if name is not None else before)

    def given_to_softmax(self, word: Side) -> Worth | None:
        """`[2.0, 1.0] → softmax → [0.73, 0.27]`: what stands before the word goes into it."""
        if self.last is None or self.last_worth is None or len(self.text[self.last.end : word.start]) > NEAR_WORDS:
            return None
        if any(c.isalnum() for c in self.text[self.last.end : word.start]):
            return None
        exact, displayed = (
            softmax(value) if isinstance(value, Grid) else None
            for value in (self.last_worth.exact, self.last_worth.displayed)
        )
        return None if exact is None and displayed is None else Worth(displayed, exact, self.last_worth.origin)

    def note_unread(self, left: Side, right: Side, formula: Formula) -> None:
        """What looks like a claim of numbers and cannot be judged is told, with the reason."""
        if not numbers_of(right.formula) or _is_symbolic(formula):
            return
        reason = self.worths.why_not(formula) or "the two sides differ in size"
        self.unread.append(Unread(left.start, right.end, reason))

    def leave_open(self, left: Side, right: Side, before: Worth | None) -> None:
        """`exp(17.7) ≈ a large number, say 4.8e7`: the number comes after words."""
        is_calculation = not isinstance(left.formula, Name) and not is_literal(left.formula)
        worth = before or (self.worths.of(left.formula) if is_calculation else None)
        if worth is not None and isinstance(right.formula, Name) and not isinstance(worth.best, Grid):
            self.open_left = (left, worth, right.end)

    def puts_numbers_in(self, formula: Formula, worth: Worth) -> bool:
        """`Z1 = 0.4·[1, 0] + …`: a name is given an expression, all of whose decimals stand further up."""
        if is_literal(formula) or worth.exact is None or worth.is_guessed:
            return False
        return any(self.bindings.trace(number) is not None for number in numbers_of(formula))

    def says_what_stands_for_names(self, letters: Formula, numbers: Formula) -> bool:
        """`h·W + b = [0.2, 0.3]·W + [0, 0]`: the same with numbers put in for names not known yet."""
        found = None if isinstance(letters, Name) else put_in(letters, numbers)
        return bool(found) and all(is_literal(n) and self.may_be(name, n) for name, n in (found or {}).items())

    def may_be(self, name: Name, numbers: Formula) -> bool:
        """Whether nothing is known of the name, or just these numbers."""
        known, put = self.worths.of(name), self.worths.of(numbers)
        return known is None or (put is not None and touch(values_of(known.best), values_of(put.best)))

    def applied(self, formula: Formula, before: Worth) -> Worth | None:
        """`(0.7, 1.4) → e^x`: the letter is what stands before."""
        if not isinstance(formula, Exponential) or not isinstance(formula.exponent, Name):
            return None
        letter = formula.exponent
        outer = self.bindings.names.get(letter.text)
        self.bindings.names[letter.text] = Quantity(before.exact, before.displayed, 0)
        worth = self.worths.of(formula)
        if outer is None:
            del self.bindings.names[letter.text]
        else:
            self.bindings.names[letter.text] = outer
        return worth

    def left_worth(
        self, island: Island, left: Side, before: Worth | None, name: Name | None, right: Side, at_right: Worth
    ) -> tuple[Worth | None, bool]:
        """What the left side is, and whether it is surely that: a mismatch is then an error, not a new meaning."""
        if name is not None:
            return self.named_worth(island, name, right, at_right)
        worth = self.worths.of(left.formula)
        if worth is None or (worth.is_guessed and before is not None):
            return before, before is not None and not before.is_guessed
        known = None if before is None else before.exact
        if worth.exact is None and before is not None and known is not None and same_size(worth.best, known):
            return Worth(worth.displayed, known, before.origin), True
        return worth, not worth.is_guessed

    def named_worth(self, island: Island, name: Name, right: Side, at_right: Worth) -> tuple[Worth | None, bool]:
        """What a name on the left stands for, and whether it is surely that."""
        if WORDS.fullmatch(name.base) and not name.indices and not isinstance(at_right.best, Grid):
            summed = self.summed(right, at_right, island.start)
            if summed is not None:
                return summed
        if name.base.lower() == "softmax" and not name.indices:
            tie = self.ties.of_name(name, island, right.formula, at_right)
            if tie is not None:
                return tie.worth, tie.is_strong
        quantity = self.worths.quantity(name)
        if quantity is not None and not quantity.is_stated and is_literal(right.formula):
            return Worth(quantity.displayed, quantity.exact, quantity.origin), True
        if quantity is not None:
            worth = Worth(quantity.displayed, quantity.exact, quantity.origin)
            if same_size(worth.best, at_right.best) and self.holds(name, right, worth, at_right):
                return worth, False
        tie = self.ties.of_name(name, island, right.formula, at_right)
        return (None, False) if tie is None else (tie.worth, tie.is_strong)

    def summed(self, right: Side, at_right: Worth, at: int) -> tuple[Worth, bool] | None:
        """What a sum told by a word is: the first of what it may add up that fits."""
        candidates = list(self.sums.candidates(at))
        last = self.sums.run[-1].end if self.sums.run else 0
        between = re.sub(r"\\\\[a-zA-Z]+", "", self.text[last:at])
        apart = any(c.isalnum() for c in between) or not is_literal(right.formula)
        entries = self.worths.entries(right.formula, at_right)
        for worth, _ in candidates:
            proofs = [prove(entries[0], _real(worth.exact), _real(worth.displayed), ROUNDED, is_rounded=True)]
            if all(proof.verdict in HOLDS for proof in proofs):
                return worth, False
        return None if apart else next(((worth, True) for worth, is_strong in candidates if is_strong), None)

    def holds(self, left: Formula, right: Side, at_left: Worth, at_right: Worth) -> bool:
        """Whether a name that stood for something before may stand for it here."""
        proofs = self.judge.proofs(self.worths.entries(right.formula, at_right), at_left, EQUAL, left)
        numbers = map(printed_of, cells_of(right.formula, len(proofs)))
        whole = [printed is None or printed.is_integer for printed in numbers]
        if all(whole) and is_literal(right.formula):
            # 1 is the rounding of 0.707 too
            return all(proof.verdict is Verdict.EXACT for proof in proofs)
        return all(proof.verdict in (*HOLDS, Verdict.TRUNCATED, Verdict.LAST_DIGIT) for proof in proofs)

    def judged(
        self,
        island: Island,
        left: Side,
        sign: str,
        right: Side,
        at_left: Worth,
        at_right: Worth,
        *,
        before: Worth | None = None,
        explicit: bool = True,
        meaning: str = "",
    ) -> Worth:
        """The relation's finding is noted; what its right side is from now on."""
        finding, worth = self.judge.judged(island, left, sign, right, at_left, at_right, before)
        self.findings.append(replace(finding, explicit=explicit, meaning=meaning))
        if explicit:
            self.sums.saw(left.formula, worth, left.start, right.end)
        self.sums.saw_row(worth, right.end)
        if is_literal(right.formula):
            self.ties.stated(right.formula, worth)
            self.note_form(left.formula, worth, left.start)
        return worth

    def note_form(self, formula: Formula, worth: Worth, at: int) -> None:
        """The values printed for an expression are what it displays from now on."""
        if isinstance(formula, Quotient | Product | Call) and names_of(formula):
            self.bindings.forms[formula] = Quantity(worth.exact, worth.displayed, at, origin=worth.origin)
        if isinstance(worth.displayed, Grid) and worth.displayed.shape[0] == 1:
            self.roles.note_row(WEIGHTS, worth.best, worth.displayed, worth.origin)

    # --- binding ----------------------------------------------------------------------------

    def bind(self, island: Island, names: list[Name], sides: list[Side], signs: list[str], worth: Worth | None) -> None:
        if worth is None or GIVES in signs[:1]:
            return
        judged = bool(self.findings) and self.findings[-1].end == sides[-1].end
        literal = is_literal(sides[-1].formula)
        is_data = not judged and literal and len(signs) == 1
        if literal and not judged and role_of(names[0]) == WEIGHTS and names[0].base in ("α", "A"):
            scores = self.roles.work().get(SCORES)
            self.bear_witness(sides[-1], () if scores is None else scores.rows)
        if literal and not judged and not is_data:
            self.ties.unjudged.add(key_of_digits(sides[-1].formula) or ())
        if is_data:
            self.worths.add_data(sides[-1].formula)
            worth = Worth(worth.displayed, worth.displayed)
        is_stated = literal or judged
        quantity = Quantity(worth.best, worth.displayed, island.start, is_data, worth.origin, is_stated)
        for name in names:
            self.bindings.bind(name, quantity)
            if not is_stated:
                self.bindings.say(name, sides[-1].formula)
            self.roles.bound(name, quantity)
        if literal and is_data:
            self.ties.stated(sides[-1].formula, worth)
            self.sums.saw_row(worth, sides[-1].end)
        if _has_hidden(sides[-1].formula):
            self.roles.is_masked = True
        if role_of(names[0]) in (SCORES, SCALED):
            self.ties.saw_scores(worth.best)

    # --- numbers given by context -----------------------------------------------------------

    def alone(self, island: Island, *, is_left: bool = False) -> None:
        """A table, row or number without a sign: what it states is told by words and place.

        is_left: it is the left side of a chain, which states something only if it is right.
        """
        side = island.sides[0]
        worth = None if isinstance(side.formula, Name) else self.worths.of(side.formula)
        if worth is None:
            return
        self.last, self.last_worth, self.last_names = island, worth, []
        if island.block.kind is Kind.CELL and island.block.row > 0:
            before = self.columns.calculation_before(island)
            self.columns.put(island, side, worth)
            source = self.columns.puts_in(island, side.formula)
            if source is not None:
                self.judged(island, source.side, ROUNDED, side, Worth(None, worth.best), worth, explicit=False)
                return
            if before is not None and is_literal(side.formula) and same_size(before.worth.best, worth.best):
                self.judged(island, before.side, ROUNDED, side, before.worth, worth, explicit=False)
                return
        if self.open_left is not None and isinstance(side.formula, Number):
            left, at_left, end = self.open_left
            self.open_left = None
            if side.start - end < NEAR_WORDS and not re.search(r"[.。\n]", self.text[end : side.start]):
                self.judged(island, left, ROUNDED, side, at_left, worth, explicit=False)
                return
        name = self.name_in_label(island, side)
        if name is not None:
            self.chain(replace(island, sides=[name, side], signs=[EQUAL]), explicit=False)
            return
        if is_left and not is_literal(side.formula) and not is_labelled(island.lead):
            return
        tie = self.told_by_words(island, side, worth) or self.ties.of_island(island, worth)
        if _has_hidden(side.formula):
            self.roles.is_masked = True
        label = label_of(island.lead)
        if (
            tie is None
            and SAYS_WEIGHTS.search(label)
            and role_in(label) == WEIGHTS
            and not is_hedged(island.lead[-120:])
        ):
            seen = self.ties.scores_seen
            self.bear_witness(side, seen.rows if isinstance(seen, Grid) else ())
        if tie is None or not same_size(tie.worth.best, worth.best):
            if self.columns.is_given(island.block) and isinstance(side.formula, Vector) and is_literal(side.formula):
                self.worths.add_data(side.formula)
            if island.block.kind is not Kind.CELL:
                self.ties.unjudged.add(key_of_digits(side.formula) or ())
            return
        if is_left and not self.holds(side.formula, side, tie.worth, worth):
            return
        told = self.judged(island, side, ROUNDED, side, tie.worth, worth, explicit=False, meaning=tie.meaning)
        if tie.is_strong and tie.meaning in (SCORES, SCALED, WEIGHTS, OUTPUT):
            # `Matrix of raw scores:` is what "scores" means from now on
            self.bindings.bind(Name(tie.meaning), Quantity(told.exact, told.displayed, side.start, False, told.origin))
        self.findings[-1] = replace(self.findings[-1], end=self.clause_end(side))

    def name_in_label(self, island: Island, side: Side) -> Side | None:
        """The name that a heading or label gives the table below it: `#### Query $Q$`."""
        if not isinstance(side.formula, Matrix) or not is_literal(side.formula):
            return None
        found = NAME_IN_LABEL.search(label_of(island.lead))
        if found is None:
            return None
        letters = found["letter"] + (f"_{found['index']}" if found["index"] else "")
        start = self.text.rfind(found["letter"], 0, side.start)
        return Side(name_of(letters), start, start + len(letters))

    def clause_end(self, side: Side) -> int:
        """Where a share ends that says whose it is: `40 % of its weight to "I"`."""
        if not self.text[side.start : side.end].endswith(("%", "％")):
            return side.end
        clause = CLAUSE.match(self.text, side.end)
        return side.end if clause is None else clause.end()

    def bear_witness(self, side: Side, rows: Sequence[Sequence[Real]]) -> None:
        """A row said to be weights of which nothing else is known may betray itself, whichever scores are its own."""
        formula = side.formula
        printed = [printed_of(entry) for entry in formula.entries] if isinstance(formula, Vector) else []
        weights = [p for p in printed if p is not None and 0 <= p.value <= 1]
        if len(weights) < 2 or len(weights) < len(printed):
            return
        known = [] if self.judge.may_be_masked else [_rationals(row) for row in rows if len(row) == len(weights)]
        found = [witnesses(weights, row) for row in known] or [witnesses(weights)]
        if not all(found):
            return
        witness, place = found[0][0], (side.start, side.end)
        total = sum((p.value for p in weights), fmpq(0))
        # several last digits off may add up to more than roundings can
        slight = witness.name == "sum" and abs(total - 1) <= sum((p.unit for p in weights), fmpq(0))
        verdict = Verdict.LAST_DIGIT if slight else Verdict.WRONG
        finding = Finding(*place, place, verdict, NONE, explicit=False, meaning=WEIGHTS, reason=witness.sentence)
        printed_text = self.text[side.start : side.end]
        self.findings.append(replace(finding, printed=printed_text, printed_at=place, enclosure=witness.proof))

    def told_by_words(self, island: Island, side: Side, worth: Worth) -> Tie | None:
        """`合计约 5.06`: a sum told by the word before it."""
        printed = printed_of(side.formula)
        word = LAST_WORD.search(island.lead)
        if printed is None or printed.is_percent or word is None or not WORDS.fullmatch(word[1]):
            return None
        summed = self.summed(side, worth, side.start)
        return None if summed is None or summed[1] else Tie(summed[0], "sum")


def _rationals(row: Sequence[Real]) -> list[fmpq | None] | None:
    """The scores of a row, where all are fractions or hidden."""
    values = [None if x is HIDDEN else x.rational for x in row]
    return None if any(v is None and x is not HIDDEN for v, x in zip(values, row, strict=True)) else values


def _has_hidden(formula: Formula) -> bool:
    """Whether it is a table in which something may not be attended to."""
    return isinstance(formula, Matrix) and any(is_hidden(cell) for row in formula.rows for cell in row)


def _real(value: Value[Real] | None) -> Real | None:
    return value if isinstance(value, Real) else None


def _walk(formula: Formula, roles: Roles) -> None:
    roles.saw(formula)
    for part in parts_of(formula):
        _walk(part, roles)


def _is_symbolic(formula: Formula) -> bool:
    """Whether it is made of letters: `s_11 + s_12` claims nothing of numbers."""
    return not numbers_of(formula) and not isinstance(formula, Call)


def _reaches_numbers(left: Formula, right: Formula) -> bool:
    """`S = QKᵀ` states no number; `Q = K` does, of tables that are known."""
    if numbers_of(left) or numbers_of(right):
        return True
    return isinstance(left, Name) and isinstance(right, Name)
