"""Hand calculations from an endless stream are proof-read as they were written: nothing but what was put in is wrong.

`make soak` does the same for many more; `python tests/soak SEED KIND` shows one.
"""

from __future__ import annotations

from collections import Counter

import pytest
from documents import told
from sheets import FORMS
from stream import KINDS, LEAST_CLEAN, NEVER, check

COUNTS = {"printed": 100, "clean": 200, "slip": 100, "mistake": 100}
LEAST_CLAIMS = 12
"""Relations a document that must be read, on the average: silence is no success."""


NO_ALARM = ("printed", "clean")
"""Kinds of which no document may be given a false alarm, not even one."""


@pytest.mark.parametrize("kind", COUNTS)
def test_what_is_found_is_what_was_put_in(kind: str) -> None:
    answers = {seed: check(kind, seed) for seed in range(COUNTS[kind])}
    done = {seed: answer for seed, answer in answers.items() if answer is not None}
    if kind in NO_ALARM:
        alarms = {seed: [c for c in a.complaints if c.kind.startswith(NEVER)] for seed, a in done.items()}
        assert {f"python tests/soak {seed} {kind}": found for seed, found in alarms.items() if found} == {}
        assert len(done) == COUNTS[kind]
    faulty = [seed for seed, answer in done.items() if answer.complaints]
    faults = [f"python tests/soak {seed} {kind}: {c}" for seed in faulty for c in done[seed].complaints]
    assert len(faulty) <= (1 - LEAST_CLEAN[kind]) * len(done), "\n".join(faults)
    assert sum(answer.claims for answer in done.values()) >= LEAST_CLAIMS * len(done)
    assert len(done) > COUNTS[kind] * 0.9


def test_every_kind_and_format_is_in_the_stream() -> None:
    assert set(KINDS) == set(COUNTS)
    assert set(Counter(told(seed).form for seed in range(100))) == set(FORMS)


def test_a_seed_tells_the_same_document_again() -> None:
    assert told(7).sheet.text == told(7).sheet.text
