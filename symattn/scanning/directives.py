"""Directives of MyST whose inside is Markdown: their markers and options are blanked, and what stands within is read.

````{exercise} The weights of two words
:label: weights

Given are the scores $S = …$
````
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from symattn.scanning.outline import MARKERS, front_matter
from symattn.scanning.view import View
from symattn.scanning.words import words

OF_MARKDOWN = words(
    """admonition attention caution danger error hint important note seealso tip warning todo
    proof theorem lemma definition corollary example remark algorithm axiom conjecture criterion observation property
    proposition assumption exercise exercise-start exercise-end solution solution-start solution-end
    aside blockquote card div dropdown epigraph figure grid grid-item grid-item-card list-table margin pull-quote
    sidebar tab-item tab-set table toggle topic"""
)
"""All others, {code-cell} and {python} say, have a program within, or a formula."""
FENCE = re.compile(rf"^{MARKERS}(?P<fence>`{{3,}}+(?=[^`\n]*$)|~{{3,}}+|:{{3,}}+)(?P<info>[^\n]*)$", re.MULTILINE)
NAME = re.compile(r"[ \t]*\{(?:prf:)?(?P<name>[A-Za-z][\w:-]*)\}")
HAS_NAME = re.compile(r"[`~:]{3}[ \t]*\{")
OPTIONS = re.compile(r"(?:\n[ \t>]*:[A-Za-z][\w-]*:(?:[ \t][^\n]*)?(?=\n|\Z))+")
"""The lines directly below a marker: `:label: weights`."""
DEEPEST = 60
"""Fences within one another; those that lie deeper are left as they are."""


@dataclass(frozen=True)
class _Open:
    """A fence that is not closed yet."""

    marks: str
    has_markdown: bool


@dataclass
class _Fences:
    """Goes through the lines that begin and end fences."""

    view: View
    open: list[_Open] = field(default_factory=list)

    def meet(self, match: re.Match[str], source: str) -> None:
        if match["info"].strip():
            self.begins(match, source)
        elif not self.closes(match):
            self.open.append(_Open(match["fence"], has_markdown=False))

    def closes(self, match: re.Match[str]) -> bool:
        """Whether a line of nothing but marks closes the fence around it, or one further out."""
        for i in reversed(range(len(self.open))):
            if match["fence"].startswith(self.open[i].marks):
                if self.open[i].has_markdown:
                    self.view.blank(match.start("fence"), match.end())
                del self.open[i:]
                return True
            if not self.open[i].has_markdown:
                # it stands in code
                return True
        return match["fence"][0] == ":" or len(self.open) == DEEPEST

    def begins(self, match: re.Match[str], source: str) -> None:
        if (self.open and not self.open[-1].has_markdown) or len(self.open) == DEEPEST:
            return
        name = NAME.match(match["info"])
        if name is not None and (options := OPTIONS.match(source, match.end())) is not None:
            self.view.blank(*options.span())
        has_markdown = name is not None and name["name"] in OF_MARKDOWN
        if has_markdown:
            self.view.blank(match.start("fence"), match.end())
        if match["fence"][0] != ":":
            # ::: is no fence; the lines between are read as they stand
            self.open.append(_Open(match["fence"], has_markdown))


def opened(source: str) -> str:
    """The source, as long as it was, in which these directives are no fences any more."""
    if not HAS_NAME.search(source):
        return source
    view = View(source)
    fences = _Fences(view)
    for match in FENCE.finditer(source, front_matter(source)):
        fences.meet(match, source)
    return view.text()
