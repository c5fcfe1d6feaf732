"""Proof-reading: single answers against Math-Verify, time per relation, and documents of growing size."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from pairs import PAIRS, Pair
from processes import MODULE
from side_by_side import Row, WrongResultError, shown

from symattn import Attention, derive
from symattn.gathering import format_of
from symattn.report import Finding
from symattn.verify import Proofreader, uses_decimal_comma, verify

DOCUMENTS = Path(__file__).parents[1] / "tests" / "verifying" / "documents"
ROUNDS = 5
MEGABYTE = 1_000_000
SIZES = (0.1, 1.0, 5.0)
"""Megabytes."""
PER_RELATION = 0.3e-3
LONGEST, LARGEST = 60.0, 200.0
"""Seconds and megabytes of memory for the largest document."""

Judge = Callable[[str, str], bool]


# --- single answers -------------------------------------------------------------------------


def against_math_verify() -> Iterator[Row | str]:
    """Each pair in turn by both sides; an answer is right where a teacher would take it, rounded ones included."""
    ours: Judge = _ours
    theirs = _math_verify()
    if theirs is None:
        yield "Math-Verify is not installed, so nothing is compared with it; pip install math-verify==0.9.0"
    sides = {"symattn": ours} | ({} if theirs is None else {"Math-Verify": theirs})
    times: dict[str, list[float]] = {name: [] for name in sides}
    right: dict[str, dict[str, int]] = {name: {} for name in sides}
    for kind, pairs in PAIRS.items():
        for pair in pairs:
            for name, judge in sides.items():
                seconds, taken = _timed(judge, pair)
                times[name].append(seconds)
                right[name][kind] = right[name].get(kind, 0) + (taken is pair[2])
    if theirs is not None:
        yield Row("one answer / Math-Verify 0.9", times["symattn"], times["Math-Verify"], 1, faster=True)
    for name, counts in right.items():
        told = ", ".join(f"{counts[kind]} of {len(pairs)} {kind}" for kind, pairs in PAIRS.items())
        all_right = sum(counts.values()) / sum(map(len, PAIRS.values()))
        yield f"   judged as a teacher would by {name}: {told}; {all_right:.0%} in all"


def _ours(due: str, answer: str) -> bool:
    text = rf"${due} \approx {answer}$"
    found = verify(text, format_of("a.md").read(text), "a.md").findings
    return bool(found) and all(finding.verdict.is_right for finding in found)


def _math_verify() -> Judge | None:
    if find_spec("math_verify") is None:
        return None
    from math_verify import parse  # noqa: PLC0415
    from math_verify import verify as holds  # noqa: PLC0415

    return lambda due, answer: bool(holds(parse(f"${due}$"), parse(f"${answer}$")))


def _timed(judge: Judge, pair: Pair) -> tuple[float, bool]:
    """The least of some rounds, after one to warm up: a cache is as good for one side as for the other."""
    taken = judge(pair[0], pair[1])
    found = []
    for _ in range(ROUNDS):
        start = perf_counter()
        judge(pair[0], pair[1])
        found.append(perf_counter() - start)
    return min(found), taken


# --- documents ------------------------------------------------------------------------------


def relations() -> Iterator[str]:
    """Reading and judging of worksheets as people write them, and of pages as symattn prints them."""
    paths = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".report")
    worksheets = {path.name: path.read_text(encoding="utf-8") for path in paths}
    random = Random(2)
    pages = {f"page{i}.md": _page(random) for i in range(8)}
    for what, texts in (("worksheets of tests/verifying/documents", worksheets), ("pages of symattn derive", pages)):
        each = [_timed_relations(name, text) for name, text in texts.items()]
        gaps = [gap for found, _ in each for gap in found]
        middle, mean = median(gaps), sum(whole for _, whole in each) / len(gaps)
        met = f"<= {shown(PER_RELATION)} {'met' if middle <= PER_RELATION else 'MISSED'}"
        where = f"the {len(gaps)} of {len(each)} {what}"
        yield f"{shown(middle):>9} from one relation to the next at the median of {where}: {met}"
        yield f"{shown(mean):>9} a relation in the mean of them, documents read from first to last"


class _Stamped(list[Finding]):
    """Findings, and when each was made."""

    def __init__(self) -> None:
        super().__init__()
        self.times = [perf_counter()]

    def append(self, finding: Finding) -> None:
        super().append(finding)
        self.times.append(perf_counter())


def _timed_relations(name: str, text: str) -> tuple[list[float], float]:
    """Seconds from each finding to the next, the first from the beginning, and for the whole; the least of some rounds.

    What stands between two relations is read in the time of the second one.
    """
    rounds, wholes = [], []
    for _ in range(1 + ROUNDS):
        gc.collect()
        findings = _Stamped()
        reader = Proofreader(text, format_of(name).read(text))
        reader.reading.findings = findings
        reader.read(uses_decimal_comma(text))
        wholes.append(perf_counter() - findings.times[0])
        rounds.append([later - before for before, later in pairwise(findings.times)])
    if not rounds[0]:
        raise WrongResultError(f"nothing is found in {name}")
    return list(map(min, zip(*rounds, strict=True))), min(wholes)


def _page(random: Random) -> str:
    keys = {k: [[random.randint(-2, 3) for _ in range(2)] for _ in range(2)] for k in ("X", "W_Q", "W_K", "W_V")}
    return derive(Attention(**keys)).markdown()


def documents() -> Iterator[str]:
    """The command on documents of growing size: seconds, and memory at the most. Then on all worksheets in one call."""
    random = Random(3)
    pages: list[str] = []
    with TemporaryDirectory() as folder:
        for size in SIZES:
            while sum(map(len, pages)) < size * MEGABYTE:
                pages.append(_page(random))
            path = Path(folder) / f"{size}.md"
            path.write_text("\n".join(pages), encoding="utf-8")
            seconds, memory = _verify(path)
            megabytes = path.stat().st_size / MEGABYTE
            line = f"{shown(seconds):>9} and {memory:.0f} MB of memory for {megabytes:.1f} MB of Markdown"
            line += f", {shown(seconds / megabytes)} for each"
            if size == SIZES[-1]:
                met = seconds <= LONGEST and memory <= LARGEST
                line += f": <= {LONGEST:.0f} s, {LARGEST:.0f} MB {'met' if met else 'MISSED'}"
            yield line
    seconds, memory = _verify(DOCUMENTS)
    yield f"{shown(seconds):>9} and {memory:.0f} MB of memory for all of tests/verifying/documents in one call"


def _verify(path: Path) -> tuple[float, float]:
    """Wall-clock seconds and peak megabytes of `symattn verify`."""
    start = perf_counter()
    process = subprocess.Popen([*MODULE, "verify", "--quiet", str(path)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise WrongResultError(f"symattn verify {path.name} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss * unit / MEGABYTE
