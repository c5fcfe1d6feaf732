"""Thousands of exercises, each asked for every guarantee, from a stream without end.

python tests/exercises COUNT [SEED]   so many, of all kinds, levels, sorts of numbers and variants: what does not hold
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import count, islice
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from checks import complaints
from sample import ALL, told, wishes

from symattn.generating.wishes import Wishes

EACH = 4
"""Exercises of one seed."""
FIRST = 1000
CHUNK = 4
Job = tuple[str, Wishes, int]


def _one(job: Job) -> tuple[str, int, list[str]]:
    kind, wished, seed = job
    try:
        found = [complaint for one in told(kind, wished, seed, EACH) for complaint in complaints(one)]
    except Exception as error:
        found = [f"{kind} {wished} {seed}: crash: {type(error).__name__}: {error}"]
    return kind, EACH, found


def run(many: int, first: int) -> int:
    jobs = ((kind, wished, seed) for seed in count(first) for kind in ALL for wished in wishes(kind))
    done: Counter[str] = Counter()
    failed = 0
    with Pool() as pool:
        for kind, made, found in pool.imap_unordered(_one, islice(jobs, -(-many // EACH)), chunksize=CHUNK):
            done[kind] += made
            failed += bool(found)
            for complaint in found:
                print(complaint, flush=True)
            if done.total() % 400 == 0:
                print(f"{done.total()} of {many}, {failed} failed", file=sys.stderr, flush=True)
    print(f"{done.total()} exercises of {len(done)} kinds; failed: {failed}")
    return int(failed > 0)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [many, *rest]:
            sys.exit(run(int(many), int(rest[0]) if rest else FIRST))
    sys.exit(__doc__)
