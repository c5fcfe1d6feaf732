"""Input meant to exhaust the machine is answered within 2 s and 1 GB: properly, or with one line that says why not.

Each case is a process of its own, forked so that a hundred of them do not wait for a hundred interpreters to start.
One that takes longer than 2 s is reported as a warning; one of more than PATIENCE is ended and fails: what exhausts a
machine takes minutes on the fastest, and how fast this one is says nothing about symattn.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import resource
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sympy
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symattn.cli.main import main
from symattn.derivation import derive
from symattn.errors import SymattnError
from symattn.narrate.derivation import Telling
from symattn.problem import Attention
from symattn.worksheet import check, read_worksheet

SECONDS, PATIENCE = 2, 30
MEMORY = 2**30
"""Bytes that a process may have on top of those that it begins with."""
LONGEST_MESSAGE = 1000
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


def answer(calculation: Callable[[], object], folder: Path) -> Answer:
    """What a process that does just this in the folder says within PATIENCE and MEMORY."""
    process = FORK.Process(target=_within_limits, args=(calculation, folder))
    begin = time.monotonic()
    process.start()
    process.join(PATIENCE)
    seconds = time.monotonic() - begin
    if process.exitcode is None:
        process.kill()
        process.join()
        pytest.fail(f"no answer after {PATIENCE} s", pytrace=False)
    if seconds > SECONDS:
        warnings.warn(f"answered after {seconds:.1f} s, where {SECONDS} s are promised", stacklevel=3)
    out, err = ((folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
    return Answer(process.exitcode, out, err)


def _within_limits(calculation: Callable[[], object], folder: Path) -> None:
    begun_with = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (begun_with + MEMORY,) * 2)
    os.chdir(folder)
    for stream, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY, 0o600), stream)
    calculation()


def answered(found: Answer) -> bool:
    """A proper answer, or a refusal in one line with status 2 and nothing on stdout."""
    if found.status in (0, 1):
        return found.err == "" and found.out != ""
    line = found.err.removesuffix("\n")
    named = line.startswith("symattn: ") and line.isprintable() and len(line) <= LONGEST_MESSAGE
    return found.status == 2 and found.out == "" and named


def derived(folder: Path, *options: str) -> Answer:
    """The answer of `symattn derive`, on the real stdout and stderr."""

    def command() -> None:
        with (
            open(1, "w", encoding="utf-8") as out,
            open(2, "w", encoding="utf-8") as err,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main(["derive", *options], prog_name="symattn")

    return answer(command, folder)


def plus(*terms: object) -> str:
    return "+".join(map(str, terms))


# --- numbers and formulas, as a value -------------------------------------------------------

N = 10_000
ROOTS = [f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)]
LETTERS = [f"a_{i:03}" for i in range(200)]

NUMBERS = {
    "9**9**9": "9**9**9",
    "2^1e9000": "2^1e9000",
    "exp(9**9)": "exp(9**9)",
    "exp(10**12) in decimals": "exp(10**12)",
    "exp(-10**12) in decimals": "exp(-10**12)",
    "exp(10**1300) in decimals": "exp(10**1300)",
    "e^e^e": "e^e^e",
    "1e999999999": "1e999999999",
    "1e-999999999": "1e-999999999",
    "1e9000": "1e9000",
    "1e-9000": "1e-9000",
    "2^30000": "2^30000",
    "e^(1/2^30000)": "e^(1/2^30000)",
    "5,000 digits": "9" * 5000,
    "8,900 decimals": "0." + "3" * 8_900,
    "90,000 digits": "9" * 90_000,
    "sqrt(10^200 + 1)": "sqrt(10^200+1)",
    "ln(10^200 + 1)": "ln(10^200+1)",
    "root of a product of two primes of 12 digits": "sqrt(999999999989*999999999961)",
    "root of a product of two primes of 15 digits": "sqrt(999999999999989*999999999999947)",
    "logarithm of a product of two primes of 15 digits": "ln(999999999999989*999999999999947)",
    "3,000 roots of integers of 24 digits": plus(*(f"sqrt({10**23 + 2 * i + 1})" for i in range(3000))),
    "a root of high degree": "2^(1/999999999989)",
    "one over a sum of 10 roots": f"(1+{plus(*ROOTS[:10])})^-1",
    "one over a sum of 16 roots": f"(1+{plus(*ROOTS)})^-1",
    "a sum of 10 roots to the power -500": f"(1+{plus(*ROOTS[:10])})^-500",
    "a product of 3,000 roots": "*".join(f"sqrt({i})" for i in range(2, 3000)),
    "a product of 3,000 logarithms": "*".join(f"ln({i})" for i in range(2, 3000)),
    "a sum of 200 letters squared": f"({plus(*LETTERS)})^2",
    "a sum of 200 letters to the power 30": f"({plus(*LETTERS)})^30",
    "a sum of 200 letters to the power -3": f"({plus(*LETTERS)})^-3",
    "(a + b)^10000": "(a+b)^10000",
    "(1 + sqrt(2))^1000000": "(1+sqrt(2))^1000000",
    "a^(10^9)": "a^(10^9)",
    "exp(a)^(10^9)": "exp(a)^(10^9)",
    "10,000 factors (1 + e)": "*".join(["(1+e)"] * N),
    "1,000 quotients 1/(k + e)": plus(*(f"1/({k}+e)" for k in range(1000))),
    "1,000 quotients 1/(k + a)": plus(*(f"1/({k}+a)" for k in range(1000))),
    "30 quotients 1/(1 + e^sqrt(k))": plus(*(f"1/(1+e^sqrt({k}))" for k in range(2, 32))),
    "10,000 brackets": "(" * N + "1" + ")" * N,
    "10,000 roots": "√" * N + "2",
    "10,000 powers": "1" + "^1" * N,
    "10,000 minus signs": "-" * N + "1",
    "10,000 minus signs between numbers": "1" + "-1" * N,
    "10,000 factors -1": "2" + "*-1" * N,
    "1/1/1/…": "1" + "/1" * N,
    "2(1)(1)(1)…": "2" + "(1)" * N,
    "10,000 transpositions": "x" + "ᵀ" * N,
    "10,000 functions": "exp " * N + "1",
    "10,000 square brackets": "[" * N + "1" + "]" * N,
}


@pytest.mark.parametrize("text", NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_meant_to_exhaust_the_machine_is_answered(text: str, tmp_path: Path) -> None:
    """As the only value of a problem, from a file."""
    (tmp_path / "p.json").write_text(json.dumps({"Q": [[1]], "K": [[1]], "V": [[text]]}))
    found = derived(tmp_path, "p.json")
    assert answered(found), found


def test_a_power_of_e_too_long_to_write_is_given_as_a_power_of_ten(tmp_path: Path) -> None:
    """log10 e^(10^12) is 434294481903.25…, and 10^0.25… is 1.786."""
    found = derived(tmp_path, "--q", "[[1]]", "--k", "[[1]]", "--v", "[[exp(10**12)]]")
    assert (found.status, found.err) == (0, "")
    assert "1.786·10^434294481903" in found.out


# --- options --------------------------------------------------------------------------------

OPTIONS = {
    "10^6 decimal places": ["--digits", "1000000"],
    "10^6 significant digits": ["--significant", "1000000"],
    "10^20 decimal places": ["--digits", "1" + "0" * 20],
    "15,000 decimal places": ["--digits", "15000"],
    "15,000 significant digits": ["--significant", "15000", "--json"],
    "15,000 places of a power of ten": ["--x", "[[1]]", "--v", "[[exp(10^9)]]", "--digits", "14999"],
    "100x100 letters": ["--letters", "100x100"],
    "100x100 letters in full": ["--letters", "100x100", "--full"],
    "100x100 letters as JSON": ["--letters", "100x100", "--json"],
    "256x2 letters": ["--letters", "256x2"],
    "2x256 letters": ["--letters", "2x256"],
    "10^9 x 10^9 letters": ["--letters", "1000000000x1000000000"],
    "a table nested 10,000 deep": ["--x", "[" * N + "]" * N],
    "a table of 24,000 rows": ["--x", f"[{','.join(['[1]'] * 24_000)}]"],
    "an object nested 10,000 deep": ["--x", '{"a":' * N],
    "50,000 labels": ["--tokens", "a," * 50_000],
    "50,000 steps": ["--steps", "a," * 50_000],
    "a title of 100,000 letters": ["--title", "a" * 100_000],
    "a scale of 10^9": ["--x", "[[ln 2,1],[3,4]]", "--scale", "10^9"],
    "e to the power of millions": ["--x", "[[1000,1],[3,1000]]", "--scale", "1"],
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS.keys())
def test_an_option_meant_to_exhaust_the_machine_is_answered(options: list[str], tmp_path: Path) -> None:
    found = derived(tmp_path, *options)
    assert answered(found), found


# --- files ----------------------------------------------------------------------------------


def numbers(rows: int, columns: int) -> list[list[int]]:
    return [[(i * i + 3 * i * j + j) % 7 - 3 for j in range(columns)] for i in range(rows)]


def fractions(rows: int, columns: int, digits: int) -> list[list[str]]:
    top, bottom = 7 ** (digits * 20 // 17), 3 ** (digits * 21 // 10)
    return [[f"{top + i}/{bottom + j}" for j in range(columns)] for i in range(rows)]


def problem(table: list[list[Any]]) -> str:
    return json.dumps({"X": table})


def ones(rows: int, columns: int) -> str:
    row = f"[{','.join('1' * columns)}]"
    return f"[{','.join([row] * rows)}]"


FILES = {
    "TOML nested 10,000 deep": ("p.toml", f"X = {'[' * N}{']' * N}"),
    "JSON nested 10,000 deep": ("p.json", f'{{"X": {"[" * N}{"]" * N}}}'),
    "TOML tables nested 10,000 deep": ("p.toml", f"X = {'{a=' * N}1{'}' * N}"),
    "a TOML key of 20,000 parts": ("p.toml", "a." * 20_000 + "a = 1"),
    "a TOML key of 20,000 parts after another key": ("p.toml", "X = [[1]]\n" + "a." * 20_000 + "a = 1"),
    "a TOML key of 20,000 parts in quotes": ("p.toml", '"a".' * 20_000 + "a = 1"),
    "a TOML key of 20,000 parts with spaces": ("p.toml", "a . " * 20_000 + "a = 1"),
    "a TOML table of 20,000 parts": ("p.toml", f"[{'a.' * 20_000}a]"),
    "40,000 TOML tables": ("p.toml", "\n".join(f"[a{i}.b.c.d]" for i in range(40_000))),
    "an integer of 10^6 digits in TOML": ("p.toml", f"X = [[{'9' * 10**6}]]"),
    "an integer of 10^6 digits in JSON": ("p.json", f'{{"X": [[{"9" * 10**6}]]}}'),
    "an integer of 4,300 digits in TOML": ("p.toml", f"X = [[{'9' * 4300}]]"),
    "an integer of 4,300 digits in JSON": ("p.json", f'{{"X": [[{"9" * 4300}]]}}'),
    "a decimal of 10^6 digits in TOML": ("p.toml", f"X = [[0.{'9' * 10**6}]]"),
    "4 MB of numbers in JSON": ("p.json", f'{{"X": {ones(5000, 390)}}}'),
    "4 MB of numbers in TOML": ("p.toml", f"X = {ones(5000, 390)}"),
    "12 tokens": ("p.json", problem(numbers(12, 12))),
    "64 tokens": ("p.json", problem(numbers(64, 64))),
    "128 tokens": ("p.json", problem(numbers(128, 2))),
    "128 tokens of 128 numbers": ("p.json", problem(numbers(128, 128))),
    "256 tokens": ("p.json", problem(numbers(256, 2))),
    "1 token of 8,192 numbers": ("p.json", problem(numbers(1, 8_192))),
    "8 x 4 fractions of 300 digits": ("p.json", problem(fractions(8, 4, 300))),
    "8 x 4 fractions of 3,000 digits": ("p.json", problem(fractions(8, 4, 3000))),
    "128 x 40 fractions of 200 digits": ("p.json", problem(fractions(128, 40, 200))),
    "16 x 16 roots": ("p.json", problem([[f"sqrt({i + 3 * j + 2})" for j in range(16)] for i in range(16)])),
    "90 x 90 roots": ("p.json", problem([[f"sqrt({(7 * i + 3 * j) % 29 + 2})" for j in range(90)] for i in range(90)])),
    "30 letters": ("p.json", problem([[f"x_{{{i},1}}"] for i in range(1, 31)])),
    "powers of ten": ("p.json", problem([["1e4000", "1e-4000"], ["-1e4000", "3e4000"]])),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES.keys())
def test_a_file_meant_to_exhaust_the_machine_is_answered(file: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / file[0]).write_text(file[1])
    found = derived(tmp_path, file[0])
    assert answered(found), found


@pytest.mark.parametrize(("name", "text"), [("p.toml", "X = {}"), ("p.json", '{{"X": {}}}')])
def test_a_table_of_5000_x_5000_is_answered(name: str, text: str, tmp_path: Path) -> None:
    """50 MB of ones."""
    (tmp_path / name).write_text(text.format(ones(5000, 5000)))
    found = derived(tmp_path, name)
    assert answered(found), found


RELATIONS = {
    "9^9^9 = 1": ["9^9^9 = 1"],
    "exp(10^12) = 1": ["exp(10^12) = 1"],
    "exp(1e12) ≈ 1.0e9000": ["exp(1e12) ≈ 1.0e9000"],
    "1 = 1 = 1 = …": ["=".join(["1"] * 2000)],
    "a product of 1,000 tables": ["*".join(["weights"] * 1000) + " = 1"],
    "the output multiplied by itself": ["output*outputᵀ*output ≈ 0.5"],
    "2,000 relations": ["exp(3.54) ≈ 34.5"] * 2000,
}


@pytest.mark.parametrize("relations", RELATIONS.values(), ids=RELATIONS.keys())
def test_a_worksheet_meant_to_exhaust_the_machine_is_answered(relations: list[str], tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(problem([[f"sqrt({i + 2})"] for i in range(20)]))
    sheet = {"problem": "p.json", "relation": [{"printed": text} for text in relations]}
    (tmp_path / "w.json").write_text(json.dumps(sheet))
    found = derived(tmp_path, "--check", "w.json")
    assert answered(found), found


# --- Python ---------------------------------------------------------------------------------


def example() -> Any:
    return derive(Attention(X=[[1, 2], [3, 4]]))


def table_that_holds_itself() -> list[Any]:
    table: list[Any] = []
    table.append(table)
    return table


PYTHON: dict[str, Callable[[], object]] = {
    "5,000 x 5,000": lambda: Attention(X=[[1] * 5000] * 5000),
    "1,000 x 1,000 in SymPy": lambda: Attention(X=sympy.SparseMatrix(1000, 1000, {})),
    "an int of 10^6 digits": lambda: Attention(X=[[10**1_000_000]]),
    "an int of 5,000 digits, told": lambda: derive(Attention(X=[[10**5000]])).text(),
    "10^6 digits": lambda: example().weights.evaluate(10**6),
    "10^6 digits of one number": lambda: example().weights.exact[0][0].evaluate(10**6),
    "20,000 digits": lambda: example().weights.evaluate(20_000),
    "256 tokens to 50 digits": lambda: derive(Attention(X=numbers(256, 64))).output.evaluate(50),
    "a power of 10^9 from SymPy": lambda: Attention(X=[[sympy.Symbol("x") ** 10**9]]),
    "a power of a sum from SymPy": lambda: Attention(X=[[(1 + sympy.sqrt(2)) ** 10**9]]),
    "a sum of 20,001 terms from SymPy": lambda: Attention(X=[[sympy.Add(*sympy.symbols("a:20001"))]]),
    "a table that holds itself": lambda: Attention(X=table_that_holds_itself()),
}


@pytest.mark.parametrize("calculation", PYTHON.values(), ids=PYTHON.keys())
def test_a_calculation_from_python_meant_to_exhaust_the_machine_is_answered(
    calculation: Callable[[], object], tmp_path: Path
) -> None:
    """With a result, or with a SymattnError of one short line."""

    def refused() -> None:
        try:
            calculation()
        except SymattnError as error:
            assert str(error).isprintable() and len(str(error)) <= LONGEST_MESSAGE

    assert answer(refused, tmp_path) == Answer(0, "", "")


# --- any text at all ------------------------------------------------------------------------

SIGNS = [*"0123456789.%+-−*·×⋅/^√()[],;=≈~→ᵀ'∞abexqSΣθ_{} \n\t\"", *"**", "->", ":=", "sqrt(", "exp(", "ln ", "log "]
WORDS = ["softmax(", "sum(", "x_1", "x1", "x_{1,2}", "q_11", "W_Q", "d_k", "weights", "scores[1]", "e^", "nan", "inf"]
GRAMMAR = st.lists(st.sampled_from(SIGNS + WORDS + ["1/", "2^", "10^9", "0.5", "1e5", "√2", "[[", "]]"]), max_size=12)
TEXT = st.one_of(st.text(max_size=20), GRAMMAR.map("".join), GRAMMAR.map("".join))
WORK = derive(Attention(X=[[1, 2], [3, 4]]))


def any_text(examples: int) -> Any:
    """Arbitrary text, and text from the signs of the grammar; the same every time."""

    def decorated(test: Any) -> Any:
        health = list(HealthCheck)
        choice = settings(
            max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=health
        )
        return choice(given(text=TEXT)(test))

    return decorated


@any_text(300)
def test_any_text_as_a_cell_is_a_number_or_a_symattn_error(text: str) -> None:
    """And a number that is read can be told in every format."""
    with contextlib.suppress(SymattnError):
        derivation = derive(Attention(Q=[[1]], K=[[1]], V=[[text]]))
        for told in (derivation.latex, derivation.markdown, derivation.text, derivation.json):
            assert told()


@any_text(200)
def test_any_text_as_a_scale_or_score_is_worked_or_a_symattn_error(text: str) -> None:
    with contextlib.suppress(SymattnError):
        assert derive(Attention(X=[[1, text]], scale=text)).document(Telling(steps=("weights",)))


def test_any_text_as_a_relation_is_judged_or_a_symattn_error(tmp_path: Path) -> None:
    path = tmp_path / "worksheet.json"

    @any_text(150)
    def judged(text: str) -> None:
        for printed in (text, f"{text} = weights", f"weights[1,1] ≈ {text}"):
            path.write_text(json.dumps({"relation": [{"printed": printed}]}), encoding="utf-8")
            with contextlib.suppress(SymattnError):
                assert WORK.document(checks=check(read_worksheet(path), WORK))

    judged()


@any_text(150)
def test_any_text_as_a_table_on_the_command_line_ends_with_status_0_or_2(text: str) -> None:
    for table in (text, f"[[{text}]]"):
        found = CliRunner().invoke(main, ["derive", f"--v={table}", "--q=[[1]]", "--k=[[1]]", "--steps=output"])
        assert found.exit_code in (0, 2) and isinstance(found.exception, SystemExit | None), found.exception
        assert bool(found.stdout) != bool(found.stderr)
