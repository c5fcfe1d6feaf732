"""Hand calculations from an endless stream are proof-read as they were written: nothing but what was put in is wrong.

`make soak` does the same for many more; `python tests/soak SEED KIND` shows one.
"""

from __future__ import annotations

from collections import Counter

import pytest
from sheets import FORMS
from stream import KINDS, check, told

BLOCK = 25
COUNTS = {"printed": 3, "clean": 9, "slip": 4, "mistake": 4}
"""Blocks of each kind: 500 documents."""
BLOCKS = [(kind, i) for kind, count in COUNTS.items() for i in range(count)]
LEAST_CLAIMS = 12
"""Relations a document that must be read, on the average of a block: silence is no success."""


@pytest.mark.parametrize(("kind", "block"), BLOCKS)
def test_what_is_found_is_what_was_put_in(kind: str, block: int) -> None:
    answers = {seed: check(kind, seed) for seed in range(block * BLOCK, (block + 1) * BLOCK)}
    done = {seed: answer for seed, answer in answers.items() if answer is not None}
    faults = [f"python tests/soak {seed} {kind}: {c}" for seed, answer in done.items() for c in answer.complaints]
    assert not faults, "\n".join(faults)
    assert sum(answer.claims for answer in done.values()) >= LEAST_CLAIMS * len(done)
    assert len(done) > BLOCK // 2


def test_every_kind_and_format_is_in_the_stream() -> None:
    assert set(KINDS) == set(COUNTS)
    assert set(Counter(told(seed).form for seed in range(100))) == set(FORMS)


def test_a_seed_tells_the_same_document_again() -> None:
    assert told(7).sheet.text == told(7).sheet.text
