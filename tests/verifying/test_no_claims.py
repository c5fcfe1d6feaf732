"""What looks like a relation between numbers and claims none, or not this one: no alarm is raised."""

from __future__ import annotations

import pytest
from verifying.judged import report, told


def alarms(text: str, name: str = "note.md") -> list[str]:
    return [line for line in told(text, name) if line.endswith((": wrong", ": truncated", ": last-digit"))]


@pytest.mark.parametrize(
    "text",
    [
        "Install torch 3,>=1.6 and numpy 2.0,>=1.17.",
        "```python\nif step % 4 == 0:\n    pass\n```",
        "A leap year: `400 == 0`.",
        "| ids | what |\n|---|---|\n| 4 - 13 | 10 |\n| 20-30% | 95% |",
        "| memory | second |\n|---|---|\n| 40/80 GB | 80 GB |\n",
        "Each of sonnet-4-5 and gpt-4-1 = 3 of 5.",
        "In binary 2 = 0010 and 3 = 0011.",
        "We keep 1000 (one of the groups) ≈ 2000 rows.",
        "[3] = 4 is a note.",
        "The overlap is 20 ~= 10% of it.",
        "2048² × 64 = 268 million operations",
        "It takes 4096 × 64² = 16.8M steps and 1000 × 4096 × 2 = 8.2 MB.",
        "exp(1000) ≈ 10^434",
        "$$\\sigma = \\sum_{n=1}^{6} n^2 = 91$$ and $$\\sum_{n} n^2 = 1^2 + 9^2$$",
        "$\\size{3} = 5$, $\\operatorname{sgn}(-2.5) = -1$, $\\sgn(-2.5) = -1$",
        "$\\diff{e}{a} = 2 + 1$",
        "Let $x = [1, 2]$. Then $u = 3$, $u(x) = 4x$ and later $u(x) = 1x + 0$.",
        "$a = 2$, $b = 5$, $e = (a + b)(b + 1)$",
        "Var(a[0]) ≈ 1 and Var(a[0]·b[0]) = 1",
        "```python\nheads: int = 8\nwidth: int = 64\nrate: float = 0.1\nbetas: [float, float] = (0.9, 0.999)\n```",
        "$h = 100 - 60$ steps are left. Near the end, $h = 0$.",
        "With K = [[1, 2, 0, 1], [0, 1, 1, 3]] here, in large models d_k = 64.",
        "One token ≈ 3–4 letters; one token ≈ 0.75 words.",
        "The answers 0+1=75% of all, 2 the rest.",
        r"$\sigma([1.0, 1.1]) = [0.475, 0.525]$",
        "The attention weights: [0.670, 0.330, 0.330, 0.670]",
        "| seeds | count |\n|---|---|\n| 13/14/15 | 8 |",
        "That is `377.34GBps * 3/31` = 36.52GBps, or 377.34GBps * 3/31 = 36.52GBps.",
        "```python\nprint(f'{used=:0.2f}, {free=:0.2f}')\nused = 3 / 7\nprint(f'{used=:0.2f}')\n```",
        "$e^{2-3} \\times \\boxed{x} + e^{1-3} = e^{-1} \\times 1.368 + 0.135$",
        "2 sqrt(2) = 2.828, 3 exp(1) = 8.155, 1 + 2 sqrt(2) = 3.828 and 2 (1+2) = 6.",
        "# 0.5 exp(1) = 1.359",
        "2^3^2 = 512 and 10^10^10^10 = 1",
        "BLEU 28.4 = 2 points more than before.",
        "It takes 3 × 0.5 = 1500 ms, 3 × 40 = 0.12 ms, 64 × 4 = 0.256 kB and 7200 × 2 = 4 hours.",
        "8 × 134,217,728 ≈ 1.07 GFLOP and 2 × 4096 × 4096 = 33.6 MFLOP/s.",
        "12 × 64 × 64 = 49 mil, 12 × 64 × 64 = 49 тыс., 49152 × 1000 ≈ 49 Millionen and 49152 × 1000 = 49,2 millones.",
        "$2 \\times 512 \\times 1024 = 1\\ \\text{Mo}$, $3 \\times 0.5 = 1500\\,\\mathrm{ms}$",
        "$2048\\ \\text{Mio} = 2\\ \\text{Gio}$",
        "The rows 2 × 50 = 100 200 are two.",
        "0.667/0.245 = 2.722 ≈ e, and 0.34 ≈ 1/3.",
        "We do not get 64/8 = 6. It isn't $64/8 = 6$. Instead of 64/8 = 6 there is more.",
        "64/8 = 6 is wrong; 64/8 = 6 (wrong!); 64/8 = 6 ✗, and 64/8 = 6, which is not right.",
        "Falsch: 64/8 = 6. Faux : 64/8 = 6. Incorrecto: 64/8 = 6. Sbagliato: 64/8 = 6. 错误：64/8 = 6。",
        "A common mistake is to write e^2 = 2e = 5.4.",
        "~~64/8 = 6~~ and ~~$64/8 = 6$~~, <s>64/8 = 6</s>, <del>64/8 = 6</del>, $\\cancel{64/8 = 6}$",
        "Is 64/8 = 6? Does $64/8 = 6$? ¿64/8 = 6?",
        "Since 2024-01-15 = 15 January.",
        "Head 1: Q = K = V = [[1, 0], [0, 1]]. Head 2: Q = K = V = [[2, 0], [0, 1]], so QK^T = [[4, 0], [0, 1]].",
        "Q = [[1, 0]], K = [[0, 1]]. Later, let Q = K = [[2, 2]]. Then QK^T = 8.",
        "The spacing there is 2⁻¹⁴, 2^-14 ≈ 0.000061, so nothing is lost at 4 digits.",
        "e^1, e^0 = 2.718 and 1",
        "Scores 2.0, 1.0, 0.5 → 2.0 - 1.0, 1.0 - 0.5 = 1.0, 0.5.",
        "$3.0, 1.5 \\to 3.0/2, 1.5/2 = 1.5, 0.75$",
        "Punktzahlen 3.0; 1.5 → 3.0/2, 1.5/2 ≈ 1.5, 0.75",
        "分数 3.0、1.5 → 3.0/2, 1.5/2 = 1.5, 0.75。",
        "```python\ncount = 2\ndraw(a, xlim=[0, count])\n```\n\n```python\ndraw(b, xlim=[0.01, 10])\n```\n",
        "q1 = (1, 2), k1 = (2, 0), k2 = (1, 1), k3 = (0, 1)\n\n    q1·k1 = 2   q1·k2 = 3   q1·k3 = 2\n",
        "v1 = (1, 2), v2 = (2, 0), and s = 2 v1 = (1, 2)",
        "q1 = (1, 2), k1 = (2, 0), k2 = (1, 1): q1·k1 = 2 q1·k2 = 3",
        "$\\sum_{e' = 1}^E \\exp(w_{e'} x)$ and $e' = 1$",
        "2/3 = 0.(6) and $2/3 = 0.\\overline{6}$, 2/3 = 0.6̄",
        "2/3 = 0.666... and $1/6 = 0.1666\\ldots$, 1/6 = 0.1666…",
        "$w = [1, 0]$, $x = [2, 3]$. The plane $w·x = 1$ and the line w·x = 0",
        "$q = [1, 0]$, $k = [2, 3]$. It is so for all $q$ with $q·k = 3$.",
        "Between 0.5 ~ 2 and $10\\% \\sim 100\\%$ of it.",
        "```python\nv = np.array([1, 2])\nw = v * 2\nw = np.array([3, 5])\n```",
        "$6 = 3 \\times 2 = 3!$",
        "$W = \\begin{pmatrix} 1 & 1 \\\\ 0 & 1 \\end{pmatrix}$ and $W^{-1} W = W W^{-1} = 1$",
        "2·10^9·16·32 = 10^12",
        "```\n1.5 + 2 = 3.5\n\n# The second part:\n= 0.5 + 2\n```",
        "0.\u200b25 + 0.5 = 0.7\u00ad5, 1\u00ad0 + 2 = 12, [1,\u200b2] + [3,\u200b4] = [4, 6], 2\u2060e-4 = 0.0002",
        "Is 0.25 + 0.5 = 0.76? No. Does 64/8 = 6 hold? Does $64/8 = 6$ really hold?",
        "Suppose that 64/8 = 6. Assume $64/8 = 6$. Angenommen, 64/8 = 6. 假设 64/8 = 6。",
        "A common slip: somebody writes e^2 = 5.4. 错误的写法：e^2 = 5.4。 Misconception: that 64/8 = 6.",
        "[[1, 2], [3, 5]] [1, 0] = [1, 3] and then [[1, 2], [3, 5]] (0, 1) = (2, 5).",
        "$\\begin{bmatrix}1&2\\\\3&5\\end{bmatrix}(1, 0) = (1, 3)$",
        "X = [[1, 2], [3, 5]] (2, 2). K [1, 2] = [5, 13]. (1, 2) (3, 5) = (3, 10). softmax([1, 2]) [3, 5] = [5, 6]",
        "shares = 0.15/1.25, 0.45/1.25, 0.65/1.25 = 0.12, 0.36, 0.52",
        "Shares: 0.15/1.25, 0.45/1.25 and 0.65/1.25 = 0.12, 0.36 and 0.52",
        "a, b = 1/6, 5/6 ≈ 0.167, 0.833",
        "We take 1/6 and 5/6 = 0.833, 0.5 of it. Half = 1/2, 2/4 = 0.5, 3 tokens.",
        "exponentials = 1, e^-1 = 1, 0.368; Scores 2, 1.0, 0.5 → 2, 1.0 - 0.5 = 2, 0.5",
        "Anteile: $\\frac{0{,}15}{1{,}25}$, $\\frac{0{,}65}{1{,}25}$ ≈ 0,12; 0,52",
        "The shares $e^1/3.718$ and $1/3.718$ ≈ 0.731 and 0.269.",
        "The shares $e^1/3.718$, $1/3.718$ ≈ $0.731$, $0.269$ and $1/6$, $5/6 \\approx$ 0.167, 0.833.",
        "So $1/6$ and $5/6$ ≈ 0.833, 0.5 of it; `1/6`, `5/6` = 0.167, 0.833",
        "1/1350 ≈ 7.41e-4. So 3e-3 + 2e-3 = 5e-3. And 1/1350 = 7.41E-4. More",
        "学习率 0.0003 = 3e-4的两倍. 1/1350 ≈ 7.41e–4, 1/1350 ≈ 7.41 e-4, 0.0003 = 3e-4f and 1/1350 ≈ 7.41 × 10−4",
        "$1/1350 = 7.41\\mathrm{e}{-4}$, $1/1350 = 7.41\\text{e-4}$, $1/1350 \\approx 7.41e{-4}$",
        "$1/1350 \\approx 7.41e-4.$ With the typographic sign, 1/1350 ≈ 7.41e−4, but 2e−1 ≈ 4.437.",
    ],
)
def test_what_claims_nothing_raises_no_alarm(text: str) -> None:
    """Comparisons, ranges, units, functions of letters, letters set anew, and arguments of unknown commands."""
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.py", "# 1/4 = 0.25\ntotal = 5 + 4  # = 9\n"),
        ("note.py", "# 1/4 =\ntotal = 5 + 4\n# 9 of them\n"),
        (
            "note.java",
            "int n = 2 + 5; // = 7\nint m = n * 2; // = 14\n/* 1/4 = 0.25 */\ndouble x = n / 2.0; // = 3.5\n",
        ),
        ("note.js", "/* 1/4 = 0.25 */ let total = 5 + 4; // = 9\nlet more = 1;\n"),
    ],
)
def test_no_chain_goes_over_the_code_between_two_remarks(name: str, text: str) -> None:
    assert alarms(text, name) == []


def test_a_chain_goes_on_in_the_next_line_of_remarks() -> None:
    text = "x = f(3)  # 1*3 + 2*4\n          # = 12\n"
    assert told(text, "note.py") == ["1*3 + 2*4 # = 12: wrong"]


def test_a_table_before_its_mask_is_no_wrong_masked_table() -> None:
    """Six of its nine numbers are those of the masked one."""
    masked = "After the mask: M = [[0.8, -inf, -inf], [0.3, 0.9, -inf], [0.1, 0.6, 0.7]]\n\n"
    assert alarms(masked + "Before:\n\n```\n[[0.8, 0.2, 0.15],\n [0.3, 0.9, 0.4],\n [0.1, 0.6, 0.7]]\n```") == []


@pytest.mark.parametrize(
    "text",
    [
        "0.25 + 0.5 = 0.85",
        "2·3 + 4·5 = 27",
        "q = [1, 2] and k = [3, 4], so q·k = 12",
        "$q_1 = [1, 0]$, $k_2 = [2, 3]$, so $q_1·k_2 = 1$",
        "$w = [1, 0]$, $x = [2, 3]$, so $w·x = 3$",
        "3 + 4 = 7 = 8",
        "| work | result |\n|---|---|\n| 2·3 + 4·1 | 11 |",
        "1.5×10^3 / 3.0×10^2 = 6.0",
        "2·10^9·16·32 = 10^13",
        "ln(8) = 3",
        "2^3^2 = 64",
        "Row 1: sqrt(2) = 1.515",
        "var(1, 2, 6) = 9",
        "2.0, 1.0, 0.5 → 2.0 - 1.0, 1.0 - 0.5 = 1.0, 0.3",
        "shares = 0.15/1.25, 0.45/1.25, 0.65/1.25 = 0.12, 0.36, 0.58",
        "[[1, 2], [3, 5]] [1, 0] = [1, 2]",
        "1\u00ad0 + 2 = 13",
        "Suppose that d = 4. Then 64/8 = 6.",
        "Why is that so? Now 64/8 = 6.",
        "$\\begin{bmatrix}1&2\\\\3&5\\end{bmatrix}(1, 0) = (1, 2)$",
        "Shares: 0.15/1.25 and 0.65/1.25 = 0.12 and 0.58",
        "Shares: $0.15/1.25$, $0.65/1.25$ = 0.12, 0.58",
    ],
)
def test_what_claims_something_still_does(text: str) -> None:
    """The same signs, where they state what is worked out."""
    assert [finding.verdict.value for finding in report(text).findings][-1] == "wrong"


def test_powers_of_ten_belong_to_the_number_below_the_bar() -> None:
    """6.0e3/3.0×10² is 20, not 2·10^5."""
    assert told("6.0×10^3 / 3.0×10^2 = 20") == ["6.0×10^3 / 3.0×10^2 = 20: exact"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("log(8) = 3", "exact"),
        ("log(1000) = 3", "exact"),
        ("log(8) ≈ 2.079", "rounded"),
        ("var(1, 2, 6) ≈ 4.667", "rounded"),
        ("var(1, 2, 6) = 7", "exact"),
        ("std(1, 2, 6) ≈ 2.646", "rounded"),
    ],
)
def test_what_may_be_read_in_several_ways_is_right_in_any(text: str, due: str) -> None:
    """log to the base e, 2 or 10; a variance over n or n - 1."""
    assert told(text)[-1].endswith(f": {due}")


@pytest.mark.parametrize(
    "text",
    [
        "Do not forget to scale: 5/√2 = 3.45.",
        "If we do not scale, e^2 = 7.19.",
        "The error is 64/8 = 6.",
        "error = 64/8 = 6",
        "Note that 64/8 = 6: why is that?",
        "2/3 = 0.665...",
        "0.34 = 1/3",
        "$K = 2 \\cdot 3 = 7$, K = 4",
    ],
)
def test_what_claims_something_raises_an_alarm_all_the_same(text: str) -> None:
    assert len(alarms(text)) == 1


def test_what_is_struck_out_in_html_and_latex_is_said_no_more() -> None:
    assert told("<p><s>64/8 = 6</s> 64/8 = 8, <del>64/8 = 6</del></p>", "note.html") == ["64/8 = 8: exact"]
    assert told("\\sout{$64/8 = 6$} $64/8 = 8$, $\\cancel{64/8 = 6}$", "note.tex") == ["64/8 = 8: exact"]


def test_what_is_given_and_given_again_is_no_claim() -> None:
    """Nothing checks it; but a number worked out is checked where it is told again."""
    assert told("With T = 2 we begin.\n\nStill T = 2, and √2 is irrational.") == []
    assert told("a = 1 + 1 = 2\n\na = 2")[-1] == "a = 2: exact"


def test_a_formula_with_a_number_of_its_own_says_what_a_name_is() -> None:
    assert told("Q = [[1, 0], [0, 1]], K = [[1, 0], [1, 1]]\n\nA = softmax(QK^T/√2)") == []


def test_names_with_numbers_are_read_whole_in_a_code_span() -> None:
    text = "Q1 = [[1, 0], [0, 1]], K1 = [[1, 0], [1, 1]]\n\n`Q1 K1^T = [[1, 1], [0, 1]]`"
    assert told(text) == ["Q1 K1^T = [[1, 1], [0, 1]]: exact"]


def test_the_end_of_a_formula_is_no_name() -> None:
    """The T of `QK^T` = … is not a table T."""
    text = "Q = [[1, 0], [0, 1]], K = [[1, 0], [1, 1]]\n\n`QK^T` = [[1, 1], [0, 1]]\n\nT = [[5, 6], [7, 8]]"
    assert not any(line.startswith("T") for line in told(text))


def test_what_is_hidden_where_a_mask_is_spoken_of_the_mask_hides() -> None:
    text = "Q = K = V = [[1, 0], [0, 1]], d_k = 2, with a causal mask.\n\nS = QK^T/√2 = [[0.707, -∞], [0, 0.707]]\n"
    assert told(text)[-1].endswith(": rounded")
    assert told(text.replace("0.707]]", "0.770]]"))[-1].endswith(": wrong")


def test_a_version_with_a_point_makes_no_comma_part_thousands() -> None:
    text = "$3/\\sqrt 2 \\approx 2{,}121$, $1/\\sqrt 2 \\approx 0{,}707$. Version 3.11 vom 12.05.2024."
    assert [finding.verdict.value for finding in report(text).findings] == ["rounded", "rounded"]


def test_a_fraction_near_a_number_does_not_tell_how_near() -> None:
    found = report("√2 ≈ 7/5 and 1/3 ≈ 333/1000.")
    assert not found.findings


def test_a_bare_zero_among_decimals_is_nothing_cut_off() -> None:
    """It was masked; 1, what rounding would make of 0.665, is not what is due."""
    text = "Scores:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 0 | 1 |\n\nWeights, d_k = 1:\n\n| a | b |\n|---|---|\n"
    found = report(text + "| 0.269 | 0 |\n| 0.269 | 0.731 |\n").findings
    assert "truncated" not in {finding.verdict.value for finding in found}
    assert not [fix for finding in found for fix in finding.fixes]


def test_that_a_row_which_betrays_itself_sums_to_one_is_no_proof() -> None:
    found = report("The attention weights are 0.67 and 0.73, which sum to 1.00.").findings
    assert [finding.verdict.value for finding in found] == ["wrong"]
