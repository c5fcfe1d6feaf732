r"""MathML as LaTeX, written into the room that its tags leave: <mfrac><mn>1</mn><mn>2</mn></mfrac> is \frac{1}{2}.

What LaTeX needs between two words of the formula is collected and written over the tags that stand between them. Where
these are too short for it, or the order is another one (<mroot>), the formula is given up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from symattn.scanning.tags import Tag, decode
from symattn.scanning.view import View
from symattn.scanning.words import words

BETWEEN = {
    "mfrac": ("\\frac{", "}{", "}"),
    "msqrt": ("\\sqrt{", "", "}"),
    "msup": ("{", "}^{", "}"),
    "msub": ("{", "}_{", "}"),
    "msubsup": ("{", "}_{", "}"),
    "mrow": ("", "", ""),
    "mtable": ("\\matrix{", "\\cr ", "}"),
    "mtr": ("", "&", ""),
    "mtd": ("", "", ""),
    "mtext": ("\\text{", "", "}"),
    "mfenced": ("(", ",", ")"),
}
"""What stands before the first child, between two, and behind the last."""
FIRST_ONLY = words("mover munder munderover semantics maction")
GIVEN_UP = words("mroot mmultiscripts mprescripts")
WORDS = words("mi mn mo mtext ms")
UPRIGHT = "\\mathrm{"
WORD = re.compile(r"\s*[A-Za-z]{3,}\s*")
"""<mi>softmax</mi> is one name, and no s·o·f·t·m·a·x."""


@dataclass(slots=True)
class _Element:
    name: str
    children: int = 0
    hides: bool = False
    is_word: bool = False
    """Whether it is a name of several letters."""


@dataclass
class _Writer:
    """`glue` is what LaTeX needs where the walk is; `since` is where the tags it can be written over begin."""

    view: View
    since: int
    glue: list[str] = field(default_factory=list)
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    fits: bool = True

    def word(self, start: int, end: int) -> None:
        """What stands between two tags is a word of the formula."""
        self.write(start)
        self.since = end

    def has_room(self, more: str, end: int) -> bool:
        """Whether so much can be written besides what has to be."""
        return len("".join(self.glue)) + len(more) <= end - self.since

    def write(self, end: int) -> None:
        text = "".join(self.glue)
        self.glue = []
        room = self.view.source[self.since : end]
        self.fits = self.fits and len(text) <= len(room) and "\n" not in room[: len(text)]
        self.edits.append((self.since, end, text))


def write_mathml(view: View, tags: Sequence[Tag]) -> tuple[int, int] | None:
    """Where the LaTeX of a formula stands, from <math> to </math>; None where it cannot be written."""
    annotation = _annotation(view, tags)
    if annotation is not None:
        decode(view, *annotation)
        return annotation
    writer = _Writer(view, tags[0].start)
    stack = [_Element("math")]
    for tag, following in zip(tags[1:], [*tags[2:], None], strict=True):
        if not _walk(writer, stack, tag, following):
            return None
    writer.write(tags[-1].end)
    if not writer.fits:
        return None
    for start, end, text in writer.edits:
        view.blank(start, end)
        view.put_all(start, text)
    decode(view, tags[0].end, tags[-1].start)
    return tags[0].start, tags[-1].end


def _annotation(view: View, tags: Sequence[Tag]) -> tuple[int, int] | None:
    """The TeX that the formula was made from, where it is told."""
    for tag, following in pairwise(tags):
        if tag.name == "annotation" and not tag.is_closing and "tex" in tag.attribute("encoding").lower():
            return tag.end, following.start
    return None


def _walk(writer: _Writer, stack: list[_Element], tag: Tag, following: Tag | None) -> bool:
    """One tag; False where the formula has to be given up."""
    if not tag.name or tag.name in GIVEN_UP:
        return not tag.name
    if tag.is_closing:
        if stack[-1].name != tag.name:
            return len(stack) == 1 and tag.name == "math"
        element = stack.pop()
        if not element.hides and element.name in BETWEEN:
            writer.glue.append(BETWEEN[element.name][2])
        if element.is_word:
            writer.glue.append("}")
        return True
    opened = _begin(writer, stack[-1], tag)
    if tag.is_empty:
        return True
    stack.append(opened)
    if tag.name in WORDS and following is not None and not opened.hides and tag.end < following.start:
        is_word = tag.name == "mi" and WORD.fullmatch(writer.view.source, tag.end, following.start) is not None
        if is_word and writer.has_room(UPRIGHT, tag.end):
            opened.is_word = True
            writer.glue.append(UPRIGHT)
        writer.word(tag.end, following.start)
    return True


def _begin(writer: _Writer, parent: _Element, tag: Tag) -> _Element:
    hides = parent.hides or (parent.name in FIRST_ONLY and parent.children > 0) or tag.name.startswith("annotation")
    between = BETWEEN.get(parent.name)
    if parent.children and between and not hides:
        is_third = parent.name == "msubsup" and parent.children == 2
        writer.glue.append("}^{" if is_third else between[1])
    parent.children += tag.name != "mspace"
    if tag.name in BETWEEN and not hides:
        writer.glue.append(BETWEEN[tag.name][0])
    return _Element(tag.name, hides=hides)
