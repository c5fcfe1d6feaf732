"""Exercises: `Exercise 5: …`, `\\question`, `{exercise}` begin one. One that brings its own data is read by itself.

What was told above the first of them holds in each; what was told in another one does not, unless it goes on with it:
`Take the weights of Exercise 1`, or `S = QKᵀ = …` without a Q of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symattn.island import Island
from symattn.notation.formula import Formula, Matrix, Name, Number, Quotient, Sum, Vector
from symattn.page import Kind, Page
from symattn.verifying.bindings import names_of
from symattn.verifying.proofs import is_literal
from symattn.verifying.words import GIVEN, role_of

WORDS = (
    "exercise|problem|example|question|task|aufgabe|übung|beispiel|exercice|exemple|problème|ejercicio|ejemplo"
    "|problema|exercício|exemplo|esercizio|esempio|oefening|voorbeeld|opgave|задача|упражнение|пример|zadanie|przykład"
    "|bài(?: tập)?|ví dụ|alıştırma|örnek|soal|contoh|练习|習題|习题|例题|例題|示例|例子|例"
    "|問題|问题|演習|연습|예제|문제"
)
NUMBER = r"(?:no\.|nr\.|№|#)?\s?(?P<number>\d{1,5})"
BEGINNING = re.compile(rf"\W{{0,4}}(?:\w{{1,12}} ){{0,2}}(?P<word>{WORDS})\s{{0,2}}{NUMBER}(?!\.?\d)", re.IGNORECASE)
ENDS = re.compile(r"[ \t]*(?:[:.)(—–-]|\*\*|\n|\Z)")
"""What behind the number tells that a paragraph begins with its title: of `Example 2 shows …` it does not."""
LINE_END = re.compile(r"(?:\n[ \t>]*:[\w-]+:[^\n]*)*\n|\\n")
"""With the options of a directive, `:label: find-it`; the second in the strings of a notebook."""
MARKUP = re.compile(
    r"^[ \t>]*(?:\\question\b|\\begin\{(?:exercise|example|problem|question)\*?\}"
    r"|[`~:]{3,}[ \t]*\{(?:prf:)?(?:exercise|example|(?P<solution>solution))(?:-start)?\}"
    r"|\.\.[ ]+(?:prf:)?(?:exercise|example)::)",
    re.MULTILINE,
)
REFERS = re.compile(
    rf"\b(?:above|previous\w*|preceding|again|continu\w*|(?:{WORDS}|parts?|step)\s?\(?[\da-z]\b"
    r"|same (?:\w+ )?(?:as|data|inputs?|matri\w+|numbers|setup|setting|tokens|tables|values|weights)"
    r"|oben|vorig\w*|vorher\w*|wieder|weiter|précédent\w*|ci-dessus|anterior\w*|precedent\w*|предыдущ\w*|выше)"
    r"|上述|上面|之前|前面|同样|继续|以上|前の|上の|위의|앞의",
    re.IGNORECASE,
)
"""What goes on with something told before."""
ASKS = re.compile(
    r"\b(?:solutions?|answers?|compute|calculate|find|determine|obtain|lösung|antwort|berechne\w*|bestimme"
    r"|réponse|calcul\w*|trouve\w*|respuesta|respuesta|resposta|risposta|calcol\w*|trova\w*|ответ|решение|вычисл\w*|найд\w*)"
    r"|答|解|计算|計算|求|답|풀이|계산",
    re.IGNORECASE,
)
"""Behind these a table is what comes out, not what is given."""
SOLUTION = "solution"
MOST_ABOVE = 60
"""Islands above the first exercise that are read again for each; where there are more, none is read by itself."""
MOST_AGAIN = 5_000
"""Islands read again in all, whatever number of exercises a text has."""
MOST_HELD = 60
TITLE = 80
"""Characters of a part looked at for the title of an exercise."""


Together = Sequence[Island]
"""An island, or several that are one row."""


@dataclass(frozen=True)
class Beginning:
    """Where an exercise begins, and its number; 0 where it tells none."""

    start: int
    end: int
    name: str = ""
    """Exercise, Aufgabe."""
    number: int = 0

    def is_same(self, before: Beginning | None) -> bool:
        """Whether only its solution begins: `Solution of exercise 2`, or the first {solution} behind an {exercise}."""
        if self.name == SOLUTION:
            return before is not None and before.name != SOLUTION
        return before is not None and 0 < self.number == before.number and self.name == before.name


@dataclass(frozen=True)
class Step:
    """Islands that are read next."""

    islands: Sequence[Together]
    is_apart: bool = False
    """Whether they begin an exercise that is read by itself."""
    above: Sequence[Together] = ()
    """What holds in it too."""
    start: int = 0


class Exercises:
    """Holds back what an exercise begins with, until its first relation tells whether it is read by itself."""

    def __init__(self, text: str, places: Sequence[Beginning]) -> None:
        self.text, self.places = text, places
        self.next = 0
        self.before: Beginning | None = None
        self.here: Beginning | None = None
        """The exercise whose first relation is waited for."""
        self.above: list[Together] = []
        self.again = 0
        """Islands read again so far."""
        self.held: list[Together] = []

    def met(self, together: Together) -> Iterator[Step]:
        start = together[0].start
        if self.next < len(self.places) and self.places[self.next].start <= start:
            yield self.rest()
            while self.next < len(self.places) and self.places[self.next].start <= start:
                self.before, self.here = self.here or self.before, self.places[self.next]
                self.next += 1
        elif self.next == 0 and len(self.above) <= MOST_ABOVE:
            self.above.append(together)
        if self.here is None:
            yield Step([together])
            return
        self.held.append(together)
        if together[0].signs or len(self.held) > MOST_HELD:
            yield self.decided(together[0])

    def decided(self, first: Island) -> Step:
        assert self.here is not None
        here, before = self.here, self.before
        self.before, self.here = here, None
        held, self.held = self.held, []
        may_be_apart = len(self.above) <= MOST_ABOVE and self.again <= MOST_AGAIN
        if not (first.signs and may_be_apart and brings_its_own(self.text, before, here, first)):
            return Step(held)
        self.again += len(self.above)
        return Step(held, True, self.above, here.start)

    def rest(self) -> Step:
        """What is held back still, of an exercise without relations."""
        held, self.held = self.held, []
        return Step(held)


def beginnings(text: str, page: Page) -> list[Beginning]:
    """Where the exercises of a document begin, in order."""
    found = [Beginning(*match.span(), match["solution"] or "") for match in MARKUP.finditer(text)]
    if BEGINNING.search(page.text):
        found += _titles(page)
    found.sort(key=lambda one: one.start)
    return [here for i, here in enumerate(found) if i == 0 or not here.is_same(found[i - 1])]


def _titles(page: Page) -> Iterator[Beginning]:
    block = None
    for part in page.parts:
        if part.block is block:
            continue
        block = part.block
        if block.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.CODE):
            continue
        end = min(part.end, part.start + TITLE)
        title = BEGINNING.match(page.text, part.start, end)
        if title is not None and (block.kind is Kind.HEADING or ENDS.match(page.text, title.end(), end + 1)):
            yield Beginning(part.start, title.end(), title["word"].lower(), int(title["number"]))


def brings_its_own(text: str, before: Beginning | None, here: Beginning, first: Island) -> bool:
    """Whether an exercise is read by itself, whose first relation this is. before: the exercise above it."""
    if here.name == SOLUTION or (before is not None and 0 < here.number < before.number):
        # their solutions are told, from the first on
        return True
    title_end = LINE_END.search(text, here.end, first.start)
    told = text[title_end.end() : first.start] if title_end is not None else ""
    left, right = first.sides[0].formula, first.sides[-1].formula
    if first.is_continued or len(first.sides) != 2 or REFERS.search(told):
        return False
    if isinstance(left, Name) and _is_given(right):
        return role_of(left) in ("", *GIVEN) or not ASKS.search(told)
    # `a_1/a_2 = 5` of weights that this one asks about
    names = names_of(left)
    return (
        bool(names)
        and isinstance(right, Number | Quotient)
        and _is_one(right)
        and all(n.indices and role_of(n) not in GIVEN for n in names)
    )


def _is_given(formula: Formula) -> bool:
    """Numbers, one of which may be a letter that is looked for: [-2, x]. So are 3/2 and √2 ln 3, but not 1·2 + 0·1."""
    match formula:
        case Vector(entries):
            return all(map(_is_one, entries))
        case Matrix(rows):
            return all(_is_one(cell) for row in rows for cell in row)
    return is_literal(formula)


def _is_one(cell: Formula) -> bool:
    return isinstance(cell, Name) or not (isinstance(cell, Sum) or names_of(cell))
