"""Islands: the mathematics found in a page, formula by formula and chain by chain, with the words around it.

A document is prose with islands in it. Reading begins at each mark that may begin a formula and takes as much as
the grammar reads; relation signs behind it make a chain, also over line ends and from one part of a block to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from symattn.abreast import Abreast
from symattn.island import Island, Side
from symattn.notation.formula import Formula, Name, parts_of
from symattn.notation.parse.bridges import bridged
from symattn.notation.parse.cut_short import is_cut_short
from symattn.notation.parse.edges import behind_bounds, is_argument, is_cut_off, is_label, next_mark
from symattn.notation.parse.gathered import is_bar
from symattn.notation.parse.layout import joined
from symattn.notation.parse.leftovers import left_of_sign, operand_before
from symattn.notation.parse.listing import is_plain_number, numbers_from, paired_sides, row_of
from symattn.notation.parse.mark import (
    CLOSE,
    COMMA,
    COMMAND,
    DOTS,
    LINE,
    NAME,
    NUMBER,
    OPEN,
    RELATION,
    SEMICOLON,
    SIGN,
    STOP,
    TABLE,
    WORD,
    Mark,
)
from symattn.notation.parse.marks import marks
from symattn.notation.parse.measured import side_at
from symattn.notation.parse.names import TYPES
from symattn.notation.parse.ordinals import counted
from symattn.notation.parse.patterns import MAY_STATE
from symattn.notation.parse.shapes import is_shape_equation
from symattn.notation.parse.spellings import COMPARISONS, FUNCTIONS
from symattn.notation.parse.written import Reader, Written
from symattn.page import Block, Kind, Notation, Page, Part

BEGINNINGS = {NUMBER, NAME, WORD, OPEN, COMMAND, TABLE, DOTS}
BEHIND_WORDS = {NAME, WORD, COMMA, SEMICOLON, CLOSE, STOP}
"""What behind a word tells that no formula begins with it."""
LINES_MATTER = (Notation.PROSE, Notation.CODE)
LISTS_STAND_IN = (Kind.PARAGRAPH, Kind.ITEM)
LEAD = 200
"""Characters of text before an island that may say what it is."""
WORD_BEFORE = 40
"""Characters before a sign looked through for the name it belongs to."""
LAST_WORD = re.compile(r"\w{1,24}$")
WORDS_OF_NAME = 4
MOST_BESIDE_WORDS = 60
"""Marks of a formula without a sign that are read again one by one, for the numbers in it."""
PIECE = 200_000
"""Characters read at once, so that a text of one line takes no more memory than one of many."""

ZERO_COMMA = re.compile(r"(?<![\w.,\[(])0(?:,|\{,\})\d+(?!,?\d)|(?<=[\[(])0,\d+(?=,[ ])")
"""Decimals like 0,25 and [0,5, 1]; `[0,10]` and `0,1,2` are lists."""
ZERO_POINT = re.compile(r"(?<![\w.,])0\.\d+(?![\w,.])")
OTHER_POINT = re.compile(r"(?<![\w.,])(?![1-9]\d{0,2}\.\d{3}(?!\d))\d+\.\d+(?![\w.])")
"""4.096 may be a whole number."""
ENOUGH = 2
UNREAD = re.compile(r"\w")
"""What between two parts tells that something stands there, such as a program's code between its remarks."""


@dataclass
class _Pending:
    """A relation sign at the end of a part, its right side being the next part."""

    sign: str
    side: Side | None
    lefts: list[Island] = field(default_factory=list)
    """The formulas before it, where they are several."""


Step = tuple[int, list[Island]]
"""The mark to go on from, and what was found up to there."""


@dataclass
class Scanner:
    """Finds the islands of a page one after another."""

    page: Page
    known: Callable[[str], bool] = lambda name: False
    decimal_comma: bool = False
    is_told: bool = False
    """Whether that was said by the user, and is so everywhere."""
    names_a_row: Callable[[str], bool] = lambda words: False
    """Whether words tell that a row of numbers follows: `the weights are`."""
    last_end: int = 0
    pending: _Pending | None = None
    listed_to: int = 0
    """Where the last list of numbers ends: within it no other begins."""
    named_to: int = 0
    """The same of numbers looked at for a row that words name."""

    def __post_init__(self) -> None:
        self.abreast = Abreast(self.page.text)

    def islands(self) -> Iterator[Island]:
        block: Block | None = None
        place = 0
        for part in self.page.parts:
            if part.block is not block:
                is_other = block is None or block.kind is not part.block.kind
                if is_other or UNREAD.search(self.page.text, place, part.start):
                    self.pending = None
                block = part.block
            place = part.end
            for start, end in _pieces(self.page.text, part):
                yield from self.in_piece(part, start, end)

    def in_piece(self, part: Part, start: int, end: int) -> Iterator[Island]:
        text = self.page.text
        if self.pending is None and part.notation is Notation.PROSE and not MAY_STATE.search(text, start, end):
            return
        comma = self.decimal_comma
        if not self.is_told:
            comma = _has_decimal_commas(text, start, end, usual=comma)
        found = marks(text, start, end, part.notation, decimal_comma=comma, macros=self.page.macros)
        if part.notation is Notation.CODE and any(mark.kind == LINE for mark in found):
            found = joined(bridged(found, text), text)
        reader = Reader(found, part.notation, self.known, comma)
        i = 0
        while i < len(reader.marks):
            i, islands = self.step(reader, i, part)
            for island in islands:
                if not is_shape_equation([side.formula for side in island.sides]):
                    yield island
            if islands:
                self.last_end = islands[0].end
                self.abreast.saw(islands)

    def step(self, reader: Reader, i: int, part: Part) -> Step:
        mark = reader.marks[i]
        if mark.kind == RELATION:
            return self.continuation(reader, i, part)
        if mark.kind in BEGINNINGS or is_bar(mark) or (mark.kind == SIGN and mark.text in "-√"):
            if self.is_only_a_word(reader, i) or is_label(reader, i):
                return i + 1, []
            end, islands = self.chain(reader, i, part)
            if not is_argument(reader, i, self.page.text):
                return end, [*islands, *self.compared(reader, i, end, islands)]
            sign = next((k for k in range(i, end) if reader.marks[k].kind == RELATION), end)
            return end, _without_first_side(islands, left_of_sign(reader.marks, sign))
        if (behind := behind_bounds(reader, i)) is not None:
            return behind, []
        if mark.kind != LINE:
            self.pending = None
        return i + 1, []

    def is_only_a_word(self, reader: Reader, i: int) -> bool:
        """Whether a word of a sentence stands here; most marks of a document are such, and need no reading."""
        mark, behind = reader.marks[i], reader.mark_at(i + 1)
        if mark.kind not in (NAME, WORD) or behind is None or behind.kind not in BEHIND_WORDS or behind.text == ".":
            return False
        if reader.notation not in LINES_MATTER or mark.text.lower() in FUNCTIONS or self.known(mark.text):
            return False
        self.pending = None
        return True

    # --- chains -----------------------------------------------------------------------------

    def continuation(self, reader: Reader, i: int, part: Part) -> Step:
        """A chain that begins with its sign: the left side stands further up, or is the word before."""
        sign = reader.marks[i]
        first = next_mark(reader, i + 1)
        right = side_at(reader, first)
        if right is None:
            if first >= len(reader.marks):
                self.pending = _Pending(sign.text, self.word_before(sign.start), self.abreast.before(sign.start))
            return i + 1, []
        if sign.text == "→" and isinstance(right.formula, Name):
            # `"cat" → Q = …` begins a new statement
            return i + 1, []
        if (lefts := self.abreast.before(sign.start)) and self.abreast.is_first_of_several(right.end):
            return self.shared(reader, right, lefts, sign.text, part)
        word = self.word_before(sign.start)
        sides = [_side(right)] if word is None else [word, _side(right)]
        island = self.made(sides, [sign.text], part.block, part.notation, is_continued=word is None)
        island.left_unread = left_of_sign(reader.marks, i) if word is None else None
        return self.rest(reader, right, island)

    def shared(self, reader: Reader, right: Written, lefts: list[Island], sign: str, part: Part) -> Step:
        """`$a$, $b$ ≈ 0.1, 0.9`: each left side with its number; where they do not pair, nothing is claimed."""
        numbers = numbers_from(reader, right) if is_plain_number(right.formula) else [right]
        rights = [_side(number) for number in numbers]
        if len(rights) < 2 or not self.abreast.are_alike(lefts, rights):
            return numbers[-1].next, []
        pairs = zip([left.sides[0] for left in lefts], rights, strict=True)
        made = [self.made([*pair], [sign], part.block, part.notation, is_continued=False) for pair in pairs]
        return numbers[-1].next, made

    def word_before(self, at: int) -> Side | None:
        """The word directly before a sign that begins a formula: Sum $= 5.056$."""
        lead = self.page.text[max(self.last_end, at - WORD_BEFORE) : at]
        if "\n\n" in lead[-6:]:
            return None
        stripped = lead.rstrip(" \t`*$_\n(")
        found = LAST_WORD.search(stripped)
        if found is None or found[0][0].isdigit() or found[0] in TYPES or stripped[: found.start()].endswith("^"):
            # of `QK^T` = … the T is no word
            return None
        start = at - len(lead) + found.start()
        return Side(Name(found[0]), start, start + len(found[0]))

    def chain(self, reader: Reader, i: int, part: Part) -> Step:
        written = side_at(reader, i)
        pending, self.pending = self.pending, None
        if written is None:
            return i + 1, []
        if pending is not None and pending.lefts and self.abreast.is_first_of_several(written.end):
            return self.shared(reader, written, pending.lefts, pending.sign, part)
        if pending is not None and not (pending.sign == "→" and isinstance(written.formula, Name)):
            sides = [side for side in (pending.side, _side(written)) if side is not None]
            return self.rest(
                reader,
                written,
                self.made(sides, [pending.sign], part.block, part.notation, is_continued=pending.side is None),
            )
        if (pairs := self.pairs(reader, written, part.block)) is not None:
            return pairs
        return self.begun(reader, i, written, part)

    def begun(self, reader: Reader, i: int, written: Written, part: Part) -> Step:
        """A chain whose left side is this formula; words beside a number are none, what is inside may stand alone."""
        written = counted(reader, i, written) or written
        after = reader.mark_at(next_mark(reader, written.next))
        if (after is None or after.kind == RELATION) and is_cut_off(reader, i):
            return written.next, []
        if isinstance(written.formula, Name) and after is not None and after.kind != RELATION:
            return max(written.next, i + 1), []
        island = self.made([_side(written)], [], part.block, part.notation, is_continued=False)
        if isinstance(written.formula, Name) and part.notation in LINES_MATTER:
            island.phrase = self.words_before(reader, i)
        step = self.rest(reader, written, island)
        if (operand := operand_before(reader.marks, i)) is not None and island.signs:
            return step[0], _without_first_side(step[1], operand)
        if len(island.sides) == 1 and not island.failed and _has_names(written.formula):
            return written.next if written.next - i > MOST_BESIDE_WORDS else i + 1, []
        return step

    def pairs(self, reader: Reader, first: Written, block: Block, *, behind_sign: bool = False) -> Step | None:
        paired = paired_sides(reader, first, behind_sign=behind_sign)
        if paired is None:
            return None
        islands = [
            self.made([_side(left), _side(right)], [paired.sign], block, reader.notation, is_continued=False)
            for left, right in paired.pairs
        ]
        return paired.next, islands

    def words_before(self, reader: Reader, i: int) -> str:
        """The words of a name of several: `Attention Weights = …`."""
        first = i
        while first > 0 and i - first < WORDS_OF_NAME and reader.marks[first - 1].kind in (NAME, WORD):
            first -= 1
        return self.page.text[reader.marks[first].start : reader.marks[i].end] if first < i else ""

    def rest(self, reader: Reader, last: Written, island: Island) -> Step:
        """The chain with its further links, and the list of numbers that its last side may begin."""
        while True:
            if island.signs and (pairs := self.pairs(reader, last, island.block, behind_sign=True)) is not None:
                # 0.5, 0.2 → 0.5 - 0.1, 0.2 - 0.1 = 0.4, 0.1
                return pairs[0], [*_without_last_side(island), *pairs[1]]
            at = next_mark(reader, last.next)
            sign = reader.mark_at(at)
            if sign is None or sign.kind != RELATION:
                island.is_cut_short = is_cut_short(reader, last.next)
                return last.next, [island, *self.listed(reader, last, island)]
            first = next_mark(reader, at + 1)
            if (mark := reader.mark_at(first)) is not None and mark.kind == RELATION:
                first = next_mark(reader, first + 1)
            right = side_at(reader, first)
            if right is None:
                self.break_off(sign, reader.mark_at(first), island)
                return at + 1, [island]
            if sign.text == "→" and isinstance(right.formula, Name):
                # `→ w ≈ …` gives a new statement
                return at + 1, [island]
            island.sides.append(_side(right))
            island.signs.append(sign.text)
            last = right

    def compared(self, reader: Reader, i: int, end: int, islands: list[Island]) -> list[Island]:
        """The last number of a chain, and what a sign of order behind it compares it with: 1/3 < 0.5."""
        sign = reader.mark_at(end)
        if sign is None or sign.kind != STOP or sign.text not in COMPARISONS or reader.notation is Notation.CODE:
            return []
        right = side_at(reader, end + 1) if islands and islands[0].failed is None else None
        if right is None or operand_before(reader.marks, i) is not None or is_cut_off(reader, i):
            return []
        left = islands[0].sides[-1]
        if _has_names(left.formula) or _has_names(right.formula) or is_cut_short(reader, right.next):
            return []
        return [replace(islands[0], sides=[left, _side(right)], signs=[sign.text], is_continued=False)]

    def break_off(self, sign: Mark, behind: Mark | None, island: Island) -> None:
        """No formula stands behind the sign: it is in the next part, or cannot be read."""
        if behind is None:
            lefts = self.abreast.with_last(island) if len(island.sides) == 1 else []
            self.pending = _Pending(sign.text, island.sides[-1], lefts)
        elif behind.kind not in (NAME, WORD, STOP, LINE):
            island.failed = (sign.start, behind.end)

    def listed(self, reader: Reader, last: Written, island: Island) -> list[Island]:
        """The row of numbers that begins with the last side: ≈ 0.670 and 0.330."""
        if last.start < self.listed_to or not is_plain_number(last.formula):
            return []
        is_prose = island.notation in (Notation.PROSE, Notation.LATEX) and island.block.kind in LISTS_STAND_IN
        numbers = self.named_row(reader, last) if not island.signs else []
        is_named = bool(numbers)
        if not is_prose and not is_named:
            return []
        numbers = numbers or numbers_from(reader, last)
        self.listed_to = numbers[-1].end
        row = row_of(reader, numbers, is_named=is_named)
        if row is None:
            return []
        lead = self.page.text[max(self.last_end, row.start - LEAD) : row.start]
        return [Island([_side(row)], [], False, island.block, island.notation, lead)]

    def named_row(self, reader: Reader, first: Written) -> list[Written]:
        """The numbers that begin with this one, if the words before it tell that they are a row."""
        if first.start < self.named_to:
            return []
        numbers = numbers_from(reader, first, is_named=True)
        self.named_to = numbers[-1].end
        words = self.page.text[max(0, first.start - LEAD) : first.start]
        return numbers if len(numbers) > 1 and self.names_a_row(words) else []

    def made(
        self, sides: list[Side], signs: list[str], block: Block, notation: Notation, *, is_continued: bool
    ) -> Island:
        lead = self.page.text[max(self.last_end, sides[0].start - LEAD) : sides[0].start]
        return Island(sides, signs, is_continued, block, notation, lead)


def _pieces(text: str, part: Part) -> Iterator[tuple[int, int]]:
    """The part in pieces of bearable length, cut at a blank line, a line end or a space."""
    start = part.start
    while part.end - start > PIECE:
        middle, end = start + PIECE // 2, start + PIECE
        cuts = (text.rfind(white, middle, end) for white in ("\n\n", "\n", " "))
        cut = next((cut for cut in cuts if cut > 0), end)
        yield start, cut
        start = cut
    yield start, part.end


def _without_first_side(islands: list[Island], start: int | None) -> list[Island]:
    """What begins at `start` is the left side, and of it nothing but the argument was read."""
    if not islands or not islands[0].signs or len(islands[0].sides) < 2:
        return islands[1:]
    first = islands[0]
    without = replace(first, sides=first.sides[1:], is_continued=True, left_unread=start)
    return [without, *islands[1:]]


def _without_last_side(island: Island) -> list[Island]:
    """What stands before the sign behind which several sides begin: of `weights = …` nothing, it is a label."""
    if island.signs[-1] == "→":
        return [island]
    sides, signs = island.sides[:-1], island.signs[:-1]
    return [replace(island, sides=sides, signs=signs)] if len(sides) > 1 else []


def _has_decimal_commas(text: str, start: int, end: int, *, usual: bool) -> bool:
    """As usual in the document; but prose may have 0,25 where programs and their output have 0.25."""
    points = ZERO_POINT.search(text, start, end) is not None
    if usual:
        return not points or ZERO_COMMA.search(text, start, end) is not None
    if points or OTHER_POINT.search(text, start, end):
        return False
    commas = [match[0] for match in islice(ZERO_COMMA.finditer(text, start, end), ENOUGH)]
    return len(commas) == ENOUGH and any(len(comma) > len("0,5") for comma in commas)


def _has_names(formula: Formula) -> bool:
    return isinstance(formula, Name) or any(map(_has_names, parts_of(formula)))


def _side(written: Written) -> Side:
    return Side(written.formula, written.start, written.end, written.places)
