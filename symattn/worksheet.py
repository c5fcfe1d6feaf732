"""Worksheet: relations as somebody printed them, to be judged against a piece of work.

problem = "problem.toml"                      # unless one is named on the command line

[names]                                       # what the author's names stand for, in step names
Z1 = "output[1]"

[[relation]]
printed = "exp(3.54) ≈ 34.5"                  # may be a chain: a = b ≈ c
exact = "exponentials[1,1]"                   # the left side worked from the exact data, if its numbers are rounded
where = "line 44"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from flint import fmpq

from symattn.diagnosis import by_likelihood, tell_enough
from symattn.errors import LimitError, ReadingError, SymattnError, UnknownNameError, did_you_mean
from symattn.exact.number import Exact, symbol
from symattn.judging import Claim, ClaimJudgement, judge_claim
from symattn.mistake import MISTAKES as MISTAKES
from symattn.mistake import Mistake
from symattn.notation.evaluate import Grid, Value, exact_worth
from symattn.notation.formula import Chain, Formula, Index, Name
from symattn.notation.length import check_length
from symattn.notation.parse.plain import name_of, parse, parse_chain_with_spans
from symattn.notation.plain import plain
from symattn.problem.files import read_keys
from symattn.report import Verdict
from symattn.tables.exactly import number
from symattn.work import Work

RELATION_KEYS = ("printed", "exact", "where")
KEYS = ("problem", "names", "relation")


@dataclass(frozen=True)
class Relation:
    """One relation, or a chain of them, as printed."""

    printed: str
    chain: Chain
    spans: tuple[tuple[int, int], ...]
    """Where in `printed` each side of the chain stands."""
    exact: Formula | None
    where: str


@dataclass(frozen=True)
class Worksheet:
    """Printed relations and the author's names for the steps of the work."""

    relations: tuple[Relation, ...]
    names: Mapping[str, Formula]
    problem: Path | None
    path: Path
    """Where it was read from."""


@dataclass(frozen=True)
class Check:
    """One link of a printed relation with its judgement."""

    text: str
    """As printed, this link alone."""
    where: str
    judgement: ClaimJudgement
    mistakes: tuple[str, ...] = ()
    """Names of the mistakes that give just these numbers, where they are wrong."""


def read_worksheet(path: Path) -> Worksheet:
    """The worksheet of a .toml or .json file."""
    keys = read_keys(path)
    try:
        return _worksheet(keys, path)
    except SymattnError as error:
        raise type(error)(f"{path}: {error}") from error


def check(worksheet: Worksheet, work: Work) -> tuple[Check, ...]:
    """Every link of every relation, judged."""
    names = _Names(work, worksheet.names)
    checks: list[Check] = []
    for i, relation in enumerate(worksheet.relations, start=1):
        try:
            checks += _checked(relation, names)
        except SymattnError as error:
            raise type(error)(f"{worksheet.path}: relation {i}: {error}") from error
    return tuple(checks)


def _checked(relation: Relation, names: _Names) -> Iterator[Check]:
    exact = None if relation.exact is None else exact_worth(relation.exact, names.worth)
    left = relation.chain.first
    for link, (begin, end) in zip(relation.chain.links, pairwise(relation.spans), strict=True):
        claim = Claim(left, link.sign, link.formula, exact, names.decimals)
        text = relation.printed[begin[0] : end[1]]
        judgement = judge_claim(claim, names.worth)
        mistakes = tuple(_mistakes(judgement, relation.exact, names)) if judgement.verdict is Verdict.WRONG else ()
        yield Check(text, relation.where, judgement, mistakes)
        left = link.formula


def _mistakes(judgement: ClaimJudgement, exact: Formula | None, names: _Names) -> Iterator[str]:
    """The mistakes with which the work, done again, meets the printed numbers at every digit, likeliest first."""
    wrong = [entry.printed for entry in judgement.entries if not entry.verdict.is_right]
    if not all(entry.printed for entry in judgement.entries) or not tell_enough(filter(None, wrong)):
        return
    for name, mistake in by_likelihood().items():
        if mistake.twin:
            # a worksheet prints no Kᵀ that would speak for it
            continue
        try:
            if _is_right_with(mistake, judgement.claim, exact, names):
                yield name
        except SymattnError:
            # work that cannot be done with the mistake gives no numbers, so not those printed
            continue


def _is_right_with(mistake: Mistake, claim: Claim, exact: Formula | None, names: _Names) -> bool:
    """Whether the claim, wrong as it stands, is right of the work with the mistake."""
    output = mistake.commit(names.work.output_table)
    if output is None:
        return False
    wrong = replace(names.work, output_table=output)
    meant = claim.left if exact is None else exact
    again = judge_claim(Claim(meant, claim.sign, claim.right, data=claim.data), _Names(wrong, names.own).worth)
    return again.verdict.is_right


@dataclass(frozen=True)
class _Names:
    """What names stand for: the author's names, steps and tables by name or letter, d_k."""

    work: Work
    own: Mapping[str, Formula]

    @cached_property
    def decimals(self) -> frozenset[fmpq]:
        """The decimals that the problem itself gives."""
        values = (entry.exact.as_rational() for entry in self.work.problem.entries())
        return frozenset(value for value in values if value is not None and value.q != 1)

    def worth(self, name: Name | Index) -> Value[Exact]:
        if isinstance(name, Index):
            return self._entry(name)
        if name.text in self.own:
            return exact_worth(self.own[name.text], _Names(self.work, {}).worth)
        if name.text == "d_k":
            return Exact(self.work.step("keys").shape[1])
        if name.text in self.work.problem.letters:
            return symbol(name.text)
        if name.text not in self.work.tables:
            known = [*self.own, *self.work.tables]
            raise UnknownNameError(
                f"{name.text!r} is neither a step nor named in [names]{did_you_mean(name.text, known)}"
            )
        table = self.work.tables[name.text]
        rows, columns = table.shape
        return Grid(tuple(tuple(number(table, i, j) for j in range(columns)) for i in range(rows)))

    def _entry(self, index: Index) -> Value[Exact]:
        assert isinstance(index.of, Name)
        shape, cell = self._cells(index.of)
        fits = (1 <= place <= size for place, size in zip(index.places, shape, strict=False))
        if len(index.places) > 2 or not all(fits):
            what = f"a {shape[0]}x{shape[1]} table"
            raise ReadingError(f"there is no {plain(index)}; {plain(index.of)} is {what}, counted from 1")
        i = index.places[0] - 1
        if len(index.places) == 2:
            return cell(i, index.places[1] - 1)
        return cell(i, 0) if shape[1] == 1 else Grid((tuple(cell(i, j) for j in range(shape[1])),), flat=True)

    def _cells(self, name: Name) -> tuple[tuple[int, int], Callable[[int, int], Exact]]:
        """The size of a table and its cells, one by one: some may be asked for where others are hidden."""
        if name.text not in self.own and name.text in self.work.tables:
            table = self.work.tables[name.text]
            return table.shape, lambda i, j: number(table, i, j)
        grid = self.worth(name)
        if not isinstance(grid, Grid):
            raise ReadingError(f"an entry of {name.text} is asked for, but {name.text} is a single number")
        return grid.shape, lambda i, j: grid.rows[i][j]


def _worksheet(keys: Mapping[str, Any], path: Path) -> Worksheet:
    _known("a worksheet", keys, KEYS)
    names = keys.get("names", {})
    relations = keys.get("relation", [])
    if not isinstance(names, Mapping) or not isinstance(relations, list):
        raise ReadingError("a worksheet has one table [names] and a table [[relation]] for each relation")
    problem = keys.get("problem")
    return Worksheet(
        relations=tuple(_relation(relation, i) for i, relation in enumerate(relations, start=1)),
        names={name_of(name).text: parse(_text(f"names.{name}", value)) for name, value in names.items()},
        problem=None if problem is None else path.parent / _text("problem", problem),
        path=path,
    )


def _relation(keys: Any, i: int) -> Relation:
    if not isinstance(keys, Mapping) or "printed" not in keys:
        raise ReadingError(f"relation {i} has no key 'printed', such as printed = \"exp(3.54) ≈ 34.5\"")
    _known(f"relation {i}", keys, RELATION_KEYS)
    printed = _text("printed", keys["printed"])
    try:
        chain, spans = parse_chain_with_spans(printed)
        exact = parse(_text("exact", keys["exact"])) if "exact" in keys else None
        for formula in (chain.first, *(link.formula for link in chain.links), *([exact] if exact else [])):
            check_length(formula)
    except (ReadingError, LimitError) as error:
        raise type(error)(f"relation {i}: {error}") from error
    if not chain.links:
        raise ReadingError(f"relation {i} has no relation sign; write {printed} = … or {printed} ≈ …")
    return Relation(printed, chain, tuple(spans), exact, _text("where", keys.get("where", "")))


def _known(what: str, keys: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in keys:
        if key not in known:
            raise UnknownNameError(f"{what} has no key {key!r}{did_you_mean(key, known)}")


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ReadingError(f"{key} is {value!r}, where text is due")
    return value
