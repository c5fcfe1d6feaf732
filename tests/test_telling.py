"""What a derivation tells, and how much of it."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from drawn import DRAWING
from drawn import problems as drawn_problems
from hypothesis import given, settings

from symattn.derivation import RENDERERS, Derivation, derive
from symattn.exact import Rounded
from symattn.narrate.derivation import Telling
from symattn.notation.document import Display, Paragraph, Text
from symattn.notation.plain import plain_chain
from symattn.pdf import pdf_of
from symattn.problem import Attention, Problem, letters_problem
from symattn.renderer import Style
from symattn.two_words import TWO_WORDS
from symattn.work import VARIANTS, Digits


def chains(derivation: Derivation, *steps: str, telling: Telling | None = None) -> list[str]:
    document = derivation.document(telling or Telling(steps=steps))
    displays = [block for block in document.blocks if isinstance(block, Display)]
    return [plain_chain(chain) for display in displays for chain in display.chains]


def sentences(derivation: Derivation) -> list[str]:
    paragraphs = [block for block in derivation.document().blocks if isinstance(block, Paragraph)]
    return ["".join(part.text for part in block.line if isinstance(part, Text)) for block in paragraphs]


def two_words() -> Derivation:
    return derive(Attention(**TWO_WORDS))


def test_a_step_goes_from_letters_to_numbers_to_the_exact_result() -> None:
    assert chains(two_words(), "scores") == [
        "S = Q·Kᵀ = [[1, 2], [3, 4]]·[[1, 3], [2, 4]] = [[1·1 + 2·2, 1·3 + 2·4], [3·1 + 4·2, 3·3 + 4·4]]"
        " = [[5, 11], [11, 25]]"
    ]


def test_only_what_is_rounded_gets_the_sign_of_rounding() -> None:
    assert chains(two_words(), "scaled_scores") == [
        "S̃ = S/√d_k = [[5/√2, 11/√2], [11/√2, 25/√2]] ≈ [[3.536, 7.778], [7.778, 17.678]]"
    ]
    quarter = derive(Attention(X=[[1, 2], [3, 4]], scale="1/4"))
    assert chains(quarter, "scaled_scores")[0].endswith("= [[5/4, 11/4], [11/4, 25/4]] = [[1.25, 2.75], [2.75, 6.25]]")


def test_a_decimal_that_ends_has_no_zeros_behind_it_where_a_cell_stands_alone() -> None:
    quarter = derive(Attention(X=[[1, 2], [3, 4]], scale="1/4"))
    told = chains(quarter, telling=Telling(steps=("scaled_scores",), row=0))
    assert [chain.rsplit(" ", 1)[1] for chain in told[1:]] == ["1.25", "2.75"]


def test_given_numbers_stand_in_products_as_they_were_written() -> None:
    given = [["1.0", "0.5"], ["0.0", "2.0"]]
    work = derive(Attention(Q=given, K=given, V=given))
    assert "= [[1.0, 0.5], [0.0, 2.0]]·[[1.0, 0.0], [0.5, 2.0]] =" in chains(work, "scores")[0]


def test_a_result_too_wide_for_a_table_is_told_cell_by_cell() -> None:
    assert chains(two_words(), "output")[1] == (
        "z_11 = a_11·v_11 + a_12·v_21 = (1/(1 + e^(3√2)))·1 + (e^(3√2)/(1 + e^(3√2)))·3 = 3 − 2/(1 + e^(3√2)) ≈ 2.972"
    )


def test_digits_are_places_or_significant_as_asked() -> None:
    places = Telling(Digits(5), ("weights",))
    significant = Telling(Digits(5, significant=True), ("weights",))
    assert chains(two_words(), telling=places)[0].endswith("≈ [[0.01417, 0.98583], [0.00005, 0.99995]]")
    assert chains(two_words(), telling=significant)[0].endswith("≈ [[0.014166, 0.98583], [0.000050198, 0.99995]]")


def test_a_sentence_says_what_the_weights_say() -> None:
    assert sentences(two_words())[0] == "Word 1 keeps 1.4 % for itself and gives 98.6 % to word 2."
    causal = derive(Attention(X=[[1, 0], [0, 1], [1, 1]], visible="causal", tokens=["a", "b", "c"]))
    assert sentences(causal)[0] == "“a” sees only itself and gives it all of its weight."
    cross = derive(Attention(X_q=[[0, 0]], X_kv=[[1, 1], [2, 2]]))
    assert sentences(cross) == ["Query 1 gives 50 % to key 1 and 50 % to key 2."]
    keys = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    halved = derive(Attention(Q=[["ln 3", "ln 2", 0]], K=keys, V=[[1], [2], [3]], scale="1"))
    assert sentences(halved) == ["Query 1 gives 50.0 % to key 1, 33.3 % to key 2 and 16.7 % to key 3."]
    many = derive(Attention(X=[[0]] * 8))
    assert sentences(many)[0] == (
        "Word 1 keeps 12.5 % for itself and gives 12.5 % to word 2, 12.5 % to word 3, 12.5 % to word 4, "
        "12.5 % to word 5 and 37.5 % to the other 3."
    )


def test_letters_are_named_rather_than_multiplied_out() -> None:
    symbolic = derive(Attention(**letters_problem("2x2")))
    assert chains(symbolic, "scores") == [
        "S = Q·Kᵀ = [[q_11·k_11 + q_12·k_12, q_11·k_21 + q_12·k_22], [q_21·k_11 + q_22·k_12, q_21·k_21 + q_22·k_22]]"
    ]
    assert chains(symbolic, "weights") == ["A = softmax(S̃) = [[u_11/r_1, u_12/r_1], [u_21/r_2, u_22/r_2]]"]


def test_short_results_with_letters_are_multiplied_out() -> None:
    mixed = derive(Attention(X=[["a", "b"], ["c", 1]]))
    assert chains(mixed, "scores")[0].endswith("= [[a^2 + b^2, a·c + b], [a·c + b, c^2 + 1]]")


def test_a_wholly_symbolic_page_grows_with_its_cells_and_stays_small() -> None:
    """SymPy substituting naively prints 214 KB for 4 x 4."""
    sizes = {n: len(derive(Attention(**letters_problem(f"{n}x{n}"))).latex().encode()) for n in (2, 3, 4, 6, 8)}
    assert sizes[4] < 30_000
    for n, size in sizes.items():
        assert size < 1_800 + 700 * n * n, (n, size)


def test_tables_beyond_eight_columns_are_elided_unless_full() -> None:
    nine = derive(Attention(X=[[i, 1] for i in range(9)]))
    shown = chains(nine, "scores")[-1]
    assert "⋯" in shown
    assert "⋱" in shown
    assert "⋯" not in " ".join(chains(nine, telling=Telling(steps=("scores",), full=True)))
    eight = derive(Attention(X=[[i, 1] for i in range(8)]))
    assert "⋯" not in " ".join(chains(eight, "scores"))


def test_decimals_typed_are_decimals_shown() -> None:
    decimals = derive(Attention(X=[["0.5", "1"], ["2", "0.1"]]))
    assert chains(decimals, "scores")[0].endswith("= [[1.25, 1.1], [1.1, 4.01]]")


def test_a_notebook_and_print_show_the_derivation() -> None:
    derivation = two_words()
    assert derivation._repr_markdown_() == derivation.markdown()
    assert str(derivation) == derivation.text()
    assert derivation.weights.sympy[0, 0].free_symbols == set()
    assert str(derivation.weights.exact[0][0]) == "Exact('1/(1 + exp(3*sqrt(2)))')"


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    """Digits of the output of a large table build no formula and no exact cell on the way."""
    derivation = derive(Attention(X=[[i % 7, (3 * i) % 5, 1] for i in range(40)]))
    derivation.output.evaluate(50)
    steps = [step.table for step in derivation.steps]
    assert not any(isinstance(key, tuple) for table in steps for key in table.known)


def problems() -> list[Derivation]:
    """Problems of many sizes and kinds of number, with text that TeX would obey."""
    draw = random.Random(5)
    kinds = {
        "integers": lambda: draw.randint(-30, 30),
        "fractions": lambda: f"{draw.randint(-99, 99)}/{draw.randint(1, 99)}",
        "decimals": lambda: f"{draw.randint(-500, 500) / 100}",
        "surds": lambda: f"{draw.randint(-5, 5)} + sqrt({draw.randint(2, 9)})",
        "logarithms": lambda: f"ln {draw.randint(1, 12)}",
    }
    found = []
    for n, d in ((1, 1), (2, 3), (3, 2), (5, 4), (8, 8), (12, 3)):
        for kind, number in kinds.items():
            if n * d > 24 and kind in ("surds", "logarithms"):
                continue
            X = [[number() for _ in range(d)] for _ in range(n)]
            title = f'{kind} \\input{{/etc/passwd}} $5 & 7% #1_a^b~ "q" <é> ß {n} x {d} 词'
            found.append(derive(Attention(X=X, title=title, visible="causal" if n % 2 else None)))
    return [*found, *(derive(Attention(**letters_problem(f"{n}x{n}"))) for n in (2, 3, 5, 9))]


@pytest.mark.tex
def test_pages_compile_without_overfull_boxes(pdflatex: str, tmp_path: Path) -> None:
    for i, derivation in enumerate(problems()):
        source = tmp_path / f"page{i}.tex"
        source.write_text(derivation.latex(), encoding="utf-8")
        command = [pdflatex, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", source.name]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        log = run.stdout.decode(errors="replace")
        assert run.returncode == 0, log[-2000:]
        assert "Overfull \\hbox" not in log, (derivation.problem.title, log[log.index("Overfull") :][:200])


@pytest.mark.tex
def test_the_pdf_holds_the_derivation(pdflatex: str, tmp_path: Path) -> None:
    data = pdf_of(two_words().latex())
    assert data.startswith(b"%PDF-")
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed; this test reads a PDF")
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    text = subprocess.run([reader, path, "-"], capture_output=True, check=True).stdout.decode()
    assert "Word 1 keeps 1.4 % for itself and gives 98.6 % to word 2." in text
    assert "2.972" in text


@pytest.mark.parametrize("variant", VARIANTS)
def test_whatever_is_drawn_can_be_told_in_every_format(variant: str) -> None:
    """Nothing that a problem may hold stops a page, and each `=` on it has been proven on the way."""

    @settings(DRAWING, max_examples=15)
    @given(drawn_problems(variant))
    def check(problem: Problem) -> None:
        document = derive(problem).document()
        for name in RENDERERS:
            assert RENDERERS[name].render(document, Style())

    check()


@pytest.mark.parametrize("visible", ["causal", [[1, 0], [1, 1]], [[0, 1], [1, 0]]])
@pytest.mark.parametrize("cells", [[["a", 1], [0, "b"]], [["x_11", "x_12"], ["x_21", "x_22"]], [["ln 2", "a"], [1, 0]]])
def test_letters_and_masks_go_together(cells: list[list[object]], visible: object) -> None:
    document = derive(Attention(X=cells, visible=visible)).document()
    for name in RENDERERS:
        assert RENDERERS[name].render(document, Style())


def test_two_sequences_never_keep_anything_for_themselves() -> None:
    """Equal labels do not make one sequence of two."""
    labels = {"queries": ["a", "b"], "keys": ["a", "b"]}
    cross = derive(Attention(X_q=[[1, 0], [0, 1]], X_kv=[[1, 1], [2, 0]], tokens=labels))
    assert not any("keeps" in sentence for sentence in sentences(cross))


def test_a_power_of_ten_is_bracketed_where_it_must_be() -> None:
    """2/1e3 on one line is 2/(1·10^3), not 2/1·10^3."""
    page = derive(Attention(X=[["2/1e3", 1]])).latex()
    assert r"2/(1 \cdot 10^{3})" in page


def test_a_result_that_only_looks_like_its_numbers_is_told() -> None:
    """7/4/√2 is 7/(4√2): the same numbers, but no repetition."""
    told = chains(derive(Attention(X=[["1/2", 1], ["3/4", 1]], W_K=[[1, 0], [0, 1]])), "scaled_scores")[0]
    assert "(5/4)/√2" in told
    assert "5/(4√2)" in told


def test_a_scale_of_one_is_no_step() -> None:
    assert "scaled_scores" not in derive(Attention(X=[[1, 2]], scale=1)).step_names


def test_a_weight_just_below_one_has_significant_digits() -> None:
    """1 - 10^-433860 lies on no side of 1 that any precision could see; its digits are 1.00 from either."""
    weights = derive(Attention(X=[[1000], [1]])).weights
    assert weights.rounded(Digits(3, significant=True))[0][0] == Rounded(100, 2, exact=False, tie=False)
