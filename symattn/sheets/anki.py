r"""A deck for Anki: a note for each question, the solution on its back; mathematics as MathJax.

A note is known by the name of its exercise, which tells all that was wished, and by the version of the generator: the
same exercise is the same note in every deck, and importing it again brings it up once. The numbers of notes and cards
begin where the order says, so that those of two decks do not meet.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from symattn.exercise import Choice, Exercise, Question
from symattn.lazily import lazy
from symattn.narrate.exercise import answer_blocks, data_blocks, labelled, worked_blocks
from symattn.notation.document import Block, Paragraph, Text
from symattn.sheet import Sheet, SheetFormat
from symattn.typeset.html import html_of, shown

if TYPE_CHECKING:
    import genanki
else:
    genanki = lazy("genanki")

MODEL = 1_739_214_627
"""Any number, but always this one: Anki knows a kind of note by it."""
EARLIEST, SECONDS = 1_500_000_000, 100_000_000
"""Notes are numbered by a time, of which each order has its own: the same exercises make the same file."""
FIELDS = [{"name": "Front"}, {"name": "Back"}, {"name": "Name"}]
TEMPLATE = {"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
CSS = ".card { font-family: serif; font-size: 18px; text-align: left; } .before { color: gray; }"


def opening(sheet: Sheet) -> str:
    return json.dumps([sheet.title, sheet.origin]) + "\n"


def item(exercise: Exercise, sheet: Sheet) -> str:
    """A line of JSON for each note: front, back, name, and by what Anki knows it."""
    notes = []
    before: list[Block] = []
    for label, question in labelled(exercise.draft.questions):
        prompt = Paragraph((Text(label), *question.prompt))
        back = [*answer_blocks((question,)), *(worked_blocks(exercise) if sheet.part.has_solution else ())]
        # what was asked before is told too: it says what S is, or which step is meant
        earlier = [f'<div class="before">{html_of(before)}</div>'] if before else []
        front = "\n".join([html_of(data_blocks(exercise)), *earlier, html_of([prompt, *_options(question)])])
        name = f"{exercise.name}.{question.name}"
        notes.append(json.dumps([front, html_of(back), name, genanki.guid_for(name, exercise.generator)]))
        before.append(prompt)
    return "\n".join(notes)


def _options(question: Question) -> list[Block]:
    options = question.options if isinstance(question, Choice) else ()
    return [Paragraph((Text(f"{letter}. "), *o.line)) for letter, o in zip(ascii_uppercase, options, strict=False)]


def packed(pieces: Iterable[str]) -> Iterator[bytes]:
    """The .apkg file of the notes."""
    lines = (line for piece in pieces for line in piece.splitlines() if line)
    title, origin = json.loads(next(lines))
    deck = genanki.Deck(_number(shown(title)), shown(title), shown(origin))
    model = genanki.Model(MODEL, "symattn exercise", fields=FIELDS, templates=[TEMPLATE], css=CSS)
    for line in lines:
        *fields, guid = json.loads(line)
        deck.add_note(genanki.Note(model=model, fields=fields, guid=guid))
    with tempfile.TemporaryDirectory(prefix="symattn-") as folder:
        first, second = Path(folder, "dated.apkg"), Path(folder, "deck.apkg")
        genanki.Package(deck).write_to_file(first, timestamp=float(EARLIEST + _number(title + origin) % SECONDS))
        _without_dates(first, second)
        yield second.read_bytes()


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:4], "big")


def _without_dates(source: Path, target: Path) -> None:
    """The same archive, its files without the time at which they were put into it."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name))


SHEET = SheetFormat(title="an Anki deck", suffix=".apkg", item=item, opening=opening, packed=packed, is_text=False)
