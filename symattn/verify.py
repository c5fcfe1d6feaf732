"""verify: a document → findings. Each relation is judged as it is met, with all that was bound before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from symattn.bindings import Bindings, Quantity, Trace, key_of, numbers_of
from symattn.columns import Columns
from symattn.errors import SymattnError
from symattn.exact.real import Real
from symattn.explaining import Relation, explained
from symattn.islands import Island, Scanner, Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import (
    EQUAL,
    GIVES,
    ROUNDED,
    Exponential,
    Formula,
    Hidden,
    Matrix,
    Name,
    Negative,
    Number,
    Vector,
    parts_of,
)
from symattn.notation.parse.plain import name_of
from symattn.page import Kind, Page, Part
from symattn.proofs import Entry, Proof, cells_of, printed_of, prove, same_size, values_of
from symattn.report import FileReport, Finding, Unread, Verdict
from symattn.roles import SCALED, SCORES, Roles, role_of
from symattn.sums import WORDS, Sums
from symattn.ties import Tie, Ties, key_of_digits, label_of
from symattn.worths import CHOICES, Worth, Worths

RIGHT = (Verdict.EXACT, Verdict.ROUNDED)
HOLDS = (*RIGHT, Verdict.CARRIED)
NAME_IN_LABEL = re.compile(r"(?:^|[\s$(`*{])(?P<letter>[A-Z])(?:[_^]?\{?(?P<index>[A-Za-z0-9]{1,3})\}?)?[\s$`*)}:：]*$")
NEAR_WORDS = 24
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
    return FileReport(path, text, findings, tuple(reader.unread), None)


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
        self.ties = Ties(self.text, self.bindings, self.roles, self.worths)
        self.ties.normalised = self.sums.normalised

    def read(self) -> None:
        for island in Scanner(self.page, self.bindings.knows, self.decimal_comma).islands():
            if island.failed is not None and any(c.isdigit() for c in self.text[island.start : island.failed[1]]):
                self.unread.append(Unread(island.start, island.failed[1], "what stands behind the sign is not read"))
            for side in island.sides:
                _walk(side.formula, self.roles)
            self.turn_table(island)
            if island.signs:
                self.chain(island)
            else:
                self.alone(island)
        self.end_table()

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
            was_given = (repeated is not None and repeated.origin is None) or key_of_digits(side.formula) in self.ties.unjudged
            if was_given and not self.holds(claim.left.formula, side, worth, claim.cell.worth):
                # a number repeated that was given, not worked out
                continue
            if repeated is not None and repeated.origin is not None:
                worth = Worth(claim.cell.worth.displayed, worth.exact, repeated.origin)
            self.judged(island, claim.left, ROUNDED, side, worth, claim.cell.worth, explicit=False)
            self.findings[-1] = replace(self.findings[-1], meaning=claim.meaning)

    # --- chains -----------------------------------------------------------------------------

    def chain(self, island: Island, *, explicit: bool = True) -> None:
        sides, signs = list(island.sides), list(island.signs)
        worth: Worth | None = None
        is_continued = False
        if island.is_continued:
            if self.last is None or not self.continues(island):
                signs = signs[1:]
                self.alone(replace(island, sides=sides[:1], signs=[]))
            else:
                sides.insert(0, self.last.sides[-1])
                worth, is_continued = self.last_worth, True
        elif not isinstance(sides[0].formula, Name):
            self.alone(replace(island, sides=sides[:1], signs=[]))
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
            self.leave_open(left, right, before)
            return None
        if sign == GIVES and (_is_literal(left.formula) or not numbers_of(left.formula)):
            return at_right
        at_left, is_strong = self.left_worth(island, left, before, name, right, at_right)
        if at_left is not None and not same_size(at_left.best, at_right.best):
            at_left = None
        if at_left is not None and not is_strong and not self.holds(left.formula, right, at_left, at_right):
            at_left = None
        if at_left is None and name is not None and self.puts_numbers_in(right.formula, at_right):
            at_left, is_strong = Worth(None, at_right.exact, at_right.origin), True
        if at_left is None:
            return at_right
        if not _reaches_numbers(left.formula, right.formula):
            return at_right
        return self.judged(island, left, sign, right, at_left, at_right, before=None if name is not None else before)

    def leave_open(self, left: Side, right: Side, before: Worth | None) -> None:
        """`exp(17.7) ≈ a large number, say 4.8e7`: the number comes after words."""
        worth = before or (None if isinstance(left.formula, Name) else self.worths.of(left.formula))
        if worth is not None and isinstance(right.formula, Name) and not isinstance(worth.best, Grid):
            self.open_left = (left, worth, right.end)

    def puts_numbers_in(self, formula: Formula, worth: Worth) -> bool:
        """`Z1 = 0.4·[1, 0] + …`: a name is given an expression, all of whose decimals stand further up."""
        if _is_literal(formula) or worth.exact is None or worth.is_guessed:
            return False
        return any(self.bindings.trace(number) is not None for number in numbers_of(formula))

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
            return before, before is not None
        if worth.exact is None and before is not None and before.exact is not None:
            if same_size(worth.best, before.exact):
                return Worth(worth.displayed, before.exact, before.origin), True
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
        if quantity is not None and not quantity.is_stated and _is_literal(right.formula):
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
        apart = any(c.isalnum() for c in between) or not _is_literal(right.formula)
        entries = self.worths.entries(right.formula, at_right)
        for worth, _ in candidates:
            proofs = [prove(entries[0], _real(worth.exact), _real(worth.displayed), ROUNDED, is_rounded=True)]
            if all(proof.verdict in HOLDS for proof in proofs):
                return worth, False
        return None if apart else next(((worth, True) for worth, is_strong in candidates if is_strong), None)

    def holds(self, left: Formula, right: Side, at_left: Worth, at_right: Worth) -> bool:
        """Whether a name that stood for something before may stand for it here."""
        proofs = self.proofs(self.worths.entries(right.formula, at_right), at_left, EQUAL, left)
        if all(printed is None or printed.is_integer for printed in map(printed_of, cells_of(right.formula, len(proofs)))):
            # 1 is the rounding of 0.707 too
            return all(proof.verdict is Verdict.EXACT for proof in proofs)
        return all(proof.verdict in (*HOLDS, Verdict.LAST_DIGIT) for proof in proofs)

    # --- judging ----------------------------------------------------------------------------

    def proofs(self, entries: list[Entry], left: Worth, sign: str, formula: Formula) -> list[Proof]:
        exact: Sequence[Real | None] = [None] * len(entries) if left.exact is None else values_of(left.exact)
        displayed: Sequence[Real | None] = [None] * len(entries) if left.displayed is None else values_of(left.displayed)
        if len(displayed) != len(entries):
            displayed = [None] * len(entries)
        if len(exact) != len(entries):
            exact = [None] * len(entries)
        is_rounded = self.worths.has_rounded(formula) or isinstance(formula, Name)
        pairs = zip(entries, exact, displayed, strict=True)
        return [prove(entry, e, d, sign, is_rounded=is_rounded) for entry, e, d in pairs]

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
    ) -> Worth:
        entries = self.worths.entries(right.formula, at_right)
        proofs = self.proofs(entries, at_left, sign, left.formula)
        if any(proof.verdict not in RIGHT for proof in proofs):
            at_left, proofs = self.second_look(left, sign, entries, at_left, proofs, before)
        terms = self.term_by_term(left.formula, right.formula) if sign == EQUAL else None
        if terms is not None and all(proof.verdict in RIGHT for proof in proofs):
            proofs = terms
        worst = max(range(len(proofs)), key=lambda i: proofs[i].verdict.badness)
        finding = self.finding(island, left, right, entries, proofs, worst, at_left, explicit)
        relation = Relation(island, left, sign, right, at_left, tuple(entries), tuple(proofs), worst)
        self.findings.append(explained(finding, relation, self.worths))
        worth = self.remember(finding, at_left, at_right, entries, proofs)
        if explicit:
            self.sums.saw(left.formula, worth, left.start, right.end)
        self.sums.saw_row(worth, right.end)
        if _is_literal(right.formula):
            self.ties.stated(right.formula, worth)
        return worth

    def second_look(
        self, left: Side, sign: str, entries: list[Entry], at_left: Worth, proofs: list[Proof], before: Worth | None
    ) -> tuple[Worth, list[Proof]]:
        """The printed numbers may come from elsewhere: each of their other sources is tried, and the chain before."""
        for other in (before, *(self.worths.of(left.formula, choice) for choice in range(1, CHOICES))):
            if other is None or other.exact is None or not same_size(other.exact, at_left.best):
                continue
            tried = Worth(at_left.displayed, other.exact, other.origin)
            again = self.proofs(entries, tried, sign, left.formula)
            if _badness(again) < _badness(proofs):
                at_left, proofs = tried, again
        return at_left, proofs

    def term_by_term(self, left: Formula, right: Formula) -> list[Proof] | None:
        """Sums against sums: each printed term is held against its own; None where they do not pair."""
        if not self.worths.has_rounded(right):
            return None
        ours, theirs = self.worths.terms(left), self.worths.terms(right)
        if ours is None or theirs is None or [len(t) for t in ours] != [len(t) for t in theirs]:
            return None
        if max(map(len, ours)) < 2:
            return None
        proofs: list[Proof] = []
        for our, their in zip(ours, theirs, strict=True):
            found = []
            for (_, worth), (formula, other) in zip(our, their, strict=True):
                entry = self.worths.entries(formula, other)[0] if formula is not None else None
                if entry is None or entry.printed is None or isinstance(worth.best, Grid):
                    continue
                exact = worth.exact if isinstance(worth.exact, Real) else None
                displayed = worth.displayed if isinstance(worth.displayed, Real) else None
                proof = prove(entry, exact, displayed, EQUAL, is_rounded=True)
                if proof.verdict not in HOLDS:
                    return None
                found.append(proof)
                self.remember_number(entry, worth.best, worth.origin)
            if not found:
                return None
            proofs.append(max(found, key=lambda proof: proof.verdict.badness))
        return proofs

    def finding(
        self,
        island: Island,
        left: Side,
        right: Side,
        entries: list[Entry],
        proofs: list[Proof],
        worst: int,
        at_left: Worth,
        explicit: bool,
    ) -> Finding:
        proof, entry = proofs[worst], entries[worst]
        verdict = proof.verdict
        origin = at_left.origin if at_left.origin is not None else entry.origin
        expected = "" if verdict in RIGHT or entry.printed is None else _rounding(entry, proof.true)
        shown = numbers_of(entry.formula) if entry.formula is not None else []
        at = island.places.get(id(shown[0]), (right.start, right.end)) if len(shown) == 1 else (right.start, right.end)
        return Finding(
            start=left.start,
            end=right.end,
            right=(right.start, right.end),
            verdict=verdict,
            by=proof.by,
            explicit=explicit,
            printed=self.text[at[0] : at[1]],
            printed_at=at,
            place=_place(right.formula, worst),
            expected=expected,
            enclosure=proof.certificate.enclosure if proof.certificate else "",
            bits=proof.certificate.bits if proof.certificate else 0,
            origin=origin if verdict is Verdict.CARRIED else None,
        )

    def remember(
        self, finding: Finding, at_left: Worth, at_right: Worth, entries: list[Entry], proofs: list[Proof]
    ) -> Worth:
        """Each printed number of the right side stands from now on for what it was rounded from."""
        for entry, proof, value in zip(entries, proofs, values_of(at_left.best), strict=True):
            self.remember_number(entry, value, finding.start if proof.verdict not in HOLDS else at_left.origin)
        bad = finding.verdict not in HOLDS
        origin = finding.start if bad else at_left.origin
        return Worth(at_right.displayed, at_left.best, origin)

    def remember_number(self, entry: Entry, value: Real, origin: int | None) -> None:
        formula = entry.formula.of if isinstance(entry.formula, Negative) else entry.formula
        if not isinstance(formula, Number):
            return
        if formula.text.isdigit() and len(formula.text) < 2:
            # 0, 1, 2 … stand for themselves too often
            return
        is_itself = value.rational is not None and value.rational == entry.displayed.rational and origin is None
        if is_itself and not self.bindings.trace(formula) and value.rational is not None and self.worths.is_data(value.rational):
            return
        self.bindings.remember(formula, Trace(-value if isinstance(entry.formula, Negative) else value, origin))

    # --- binding ----------------------------------------------------------------------------

    def bind(
        self, island: Island, names: list[Name], sides: list[Side], signs: list[str], worth: Worth | None
    ) -> None:
        if worth is None or GIVES in signs[:1]:
            return
        judged = bool(self.findings) and self.findings[-1].end == sides[-1].end
        literal = _is_literal(sides[-1].formula)
        is_data = not judged and literal and len(signs) == 1
        if literal and not judged and not is_data:
            self.ties.unjudged.add(key_of_digits(sides[-1].formula) or ())
        if is_data:
            self.worths.add_data(sides[-1].formula)
            worth = Worth(worth.displayed, worth.displayed)
        quantity = Quantity(worth.best, worth.displayed, island.start, is_data, worth.origin, is_stated=literal or judged)
        for name in names:
            self.bindings.bind(name, quantity)
            self.roles.bound(name, quantity)
        if literal and is_data:
            self.ties.stated(sides[-1].formula, worth)
            self.sums.saw_row(worth, sides[-1].end)
        if role_of(names[0]) in (SCORES, SCALED):
            self.ties.saw_scores(worth.best)

    # --- numbers given by context -----------------------------------------------------------

    def alone(self, island: Island) -> None:
        """A table, row or number without a sign: what it states is told by words and place."""
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
            if before is not None and _is_literal(side.formula) and same_size(before.worth.best, worth.best):
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
        tie = self.told_by_words(island, side, worth) or self.ties.of_island(island, worth)
        if tie is None or not same_size(tie.worth.best, worth.best):
            if island.block.kind is not Kind.CELL:
                self.ties.unjudged.add(key_of_digits(side.formula) or ())
            return
        self.judged(island, side, ROUNDED, side, tie.worth, worth, explicit=False)
        self.findings[-1] = replace(self.findings[-1], meaning=tie.meaning, end=self.clause_end(side))

    def name_in_label(self, island: Island, side: Side) -> Side | None:
        """The name that a heading or label gives the table below it: `#### Query $Q$`."""
        if not isinstance(side.formula, Matrix) or not _is_literal(side.formula):
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

    def told_by_words(self, island: Island, side: Side, worth: Worth) -> Tie | None:
        """`合计约 5.06`: a sum told by the word before it."""
        printed = printed_of(side.formula)
        word = LAST_WORD.search(island.lead)
        if printed is None or printed.is_percent or word is None or not WORDS.fullmatch(word[1]):
            return None
        summed = self.summed(side, worth, side.start)
        return None if summed is None or summed[1] else Tie(summed[0], "sum")


def _real(value: Value[Real] | None) -> Real | None:
    return value if isinstance(value, Real) else None


def _walk(formula: Formula, roles: Roles) -> None:
    roles.saw(formula)
    for part in parts_of(formula):
        _walk(part, roles)


def _badness(proofs: list[Proof]) -> int:
    return max(proof.verdict.badness for proof in proofs)


def _rounding(entry: Entry, true: Real) -> str:
    assert entry.printed is not None
    try:
        return entry.printed.correct(true)
    except SymattnError:
        return ""


def _place(formula: Formula, i: int) -> tuple[int, ...]:
    match formula:
        case Vector():
            return (i + 1,)
        case Matrix(rows):
            return (i // len(rows[0]) + 1, i % len(rows[0]) + 1)
    return ()


def _is_literal(formula: Formula) -> bool:
    """A number or a table of numbers."""
    match formula:
        case Number() | Hidden():
            return True
        case Negative(of):
            return _is_literal(of)
        case Vector() | Matrix():
            return all(_is_literal(part) for part in parts_of(formula))
    return printed_of(formula) is not None


def _reaches_numbers(left: Formula, right: Formula) -> bool:
    """`S = QKᵀ` states no number; `Q = K` does, of tables that are known."""
    if numbers_of(left) or numbers_of(right):
        return True
    return isinstance(left, Name) and isinstance(right, Name)
