"""One spelling for each sign: what is written differently in plain text, Unicode, LaTeX and Typst is one mark."""

from __future__ import annotations

from symattn.notation.parse.mark import CLOSE, COMMAND, DOTS, NAME, OPEN, RELATION, ROW, SIGN, STOP


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


BELOW = "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"
ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
LOWERED = str.maketrans(BELOW, "0123456789aeoxhklmnpstijruv")
LEVELLED = str.maketrans(ABOVE, "0123456789+-")
MINUSES = "−﹣－–‐‑˗"
FRACTIONS = {"½": "1/2", "⅓": "1/3", "¼": "1/4", "¾": "3/4", "⅔": "2/3", "⅛": "1/8"}

_SPELLED = {
    "-": MINUSES,
    "+": "＋",
    "*": "× · ⋅ • ∙ ∗ ＊ @",
    "/": "÷ ⁄ ∕ ／",
    "^": "**",
    "'": "′ ’",
    ".": "．",
    "(": "（ ⟨",
    ")": "） ⟩",
    "[": "［ 【",
    "]": "］ 】",
    ",": "， 、",
    ";": "；",
    ":": "：",
    "=": "＝ := =: ≡ ≜",
    "≈": "~ ～ ~= ≃ ≅ ≐ ≒ ≑",
    "→": "-> --> => ==> ⇒ ⟹ ⟶ ⟼ ↦ ➜ ➔ ⇨",
    "←": "<- <-- ⟵ ⇐",
    "‖": "∥",
}
SPELLINGS = {
    spelling: sign
    for sign, spellings in _SPELLED.items()
    for spelling in (spellings if spellings == MINUSES else spellings.split())
}

TEXT_COMMANDS = (
    "text|textbf|textit|textrm|textsf|texttt|num|mathrm|mathsf|mathit|mathtt|operatorname\\*?|mbox|mathbb|mathcal"
)
SKIPPED = (
    "left|right|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits|nonumber|notag|mathbf|boldsymbol|bm|"
    "mathstrut|hline|boxed|fbox|underline|color|bf|it|rm|thinspace|strut|"
    "begingroup|endgroup|hspace|vspace|middle|enspace|ensuremath|toprule|midrule|bottomrule"
)
"""Commands that change how a formula looks, not what it says."""
LENGTHS = "arraycolsep|jot|nulldelimiterspace|thinmuskip|medmuskip|thickmuskip"
"""Lengths that a formula sets for itself: {\\arraycolsep=2pt …}."""
STYLES = "mathbf|boldsymbol|bm|pmb|symbf|mathbfit"
"""Of these the braces are none either: \\mathbf{Q}\\mathbf{K}^T is QK^T."""
ENVIRONMENTS = _words("matrix bmatrix pmatrix vmatrix Bmatrix Vmatrix smallmatrix psmallmatrix bsmallmatrix array")
"""Environments that are tables; any other is lines of formulas."""

_COMMANDS = {
    (SIGN, "*"): "cdot times ast bullet star",
    (SIGN, "⊙"): "odot",
    (SIGN, "/"): "div",
    (SIGN, "∘"): "circ",
    (SIGN, "'"): "prime",
    (RELATION, "="): "eq equiv coloneqq triangleq",
    (RELATION, "≈"): "approx simeq cong sim approxeq fallingdotseq doteq",
    (RELATION, "→"): "to rightarrow Rightarrow longrightarrow Longrightarrow implies mapsto xrightarrow",
    (STOP, "←"): "leftarrow Leftarrow gets",
    (STOP, " "): "quad qquad substack",
    (STOP, "±"): "pm",
    (STOP, "<"): "lt",
    (STOP, ">"): "gt",
    (STOP, "≤"): "leq le leqslant",
    (STOP, "≥"): "geq ge geqslant",
    (STOP, "≪"): "ll",
    (STOP, "≫"): "gg",
    (STOP, "≠"): "neq ne",
    (STOP, "∈"): "in",
    (STOP, "|"): "mid vert lvert rvert",
    (STOP, "‖"): "Vert lVert rVert",
    (COMMAND, "prod"): "prod",
    (COMMAND, "binom"): "binom tbinom dbinom",
    (OPEN, "⌈"): "lceil",
    (CLOSE, "⌉"): "rceil",
    (OPEN, "⌊"): "lfloor",
    (CLOSE, "⌋"): "rfloor",
    (STOP, "∫"): "int",
    (STOP, "∂"): "partial",
    (STOP, "✓"): "checkmark",
    (DOTS, "h"): "ldots cdots dots dotsc",
    (DOTS, "v"): "vdots",
    (DOTS, "d"): "ddots",
    (OPEN, "["): "lbrack",
    (OPEN, "("): "langle lparen",
    (CLOSE, "]"): "rbrack",
    (CLOSE, ")"): "rangle rparen",
    (ROW, "\\\\"): "cr tabularnewline newline",
    (COMMAND, "sum"): "sum",
    (COMMAND, "frac"): "frac tfrac dfrac cfrac",
    (COMMAND, "sqrt"): "sqrt",
    (COMMAND, "matrix"): "matrix",
    (COMMAND, "brace"): "underbrace overbrace",
    (COMMAND, "̂"): "hat widehat",
    (COMMAND, "̃"): "tilde widetilde",
    (COMMAND, "̄"): "bar overline",
    (COMMAND, "⃗"): "vec",
    (COMMAND, "̇"): "dot",
    (NAME, "∞"): "infty",
    (NAME, "T"): "top intercal",
    (NAME, "softmax"): "softmax Softmax",
}
_GREEK = _pairs(
    "α alpha β beta γ gamma δ delta ε epsilon ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi "
    "π pi ρ rho σ sigma τ tau υ upsilon φ phi φ varphi χ chi ψ psi ω omega ℓ ell Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi "
    "Π Pi Σ Sigma Φ Phi Ψ Psi Ω Omega"
)
_NAMED = _words("exp ln log sin cos tan tanh max min sigmoid det")
_OF_TYPST = _words("times approx quad dots top alpha beta theta pi sum partial sigma")
COMMANDS: dict[str, tuple[str, str]] = {
    **{command: mark for mark, commands in _COMMANDS.items() for command in commands.split()},
    **{command: (NAME, letter) for letter, command in _GREEK},
    **{name: (NAME, name) for name in _NAMED},
}
"""What each LaTeX command is: its kind of mark and the one spelling."""

TYPST = {
    **{word: COMMANDS[word] for word in _OF_TYPST},
    "dot": (SIGN, "*"),
    "infinity": (NAME, "∞"),
    "oo": (NAME, "∞"),
    "arrow": (RELATION, "→"),
    "bold": (STOP, ""),
    "wide": (STOP, " "),
    "in": COMMANDS["in"],
}

FUNCTIONS = _words(
    "exp ln log sqrt softmax sum sin cos tan tanh max min mean average avg relu sigmoid gelu σ diag abs var variance "
    "std log2 log10 lg norm det tr trace transpose floor ceil prod mask masked causal_mask"
)
NEED_BRACKETS = FUNCTIONS - _words("exp ln log sqrt sin cos tan tanh log2 log10 lg")
"""`Sum = 5.056` and `softmax = …` are names."""
TABLES = _words("mat vec Matrix array tensor")
"""Functions that make a table of their argument."""
FUNCTION_SPELLINGS = {
    "average": "mean",
    "avg": "mean",
    "σ": "sigmoid",
    "variance": "var",
    "masked": "mask",
    "trace": "tr",
    "causal_mask": "mask",
}
COMPARISONS = frozenset("<>≤≥≠")
"""What puts two numbers in order."""
ROW_WORDS = _words("row 行 第 hàng fila zeile ligne linha baris riga строка")
AND_WORDS = _words("and und y et e и та i och og en dan và ve और 和 与 及 以及 と および 와 과")
"""What stands before the last number of a list."""
JOINING_WORDS = _words(
    "and or so is are be that then as since because thus hence therefore where with get gives give have for if but to "
    "und oder also ist sind dann et ou donc est alors y e o así es entonces portanto logo "
    "of in indeed check verify clearly both 即 则 故 所以 因此 因为 得 得到 为 是 有 而 且 和"
)
"""Words of sentences, behind which a number is a number: so 1 = 0.4 + 0.6."""
HIDDEN_WORDS = _words("inf infinity infty")
ENDS = _words(
    "Big Bigg Biggr Bigr Box Leftarrow Leftrightarrow Longrightarrow Rightarrow SI Vert approx because big bigg "
    "biggr bigr bigskip blacksquare box break cdots checkmark circ cite color cong cr dagger ddagger ddots deg "
    "degree displaystyle dots dotsc end eqref equiv euro footnote ge geq geqslant gg gt hbox hfil hfill hline "
    "hphantom hskip hspace iff implies in item kern label land large ldots le left leftarrow leq leqslant less "
    "limits linebreak ll longrightarrow lor lt mapsto mathrm mbox medskip mid middle ne neq newline noindent "
    "nolimits nonumber normalsize notag notin overbrace pagebreak par percent phantom pounds propto qed qedhere "
    "qquad quad rVert rangle rceil ref rfloor right rightarrow rvert scriptstyle si sim simeq small smallskip "
    "square star strut subset tag text textbf textcolor textit textrm textstyle therefore to underbrace unit "
    "vdots vee vert vphantom vspace wedge"
)
"""Commands that may stand behind a formula, and those of LaTeX that mean nothing."""
