"""derive(problem): the work of a problem, and its telling in every format. The front door for Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from symattn.entries import Entries
from symattn.narrate.checks import check_blocks, check_data
from symattn.narrate.derivation import Telling, narrate
from symattn.notation.document import Document
from symattn.problem.problem import Problem
from symattn.renderer import Renderer, Style
from symattn.work import Work, output_of
from symattn.worksheet import Check, check, read_worksheet

RENDERERS: Entries[Renderer] = Entries("symattn.render", "RENDERER", "format")


@dataclass(frozen=True, repr=False)
class Derivation(Work):
    """The steps of a problem, each worked out when asked for.

    >>> from symattn import Attention, derive
    >>> d = derive(Attention(X=[[1, 2], [3, 4]]))
    >>> d.weights.exact[0][0]
    Exact('1/(1 + exp(3*sqrt(2)))')
    >>> print(d.output.evaluate(20)[0, 0])
    2.9716679282466231944
    """

    def document(self, telling: Telling = Telling(), checks: Sequence[Check] = ()) -> Document:
        """What is told, for any renderer."""
        told = narrate(self, telling)
        if not checks:
            return told

        def data() -> dict[str, object]:
            return {**told.data(), "checks": [check_data(check) for check in checks]}

        return replace(told, blocks=(*told.blocks, *check_blocks(checks)), data=data)

    def check(self, worksheet: Path | str) -> tuple[Check, ...]:
        """The judged relations of a worksheet file."""
        return check(read_worksheet(Path(worksheet)), self)

    def latex(self, *, fragment: bool = False, telling: Telling = Telling()) -> str:
        """A standalone LaTeX document, or a fragment to \\input."""
        return self._rendered("latex", telling, Style(fragment=fragment))

    def markdown(self, *, telling: Telling = Telling()) -> str:
        return self._rendered("markdown", telling, Style())

    def text(self, *, width: int = 100, telling: Telling = Telling()) -> str:
        return self._rendered("text", telling, Style(width=width))

    def json(self, *, telling: Telling = Telling()) -> str:
        return self._rendered("json", telling, Style())

    def _repr_markdown_(self) -> str:
        """How a notebook shows it."""
        return self.markdown()

    def __str__(self) -> str:
        return self.text()

    def _rendered(self, name: str, telling: Telling, style: Style) -> str:
        return RENDERERS[name].render(self.document(telling), style)


def derive(problem: Problem) -> Derivation:
    """The derivation of a problem, as its variant works it; nothing is worked out yet."""
    return Derivation(problem, output_of(problem))
