"""The command line as a user meets it: formats, files, streams, exit statuses, help, and text that is only text."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import mpmath
import pytest
import sympy
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from symattn.book import SHELVES
from symattn.cli.main import main
from symattn.derivation import derive
from symattn.exact import Exact, sqrt
from symattn.problem import Attention

TWO_WORDS = Path(__file__).parent.parent / "derivations" / "two-words"
COMMANDS = ("derive", "explain", "generate", "grade", "list", "verify")
STEPS = [
    "queries",
    "keys",
    "values",
    "scores",
    "scaled_scores",
    "masked_scores",
    "exponentials",
    "row_sums",
    "weights",
    "output",
]


def symattn(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="symattn")
    assert result.exit_code == status, result.output
    return result


def told(*arguments: str, status: int = 0) -> str:
    """What it says on stdout, nothing standing on stderr."""
    result = symattn(*arguments, status=status)
    assert result.stderr == ""
    return result.stdout


def data(*arguments: str, status: int = 0) -> dict[str, Any]:
    return json.loads(told("derive", "--json", *arguments, status=status))


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, **options)


# --- formats and files ----------------------------------------------------------------------

BEGINNINGS = {
    "latex": (".tex", r"\documentclass"),
    "markdown": (".md", "# Two words\n"),
    "text": (".txt", "Two words\n"),
    "json": (".json", "{\n"),
}


@pytest.mark.parametrize("form", BEGINNINGS)
def test_a_flag_chooses_the_format(form: str) -> None:
    assert told("derive", f"--{form}").startswith(BEGINNINGS[form][1])


@pytest.mark.parametrize("form", BEGINNINGS)
def test_without_a_flag_the_ending_of_the_file_chooses_it(form: str, tmp_path: Path) -> None:
    """Written in capital letters too. What is in the file is what would have been printed, and nothing is printed."""
    ending, _ = BEGINNINGS[form]
    for name in (f"page{ending}", f"PAGE{ending.upper()}"):
        assert told("derive", "-o", str(tmp_path / name)) == ""
        assert (tmp_path / name).read_text(encoding="utf-8") == told("derive", f"--{form}")


def test_a_flag_counts_more_than_an_ending(tmp_path: Path) -> None:
    told("derive", "--json", "--output", str(tmp_path / "page.tex"))
    assert (tmp_path / "page.tex").read_text().startswith("{")


def test_text_is_the_format_where_nothing_tells_one(tmp_path: Path) -> None:
    told("derive", "-o", str(tmp_path / "page"))
    assert (tmp_path / "page").read_text(encoding="utf-8") == told("derive") == told("derive", "--text")


def test_a_pdf_is_written_into_a_file_or_a_pipe(tmp_path: Path, pdflatex: str) -> None:
    page = tmp_path / "page.pdf"
    assert told("derive", "--steps", "scores", "-o", str(page)) == ""
    assert page.read_bytes().startswith(b"%PDF-")
    assert symattn("derive", "--steps", "scores", "--pdf").stdout_bytes.startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_a_pdf_is_not_poured_into_a_terminal(pdflatex: str) -> None:
    status, out, err = in_a_terminal("derive", "--pdf")
    assert (status, out) == (2, "")
    assert err == "symattn: a PDF is nothing for a terminal; say where it goes: --pdf -o derivation.pdf\n"


@pytest.mark.parametrize(
    ("form", "gone"), [("latex", r"\documentclass"), ("markdown", "# Two words"), ("text", "Two words")]
)
def test_a_fragment_is_the_document_without_its_frame(form: str, gone: str) -> None:
    whole, fragment = told("derive", f"--{form}"), told("derive", f"--{form}", "--fragment")
    assert gone in whole and gone not in fragment
    body = "".join(line for line in fragment.splitlines(keepends=True) if line != "% needs amsmath\n")
    assert body.strip() in whole
    assert len(body) > len(whole) / 2


def test_a_fragment_of_latex_can_be_included(pdflatex: str, tmp_path: Path) -> None:
    told("derive", "--letters", "3x2", "--fragment", "-o", str(tmp_path / "part.tex"))
    (tmp_path / "page.tex").write_text(
        r"\documentclass{article}\usepackage{amsmath}\begin{document}\input{part}\end{document}"
    )
    ran = subprocess.run([pdflatex, "-halt-on-error", "page.tex"], cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:]


# --- what is derived ------------------------------------------------------------------------


def test_without_a_problem_the_two_word_example_is_worked() -> None:
    assert told("derive") == told("derive", str(TWO_WORDS / "problem.toml"))


def test_options_override_the_keys_of_the_file(tmp_path: Path) -> None:
    """Each option by itself; what it does not name stays as the file has it."""
    path = tmp_path / "p.toml"
    path.write_text('title = "Old"\nX = [[1, 2], [3, 4]]\nscale = "1/2"\ntokens = ["a", "b"]\n')
    assert data(str(path))["problem"] == {
        "variant": "self_attention",
        "title": "Old",
        "tokens": ["a", "b"],
        "X": [["1", "2"], ["3", "4"]],
        "scale": "1/2",
    }
    options = ["--title", "New", "--scale", "none", "--tokens", "c, d", "--w-q", "[[1,0],[0,1/3]]"]
    assert data(str(path), *options, "--visible", "causal")["problem"] == {
        "variant": "causal",
        "title": "New",
        "tokens": ["c", "d"],
        "X": [["1", "2"], ["3", "4"]],
        "W_Q": [["1", "0"], ["0", "1/3"]],
        "scale": "none",
        "visible": "causal",
    }
    assert data(str(path), "--x", "[[5],[6]]")["problem"]["X"] == [["5"], ["6"]]


def test_a_title_of_many_parts_is_no_key_of_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    dots = "a." * 100
    path.write_text(f'title = "{dots}"\nX = [[1]]\n# {dots}{dots}\n')
    assert data(str(path))["problem"]["X"] == [["1"]]


def test_each_key_of_a_problem_has_an_option() -> None:
    """--x-q is X_q: small letters, dashes."""
    shown = data(
        *("--x-q", "[[a]]", "--x-kv", "[[1],[2]]", "--w-q", "[[1,2]]", "--w-k", "[[3,4]]", "--w-v", "[[5]]"),
        *("--b-q", "[1,2]", "--b-k", "[[3,4]]", "--b-v", "[0.5]", "--visible", "[[1,1]]", "--variant=cross_attention"),
    )["problem"]
    assert set(shown) == {
        *("variant", "X_q", "X_kv", "W_Q", "W_K", "W_V", "b_Q", "b_K", "b_V"),
        "visible",
    }
    assert data("--q", "[[1]]", "--k", "[[2]]", "--v", "[[3]]")["problem"]["V"] == [["3"]]


@pytest.mark.parametrize("cells", ["[[1,a],[1/2,0.10]]", '[[1,"a"],["1/2",0.10]]', "[ [1;a]; [ 1/2 ;0.10] ]"])
def test_a_table_may_be_typed_with_quotes_or_without(cells: str) -> None:
    assert data("--x", cells)["problem"]["X"] == [["1", "a"], ["1/2", "0.10"]]


def test_letters_make_a_problem_of_nothing_but_letters() -> None:
    problem = data("--letters", "2x2")["problem"]
    assert problem["X"] == [["x_11", "x_12"], ["x_21", "x_22"]]
    assert problem["W_Q"] == [["w^Q_11", "w^Q_12"], ["w^Q_21", "w^Q_22"]]


@pytest.mark.parametrize("form", BEGINNINGS)
@pytest.mark.parametrize(
    "options",
    [
        ["--letters", "2x1", "--visible", "causal"],
        ["--letters", "3x3", "--visible", "[[1,1,0],[0,1,1],[1,0,1]]"],
        ["--q", "[[a+b+c+d]]", "--k", "[[1],[2]]", "--v", "[[1],[2]]", "--visible", "[[1,0]]"],
    ],
)
def test_letters_and_a_mask_go_together(options: list[str], form: str) -> None:
    """A hidden score is −∞ whatever letters stand beside it."""
    assert told("derive", *options, f"--{form}")


def test_steps_choose_what_is_told_in_the_order_of_the_work() -> None:
    chosen = told("derive", "--steps", " weights ,scores")
    assert [line for line in chosen.splitlines() if line in ("Given", "Scores", "Weights", "Output")] == [
        "Scores",
        "Weights",
    ]
    assert [step["name"] for step in data("--steps", "weights,scores")["steps"]] == ["scores", "weights"]


@pytest.mark.parametrize(
    ("options", "decimal"),
    [
        ([], "0.014"),
        (["--digits", "0"], "0"),
        (["--digits", "1"], "0.0"),
        (["--digits", "7"], "0.0141660"),
        (["--significant", "1"], "0.01"),
        (["--significant", "6"], "0.0141660"),
    ],
)
def test_digits_are_decimal_places_and_significant_digits_are_not(options: list[str], decimal: str) -> None:
    [step] = data("--steps", "weights", *options)["steps"]
    assert step["decimal"][0][0] == decimal
    assert decimal in told("derive", "--steps", "weights", *options)


def test_many_digits_are_those_of_mpmath() -> None:
    [step] = data("--steps", "weights", "--digits", "1000")["steps"]
    with mpmath.workdps(1100):
        weight = 1 / (1 + mpmath.exp(3 * mpmath.sqrt(2)))
        assert step["decimal"][0][0] == mpmath.nstr(weight, 999, strip_zeros=False)


def test_full_tells_what_dots_stand_for_otherwise() -> None:
    """A table of 9 columns is elided, and with --full it is not."""
    table = f"[{','.join(['[1,2,3,4,5,6,7,8,9]'] * 9)}]"
    assert "⋯" in told("derive", "--x", table)
    assert "⋯" not in told("derive", "--x", table, "--full")


# --- JSON -----------------------------------------------------------------------------------

PROBLEMS: dict[str, list[str]] = {
    "two words": [],
    "causal": ["--x", "[[1,2],[3,4]]", "--visible", "causal"],
    "masked, with a bias": ["--x", "[[1,2],[3,4]]", "--visible", "[[0,1],[1,1]]", "--b-v", "[1/3,-0.5]"],
    "roots and logarithms": [
        *("--x", "[[√2/2,ln 2],[-1.5,e]]", "--scale", "none"),
        *("--w-q", "[[1,0],[0,0]]", "--w-k", "[[1,0],[0,0]]"),
    ],
    "cross": ["--x-q", "[[1]]", "--x-kv", "[[1],[2],[3]]"],
    "letters": ["--letters", "2x2"],
    "other letters": ["--x", "[[theta_1,2a + b^2]]", "--scale", "t"],
    "labelled": ["--x", "[[1],[2]]", "--tokens", "the,cat", "--title", "A title"],
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_json_has_the_documented_shape(name: str) -> None:
    """{"problem": …, "steps": [{"name", "letter", "shape", "exact", "decimal"}, …]}"""
    found = data(*PROBLEMS[name])
    assert list(found) == ["problem", "steps"]
    found_names = [step["name"] for step in found["steps"]]
    assert found_names == [name for name in STEPS if name in found_names]
    assert set(STEPS) - set(found_names) <= {"scaled_scores", "masked_scores"}
    for step in found["steps"]:
        keys = ["name", "letter", "shape", "exact", "decimal"]
        assert list(step) in (keys, keys[:4]) if "letters" in name else list(step) == keys
        for table in (step["exact"], step.get("decimal", step["exact"])):
            assert [len(table), *{len(row) for row in table}] == step["shape"]
            assert all(isinstance(cell, str) for row in table for cell in row)


@pytest.mark.parametrize("options", PROBLEMS.values(), ids=PROBLEMS.keys())
def test_exact_values_are_sympy_syntax_and_their_decimals_are_theirs(options: list[str]) -> None:
    """SymPy reads each, and finds within half a unit of the last digit what is printed beside it."""
    for step in data(*options)["steps"]:
        cells = [cell for row in step["exact"] for cell in row]
        decimals = [cell for row in step.get("decimal", []) for cell in row]
        values = [sympy.sympify(cell) for cell in cells]
        for value, decimal in zip(values, decimals, strict=bool(decimals)):
            if decimal == "-inf":
                assert value == -sympy.oo
            else:
                assert abs(sympy.N(value - sympy.Rational(decimal), 30)) <= sympy.Rational(1, 2000)


def test_a_letter_is_never_printed_as_a_number() -> None:
    """E is Euler's number to SymPy, and a letter to whoever typed it."""
    [[first, second]] = data("--x", "[[1]]", "--v", "[[E,e]]", "--steps", "output")["steps"][0]["exact"]
    assert first != second


@pytest.mark.parametrize("name", sorted(PROBLEMS.keys() - {"letters"}))
def test_the_problem_in_json_is_a_problem_file(name: str, tmp_path: Path) -> None:
    """Written into a file and derived again, it gives the same. (The letter w^Q_11 of --letters cannot be typed.)"""
    found = data(*PROBLEMS[name])
    path = tmp_path / "p.json"
    path.write_text(json.dumps(found["problem"]))
    assert data(str(path)) == found


@pytest.mark.parametrize("scale", [Exact(2), sqrt(2), sympy.sqrt(2), sympy.Rational(1, 3)], ids=str)
def test_a_scale_given_in_python_is_in_json_as_it_could_be_typed(scale: Any) -> None:
    derivation = derive(Attention(X=[[1, 2]], scale=scale))
    problem = json.loads(derivation.json())["problem"]
    assert derive(Attention(**problem)).scores.exact == derivation.scores.exact
    assert derive(Attention(**problem)).step("scaled_scores").exact == derivation.step("scaled_scores").exact


# --- checks and exit statuses ---------------------------------------------------------------


def test_a_wrong_number_is_status_1_and_the_derivation_is_told_all_the_same() -> None:
    text = told("derive", "--check", str(TWO_WORDS / "worksheet.toml"), status=1)
    assert text.startswith(told("derive"))
    assert "Printed numbers, checked" in text
    assert re.search(r"\d+ relations: .*\bwrong", " ".join(text.split()))


def test_numbers_that_are_all_right_are_status_0(tmp_path: Path) -> None:
    sheet = tmp_path / "w.toml"
    sheet.write_text('[[relation]]\nprinted = "weights ≈ [[0.014, 0.986], [0.000, 1.000]]"\nwhere = "line 56"\n')
    assert "1 relation: 1 rounded." in told("derive", "--check", str(sheet))


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_long_worksheet_is_judged_whole(form: str, tmp_path: Path) -> None:
    """300 relations with decimals, after a line of dots."""
    sheet = tmp_path / f"w.{form}"
    relations = [{"printed": "exp(3.50) + 1.25 ≈ 34.4"}] * 300
    if form == "json":
        sheet.write_text(json.dumps({"relation": relations}))
    else:
        lines = (f"[[relation]]\nprinted = {json.dumps(relation['printed'])}\n" for relation in relations)
        sheet.write_text(f"# {'.' * 200}\n{''.join(lines)}")
    assert "300 relations: 300 rounded." in told("derive", "--steps", "scores", "--check", str(sheet))


def test_a_wrong_number_is_status_1_also_where_a_file_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert told("derive", "--check", str(TWO_WORDS / "worksheet.toml"), "-o", str(page), status=1) == ""
    assert "wrong" in page.read_text(encoding="utf-8")


def test_a_worksheet_names_its_problem_unless_one_is_given(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("X = [[5]]")
    sheet = tmp_path / "w.toml"
    sheet.write_text('problem = "p.toml"\n[[relation]]\nprinted = "X = [[5]]"\n')
    told("derive", "--check", str(sheet))
    told("derive", "--check", str(sheet), "--x", "[[6]]", status=1)
    told("derive", "--check", str(sheet), str(TWO_WORDS / "problem.toml"), status=1)


def test_checks_in_json_have_the_documented_shape() -> None:
    found = data("--check", str(TWO_WORDS / "worksheet.toml"), status=1)
    assert list(found) == ["problem", "steps", "checks"]
    verdicts = {"exact", "rounded", "carried", "truncated", "last-digit", "wrong", "undecided"}
    for check in found["checks"]:
        assert list(check) == [
            *("where", "printed", "verdict", "by", "exact", "expected", "enclosure", "bits", "remarks", "mistakes")
        ]
        assert check["verdict"] in verdicts
        assert check["by"] in {"exact", "displayed", "both", "none"}
        assert len(check["exact"]) == len(check["expected"]) == len(check["enclosure"]) == len(check["bits"])
        assert all(bits == 0 or enclosure for bits, enclosure in zip(check["bits"], check["enclosure"], strict=True))
    [wrong] = {tuple(c["expected"]) for c in found["checks"] if c["printed"].startswith("exp(7.78)")}
    assert wrong == ("2387.9",)


def test_messages_go_to_stderr_and_results_to_stdout() -> None:
    bad = symattn("derive", "--x", "[[1,", status=2)
    assert (bad.stdout, bad.stderr.count("\n")) == ("", 1)
    good = symattn("derive")
    assert good.stdout and good.stderr == ""


def test_it_is_a_module_too() -> None:
    """python -m symattn is symattn, its name in messages included."""
    ran = process("-m", "symattn", "derive", "--steps", "scores")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == told("derive", "--steps", "scores")
    ran = process("-m", "symattn", "derve")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "symattn: no command is called 'derve'; did you mean 'derive'?\n"
    assert process("-m", "symattn", "derive", "--nope").stderr.startswith("Usage: symattn derive ")


def test_text_is_utf_8_whatever_the_locale_says() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "symattn", "derive"],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("utf-8") == told("derive")


def test_a_message_can_be_printed_whatever_the_locale_says() -> None:
    ran = process(
        *("-m", "symattn", "derive", "--x", "[[√]]"),
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("symattn: ") and ran.stderr.count("\n") == 1


# --- a terminal -----------------------------------------------------------------------------


def in_a_terminal(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Status, stdout and stderr with a terminal for stdout."""
    ours, theirs = pty.openpty()
    ran = subprocess.Popen(
        [sys.executable, "-m", "symattn", *arguments],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        | {"TERM": "xterm-256color", "COLUMNS": "100"}
        | environment,
    )
    os.close(theirs)
    read = b""
    try:
        while chunk := os.read(ours, 65_536):
            read += chunk
    except OSError:
        pass  # Linux tells so that the other end is closed
    finally:
        os.close(ours)
    assert ran.stderr is not None
    err = ran.stderr.read().decode()
    return ran.wait(), read.decode().replace("\r\n", "\n"), err


def test_a_terminal_has_colours_unless_no_color_is_set() -> None:
    """An empty NO_COLOR is none (no-color.org). Without colours it is what a pipe gets."""
    command = ("derive", "--check", str(TWO_WORDS / "worksheet.toml"))
    _, coloured, _ = in_a_terminal(*command)
    assert "\x1b[" in coloured
    assert in_a_terminal(*command, NO_COLOR="")[1] == coloured
    plain = told(*command, status=1)
    assert in_a_terminal(*command, NO_COLOR="1") == (1, plain, "")
    assert in_a_terminal(*command, TERM="dumb") == (1, plain, "")
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == plain.split()


def test_a_pipe_or_a_file_has_no_colours(tmp_path: Path) -> None:
    ran = process("-m", "symattn", "derive", env={**os.environ, "FORCE_COLOR": "1", "TERM": "xterm"})
    assert "\x1b" not in ran.stdout
    in_a_terminal("derive", "-o", str(tmp_path / "page.txt"))
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == told("derive")


# --- help -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_shows_examples(command: tuple[str, ...], option: str) -> None:
    text = told(*command, option)
    examples = re.findall(r"symattn .+", text.partition("Example")[2])
    assert examples
    assert all(example.split()[1] in COMMANDS for example in examples)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_the_help_work(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they stand there; where they write, into an empty folder; where they need a problem, with one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "problem.toml").write_text("X = [[1]]")
    (tmp_path / "derivations").symlink_to(TWO_WORDS.parent)
    (tmp_path / "docs").mkdir()
    for name in ("article.md", "notes.tex", "docs/guide.md"):
        (tmp_path / name).write_text("$1/2 = 0.5$")
    (tmp_path / "answers.csv").write_text("student,exercise,question,answer\nada,softmax_row-1-1,weights,0.5\n")
    (tmp_path / "answers.json").write_text('{"ada": {"softmax_row-1-1": {"weights": "1/2"}}}')
    (tmp_path / "scheme.toml").write_text("carried = 0.75")
    for example in re.findall(r"symattn (\S.+)", told(command, "--help").partition("Example")[2]):
        arguments = [part.strip('"') for part in re.findall(r'"[^"]*"|\S+', example)]
        if "--pdf" not in arguments:
            symattn(*arguments, status=1 if "--check" in arguments else 0)


def test_each_command_is_in_the_help_and_in_its_own_file() -> None:
    text = told("--help")
    assert all(re.search(rf"^  {name} ", text, re.M) for name in COMMANDS)


def test_without_arguments_it_helps_and_has_done_nothing() -> None:
    assert "Usage: symattn" in symattn(status=2).output


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"symattn, version \d+\.\d+\.\d+\n", told("--version"))


def test_list_names_every_entry_and_explain_explains_it() -> None:
    """list SHELF is that part of list; each line is the name and the first line of what explain says."""
    everything = told("list")
    assert everything == "".join(told("list", shelf) for shelf in SHELVES)
    for shelf, entries in SHELVES.items():
        for name in entries:
            before, head, text = told("explain", name).partition(f"{name} ({shelf})\n\n")
            assert head and (not before or before.endswith("\n\n"))
            assert re.search(rf"^  {name} +{re.escape(text.splitlines()[0])}$", everything, re.M)


def test_what_has_the_same_name_is_explained_one_by_one() -> None:
    heads = [f"latex ({shelf})" for shelf in ("renderers", "formats", "reports", "sheets")]
    assert [line for line in told("explain", "latex").splitlines() if line.startswith("latex (")] == heads
    usual = {"variants", "laws", "mistakes", "renderers", "formats", "reports"}
    assert set(SHELVES) == usual | {"exercises", "sheets", "marksheets"}


# --- start-up -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "unneeded"),
    [
        (("--help",), ("sympy", "flint", "mpmath", "rich")),
        (("--version",), ("sympy", "flint", "mpmath", "rich")),
        (("derive", "--latex"), ("sympy",)),
        (("derive", "--check", str(TWO_WORDS / "worksheet.toml")), ("sympy",)),
        (("derive", "--letters", "3x2", "--json"), ("sympy",)),
    ],
)
def test_nothing_is_imported_that_is_not_needed(command: tuple[str, ...], unneeded: tuple[str, ...]) -> None:
    imported = process("-X", "importtime", "-m", "symattn", *command).stderr
    found = {line.rpartition("|")[2].strip().partition(".")[0] for line in imported.splitlines()}
    assert "click" in found
    assert not found & set(unneeded)


# --- text from users ------------------------------------------------------------------------

CONTROL = "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b31m \x85 \u202eleft\u2028 \x00\x7f"
MARKUP = (
    r"\input{/etc/passwd} $x^2$ 100% a_b #1 & ~ {z} | <script>alert(1)</script> &amp; `c` **b** [l](u) ![i](u) -- ``''"
)
LINES = "one\ntwo\r\nthree\n\n# four\n| five |\ttab"
TEXTS = [CONTROL, MARKUP, LINES, "\\", "$", "%", "|", "{", "}", "\\end{document}", "$$", "-" * 3, "^^5c", "\\(x\\)"]


def shown(text: str) -> str:
    """What may be left of it in one line: control characters as spaces."""
    return "".join(c if c.isprintable() else " " for c in text)


def words(text: str) -> list[str]:
    return shown(text).split()


@pytest.fixture(params=TEXTS, ids=repr)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, list[str]]:
    """Some text, and the options for a problem and a worksheet that have it in every place that takes any text."""
    problem, sheet = tmp_path / "p.json", tmp_path / "w.json"
    problem.write_text(json.dumps({"X": [[1], [2]], "title": request.param, "tokens": [request.param, "b"]}))
    sheet.write_text(json.dumps({"relation": [{"printed": "1 = 1", "where": request.param}]}))
    return request.param, [str(problem), "--check", str(sheet)]


def test_text_shows_what_users_typed_and_obeys_nothing_of_it(hostile: tuple[str, list[str]]) -> None:
    text, options = hostile
    found = told("derive", *options)
    assert all(line.isprintable() for line in found.split("\n"))
    assert found.split("\n\nGiven\n")[0].split() == words(text)


def test_json_gives_back_what_users_typed_and_obeys_nothing_of_it(hostile: tuple[str, list[str]]) -> None:
    text, options = hostile
    found = told("derive", "--json", *options)
    assert json.loads(found)["problem"]["title"] == text
    assert json.loads(found)["problem"]["tokens"] == [text, "b"]
    assert json.loads(found)["checks"][0]["where"] == text
    assert all(line.isprintable() for line in found.split("\n"))


def test_markdown_shows_what_users_typed_and_renders_nothing_of_it(hostile: tuple[str, list[str]]) -> None:
    """As a renderer of Markdown with HTML in it sees the page."""
    text, options = hostile
    found = told("derive", "--markdown", *options)
    assert all(line.isprintable() for line in found.split("\n"))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(found)
    kinds = {token.type for token in tokens}
    assert "html_block" not in kinds
    [heading] = [after for before, after in pairwise(tokens) if before.tag == "h1" and before.nesting == 1]
    assert {child.type for child in heading.children or []} <= {"text"}
    assert "".join(child.content for child in heading.children or []).split() == words(text)
    plain = told("derive", "--markdown", "--x", "[[1],[2]]", "--check", options[2])
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", *["h2"] * len(re.findall("^## ", plain, re.M))]
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in ("th_open", "td_open")]
    assert (len(rows), len(cells)) == (2, 8)
    inline = {child.type for token in tokens if token.type == "inline" for child in token.children or []}
    assert not inline & {"html_inline", "link_open", "image", "code_inline"}
    assert not re.search(r"(?<!\\)\$(?!\$)", found.partition("\n")[0])


def test_latex_shows_what_users_typed_and_runs_nothing_of_it(hostile: tuple[str, list[str]]) -> None:
    r"""Every command in the title is one that prints a character; \input is none of them."""
    _, options = hostile
    found = told("derive", "--latex", *options)
    assert all(line.isprintable() for line in found.split("\n"))
    assert not re.search(r"\\(input|include|write|def|catcode|immediate|openin|read)\b", found)
    assert found.count(r"\end{document}") == 1 and found.endswith("\\end{document}\n")
    title = re.search(r"\\section\*\{(.*)\}\n", found)
    assert title is not None
    left = re.sub(
        r"\\(text[a-z]+|char\d+|ifdefined|Umathcode|else|fi)(\{\}| )?|\\[{}$&#%_]|\[U\+\w+\]|\{\}", "", title[1]
    )
    assert not set(left) & set("\\{}$&#%_^~"), title[1]


def test_a_page_with_hostile_text_is_still_a_page(pdflatex: str, tmp_path: Path) -> None:
    """All of it at once, through TeX."""
    problem = tmp_path / "p.json"
    problem.write_text(json.dumps({"X": [[1]] * len(TEXTS), "title": MARKUP, "tokens": TEXTS}))
    assert symattn("derive", str(problem), "--steps", "weights", "--pdf").stdout_bytes.startswith(b"%PDF-")
