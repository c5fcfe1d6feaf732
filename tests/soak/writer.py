"""Chains of formulas written with one pen: on one line, over several, or drawn side by side."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from formulas import Chain, Row, Sym, Table, Times, is_literal, numbers_in
from pens import Pen
from sheet import PRIVATE, Marks
from telling import Paired

NEW_ROW = " \\\\\n "


@dataclass
class Writer:
    """Writes formulas with one pen and marks their sides."""

    pen: Pen
    random: Random
    marks: Marks

    def inline(self, chain: Chain | Paired) -> str:
        return self.paired(chain) if isinstance(chain, Paired) else self.joined(chain, " ")

    def paired(self, pairs: Paired) -> str:
        lefts, rights = (
            self.pen.comma.join(self.marks.around(chain, i, self.pen.write(chain.sides[i])) for chain in pairs.chains)
            for i in (0, 1)
        )
        exact = all(chain.signs == ["="] for chain in pairs.chains)
        return f"{lefts} {self.pen.equal if exact else self.pen.approx} {rights}"

    def joined(self, chain: Chain, between: str, align: str = "") -> str:
        shown = ""
        for i, side in enumerate(chain.sides):
            written = self.marks.around(chain, i, self.pen.write(side))
            if i:
                sign = self.sign(chain, i - 1)
                gap = between if i > 1 or not chain.signs else " "
                aligned = align.replace("\0", f" {sign} ") if "\0" in align else f"{align}{sign}"
                shown += f"{gap}{aligned} {written}"
            else:
                shown = written
        return shown

    def sign(self, chain: Chain, i: int) -> str:
        if i == 0 and isinstance(chain.sides[0], Sym) and not chain.claims[0] and chain.signs[0] == "=":
            return self.pen.define or self.pen.equal
        is_last = i > 0 and i == len(chain.signs) - 1
        if self.pen.gives and is_last and numbers_in(chain.sides[i]) and not is_literal(chain.sides[i]):
            return self.pen.gives
        return self.pen.equal if chain.signs[i] == "=" else self.pen.approx

    def over_lines(self, chain: Chain, between: str) -> list[str]:
        """`A = B` and below it `  = C`, if that is between them; a table at the end may be stacked."""
        lines = self.joined(chain, between).split("\n")
        last = chain.sides[-1]
        if chain.step == "data" and isinstance(last, Table) and self.pen.labels:
            return self._labelled(lines, last)
        if self.pen.stacked and isinstance(last, Table) and self.pen.notation == "plain" and not last.transposed:
            return self._stacked(lines, last)
        return lines

    def _stacked(self, lines: list[str], table: Table) -> list[str]:
        flat = self.pen.write(table)
        before, found, after = lines[-1].rpartition(flat)
        rows = [self.pen.write(Row(row)) if self.pen.row == ("[", ", ", "]") else None for row in table.rows]
        if not found or None in rows:
            return lines
        width = sum(ord(c) < PRIVATE for c in before) + 1
        made = [("[" if i == 0 else " " * width) + str(row) for i, row in enumerate(rows)]
        made = [f"{row}," for row in made[:-1]] + [made[-1] + "]" + after]
        if self.pen.remark:
            made = [f"{row}  {self.pen.remark} word {i + 1}" for i, row in enumerate(made)]
        return [*lines[:-1], before + made[0], *made[1:]] if len(made) > 1 else lines

    def _labelled(self, lines: list[str], table: Table) -> list[str]:
        """`X =` and below it `cat: [1, 0]`, a row a line."""
        before, found, after = lines[-1].rpartition(self.pen.write(table))
        if not found or self.pen.row != ("[", ", ", "]") or len(lines) > 1 or len(table.rows) > len(self.pen.labels):
            return lines
        opening = before[-1] if before and ord(before[-1]) >= PRIVATE else ""
        rows = [self.pen.write(Row(row)) for row in table.rows]
        rows = [f"  {label}: {row}" for label, row in zip(self.pen.labels, rows, strict=False)]
        return [before.removesuffix(opening).rstrip(), f"{opening}{rows[0]}", *rows[1:], after]

    def beside(self, chain: Chain) -> list[str] | None:
        """Tables side by side on the same lines, operators on the middle one; None where a side is no table."""
        if not all(_is_tables(side) for side in chain.sides):
            return None
        boxes: list[list[str]] = []
        for i, side in enumerate(chain.sides):
            if i:
                boxes.append([self.sign(chain, i - 1)])
            parts = side.parts if isinstance(side, Times) else [side]
            made: list[list[str]] = []
            for j, part in enumerate(parts):
                made += [[self.pen.times]] if j else []
                made.append(self._box(part))
            first, last = made[0], made[-1]
            marked = self.marks.around(chain, i, "\0")
            first[0] = marked.split("\0")[0] + first[0]
            last[-1] = last[-1] + marked.split("\0")[1]
            boxes += made
        return _side_by_side(boxes)

    def _box(self, part: Any) -> list[str]:
        if not isinstance(part, Table):
            return [self.pen.write(part)]
        rows = [list(r) for r in zip(*part.rows, strict=True)] if part.transposed else part.rows
        cells = [[self.pen.write(c) for c in row] for row in rows]
        width = max(len(c) for row in cells for c in row)
        return ["[" + " ".join(c.rjust(width) for c in row) + "]" for row in cells]


def _is_tables(side: Any) -> bool:
    match side:
        case Table() | Sym():
            return True
        case Times(parts):
            return all(isinstance(part, Table) for part in parts)
    return False


def _side_by_side(boxes: list[list[str]]) -> list[str]:
    height = max(map(len, boxes))
    lines = []
    for y in range(height):
        cells = []
        for box in boxes:
            top = (height - len(box)) // 2
            row = box[y - top] if 0 <= y - top < len(box) else ""
            width = max(sum(ord(c) < PRIVATE for c in r) for r in box)
            cells.append(row + " " * (width - sum(ord(c) < PRIVATE for c in row)))
        lines.append(" ".join(cells).rstrip())
    return lines


def displayed(writer: Writer, chain: Chain, *, beside: bool, breaks: bool) -> list[str]:
    boxes = writer.beside(chain) if beside and len(chain.sides) > 1 else None
    if boxes is not None:
        return ["", *boxes, ""]
    if breaks:
        return writer.over_lines(chain, "\n  ")
    return writer.over_lines(chain, " ")
