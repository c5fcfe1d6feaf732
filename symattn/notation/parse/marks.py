"""Characters → marks: the tokens of mathematics as people write it, plain, Unicode, LaTeX and Typst in one alphabet.

What is spelled differently is one mark: ``×``, ``*``, ``\\cdot`` and Typst's ``dot`` are ``*``; ``≈``, ``~``,
``\\approx`` and ``approx`` are ``≈``. Nothing is refused: a character that means nothing here is a mark of kind STOP.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from symattn.page import Notation

NUMBER, NAME, WORD, SIGN, RELATION, OPEN, CLOSE = "number", "name", "word", "sign", "relation", "open", "close"
COMMA, SEMICOLON, CELL, ROW, LINE, COMMAND, TABLE = "comma", "semicolon", "cell", "row", "line", "command", "table"
DOTS, RAISED, STOP, END = "dots", "raised", "stop", "end"


@dataclass(slots=True)
class Mark:
    kind: str
    text: str
    """In the one spelling: `*` for `\\cdot`, `alpha` stays `α`."""
    start: int
    end: int
    spaced: bool = False
    """Whether a space stands before it."""
    rows: list[list[Mark]] = field(default_factory=list)
    """Of a TABLE: its rows, gathered from several lines."""


LATIN = r"A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ỿ"
BELOW = "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"
ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
LOWERED = str.maketrans(BELOW, "0123456789aeoxhklmnpstijruv")
LEVELLED = str.maketrans(ABOVE, "0123456789+-")

TEXT_COMMANDS = (
    "text|textbf|textit|textrm|textsf|texttt|mathrm|mathsf|mathit|mathtt|operatorname\\*?|mbox|mathbb|mathcal"
)
SKIPPED = (
    "left|right|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits|nonumber|notag|mathbf|boldsymbol|bm|"
    "mathstrut|hline|boxed|fbox|underbrace|overbrace|underline|color|quad@|bf|it|rm|thinspace|phantom|vphantom|strut|"
    "begingroup|endgroup|hspace|vspace|middle|enspace|ensuremath|toprule|midrule|bottomrule"
)
ENVIRONMENTS = {"matrix", "bmatrix", "pmatrix", "vmatrix", "Bmatrix", "Vmatrix", "smallmatrix", "array", "psmallmatrix"}
ENVIRONMENTS |= {"bsmallmatrix"}

SPELLINGS = {
    "−": "-", "–": "-", "﹣": "-", "－": "-", "＋": "+", "×": "*", "·": "*", "⋅": "*", "•": "*", "∙": "*", "∗": "*", "∘": "*",
    "＊": "*", "@": "*", "÷": "/", "⁄": "/", "∕": "/", "／": "/", "**": "^", "．": ".", "（": "(", "）": ")", "［": "[",
    "］": "]", "【": "[", "】": "]", "，": ",", "；": ";", "：": ":", "＝": "=", "≃": "≈", "≅": "≈", "≐": "≈", "~": "≈", "～": "≈",
    "~=": "≈", "≒": "≈", "≑": "≈", ":=": "=", "==": "=", "≡": "=", "≜": "=", "=:": "=", "->": "→", "-->": "→", "=>": "→", "==>": "→",
    "⇒": "→", "⟹": "→", "⟶": "→", "⟼": "→", "↦": "→", "➜": "→", "➔": "→", "⇨": "→", "<-": "←", "<--": "←", "⟵": "←", "⇐": "←",
    "⟨": "(", "⟩": ")", "′": "'", "’": "'", "½": "1/2", "⅓": "1/3", "¼": "1/4", "¾": "3/4", "⅔": "2/3", "⅛": "1/8",
}  # fmt: skip
COMMANDS = {
    "cdot": (SIGN, "*"), "times": (SIGN, "*"), "ast": (SIGN, "*"), "circ": (SIGN, "°"), "bullet": (SIGN, "*"), "div": (SIGN, "/"),
    "odot": (SIGN, "*"), "star": (SIGN, "*"),
    "pm": (STOP, "±"), "approx": (RELATION, "≈"), "simeq": (RELATION, "≈"), "cong": (RELATION, "≈"), "sim": (RELATION, "≈"),
    "approxeq": (RELATION, "≈"), "fallingdotseq": (RELATION, "≈"), "doteq": (RELATION, "≈"), "eq": (RELATION, "="), "equiv": (RELATION, "="),
    "coloneqq": (RELATION, "="), "triangleq": (RELATION, "="),
    "to": (RELATION, "→"), "rightarrow": (RELATION, "→"), "Rightarrow": (RELATION, "→"), "longrightarrow": (RELATION, "→"),
    "Longrightarrow": (RELATION, "→"), "implies": (RELATION, "→"), "mapsto": (RELATION, "→"), "leftarrow": (STOP, "←"),
    "Leftarrow": (STOP, "←"), "gets": (STOP, "←"), "xrightarrow": (RELATION, "→"),
    "quad": (STOP, " "), "qquad": (STOP, " "), "infty": (NAME, "∞"), "top": (NAME, "T"), "intercal": (NAME, "T"), "prime": (SIGN, "'"),
    "ldots": (DOTS, "…"), "cdots": (DOTS, "…"), "dots": (DOTS, "…"), "vdots": (DOTS, "…"), "ddots": (DOTS, "…"), "dotsc": (DOTS, "…"),
    "lbrack": (OPEN, "["), "rbrack": (CLOSE, "]"), "langle": (OPEN, "("), "rangle": (CLOSE, ")"), "lparen": (OPEN, "("),
    "rparen": (CLOSE, ")"), "cr": (ROW, "\\\\"), "tabularnewline": (ROW, "\\\\"), "newline": (ROW, "\\\\"), "pi": (NAME, "π"),
    "leq": (STOP, "<"), "geq": (STOP, ">"), "le": (STOP, "<"), "ge": (STOP, ">"), "lt": (STOP, "<"), "gt": (STOP, ">"), "neq": (STOP, "≠"),
    "ne": (STOP, "≠"), "in": (STOP, "∈"), "ll": (STOP, "<"), "gg": (STOP, ">"), "mid": (STOP, "|"), "vert": (STOP, "|"), "lvert": (STOP, "|"),
    "rvert": (STOP, "|"), "sum": (COMMAND, "sum"), "prod": (STOP, "∏"), "int": (STOP, "∫"), "partial": (STOP, "∂"), "frac": (COMMAND, "frac"), "tfrac": (COMMAND, "frac"),
    "dfrac": (COMMAND, "frac"), "cfrac": (COMMAND, "frac"), "sqrt": (COMMAND, "sqrt"), "hat": (COMMAND, "̂"), "widehat": (COMMAND, "̂"), "tilde": (COMMAND, "̃"),
    "widetilde": (COMMAND, "̃"), "bar": (COMMAND, "̄"), "overline": (COMMAND, "̄"), "vec": (COMMAND, "⃗"), "dot": (COMMAND, "̇"),
    "exp": (NAME, "exp"), "ln": (NAME, "ln"), "log": (NAME, "log"), "sin": (NAME, "sin"), "cos": (NAME, "cos"), "tan": (NAME, "tan"),
    "tanh": (NAME, "tanh"), "max": (NAME, "max"), "min": (NAME, "min"), "softmax": (NAME, "softmax"), "Softmax": (NAME, "softmax"), "sigmoid": (NAME, "sigmoid"),
    "alpha": (NAME, "α"), "beta": (NAME, "β"), "gamma": (NAME, "γ"), "delta": (NAME, "δ"), "epsilon": (NAME, "ε"), "varepsilon": (NAME, "ε"),
    "theta": (NAME, "θ"), "lambda": (NAME, "λ"), "mu": (NAME, "μ"), "sigma": (NAME, "σ"), "tau": (NAME, "τ"), "omega": (NAME, "ω"),
    "phi": (NAME, "φ"), "varphi": (NAME, "φ"), "rho": (NAME, "ρ"), "eta": (NAME, "η"), "ell": (NAME, "ℓ"), "Delta": (NAME, "Δ"), "Sigma": (NAME, "Σ"),
    "matrix": (COMMAND, "matrix"), "substack": (STOP, " "), "checkmark": (STOP, "✓"),
}  # fmt: skip
TYPST = {
    "dot": (SIGN, "*"), "times": (SIGN, "*"), "approx": (RELATION, "≈"), "quad": (STOP, " "), "dots": (DOTS, "…"), "infinity": (NAME, "∞"),
    "arrow": (RELATION, "→"), "oo": (NAME, "∞"), "top": (NAME, "T"), "alpha": (NAME, "α"), "beta": (NAME, "β"), "theta": (NAME, "θ"),
    "bold": (STOP, ""), "pi": (NAME, "π"), "sum": (COMMAND, "sum"), "partial": (STOP, "∂"), "sigma": (NAME, "σ"), "wide": (STOP, " "),
}  # fmt: skip

GROUPS = rf"""
  (?P<space>[ \t\xa0\u2000-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u3000\x00]+|\\[,;:!> ](?![a-zA-Z])|\\\\[,;:!>](?![a-zA-Z])|\\{{1,2}}(?:{SKIPPED})(?![a-zA-Z])\*?|\\(?:hspace|vspace|label|tag|color|phantom)\*?\{{[^{{}}\n]*\}})
| (?P<text>\\{{1,2}}(?:{TEXT_COMMANDS})\s*\{{(?P<inner>(?:[^{{}}]|\{{[^{{}}]*\}}){{0,200}})\}})
| (?P<begin>\\{{1,2}}begin\s*\{{(?P<env>[a-zA-Z*]+)\}}(?P<spec>\[[^\]\n]{{0,20}}\]|\{{[^{{}}\n]{{0,40}}\}})?)
| (?P<finish>\\{{1,2}}end\s*\{{[a-zA-Z*]+\}})
| (?P<row>\\\\(?!(?:COMMANDS_HERE)(?![a-zA-Z]))(?:\[[0-9.]+[a-z]+\])?)
| (?P<command>\\{{1,2}}[a-zA-Z]+)
| (?P<escaped>\\[^a-zA-Z\n])
| (?P<number>NUMBERS)
| (?P<typsttext>"[^"\n]{{0,60}}")
| (?P<transposed>\.(?:T|transpose\(\)|t\(\))(?![A-Za-z0-9_])|ᵀ|⊤|ᵗ|ᵗʳ)
| (?P<name>NAMES)
| (?P<raised>[{ABOVE}]+)
| (?P<word>(?:(?![ᵀ{ABOVE}{BELOW}½⅓¼¾⅔⅛])[^\W\d_A-Za-z])+)
| (?P<arrow><--|<-|-->|==>|=>|->|:=|==|~=|=:|[=≈≃≅≐≒≑~～→⇒⟹⟶⟼↦➜➔⇨⟵⇐←≡≜＝])
| (?P<dots>\.\.\.|…|⋯|⋮|⋱)
| (?P<line>[ \t\r]*\n\s*)
| (?P<part>[½⅓¼¾⅔⅛])
| (?P<sign>\*\*|[-+−﹣－＋*·⋅•∙∗∘＊×@÷⁄∕／/^_√!'′’°])
| (?P<open>[(\[{{（［【⟨])
| (?P<close>[)\]}}）］】⟩])
| (?P<comma>[,，、])
| (?P<semicolon>[;；])
| (?P<cell>&)
| (?P<stop>.)
"""
POINT = r"(?:\d{1,3}(?:\{,\}\d{3}(?!\d)|\\,\d{3}(?!\d))+(?:\.\d+)?|\d+\{,\}\d+|\d+(?:\.\d+)?|\.\d+)"
LISTED = rf"(?:\d+\.(?=[\s,\]);])|{POINT})"
"""In lists `1.` is a number too; elsewhere its point ends a sentence."""
TAIL = r"(?:[eE][+-]?\d+(?![\w.]))?(?:f32|f64|f16|f(?![\w]))?(?:\s?(?:%|\\%|％))?"
GROUPED = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"
COMMA_DECIMAL = r"\d+(?:\{,\}|,)\d+|\d{1,3}(?:\.\d{3})+(?![\d.])(?:,\d+)?|\d+"
BRACED_DECIMAL = r"\d+\{,\}\d+|\d+(?:\.\d+)?"
LETTER = rf"[{LATIN}]"
PLAIN_NAME = rf"[{LATIN}](?:[{LATIN}0-9{BELOW}]|(?<=[{LATIN}])̃)*(?:_(?:\{{[^{{}}\n]{{1,12}}\}}|[{LATIN}0-9{BELOW}]+))*"


def _pattern(names: str, decimal_comma: bool) -> re.Pattern[str]:
    number = f"(?:{COMMA_DECIMAL}){TAIL}" if decimal_comma else f"(?:{GROUPED}|{POINT}){TAIL}"
    return _compiled(names, number)


def _listing_pattern(names: str) -> re.Pattern[str]:
    return _compiled(names, f"{LISTED}{TAIL}")


def _compiled(names: str, numbers: str) -> re.Pattern[str]:
    commands = "|".join(sorted((*COMMANDS, *TEXT_COMMANDS.split("|"), "begin", "end"), key=len, reverse=True))
    spelled = GROUPS.replace("COMMANDS_HERE", commands).replace("NUMBERS", numbers).replace("NAMES", names)
    return re.compile(spelled, re.VERBOSE)


SINGLE = rf"{LETTER}[{BELOW}]*"
PATTERNS = {
    (single, comma): _pattern(SINGLE if single else PLAIN_NAME, comma)
    for single in (False, True)
    for comma in (False, True)
}
IN_BRACKETS = {single: _listing_pattern(SINGLE if single else PLAIN_NAME) for single in (False, True)}
"""Inside brackets `1,234` is two entries."""
IN_BRACKETS_BRACED = {single: _compiled(SINGLE if single else PLAIN_NAME, f"(?:{BRACED_DECIMAL}){TAIL}") for single in (False, True)}
REMARK_END = "#\n"
"""The text of a line end behind a remark: what the next line continues is not the remark."""
REMARK = re.compile(r"(?:#|//|--\s|←|<--|<-)[^\n]*")


def marks(text: str, start: int, end: int, notation: Notation, *, decimal_comma: bool = False) -> list[Mark]:
    """The marks of text[start:end]. Line ends are marks of their own but in LaTeX and Typst, where they mean nothing."""
    reading = _Lexer(text, start, end, notation, decimal_comma)
    reading.run()
    return reading.found


class _Lexer:
    def __init__(self, text: str, start: int, end: int, notation: Notation, decimal_comma: bool) -> None:
        self.text, self.position, self.end, self.notation = text, start, end, notation
        self.decimal_comma = decimal_comma
        single = notation is Notation.LATEX
        self.outside = PATTERNS[single, decimal_comma]
        self.inside = self.outside if decimal_comma else IN_BRACKETS[single]
        self.lines_matter = notation in (Notation.PROSE, Notation.CODE)
        self.found: list[Mark] = []
        self.depth = 0
        self.environments: list[str] = []
        self.spaced = False
        self.in_remark = False

    def run(self) -> None:
        text, end = self.text, self.end
        while self.position < end:
            position = self.position
            match = (self.inside if self.depth else self.outside).match(text, position, end)
            if match is None:
                self.position += 1
                continue
            self.position = match.end()
            kind = match.lastgroup or "stop"
            getattr(self, f"on_{kind}", self.on_stop)(match)
            self.spaced = kind == "space" or kind == "line"

    def add(self, kind: str, text: str, match: re.Match[str]) -> None:
        self.found.append(Mark(kind, text, match.start(), match.end(), self.spaced))

    def on_space(self, match: re.Match[str]) -> None:
        pass

    def on_text(self, match: re.Match[str]) -> None:
        inner = match["inner"].strip()
        if re.fullmatch(r"[-\d.]+", inner):
            kind = NUMBER
        else:
            kind = NAME if re.fullmatch(rf"[{LATIN}]+", inner) else WORD
        self.add(kind, inner.replace("\\_", "_").replace("\\", ""), match)

    def on_inner(self, match: re.Match[str]) -> None:
        self.on_text(match)

    def on_begin(self, match: re.Match[str]) -> None:
        name = match["env"].rstrip("*")
        if name in ENVIRONMENTS:
            if name != "array" and match["spec"]:
                # only an array's braces are its columns; elsewhere they are the first cell
                self.position = match.end("env") + 1
            self.environments.append(name)
            self.found.append(Mark(COMMAND, "begin", match.start(), self.position, self.spaced))
        else:
            self.environments.append("")
            if name not in ("array", "alignedat", "alignat"):
                self.position = match.end("env") + 1

    on_env = on_spec = on_begin

    def on_finish(self, match: re.Match[str]) -> None:
        if self.environments and self.environments.pop():
            self.add(COMMAND, "end", match)
        else:
            self.add(LINE, "\n", match)

    def on_row(self, match: re.Match[str]) -> None:
        in_table = bool(self.environments and self.environments[-1]) or self.depth > 0
        self.add(ROW if in_table else LINE, "\\\\", match)

    def on_cell(self, match: re.Match[str]) -> None:
        if (self.environments and self.environments[-1]) or self.depth:
            self.add(CELL, "&", match)

    def on_command(self, match: re.Match[str]) -> None:
        kind, text = COMMANDS.get(match[0].lstrip("\\"), (STOP, match[0]))
        if text == "°":
            kind, text = (SIGN, "°")
        self.add(kind, text, match)

    def on_escaped(self, match: re.Match[str]) -> None:
        if match[0] in ("\\{", "\\}"):
            self.bracket(match, "[" if match[0] == "\\{" else "]")
        else:
            self.add(STOP, match[0], match)

    def on_number(self, match: re.Match[str]) -> None:
        self.add(NUMBER, match[0], match)

    def on_typsttext(self, match: re.Match[str]) -> None:
        if self.notation is Notation.TYPST:
            self.add(NAME, match[0][1:-1], match)
        else:
            self.position = match.start() + 1
            self.add(STOP, '"', match)
            self.found[-1].end = self.position

    def on_transposed(self, match: re.Match[str]) -> None:
        self.add(SIGN, "ᵀ", match)

    def on_name(self, match: re.Match[str]) -> None:
        if self.notation is Notation.TYPST and match[0] in TYPST:
            kind, text = TYPST[match[0]]
            self.add(kind, text, match)
        else:
            self.add(NAME, match[0], match)

    def on_word(self, match: re.Match[str]) -> None:
        self.add(WORD, match[0], match)

    def on_arrow(self, match: re.Match[str]) -> None:
        text = SPELLINGS.get(match[0], match[0])
        if text == "←":
            self.remark(match)
        elif match[0] == "~" and self.notation is Notation.LATEX:
            pass
        else:
            self.add(RELATION, text, match)

    def on_dots(self, match: re.Match[str]) -> None:
        self.add(DOTS, "…", match)

    def on_line(self, match: re.Match[str]) -> None:
        if self.lines_matter:
            blank = match[0].count("\n") > 1
            if blank:
                self.depth = 0 if self.notation is Notation.PROSE else self.depth
            self.add(LINE, "\n\n" if blank else REMARK_END if self.in_remark else "\n", match)
            self.in_remark = False

    def on_raised(self, match: re.Match[str]) -> None:
        self.add(RAISED, match[0].translate(LEVELLED), match)

    def on_part(self, match: re.Match[str]) -> None:
        self.add(NUMBER, SPELLINGS[match[0]], match)

    def on_sign(self, match: re.Match[str]) -> None:
        text = SPELLINGS.get(match[0], match[0])
        after = self.text[match.end() : match.end() + 1]
        before = self.text[match.start() - 1 : match.start()]
        if text == "-" and self.lines_matter and after == " " and self.begins_line(match.start()):
            self.add(STOP, "-", match)
        elif text == "-" and self.lines_matter and before.isalnum() and after.isalpha() and not after == "e":
            # self-attention, 2-token
            self.add(STOP, "-", match)
        elif self.lines_matter and text in "/-" and self.text.startswith(("//", "--"), match.start()):
            self.remark(match)
        elif text == "-" and self.lines_matter and not (after.isdigit() or after in " .(√[∞iI\\$" or after.isalpha()):
            self.add(STOP, "-", match)
        else:
            self.add(SIGN, text, match)

    def begins_line(self, at: int) -> bool:
        start = max(self.text.rfind("\n", 0, at) + 1, 0)
        return not self.text[start:at].strip()

    def on_stop(self, match: re.Match[str]) -> None:
        if match[0] == "#":
            self.remark(match)
        else:
            self.add(STOP, SPELLINGS.get(match[0], match[0]), match)

    def on_open(self, match: re.Match[str]) -> None:
        self.bracket(match, SPELLINGS.get(match[0], match[0]))

    on_close = on_open

    def bracket(self, match: re.Match[str], text: str) -> None:
        opens = text in "([{"
        if opens and self.decimal_comma:
            self.inside = self.listing(match.end())
        self.depth = self.depth + 1 if opens else max(self.depth - 1, 0)
        self.add(OPEN if opens else CLOSE, text, match)

    def listing(self, at: int) -> re.Pattern[str]:
        """In a text with decimal commas: `(0,39; 0,22)` and `(0,39, 0,22)` have them too, `(1,0)` lists."""
        if self.text[at - 1] == "{":
            return self.outside
        closing = self.text.find(")" if self.text[at - 1] in "(（" else "]", at, min(self.end, at + 400))
        inner = self.text[at : closing if closing >= 0 else at]
        separated = ";" in inner or re.search(r",\s|,\\", inner)
        return self.outside if separated else IN_BRACKETS_BRACED[self.notation is Notation.LATEX]

    def on_comma(self, match: re.Match[str]) -> None:
        self.add(STOP if match[0] == "、" and not self.depth else COMMA, ",", match)

    def on_semicolon(self, match: re.Match[str]) -> None:
        self.add(SEMICOLON, ";", match)

    def remark(self, match: re.Match[str]) -> None:
        """A remark behind a row of a table is passed over; elsewhere it is text like any other."""
        if self.depth and self.lines_matter:
            found = REMARK.match(self.text, match.start(), self.end)
            self.position = found.end() if found else match.end()
        else:
            self.in_remark = bool(self.found) and self.found[-1].kind != LINE
            self.add(STOP, match[0], match)
            while match[0] in "#/-" and self.text.startswith(match[0], self.position, self.end):
                self.position += 1
