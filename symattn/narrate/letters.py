"""Letters of mathematics in sentences: kinds of exercises and mistakes write plain words, `divided by d_k`.

Here the letters in them become formulas, in one place for all that is shown, so that each format sets them as it does
in displays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import assert_never

from symattn.exercise import Choice, Draft, Numbers, Question
from symattn.notation.document import Block, Heading, Inline, Line, Paragraph, Text, math
from symattn.notation.formula import Exponential, Formula, Hidden, Name, Number, Root

LETTER = re.compile(r"(?<!\w)(?:(?P<root>√?)(?P<base>[dW])_(?P<index>\w+)|(?P<hidden>−∞)|(?P<alone>[AKQSVXZe]))(?!\w)")
SENTENCE = re.compile(r"(?:^|[.:?] )$")
"""What stands before the first word of a sentence: there, `A` is a word."""


def in_clause(text: str) -> Line:
    """`A was transposed`: no clause begins with an article."""
    return _with_letters(text, lambda _: False)


def in_sentences(text: str) -> Line:
    """`A key has the score −∞.`: the first word of a sentence is no letter."""
    return _with_letters(text, lambda before: SENTENCE.search(before) is not None)


def in_line(line: Line) -> Line:
    return tuple(part for one in line for part in (in_sentences(one.text) if isinstance(one, Text) else (one,)))


def in_draft(draft: Draft) -> Draft:
    """All that is told of it: task, questions and solution."""
    return replace(
        draft,
        task=_in_telling(draft.task),
        questions=tuple(map(_in_question, draft.questions)),
        solution=_in_telling(draft.solution),
    )


def _in_telling(told: Callable[[], Sequence[Block]]) -> Callable[[], Sequence[Block]]:
    return lambda: tuple(map(_in_block, told()))


def _in_block(block: Block) -> Block:
    match block:
        case Heading(level, line):
            return Heading(level, in_line(line))
        case Paragraph(line):
            return Paragraph(in_line(line))
        case _:
            return block


def _in_question(question: Question) -> Question:
    match question:
        case Numbers():
            return replace(question, prompt=in_line(question.prompt))
        case Choice():
            options = tuple(replace(o, line=in_line(o.line), why=in_line(o.why)) for o in question.options)
            return replace(question, prompt=in_line(question.prompt), options=options)
        case _:
            assert_never(question)


def _with_letters(text: str, is_word: Callable[[str], bool]) -> Line:
    parts: list[Inline] = []
    end = 0
    for found in LETTER.finditer(text):
        if found[0] == "A" and is_word(text[: found.start()]):
            continue
        if found.start() > end:
            parts.append(Text(text[end : found.start()]))
        parts.append(math(_formula(found)))
        end = found.end()
    return (*parts, Text(text[end:])) if end < len(text) else tuple(parts)


def _formula(found: re.Match[str]) -> Formula:
    if found["hidden"]:
        return Hidden()
    if found["alone"]:
        return Exponential(Number("1")) if found["alone"] == "e" else Name(found["alone"])
    name = Name(found["base"], (found["index"],))
    return Root(name) if found["root"] else name
