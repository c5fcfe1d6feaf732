"""Names and functions: q_1, W^Q, softmax(…), √2, score(mat→cat), row 1, and the indices behind them."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining

from symattn.notation.formula import (
    Exponential,
    Formula,
    Hidden,
    Name,
    Number,
    Product,
    Root,
)
from symattn.notation.parse.cursor import Unreadable
from symattn.notation.parse.functions import LOGARITHMS
from symattn.notation.parse.gathered import Gathered
from symattn.notation.parse.mark import NAME, NUMBER, OPEN, RELATION, STOP, WORD, Mark
from symattn.notation.parse.plain import name_of
from symattn.notation.parse.spellings import (
    BELOW,
    FUNCTIONS,
    HIDDEN_WORDS,
    LOWERED,
    ROW_WORDS,
    TABLES,
)
from symattn.page import Notation

RUNNING_ON = ("sqrt", "exp")
"""Functions whose number may follow at once: sqrt2."""
NO_FORMULAS = frozenset(["nan", "null", "none", "true", "false"])
TYPES = frozenset(["int", "float", "str", "bool"])
"""Of `heads: int = 8` the name is not `int`."""
LONGEST_TABLES = 3
LONGEST_PAIR = 12
ROW_SUMS = frozenset(["row sums", "row sum", "row_sums", "row_sum", "rowsums", "rowsum"])
LETTERS_OF_ROWS = "qkvx"
"""Wx is W·x, but Ks are several K."""
LONGEST_APPLICATION = 40
"""Characters between the brackets of a name such as score(mat→cat)."""


class Named(Gathered):
    """Reads names and functions."""

    def named(self, mark: Mark) -> Formula:
        text, lower = mark.text, mark.text.lower()
        if lower in HIDDEN_WORDS or text == "∞":
            return Hidden()
        if lower in NO_FORMULAS or text in TYPES:
            raise Unreadable
        return self.spelled(text, lower) or self.letters(text)

    def spelled(self, text: str, lower: str) -> Formula | None:
        """What a word is that is no name; None where it is one."""
        found: Formula | None = None
        if lower in FUNCTIONS:
            found = self.applied(lower)
        elif lower.startswith("log") and (base := LOGARITHMS.get(lower[3:].lstrip("_").translate(LOWERED))) is not None:
            found = self.applied(base)
        elif lower.startswith(RUNNING_ON):
            found = _run_on(lower)
        if found is None and text in TABLES:
            found = self.table_of(text)
        if found is not None:
            return found
        if text == "frac":
            return self.fraction_of_typst()
        if text == "e":
            return None if self.is_sign("_") else Exponential(Number("1"))
        if lower in ROW_SUMS or (lower == "row" and self.has_sums()):
            return self.row_sums()
        if lower in ROW_WORDS:
            return self.numbered_row()
        return self.dot_product() if lower in ("dot", "matmul") else None

    def letters(self, text: str) -> Formula:
        """A name, two known names run together, or a name with brackets that belong to it."""
        name = _name(text)
        return self.split(name, text) or self.split_at_index(text) or self.opaque(name)

    def worded(self, mark: Mark) -> Formula:
        """A word of another script, or of several words: 权重, row 2."""
        lower = mark.text.lower()
        applied = self.applied(lower) if lower in FUNCTIONS else self.row_sums() if lower in ROW_SUMS else None
        if applied is not None:
            return applied
        if lower.split(" ")[0] in ROW_WORDS:
            digits = "".join(c for c in mark.text if c.isdigit())
            numbered = Name("row", (digits,)) if digits else self.numbered_row()
            if numbered is not None:
                return numbered
        return self.opaque(Name(mark.text))

    def has_sums(self) -> bool:
        """Whether `sums` stands behind `row`; it is passed over."""
        sums, behind = self.here(), self.mark_at(self.position + 1)
        if sums is None or f"row {sums.text.lower()}" not in ROW_SUMS or behind is None or behind.spaced:
            return False
        self.position += behind.text == "("
        return behind.text == "("

    def row_sums(self) -> Formula | None:
        """row sums(U): a column; but `the row sum(s)` are one or several."""
        inner = self.group_text() if self.opens("(") else None
        return None if inner is None or inner[0] == "(s)" else self.applied("row sums")

    def numbered_row(self) -> Formula | None:
        """Row 1, 行 1: a name with the row's number."""
        after = self.here()
        if after is None or after.kind != NUMBER or not after.text.isdecimal() or len(after.text) > 3:
            return None
        self.position += 1
        return Name("row", (after.text,))

    def begins_with_table(self, text: str) -> bool:
        """Whether two letters of tables, or that of a table and that of a row, stand at its beginning: AV, Wx."""
        if len(text) < 2 or not text[:2].isalpha() or not text[0].isupper():
            return False
        return text[1].isupper() or (len(text) == 2 and text[1] in LETTERS_OF_ROWS and self.known(text[1]))

    def split(self, name: Name, text: str) -> Formula | None:
        """QK, XW_Q, AV: known letters side by side."""
        if self.notation is Notation.LATEX or self.known(text) or not self.begins_with_table(text):
            return None
        first, rest = _first_letter(text)
        are_letters = rest[:1].isalpha() and len(name.base) <= LONGEST_TABLES and self.known(first)
        if are_letters and (self.known(rest) or not _first_letter(rest)[1]):
            return Product((Name(first), _name(rest)), "")
        return None

    def split_at_index(self, text: str) -> Formula | None:
        """XW_Q, X_qW_Q, X_qW^Q: two known tables, the second with an index."""
        if self.notation is Notation.LATEX or self.known(text) or len(text) > LONGEST_PAIR:
            return None
        for i in range(1, len(text)):
            is_raised = i == len(text) - 1 and self.is_sign("^")
            if text[i].isupper() and self.known(text[:i]) and (self.known(text[i:]) or is_raised):
                return Product((_name(text[:i]), _name(text[i:])), "")
        return None

    def opaque(self, name: Name) -> Formula:
        """A name, or an application of a function that is not known: attn(x), PE(3, 0), P(cat|the)."""
        after = self.mark_at(self.position)
        if after is None or after.kind != OPEN or after.text != "(" or after.spaced:
            return name
        if self.position in self.dead or (self.known(name.text) and not self.is_of_variable(name)):
            return name
        inner = self.group_text()
        if inner is None or len(inner[0]) > LONGEST_APPLICATION or not self.belongs(name, inner[1]):
            return name
        self.position = inner[1]
        return Name(f"{name.text}{''.join(inner[0].split())}")

    def is_of_variable(self, name: Name) -> bool:
        """u(x) = 4x: a small letter of a small letter is a function, and no product."""
        inside = self.marks[self.position + 1 : self.position + 3]
        if len(inside) < 2 or inside[0].kind != NAME or inside[1].text != ")":
            return False
        return name.base.islower() and len(name.base) == len(inside[0].text) == 1 and inside[0].text.islower()

    def belongs(self, name: Name, end: int) -> bool:
        """Whether the bracket up to `end` is no factor: in LaTeX f(x) may be one, P(cat|the) is none.

        Behind a word of another script it may be a row of numbers.
        """
        behind = self.mark_at(end)
        if behind is not None and behind.kind == OPEN and behind.text == "[":
            return False
        inside = self.marks[self.position : end]
        if any(mark.kind == WORD for mark in inside) and any(
            mark.kind == NUMBER and "." in mark.text for mark in inside
        ):
            # 第一个值向量（权重 0.67）
            return False
        if not name.base.isascii() and not any(mark.kind in (NAME, WORD) for mark in inside):
            return False
        return (
            self.is_of_variable(name)
            or self.notation is not Notation.LATEX
            or any(mark.kind in (RELATION, WORD) or (mark.kind == STOP and mark.text == "|") for mark in inside)
        )


def _first_letter(text: str) -> tuple[str, str]:
    """The first letter with its accents, and the rest: S̃ is one."""
    end = next((i for i in range(1, len(text)) if not combining(text[i])), len(text))
    return text[:end], text[end:]


@lru_cache(maxsize=4096)
def _name(text: str) -> Name:
    plain = text.translate(LOWERED)
    if plain != text and "_" not in plain:
        i = next(i for i, c in enumerate(text) if c in BELOW)
        plain = f"{plain[:i]}_{plain[i:]}"
    return name_of(plain)


def _run_on(word: str) -> Formula | None:
    """sqrt2, exp2."""
    for function in RUNNING_ON:
        digits = word.removeprefix(function)
        if digits != word and digits.isascii() and digits.isdecimal():
            return Root(Number(digits)) if function == "sqrt" else Exponential(Number(digits))
    return None
