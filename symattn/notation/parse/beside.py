"""What multiplies without a sign of its own: 2a, 0.4[1,0], Q Kᵀ, 0.4 x [1, 0], Q . K."""

from __future__ import annotations

import re

from symattn.notation.formula import Call, Formula, Matrix, Name, Number, Product, Quotient, Root, Transpose, Vector
from symattn.notation.parse.gathered import is_bar
from symattn.notation.parse.leftovers import PART_ENTRIES
from symattn.notation.parse.mark import (
    CLOSE,
    COMMAND,
    LINE,
    LINE_END,
    NAME,
    NUMBER,
    OPEN,
    RELATION,
    SIGN,
    STOP,
    TABLE,
    Mark,
)
from symattn.notation.parse.names import Named
from symattn.notation.parse.plain import name_of
from symattn.notation.parse.spellings import FUNCTIONS, LOWERED, TABLES
from symattn.page import Notation

OF_SENTENCES = frozenset(["and", "or", "for", "is"])
OF_NUMBERS = frozenset(["exp", "ln", "log", "sqrt", "sin", "cos", "tan", "tanh"])
OF_LOGARITHMS = "_0123456789₀₁₂"
"""Bases that may stand in the name: log_2, log₁₀."""
LONGEST_TABLE_NAME = 3
MOST_IN_OPERAND = 400
"""Marks of a row or table that is looked through for its end."""
COLUMN_GAP = 2
"""Spaces that part what stands side by side on a line."""
ROW_NAME = re.compile(r"(?P<letter>[qkvx])_?\d{1,2}")
"""A row of a table: v1, k_2."""


class Beside(Named):
    """Tells where the next factor begins."""

    def to_operator(self) -> Mark | None:
        """The mark that comes next; across line ends where it is an operator: a sum may go on in the next line."""
        at = self.position
        while (mark := self.mark_at(at)) is not None and mark.kind == LINE and mark.text == LINE_END:
            at += 1
        if at > self.position and self.notation is Notation.LATEX:
            at = self.behind_spaces(at)
            mark = self.mark_at(at)
        if at > self.position and mark is not None and self.goes_on(mark, self.mark_at(at + 1)):
            self.position = at
        return self.here()

    def behind_spaces(self, at: int) -> int:
        """`\\qquad {} + 1`: what sets a line in and gives its sign room means nothing."""
        while (mark := self.mark_at(at)) is not None:
            after = self.mark_at(at + 1)
            if mark.kind == OPEN and mark.text == "{" and after is not None and after.kind == CLOSE:
                at += 2
            elif self.is_gap(mark):
                at += 1
            else:
                break
        return at

    def goes_on(self, mark: Mark, after: Mark | None) -> bool:
        """Whether a line that begins like this goes on with the one before: `- ` and `* ` are mostly list items."""
        if mark.kind != SIGN or mark.text not in "+*-" or after is None:
            return False
        if self.notation is Notation.LATEX and mark.text == "+":
            return after.kind in (NUMBER, OPEN, NAME, COMMAND)
        is_operand = after.kind in (NUMBER, OPEN) and (mark.text != "-" or not after.spaced)
        if is_operand and (mark.text == "+" or self.is_free):
            return True
        return self.notation is Notation.CODE and mark.text == "*" and after.kind in (LINE, OPEN)

    def is_dot(self, mark: Mark) -> bool:
        """Q . K, with a space on either side."""
        after = self.mark_at(self.position + 1)
        if mark.kind != STOP or mark.text != "." or not mark.spaced or after is None or not after.spaced:
            return False
        return after.kind in (NAME, OPEN) and not (after.text.islower() and len(after.text) > 2)

    def is_cross(self, mark: Mark, left: Formula) -> bool:
        """The letter x for ×: 0.4 x [1, 0]."""
        if mark.kind != NAME or mark.text not in ("x", "X") or self.notation is Notation.LATEX or not mark.spaced:
            return False
        after = self.mark_at(self.position + 1)
        if after is None or not after.spaced or isinstance(left, Name):
            return False
        return after.kind in (NUMBER, OPEN, TABLE)

    def stands_beside(self, mark: Mark, left: Formula) -> bool:
        """Whether the next mark multiplies without a sign."""
        if self.position in self.dead or (self.spaced_cells and mark.spaced and mark.kind in (OPEN, NAME)):
            return False
        match mark.kind:
            case "open":
                return self.is_bracket_beside(mark, left)
            case "command":
                return mark.text in ("frac", "sqrt", "binom", "begin", "matrix", "brace") or len(mark.text) == 1
            case "name":
                return self.is_name_beside(mark, left)
            case "sign":
                return mark.text == "√" and not mark.spaced
            case "stop":
                # ‖a‖‖b‖
                return is_bar(mark) and not self.bar and isinstance(left, Call) and left.function in ("bars", "norm")
        return mark.kind == TABLE

    @property
    def is_free(self) -> bool:
        """Whether letters side by side multiply."""
        return self.notation in (Notation.LATEX, Notation.TYPST)

    def is_bracket_beside(self, mark: Mark, left: Formula) -> bool:
        if mark.text == "[" and self.marks[self.position - 1].kind == TABLE:
            return self.opens_numbers()
        if mark.text == "{":
            return self.opens_letters()
        if isinstance(left, Matrix | Vector):
            return self.opens_environment() or (isinstance(left, Matrix) and self.opens_operand())
        return self.is_free or (not mark.spaced and self.opens_numbers())

    def opens_letters(self) -> bool:
        r"""{Q} {K}^T: what is left of \mathbf{Q} \mathbf{K}^T."""
        after = self.mark_at(self.position + 1)
        return self.notation is Notation.LATEX and after is not None and after.kind == NAME

    def opens_environment(self) -> bool:
        r"""Whether a table stands in brackets drawn around it: \left[\begin{array}{cc} … \end{array}\right]."""
        after = self.mark_at(self.position + 1)
        return after is not None and after.kind == COMMAND and after.text in ("begin", "matrix")

    def opens_operand(self) -> bool:
        """Whether a row stands here that a table before it multiplies: [[1, 2], [3, 4]] [1, 0] = [1, 3].

        A sign must follow: `[[1, 2], [3, 4]] (2, 2)` tells the shape.
        """
        level, has_several = 0, False
        for i in range(self.position, min(self.position + MOST_IN_OPERAND, len(self.marks))):
            mark = self.marks[i]
            level += (mark.kind == OPEN) - (mark.kind == CLOSE)
            has_several = has_several or (level > 0 and mark.kind in PART_ENTRIES)
            if level == 0:
                behind = self.mark_at(i + 1)
                return has_several and behind is not None and behind.kind == RELATION
        return False

    def opens_numbers(self) -> bool:
        """Whether mathematics, not a remark in words, is in the bracket here."""
        after = self.mark_at(self.position + 1)
        if after is None or after.kind not in (NUMBER, OPEN, SIGN, NAME, COMMAND):
            return False
        return after.kind != NAME or len(after.text) <= 2

    def is_name_beside(self, mark: Mark, left: Formula) -> bool:
        if mark.text == "∞" or mark.text in OF_SENTENCES or (mark.text == "if" and self.is_free):
            return False
        if self.is_free:
            return self.notation is Notation.LATEX or not isinstance(left, Vector) or mark.text in TABLES
        if isinstance(left, Number) and mark.spaced and mark.text.rstrip(OF_LOGARITHMS) in OF_NUMBERS:
            return self.is_factor(left)
        if isinstance(left, Number | Quotient | Root):
            if mark.spaced:
                return self.is_row_beside(mark)
            return len(mark.text) < 3 or mark.text in FUNCTIONS
        is_table = self.is_table(left) and len(mark.text) <= LONGEST_TABLE_NAME and self.known(name_of(mark.text).text)
        return is_table and not self.begins_statement(mark)

    def begins_statement(self, mark: Mark) -> bool:
        """Whether another relation begins here, as far off as columns are: `K = XW_K    V = XW_V`."""
        behind = self.mark_at(self.position + 1)
        gap = mark.start - self.marks[self.position - 1].end
        return gap >= COLUMN_GAP and behind is not None and behind.kind == RELATION

    def is_row_beside(self, mark: Mark) -> bool:
        """0.6 v1 + 0.4 v2, where V is known; but of `s1 = 2 s2 = 3` and `q1·k1 = 2   q1·k2 = 1` the next one begins."""
        row = mark.text.translate(LOWERED)
        if ROW_NAME.fullmatch(row) is None or mark.start - self.marks[self.position - 1].end > 1 or not self.known(row):
            return False
        before = self.marks[self.position - 2] if self.position > 1 else None
        behind = self.mark_at(self.position + 1)
        if behind is not None and behind.kind == SIGN and behind.text == "*":
            return False
        ends = behind is None or behind.kind == RELATION
        return not (ends and before is not None and before.kind == RELATION)

    def is_factor(self, left: Number) -> bool:
        """Whether the number that was read last is one, before a function's bracket; of `2. ln(2)` it counts items."""
        behind = self.mark_at(self.position + 1)
        if behind is None or not (behind.kind == NUMBER or (behind.kind == OPEN and not behind.spaced)):
            return False
        before = self.marks[self.position - 2] if self.position > 1 else None
        return "." in left.text or (before is not None and before.kind in (SIGN, RELATION, OPEN))

    def is_table(self, left: Formula) -> bool:
        """Q Kᵀ, A V, softmax(S)V: what letters of tables stand beside."""
        match left:
            case Transpose(of):
                return self.is_table(of)
            case Product(factors):
                return self.is_table(factors[-1])
            case Name():
                return len(left.base) == 1 and self.known(left.text)
        return isinstance(left, Call) and left.function == "softmax"
