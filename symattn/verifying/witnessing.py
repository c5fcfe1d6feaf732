"""Witnessing: which rows of a document are said to be weights or outputs, and cannot be.

Nothing needs to be known of where they come from, only that the text surely says what they are: the words directly
before them, or a name that the text gives to attention weights or to a softmax. What other numbers go by such words
(weights of a layer, after dropout, the largest of many) is left alone, and so is a row that goes on with dots.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from flint import fmpq

from symattn.exact.real import HIDDEN, Real
from symattn.exact.rounding import Printed
from symattn.island import Island, Side
from symattn.notation.evaluate import Grid, Value
from symattn.notation.formula import Call, Formula, Matrix, Name, Vector
from symattn.page import Kind
from symattn.report import Finding, Verdict
from symattn.verifying.bindings import key_of, numbers_of
from symattn.verifying.decimals import Row, rows_of
from symattn.verifying.denying import is_denied
from symattn.verifying.excuses import (
    ATTENTION,
    LARGEST,
    MORE,
    NO_SOFTMAX,
    NO_WEIGHTED_SUM,
    OF_A_NET,
    OTHER_SOFTMAX,
    are_some,
    goes_on,
    is_asked,
)
from symattn.verifying.passages import Passages
from symattn.verifying.phrases import SENTENCE, called, calls_output, labels_weights
from symattn.verifying.proofs import NONE, cells_of, count_of, printed_of
from symattn.verifying.reading import Reading
from symattn.verifying.witnesses import Number, Witness, witnesses
from symattn.verifying.words import OUTPUT, SCALED, SCORES, VALUES, WEIGHTS, is_hedged, role_of

HEDGED = 120
"""Characters before a row in which a `suppose` is of it."""
BEFORE, BEHIND = 300, 120
"""Characters around a row that may tell that it is no whole row of weights."""
NEAR = 1_500
"""Characters before a row within which attention is spoken of, where the words at the row do not."""
MOST_SAID = 96
"""Questions asked of a text about its names, each of which goes through it as a whole."""
FEWEST = fmpq(1, 2)
"""What the entries of a row of weights add up to at least, where only its name says that it is one."""
SURE_NAMES = re.compile(
    r"(?:self|cross|masked)?(?:attention|attn|att|softmax)_?(?:weights?|probs?|probabilit(?:y|ies)|distribution|wts)"
    r"|softmax(?:ed|_?outputs?)?|aufmerksamkeitsgewichte?|(?:注意力)权重",
    re.IGNORECASE,
)
SAID = (
    r"(?i:(?:attention|softmax)[- ](?:weights?|weight matrix|matrix|distribution|probabilities)(?: matrix| vector)?"
    r"(?: are| is)?)[\s$`*(\\{{,:]*{name}(?![^\W_]|')"
)
"""`the attention weights A`"""
SOFTENED = (
    r"(?<![\w\\]){name}(?![^\W_]|')[^=\n.]{{0,16}}=[\s\\$]*(?:(?:mathrm|text|operatorname)\*?\{{)?(?:\w+\.)*softmax\w*\}}?\s*"
    r"[^=\n]{{0,80}}?[)\]}}](?:_\{{?\w{{1,3}}\}}?)?[\s$`.,;:\\]*(?:\n|$|=|≈|(?!times)[a-z]{{2,}}\b)"
)
"""`A_ij = softmax(…)`, but not `O = softmax(…)V`"""
OTHERWISE = (
    r"(?<![\w\\]){name}(?![^\W_]|')[^=\n.]{{0,16}}=(?!=)(?![^\n]{{0,120}}softmax)[^\n]{{0,80}}?"
    r"(?:@|matmul|einsum|\bbmm|\*|mask|tril|drop|relu|sigmoid|QK|\\cdot)"
)
"""`A = QKᵀ/√d`"""
WEIGHT_NAMES = re.compile(r"α|weights?|wts|alphas?|attn|att|gewichte?|poids|pesos?|pesi|веса|权重", re.IGNORECASE)
"""Names of attention weights in a text about attention."""
OUTPUT_NAMES = re.compile(
    r"[zZoO]|\w*(?:output|context)(?:_?vec(?:tor)?)?s?|ausgabe|sortie|salida|saída|uscita|выход|输出", re.IGNORECASE
)
"""Names of what attention makes of the values."""


@dataclass
class Witnessing:
    """Looks at rows of which nothing else is known."""

    reading: Reading
    passages: Passages
    said: dict[tuple[str, str], bool] = field(default_factory=dict)
    """What the text says of names."""

    # --- weights ----------------------------------------------------------------------------

    def alone(self, island: Island, side: Side, heading: str) -> None:
        """A row without a sign: the words before it, or above its column, say what it is."""
        if not isinstance(side.formula, Vector | Matrix) or is_hedged(island.lead[-HEDGED:]):
            return
        is_cell = island.block.kind is Kind.CELL
        call = called(f"{heading}:" if is_cell else self.passages.lead_of(side, island.lead))
        is_label = labels_weights(island.lead)
        if is_cell and not is_label and (call is None or not call.is_sure or call.role != WEIGHTS):
            return
        if is_label or (call is not None and call.role == WEIGHTS):
            is_sure = is_label or (call is not None and call.is_sure)
            is_list = self.reading.text[side.start] in "0123456789.,"
            is_open = is_list and not is_label and (not (call and call.is_whole) or self._has_more(side))
            seen = self.reading.ties.scores_seen if is_label else None
            self._weights(side, seen, is_sure=is_sure, is_open=is_open)
        elif calls_output(island.lead):
            self._output(side)

    def named(self, name: Name, side: Side) -> None:
        """A row or table that a name stands for from now on."""
        role = role_of(name)
        if name.above or name.base == "W" or not _has_decimals(side):
            return
        if OUTPUT_NAMES.fullmatch(name.base):
            self._output(side)
        elif role == WEIGHTS or not role:
            scores = self.reading.roles.work().get(SCORES)
            found = self._betrayed(side, scores, is_open=False)
            is_sure = bool(found) and self._is_softmax(name)
            if is_sure or (found and WEIGHT_NAMES.fullmatch(name.base) and not self._is_other_first(name)):
                self._weights(side, scores, is_sure=is_sure, is_open=False)

    def softened(self, side: Side) -> None:
        """What a softmax of unknown scores is said to be."""
        self._weights(side, None, is_sure=True, is_open=False)

    def together(self, rows: Sequence[Side]) -> None:
        """Rows of a table said to be weights: some betray themselves if most do not; else other things add up to 1."""
        found = [self._betrayed(side, None, is_open=False) for side in rows]
        bad = [(side, each[0]) for side, each in zip(rows, found, strict=True) if each]
        # the last may be what every word receives: sums of columns, which add up to as many as there are rows
        bad = [each for each in bad if each[0] is not rows[-1] or not _adds_up_to_several(each[1][0], len(rows) - 1)]
        if 2 * len(bad) < len(rows) or (len(bad) == 1 and len(rows) == 2):
            for side, (row, witness) in bad:
                if not self._may_be_other(side, is_sure=True, rows=[row]):
                    self._tell(row, witness, WEIGHTS)

    def column(self, side: Side) -> None:
        """All weights of a softmax, one below the other in a table."""
        self._weights(side, None, is_sure=True, is_open=False)

    def said_to_add_up(self, side: Side) -> bool:
        """Rows said to add up to 1: whether some do not, which are told, and others do where there are several."""
        rows, found = rows_of(side), self._betrayed(side, None, is_open=False)
        is_known = any(side.start <= finding.start and finding.end <= side.end for finding in self.reading.findings)
        if not found or len(found) == len(rows) > 1 or is_known or self._may_be_other(side, is_sure=True, rows=[]):
            return False
        for row, witness in found:
            self._tell(row, witness, WEIGHTS)
        return True

    def _weights(self, side: Side, scores: Value[Real] | None, *, is_sure: bool, is_open: bool) -> None:
        """The rows that betray themselves are told. scores: of the document, which may be theirs."""
        found = self._betrayed(side, scores, is_open=is_open)
        if not found or self._may_be_other(side, is_sure=is_sure, rows=[row for row, _ in found]):
            return
        for row, witness in found:
            self._tell(row, witness, WEIGHTS)

    def _betrayed(self, side: Side, seen: Value[Real] | None, *, is_open: bool) -> list[tuple[Row, Witness]]:
        """The rows that cannot be weights, each with its plainest witness. is_open: there may be others, not told."""
        rows = rows_of(side)
        if not rows or not all(_may_be_weights(row) for row in rows):
            return []
        scores, (_, scale) = self._scores_of(side, rows, seen), self._scores_told(side, rows)
        found = []
        for i, row in enumerate(rows):
            if all(p.is_integer for p in row.numbers):
                continue
            known = scores if len(rows) == 1 else scores[i : i + 1] if len(scores) == len(rows) else []
            each = [witnesses(row.numbers, one, scale=scale) for one in known if len(one) == len(row.numbers)]
            each = each or [witnesses(row.numbers)]
            if not all(each):
                continue
            total = sum((p.value for p in row.numbers), fmpq(0))
            if not (is_open and each[0][0].name == "sum" and total < 1):
                found.append((row, each[0][0]))
        are_columns = len(rows) > 1 and _adds_up_otherwise(rows)
        return found if not are_columns and (len(rows) < 3 or 2 * len(found) <= len(rows)) else []

    def _scores_of(self, side: Side, rows: list[Row], seen: Value[Real] | None) -> list[list[Number | None]]:
        """The scores that may be the rows' own: told directly before, or known of the document."""
        told, _ = self._scores_told(side, rows)
        hides = any(p.value == 0 for row in rows for p in row.numbers)
        if self.reading.judge.may_be_masked and (told is None or hides):
            return []
        if told is not None:
            numbers = [printed_of(cell) for cell in cells_of(told, count_of(told))]
            return [] if None in numbers else [list(numbers)]
        known = [_rationals(row) for row in seen.rows] if isinstance(seen, Grid) else []
        return [row for row in known if row is not None]

    def _scores_told(self, side: Side, rows: list[Row]) -> tuple[Formula | None, fmpq | None]:
        """The scores told directly before, and by what they are multiplied before the softmax, where that is told."""
        told = self.passages.scores_before(side) if len(rows) == 1 else None
        if told is None:
            return None, None
        is_plain = told.role == SCALED and not OTHER_SOFTMAX.search(self.reading.text)
        return told.side.formula, fmpq(1) if is_plain else None

    def _may_be_other(self, side: Side, *, is_sure: bool, rows: list[Row]) -> bool:
        """Whether the numbers may be something else than the whole rows of a softmax."""
        text, view = self.reading.text, self.reading.view
        is_denied_or_asked = is_denied(text, side.start, side.end) or is_asked(text, side.end)
        if goes_on(text, side.start, side.end) or is_denied_or_asked or any(_are_several(row) for row in rows):
            return True
        before, behind = view[max(0, side.start - BEFORE) : side.start], view[side.end : side.end + BEHIND]
        if NO_SOFTMAX.search(before) or LARGEST.search(before) or NO_SOFTMAX.search(behind):
            return True
        totals = [sum((p.value for p in row.numbers), fmpq(0)) for row in rows]
        if are_some(SENTENCE.split(before)[-1], behind, is_less=bool(totals) and all(total < 1 for total in totals)):
            return True
        if is_sure:
            return False
        if not all(FEWEST <= total <= 2 - FEWEST for total in totals) or OF_A_NET.search(before + behind):
            return True
        speaks_of_it = ATTENTION.search(view, max(0, side.start - NEAR), side.start) is not None
        return not speaks_of_it and SCORES not in self.reading.roles.work()

    def _has_more(self, side: Side) -> bool:
        return MORE.match(self.reading.text, side.end) is not None

    # --- what the document says of a name ---------------------------------------------------

    def _is_softmax(self, name: Name) -> bool:
        """Whether the text calls it attention weights, or makes it of a softmax."""
        key = key_of(name)
        bindings = self.reading.bindings
        if self._is_other_first(name):
            return False
        if SURE_NAMES.fullmatch(name.base) or is_softmax(bindings.formulas.get(key) or bindings.sayings.get(key)):
            return True
        return self._says(SAID, name) or self._says(SOFTENED, name)

    def _is_other_first(self, name: Name) -> bool:
        """Whether the name stands for something else somewhere: `attn_weights = q @ k.T`, before the softmax."""
        return self._says(OTHERWISE, name)

    def _says(self, pattern: str, name: Name) -> bool:
        """Whether the text says it of the name. Of a text with very many names not all are looked for."""
        key = pattern, name.base
        if key not in self.said:
            flags = 0 if len(name.base) == 1 else re.IGNORECASE
            written = pattern.format(name=_spelled(name.base))
            is_known = len(self.said) < MOST_SAID
            self.said[key] = is_known and re.search(written, self.reading.text, flags) is not None
        return self.said[key]

    # --- output -----------------------------------------------------------------------------

    def _output(self, side: Side) -> None:
        """Rows that lie outside the hull of the values that they are said to be means of."""
        rows = rows_of(side)
        values, since = self._values(side)
        if not values or any(len(value) != len(row.numbers) for value in values for row in rows):
            return
        betrayed = [(row, witnesses((), values=values, output=row.numbers)) for row in rows]
        found = [(row, each[0]) for row, each in betrayed if each]
        text, view = self.reading.text, self.reading.view
        around = view[max(0, since) : side.end + BEHIND]
        if not found or is_denied(text, side.start, side.end) or goes_on(text, side.start, side.end):
            return
        if NO_WEIGHTED_SUM.search(around):
            return
        if ATTENTION.search(view, max(0, side.start - NEAR), side.end + BEHIND) is not None:
            for row, witness in found:
                self._tell(row, witness, OUTPUT)

    def _values(self, side: Side) -> tuple[list[list[Number]], int]:
        """The values, and from where on the text tells what is made of them."""
        _, told = self.passages.values_before(side)
        if len(told) > 1:
            rows = [rows_of(value) for value in told]
            if all(len(row) == 1 for row in rows):
                return [list(row[0].numbers) for row in rows], told[0].start - BEFORE
        is_lately = any(one.role == VALUES for one in self.passages.last)
        known = self.reading.roles.work().get(VALUES) if is_lately else None
        table = [] if known is None else [_rationals(row) for row in known.rows]
        found = [[x for x in row if x is not None] for row in table if row is not None]
        is_whole = known is not None and len(found) == known.shape[0] > 1 and {*map(len, found)} == {known.shape[1]}
        return (found if is_whole else []), side.start - NEAR

    # --- findings ---------------------------------------------------------------------------

    def _tell(self, row: Row, witness: Witness, meaning: str) -> None:
        place = (row.start, row.end)
        finding = Finding(
            *place,
            place,
            _verdict(row, witness),
            NONE,
            printed=self.reading.text[row.start : row.end],
            printed_at=place,
            enclosure=witness.proof,
            explicit=False,
            meaning=meaning,
            reason=witness.sentence,
        )
        self.reading.findings.append(finding)
        if finding.verdict is Verdict.WRONG:
            self.reading.bindings.betray(row.numbers, row.start)


def _has_decimals(side: Side) -> bool:
    """Whether it is worth a closer look."""
    return any("." in number.text for number in numbers_of(side.formula))


def _spelled(letter: str) -> str:
    """The name as a pattern: β is \\beta too."""
    word = unicodedata.name(letter, "") if len(letter) == 1 else ""
    return rf"(?:{letter}|\\?{word.split()[-1].lower()})" if word.startswith("GREEK") else re.escape(letter)


def is_softmax(formula: Formula | None) -> bool:
    if isinstance(formula, Name):
        return formula.base.lower() == "softmax" and not formula.indices
    # softmax(scores, groups) has a sum of 1 for each group
    return isinstance(formula, Call) and formula.function.endswith("softmax") and len(formula.arguments) == 1


def _may_be_weights(row: Row) -> bool:
    return len(row.numbers) > 1 and all(0 <= p.value <= 1 for p in row.numbers) and any(p.value for p in row.numbers)


def _are_several(row: Row) -> bool:
    """[0.67, 0.33, 0.33, 0.67]: the rows of a table one behind the other, as programs keep them."""
    count = len(row.numbers)
    widths = (width for width in range(2, count // 2 + 1) if count % width == 0)
    return any(not any(witnesses(row.numbers[i : i + width]) for i in range(0, count, width)) for width in widths)


def _adds_up_otherwise(rows: list[Row]) -> bool:
    """Whether every column adds up to 1, or the whole table: then other things than rows are normalised.

    Ties left out: 0.5 and 0.4 are no column, though 0.55 and 0.45 may be rounded so.
    """
    columns = list(zip(*(row.numbers for row in rows), strict=False))
    every = [p for row in rows for p in row.numbers]
    return all(map(_is_one, columns)) or _is_one(every)


def _adds_up_to_several(row: Row, count: int) -> bool:
    """Whether its numbers add up to 2, or another whole number up to `count`."""
    total, units = sum((p.value for p in row.numbers), fmpq(0)), sum((p.unit for p in row.numbers), fmpq(0))
    return any(2 * abs(total - rows) <= units for rows in range(2, count + 1))


def _is_one(numbers: list[Printed] | tuple[Printed, ...]) -> bool:
    off = abs(sum((p.value for p in numbers), fmpq(0)) - 1)
    return bool(2 * off < sum((p.unit for p in numbers), fmpq(0)))


def _verdict(row: Row, witness: Witness) -> Verdict:
    """Digits cut off, or several last digits off, may add up to what roundings cannot."""
    off = sum((p.value for p in row.numbers), fmpq(0)) - 1
    units = sum((p.unit for p in row.numbers), fmpq(0))
    if witness.name != "sum" or abs(off) > units:
        return Verdict.WRONG
    return Verdict.TRUNCATED if -units < off < 0 else Verdict.LAST_DIGIT


def _rationals(row: Sequence[Real]) -> list[Number | None] | None:
    """The scores of a row, where all are fractions or hidden."""
    values = [None if x is HIDDEN else x.rational for x in row]
    return None if any(v is None and x is not HIDDEN for v, x in zip(values, row, strict=True)) else list(values)
