"""The stream of hand calculations without end.

python tests/soak SEED [KIND]         the document of a seed, what was found in it and what was not due
python tests/soak run COUNT [FIRST]   so many documents of all kinds: counts, and each seed that fails

Kinds: printed (by symattn), clean (by hand), slip (one number altered), mistake (one step done wrongly).
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import cycle
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from stream import KINDS, LEAST_CLEAN, NEVER, check

CHUNK = 25
SHOWN = 160


def show(seed: int, kind: str) -> int:
    answer = check(kind, seed)
    if answer is None:
        print("nothing can be altered here, or the clean document is not read as it should be")
        return 2
    sheet = answer.told.sheet
    print(sheet.text)
    print(f"{sheet.path} ({answer.told.form}), {answer.told.habits}")
    for finding in answer.report.findings:
        relation = sheet.text[finding.start : finding.end]
        print(f"{finding.verdict.value:<10}  {finding.by:<9}  {relation!r}  {finding.expected}")
    for complaint in answer.complaints:
        print("!", complaint)
    return int(bool(answer.complaints))


def _one(job: tuple[str, int]) -> tuple[str, int, int, list[str]]:
    kind, seed = job
    try:
        answer = check(kind, seed)
    except Exception as error:
        return kind, seed, 0, [f"crash: {type(error).__name__}: {error}"]
    if answer is None:
        return kind, seed, 0, []
    return kind, seed, answer.claims, [str(complaint) for complaint in answer.complaints]


def run(count: int, first: int) -> int:
    jobs = [(kind, first + i // len(KINDS)) for i, kind in zip(range(count), cycle(KINDS), strict=False)]
    failed: Counter[str] = Counter()
    told: Counter[str] = Counter()
    claims = done = alarms = 0
    with Pool() as pool:
        for kind, seed, read, complaints in pool.imap_unordered(_one, jobs, chunksize=CHUNK):
            done, claims = done + 1, claims + read
            told[kind] += 1
            if complaints:
                alarms += kind in ("printed", "clean") and any(c.startswith((NEVER, "crash")) for c in complaints)
                failed[kind] += 1
                print(f"{kind} {seed}: {complaints[0][:SHOWN]}", flush=True)
            if done % (len(jobs) // 20 or 1) == 0:
                print(f"{done} of {len(jobs)}, {sum(failed.values())} failed", file=sys.stderr, flush=True)
    counts = ", ".join(f"{failed[kind]} of {told[kind]} {kind}" for kind in KINDS)
    print(f"{done} documents, {claims} relations due to be read; failed: {counts}; false alarms: {alarms}")
    return int(alarms > 0 or any(failed[kind] > (1 - LEAST_CLEAN[kind]) * told[kind] for kind in KINDS))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["run", count, *rest]:
            sys.exit(run(int(count), int(rest[0]) if rest else 0))
        case [seed]:
            sys.exit(show(int(seed), "clean"))
        case [seed, kind] if kind in KINDS:
            sys.exit(show(int(seed), kind))
    sys.exit(__doc__)
