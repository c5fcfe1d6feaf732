"""Explaining: what a judged relation should say, which mistake was made, and how it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from symattn.islands import Island, Side
from symattn.proofs import Entry, Proof
from symattn.report import Finding
from symattn.worths import Worth, Worths


@dataclass(frozen=True)
class Relation:
    """One judged relation with all that is known of it."""

    island: Island
    """Where it stands; `places` tells where each Number node of it stands in the text."""
    left: Side
    sign: str
    right: Side
    at_left: Worth
    """What the left side is, as displayed and exactly."""
    entries: tuple[Entry, ...]
    """The numbers of the right side."""
    proofs: tuple[Proof, ...]
    """Their verdicts."""
    worst: int
    """The entry that decided."""


def explained(finding: Finding, relation: Relation, worths: Worths) -> Finding:
    """The finding with what is due, the mistakes that give just this, remarks and corrections."""
    return finding
