"""One table for each way in which people write: a text, and what is read in it, printed in plain notation."""

from __future__ import annotations

import pytest
from reading.pages import spans, told

NUMBERS = [
    ("x = 0.25 = .25 = 25% = 25\\%", ["x = 0.25 = .25 = 25% = 25%"]),
    ("x = 3e-4 = 2.5×10^{-5} = 5·10⁻³", ["x = 3e-4 = 2.5e-5 = 5·10^(−3)"]),
    ("$x = 65{,}536 = 2{,}5$", ["x = 65536 = 2.5"]),
    (r"$x = 65\,536 = 65\\,536.5$", ["x = 65536 = 65536.5"]),
    ("x = 12,345 = 20 000 = 1\u202f234", ["x = 12345 = 20000 = 1234"]),
    ("half is ½ = 0.5", ["1/2 = 0.5"]),
    ("x = ٢.٥ = ３．５", ["x = 2.5 = 3.5"]),
    ("a = -0.5, b = −0.5, c = –0.5, d = －0.5, f = ‑0.5", [f"{name} = −0.5" for name in "abcdf"]),
    (r"$\frac13 = \tfrac{1}{3} = \dfrac1{3}$, $\sqrt2 = 1.414$", ["1/3 = 1/3 = 1/3", "√2 = 1.414"]),
]
RELATIONS = [
    ("1/4 ≈ 0.25 ~ 0.3", ["1/4 ≈ 0.25 ≈ 0.3"]),
    (r"$a := 3$, $b \approx 2 \simeq 2$", ["a = 3", "b ≈ 2 ≈ 2"]),
    ("in steps 2～4, for 3~5 tokens", ["2", "4", "3", "5"]),
    ("e^0.5~1.65 and 1/3~0.33", ["e^0.5 ≈ 1.65", "1/3 ≈ 0.33"]),
    (r"$(3, 1) \Rightarrow (0.9, 0.1)$", ["[3, 1] → [0.9, 0.1]"]),
    ("Sum $= 7.5$", ["Sum = 7.5"]),
    ("S = 1.5 + 2\n  = 3.5", ["S = 1.5 + 2 = 3.5"]),
    (r"$$\begin{aligned} S &= 1.5 + 2 \\ &= 3.5 \end{aligned}$$", ["S = 1.5 + 2 = 3.5"]),
    ("\\[\\begin{aligned} S &= 1.5 + 2 \\\\*\n &= 3.5 \\end{aligned}\\]", ["S = 1.5 + 2 = 3.5"]),
    (r"$$\begin{aligned} S &= 1.5 + 2 \cr &= 3.5 \cr s &= 2 \end{aligned}$$", ["S = 1.5 + 2 = 3.5", "s = 2"]),
]
TABLES = [
    ("K = [3, 4], (3, 4), [3 4], [3; 4]", ["K = [3, 4]", "[3, 4]", "[3, 4]", "[[3], [4]]"]),
    ("K = [[3, 4], [5, 6]]", ["K = [[3, 4], [5, 6]]"]),
    ("x = [1 -1]", ["x = [1, −1]"]),
    (r"$K = \begin{bmatrix} 3 \vphantom{\Bigg(} \cr \vphantom{\Bigg(} 5 \end{bmatrix}$", ["K = [[3], [5]]"]),
    (r"$K = {\arraycolsep=2pt \begin{bmatrix} 3 & 4 \end{bmatrix}} \\ &= 2$", ["K = [[3, 4]] = 2"]),
    (r"$K = \begin{pmatrix} 3 & 4 \\ 5 & 6 \end{pmatrix}$", ["K = [[3, 4], [5, 6]]"]),
    (r"$S = (1, -\infty)$, S = [1, -∞], S = [1, -inf]", ["S = [1, −∞]"] * 3),
    ("weights [≈0, ≈0, ≈1]", ["[0, 0, 1]"]),
    (
        r"$$K = \begin{array}{c|cc} & a & b \\ \hline \text{cat} & 3 & 0 \\ \text{sat} & 0 & 4 \end{array}$$",
        ["K = [[3, 0], [0, 4]]"],
    ),
    ("```\nK =\n[\n 3 4\n 5 6\n]\n```", ["K = [[3, 4], [5, 6]]"]),
    ("```\nK =\n[\n 3\n 5\n 7\n]\n```", ["K = [3, 5, 7]"]),
    ("```\nK =\n[3 4\n 5]\n```", ["K = [3, 4, 5]"]),
    (
        r"$K = \left[\begin{array}{cc} 3 & 4 \end{array}\right] = \left(\begin{matrix} 3 & 4 \end{matrix}\right)$",
        ["K = [[3, 4]] = [[3, 4]]"],
    ),
    ("[5/50≈0.1, 9/50≈0.18]", ["5/50 ≈ 0.1", "9/50 ≈ 0.18"]),
    ("$[e^{-1}=0.368, e^{-2}=0.135]$", ["e^(−1) = 0.368", "e^(−2) = 0.135"]),
]
PRODUCTS = [
    ("0.3·2 = 0.3×2 = 0.3*2 = 0.3 x 2 = 0.3(2)", [" = ".join(["0.3·2"] * 5)]),
    ("0.3[2,0] = [0.6,0]", ["0.3[2, 0] = [0.6, 0]"]),
    ("QK^T = Q K^T = Q @ K.T = QKᵀ = 4", ["QKᵀ = Q·Kᵀ = Q·Kᵀ = QKᵀ = 4"]),
    ("[2.5, 1]/3.5 = [0.714, 0.286]", ["[2.5, 1]/3.5 = [0.714, 0.286]"]),
    (r"$\frac{(2.5, 1)}{3.5}$", ["[2.5, 1]/3.5"]),
    (r"$\frac{[e^2,\,e^0,\ e^{-1}]}{9.5}$", ["[e^2, e^0, e^(−1)]/9.5"]),
    ("```\n(7 + 3)\n\n/\n\n4\n\n=\n\n2.5\n```", ["(7 + 3)/4 = 2.5"]),
    ("```\n0.5 ×\n\n[2 4]\n\n+\n\n[1 1]\n\n= [2 3]\n```", ["0.5·[2, 4] + [1, 1] = [2, 3]"]),
    (r"$\mathbf{Q} \mathbf{K}^\top = \mathbf Q\mathbf K^\top = 4$", ["Q·Kᵀ = Q·Kᵀ = 4"]),
    (
        r"$\left[\begin{array}{c} 3 \\ 4 \end{array}\right] \left[\begin{array}{c} 5 \end{array}\right] = [15, 20]$",
        ["[[3], [4]]·[[5]] = [15, 20]"],
    ),
    ("(3×2) × (2×3) = (3×3)", []),
    ("(3, 2) x (2, 4) = (3, 4)", []),
]
FUNCTIONS = [
    ("softmax [3, 1] = softmax(3, 1) = Softmax([3, 1])", ["softmax(3, 1) = softmax(3, 1) = softmax(3, 1)"]),
    (r"$softmax(3, 1) = Softmax\left(3, 1\right) = exp(3)$", ["softmax(3, 1) = softmax(3, 1) = e^3"]),
    (r"$\operatorname{softmax}\left(3, 1\right) = \softmax(3, 1)$", ["softmax(3, 1) = softmax(3, 1)"]),
    ("softmax(QK^T/√d_k)V = 2", ["softmax(QKᵀ/√d_k)·V = 2"]),
    ("exp(0.3) = e^0.3 = e^{0.3} = e^(0.3) = e**0.3 = np.exp(0.3)", [" = ".join(["e^0.3"] * 6)]),
    ("exp([3, 1]) = [20.1, 2.72]", ["e^([3, 1]) = [20.1, 2.72]"]),
    ("sqrt(2) = √2 = sqrt2 = math.sqrt(2)", ["√2 = √2 = √2 = √2"]),
    ("a = torch.nn.functional.softmax([3, 1])", ["a = softmax(3, 1)"]),
    (r"$\sqrt[3]{8} = 2$", ["8^(1/3) = 2"]),
    ("1 / 10000^(2/512) = 0.96", ["1/10000^(2/512) = 0.96"]),
]
NAMES = [
    (r"W\_Q = 2, Wq = 2, W^Q = 2, W~Q~ = 2", ["W_Q = 2", "Wq = 2", "W^Q = 2", "W_Q = 2"]),
    ("K^T = 3, K^T^ = 3, K.T = 3", ["Kᵀ = 3"] * 3),
    (r"$\text{weight}_1 = 2$, $\hat{y} = 3$, $q_{\text{cat}} = 4$", ["weight_1 = 2", "y\u0302 = 3", "q_cat = 4"]),
    (r"$W_Q^1 = 2$, $W_K^{2} = 3$, $Q^1 = 4$, W_V² = 5", ["W^1_Q = 2", "W^2_K = 3", "Q^1 = 4", "W^2_V = 5"]),
    (r"$\mathbf{q}^{(1)} = 2$, $W_Q^{(2)} = 2$", ["q^1 = 2", "W^2_Q = 2"]),
    (r"$\alpha_{\text{the},\text{cat}} = 0.3$", ["α_the,cat = 0.3"]),
    ("Q0.K1 = 1, q_1.k_2 = 3. Q1.shape = 2", ["Q_0·K_1 = 1", "q_1·k_2 = 3", "shape = 2"]),
    ("$a_{11} = 2$, $S_{1,:} = 3$, q₁ = 4, Q[0] = 5", ["a_11 = 2", "S_1: = 3", "q_1 = 4", "Q_0 = 5"]),
    (r"$\text{row 1: }\frac{1}{4} = 0.25$", ["1/4 = 0.25"]),
    ("|-3| = 3, $\\|q\\| = 2$", ["|−3| = 3", "|q| = 2"]),
    ("‖(3, 4)‖ = 5, ||q|| = 2, $\\lVert v \\rVert_2 = 1$", ["|[3, 4]| = 5", "|q| = 2", "|v| = 1"]),
    (r"$\left\| A \right\|_F = 3$ and ‖x‖₁ = 4", ["norm(A) = 3", "sum(abs(x)) = 4"]),
    (r"$\frac{a \cdot b}{\|a\|\|b\|} = 1$", ["a·b/(|a|·|b|) = 1"]),
    ("⌈2.3⌉ = 3, $\\lfloor 2.3 \\rfloor = 2$, 4! = 24", ["ceil(2.3) = 3", "floor(2.3) = 2", "4! = 24"]),
    (r"$\binom{4}{2} = \binom42$", ["binomial(4, 2) = binomial(4, 2)"]),
    ("∑_{i=1}^{3} i² = 14", ["1^2 + 2^2 + 3^2 = 14"]),
    (r"$\sum_{i=1}^2 s_i v_{i1} = 3$, $\prod_{j=2}^{3} j = 6$", ["s_1·v_11 + s_2·v_21 = 3", "2·3 = 6"]),
    (r"$\sum_j e^{s_j} = 3$", ["∑_j e^s_j = 3"]),
    ("log_2 8 = 3, $\\log_{10} 100 = 2$", ["log2(8) = 3", "log10(100) = 2"]),
    ("`torch.softmax(torch.tensor([1., 2.]), dim=0) = x`", ["softmax(1, 2) = x"]),
    ("`F.softmax([[1, 2], [3, 4]], dim=0) = x`", ["softmax([[1, 2], [3, 4]]ᵀ)ᵀ = x"]),
    ("$$\n0.25 % a quarter of it\n= 1/4\n$$", ["0.25 = 1/4"]),
    ("| a | 3 | = | 4 |", ["3", "4"]),
    ("$x_1^T x_2 = 3$", ["x_1ᵀ·x_2 = 3"]),
    (r"$\mathbf{Q}\mathbf{K}^\top = \bm{q}_1^\top\boldsymbol{k}_2 = [\mathbf{0.5}]$", ["Q·Kᵀ = q_1ᵀ·k_2 = [0.5]"]),
    ("score(mat→cat) = 0.3, P(cat|the) = 0.5", ["score(mat→cat) = 0.3", "P(cat|the) = 0.5"]),
    (r"$P(\text{cat} \mid \text{the}) = 0.5$", ["P(cat|the) = 0.5"]),
    ("Output 1 = 2, so 3 = 1 + 2", ["Output_1 = 2", "3 = 1 + 2"]),
    ("0.5*V0 + 0.5*V1 = [1, 2]", ["0.5·V_0 + 0.5·V_1 = [1, 2]"]),
    ("权重(猫,狗) = 0.3", ["权重(猫,狗) = 0.3"]),
]
LISTS = [
    ("weights ≈ 0.6 and 0.4 here", ["weights ≈ 0.6", "[0.6, 0.4]", "0.4"]),
    ("结果约 0.6、0、0.4。", ["0.6", "[0.6, 0, 0.4]", "0", "0.4"]),
    ("0.2, 0.2 und 0.6", ["0.2", "[0.2, 0.2, 0.6]", "0.2", "0.6"]),
    ("row 0.25 0.75", ["0.25", "[0.25, 0.75]", "0.75"]),
    ("on pages 3, 4 and 5", ["3", "4", "5"]),
    ("0.5, 2 tokens", ["0.5", "2"]),
    ("$e^{0.3} ≈ 1.35, e^0 = 1$", ["e^0.3 ≈ 1.35", "e^0 = 1"]),
    ("$e^{0.3}, e^{0} = 1.35, 1$", ["e^0.3 = 1.35", "e^0 = 1"]),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [*NUMBERS, *RELATIONS, *TABLES, *PRODUCTS, *FUNCTIONS, *NAMES, *LISTS],
    ids=lambda text: str(text)[:40],
)
def test_what_is_read_in_markdown(text: str, found: list[str]) -> None:
    assert told(text) == found


TYPST = [
    ('$ K = mat(delim: "[", align: center, 3, 4; 5, 6) $', ["K = [[3, 4], [5, 6]]"]),
    ("$ mat(3, 4; 5, 6) times vec(1, 0) approx vec(3, 5) $", ["[[3, 4], [5, 6]]·[[1], [0]] ≈ [[3], [5]]"]),
    ("$ frac(1, 4) dot 2 = 0.5 $", ["(1/4)·2 = 0.5"]),
    ('$ "score" = 3 $', ["score = 3"]),
    ("$ a = 0.5 thin x + mat(3, 4) \\/ 2 in A $", ["a = 0.5x + [[3, 4]]/2"]),
]


@pytest.mark.parametrize(("text", "found"), TYPST)
def test_what_is_read_in_typst(text: str, found: list[str]) -> None:
    assert told(text, "typst") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("s = 0,75 + 0,5 = 1,25", ["s = 0.75 + 0.5 = 1.25"]),
        ("(0,75; 0,25), (0,75, 0,25), (1,0)", ["[0.75, 0.25]", "[0.75, 0.25]", "[1, 0]"]),
        ("1.234,5 = 1234,5", ["1234.5 = 1234.5"]),
        ("$e^{0,5} = 1{,}649$", ["e^0.5 = 1.649"]),
    ],
)
def test_decimal_commas_where_the_document_has_them(text: str, found: list[str]) -> None:
    assert told(text, decimal_comma=True) == found


def test_each_side_has_its_place() -> None:
    assert spans("so $a = 2\\cdot3$ and (1, 2) ≈ 0.5") == [["a", r"2\cdot3"], ["(1, 2)", "0.5"]]
    assert spans("$e^{0.3}, e^{0} = 1.35, 1$") == [["e^{0.3}", "1.35"], ["e^{0}", "1"]]
    assert spans("about 0.6 and 0.4") == [["0.6"], ["0.6 and 0.4"], ["0.4"]]


def test_a_sum_of_latex_goes_on_in_the_next_row() -> None:
    rows = "$$\\begin{aligned} x &= 1 \\cdot 2 \\\\ &\\qquad {} + \\frac{1}{2} \\\\ &= 2.5 \\end{aligned}$$"
    assert told(rows) == ["x = 1·2 + 1/2 = 2.5"]


def test_a_combining_accent_belongs_to_its_letter() -> None:
    assert told("A = softmax(S̃) = S̄K̂ᵀ", "text", known="SKA") == ["A = softmax(S̃) = S̄K̂ᵀ"]
