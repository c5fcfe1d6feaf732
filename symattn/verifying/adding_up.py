"""Adding up: a sentence says of the table above it that each row adds up to 1. The row that does not is told.

Nothing needs to be known of the numbers, but that the sentence says this of them, and no more: `after the softmax each
row sums to 1` may be about another table, and `each row should sum to 1` asks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symattn.island import Island, Side
from symattn.notation.formula import Matrix
from symattn.page import Kind
from symattn.scanning.words import words
from symattn.verifying.cells import Cells
from symattn.verifying.passages import Passages
from symattn.verifying.phrases import called
from symattn.verifying.proofs import printed_of
from symattn.verifying.witnessing import Witnessing
from symattn.verifying.words import WEIGHTS

FARTHEST = 240
"""Characters from the table to the 1."""
BEHIND = 40
SENTENCE = re.compile(r"[.!?。！？:：](?=\s|$)|\n\s*\n|[|>]")
WORD = re.compile(r"[^\W\d_]+")
ROWS = words("row rows zeile zeilen ligne lignes fila filas linha linhas riga righe строка строки строк rij rijen")
EACH = words(
    "each every all both jede jeder alle aller chaque toutes cada todas ogni tutte каждая каждой все всех elke"
)
ADD = words(
    "sum sums add adds total totals summe summiert summieren addiert addieren ergibt ergeben somme somment suma suman "
    "soma somam somma sommano сумма сумме суммируется складывается som"
)
ITS = words("they these which it entries numbers sie diese einträge zahlen ils elles ces ellos estos eles questi они")
SMALL = words(
    "up to is are equal equals exactly indeed again of the in this these its a as and so check that note "
    "matrix table weights weight attention zu auf sich zur die der den des ist sind gleich genau hat und also vaut "
    "valent est sont à la le les de del el los y es son igual dos das da o os é e fa è di il i в и равна даёт дает "
    "op tot together zusammen juntos insieme вместе"
)
EASTERN = re.compile(
    r"\W*(?:每一?|各|所有)行(?:的)?(?:权重|权值|元素|数值|要素)?(?:之和|的?总?和|加起来|相加|求和)"
    r"(?:都|均|全部)?(?:为|等于|是|得)?\W*"
)
ROUNDING = r"(?:[,(（ ]*(?:up to|within|apart from|but for) (?:the )?rounding\W{0,2})?"
ENDS = re.compile(rf"[\s*_`$)]*{ROUNDING}(?:[.。!;；]|\s*\n|\s*$)")
"""What behind the 1 ends the sentence: `1 only after …` does not."""


@dataclass(frozen=True)
class AddingUp:
    witnessing: Witnessing
    passages: Passages
    cells: Cells

    def is_belied(self, island: Island, side: Side) -> bool:
        """Whether it is the 1 that a sentence says rows add up to, some of which do not, and are told."""
        printed = printed_of(side.formula)
        if printed is None or printed.value != 1 or island.block.kind is Kind.CELL or not self.passages.last:
            return False
        table = self._above()
        text = self.witnessing.reading.text
        between = text[table.end : side.start]
        if not 0 < len(between) <= FARTHEST or any(c.isdigit() for c in between):
            return False
        if not ENDS.match(text, side.end, min(len(text), side.end + BEHIND)):
            return False
        sentence = SENTENCE.split(between)[-1]
        is_subject = between == sentence and _names_them(self.passages.last[-1].lead)
        is_said = (
            _says_of_each(sentence)
            if isinstance(table.formula, Matrix)
            else _says_of_it(sentence, is_subject=is_subject)
        )
        return is_said and self.witnessing.said_to_add_up(table)

    def _above(self) -> Side:
        """The table or row told last."""
        last, table = self.passages.last[-1].side, self.cells.ended
        return table if table is not None and table.start <= last.start and last.end <= table.end else last


def _says_of_each(sentence: str) -> bool:
    """`Each row sums to`."""
    said = set(WORD.findall(sentence.lower()))
    is_of_rows = bool(said & ROWS) and bool(said & EACH) and bool(said & ADD)
    return EASTERN.fullmatch(sentence) is not None or (is_of_rows and said <= ROWS | EACH | ADD | SMALL)


def _names_them(lead: str) -> bool:
    """`The weights 0.6 and 0.4`: the numbers are what the sentence is about."""
    call = called(lead)
    return call is not None and call.role == WEIGHTS


def _says_of_it(sentence: str, *, is_subject: bool) -> bool:
    """`which sum to`; or `sum to`, directly behind the numbers that are its subject."""
    said = set(WORD.findall(sentence.lower()))
    return (is_subject or bool(said & ITS)) and bool(said & ADD) and said <= ITS | ADD | SMALL
