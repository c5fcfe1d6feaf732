"""The regular expressions of the lexer: for numbers, and with a group for each kind of other mark, in variants."""

from __future__ import annotations

import re

from symattn.notation.parse.spellings import (
    ABOVE,
    BELOW,
    COMMANDS,
    FRACTIONS,
    FUNCTIONS,
    HIDDEN_WORDS,
    LENGTHS,
    MINUSES,
    SKIPPED,
    STYLES,
    TABLES,
    TEXT_COMMANDS,
)

LATIN = r"A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ỿℓ"
PARTS = "".join(FRACTIONS)
GROUPS = rf"""
  (?P<styled>\\{{1,2}}(?:{STYLES})\s*\{{(?P<plain>(?:[^{{}}+=&]|\{{[^{{}}]*\}}){{1,200}})\}})
| (?P<space>[ \t\xa0\u2000-\u200f\u202a-\u202f\u2060-\u2064\ufeff\u3000\x00]+
    |\\(?:hspace|vspace|label|tag|color|[hv]?phantom)\*?\{{[^{{}}\n]{{0,200}}\}}
    |\\[ ]|\\{{1,2}}[,;:!>]|\\{{1,2}}(?:{SKIPPED})(?![a-zA-Z])\*?
    |\\{{1,2}}(?:{TEXT_COMMANDS})(?![a-zA-Z*])(?!\s*\{{)
    |\\{{1,2}}(?:{LENGTHS})[ ]?=?[ ]?-?[0-9.]+[ ]?[a-z]{{2}}(?![a-zA-Z])
    |\\(?:setlength|renewcommand)\{{\\array[a-z]{{1,20}}\}}\{{[^{{}}\n]{{0,40}}\}}
    |\\{{1,2}}(?:[bx]?cancel|sout)\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}}){{0,200}}\}})
| (?P<text>\\{{1,2}}(?:{TEXT_COMMANDS})\s*\{{(?P<inner>(?:[^{{}}]|\{{[^{{}}]*\}}){{0,200}})\}})
| (?P<begin>\\{{1,2}}begin\s*\{{(?P<env>[a-zA-Z*]+)\}}(?P<spec>\[[^\]\n]{{0,20}}\]|\{{[^{{}}\n]{{0,40}}\}})?)
| (?P<finish>\\{{1,2}}end\s*\{{[a-zA-Z*]+\}})
| (?P<row>\\\\(?!(?:COMMANDS_HERE)(?![a-zA-Z]))\*?(?:\[[0-9.]+[a-z]+\])?)
| (?P<command>\\{{1,2}}[a-zA-Z]+)
| (?P<escaped>\\[^a-zA-Z\n])
| (?P<quoted>"[^"\n]{{0,60}}")
| (?P<transposed>\.(?:T|transpose\(\)|t\(\))(?![A-Za-z0-9_])|ᵀ|⊤|ᵗʳ|ᵗ)
| (?P<dotted>DOTTED)
| (?P<pandoc>PANDOC)
| (?P<name>NAMES)
| (?P<raised>[{ABOVE}]+)
| (?P<word>(?:(?![ᵀ{ABOVE}{BELOW}{PARTS}])[^\W\d_A-Za-z])+)
| (?P<compare>[<>!]=|==(?!>)|=:(?=[\d.]+[a-z]))
| (?P<arrow><--|<-|-->|==>|=>|->|:=|~=|=:|[=≈≃≅≐≒≑~～→⇒⟹⟶⟼↦➜➔⇨⟵⇐←≡≜＝])
| (?P<dots>\.\.\.|[…⋯⋮⋱])
| (?P<line>[ \t\r]*\n\s*)
| (?P<part>[{PARTS}])
| (?P<sign>\*\*|[-+{MINUSES}＋*·⋅•∙∗∘⊙＊×@÷⁄∕／/^_√!'′’°])
| (?P<open>[(\[{{（［【⟨⌈⌊])
| (?P<close>[)\]}}）］】⟩⌉⌋])
| (?P<comma>[,，、])
| (?P<semicolon>[;；])
| (?P<cell>&)
| (?P<stop>.)
"""
THIN_GROUPS = r"\d{1,3}(?:(?:[\xa0\u2009\u202f]|[ ]?\\{1,2},)\d{3}(?!\d))+"
"""`1\\,024`, and with the spaces that are thinner than others."""
MARKED_GROUPS = r"\d{1,3}(?:_\d{3}|['’]\d{3})+(?![\w'’])"
"""`1_024` of programs, `1'024` of Switzerland."""
POINT_GROUPS = r"\d{1,3}(?:\.\d{3}){2,}(?!\d|\.\d)"
"""`1.048.576` of the continent."""
POINT = (
    r"(?:\d{1,3}(?:\{,\}\d{3}(?!\d)|[ ]?\\{1,2},\d{3}(?!\d))+(?:\.\d+)?"
    rf"|{THIN_GROUPS}(?:\.\d+)?|{MARKED_GROUPS}|{POINT_GROUPS}"
    r"|\d+\{,\}\d+|\d+(?:[.．٫]\d+)?|(?<![\w.])\.\d+)"
)
LISTED = rf"(?:\d+\.(?=[\s,\]);])|{POINT})"
"""In lists `1.` is a number too; elsewhere its point ends a sentence."""
BEHIND_DECIMALS = r"(?:(?<=[.,]\d)|(?<=[.,]\d\d)|(?<=[.,]\d\d\d))"
POWER_OF_TEN = (
    rf"(?:[eE][+-]?|{BEHIND_DECIMALS}(?:[eE][−–]|[ ][eE][-−+]))\d+(?=(?:f(?:16|32|64)?)?(?![A-Za-z_\d]|\.\d))"
)
"""`3e-4`, also before a full stop; only behind decimals with a typographic minus or a space: `2e−1` is 2·e − 1."""
TAIL = rf"(?:{POWER_OF_TEN})?(?:f32|f64|f16|f(?![\w]))?(?:(?:\s|\\,|[ ]{{2,3}})?(?:%|\\%|％))?"
COMMA_GROUPS = r"\d{1,3}(?:,\d{3}){2,}(?!\d|,\s*[-\d])"
GROUPED = rf"{COMMA_GROUPS}(?:\.\d+)?|\d{{1,3}},\d{{3}}(?!\d|,\s*[-\d])(?:\.\d+)?|\d{{1,3}}(?:[ ]000)+(?![\w.]|[ ]\d)"
"""`1,234` and `10 000`; but `100 200` are two numbers where no sign stands beside them."""
COMMA_DECIMAL = (
    rf"{COMMA_GROUPS}|{THIN_GROUPS}(?:(?:\{{,\}}|,)\d+)?|{MARKED_GROUPS}"
    r"|\d+(?:\{,\}|,)\d+|\d{1,3}(?:\.\d{3})+(?!\d|\.\d)(?:,\d+)?|\d+"
)
BRACED_DECIMAL = r"\d+\{,\}\d+|\d+(?:\.\d+)?"
ACCENTS = "\u0300-\u036f"
"""Combining: the tilde of S̃, and what decomposed text has for é."""
_LETTERS = rf"[{LATIN}](?:[{LATIN}0-9{BELOW}]|(?<=[{LATIN}])[{ACCENTS}])*"
PLAIN_NAME = rf"{_LETTERS}(?:_(?:\{{[^{{}}\n]{{1,12}}\}}|[{LATIN}0-9{BELOW}]+))*"
SPELLED_OUT = "|".join(sorted((f for f in FUNCTIONS if len(f) > 2 and f.isascii()), key=len, reverse=True))
SINGLE_NAME = rf"(?:(?i:{SPELLED_OUT})(?=\s*(?:\\left\s*)?[(\[])|[{LATIN}][{ACCENTS}]?[{BELOW}]*)"
"""In LaTeX letters side by side multiply; but softmax([1, 0]) is written without its backslash too."""
MODULE_FUNCTIONS = "|".join(sorted(FUNCTIONS | TABLES | {"dot", "matmul"}, key=len, reverse=True))
DOTTED = rf"(?:[A-Za-z_]\w{{0,30}}\.){{1,3}}(?P<function>{MODULE_FUNCTIONS})(?=[ ]?\()"
"""`np.exp(`, `torch.nn.functional.softmax(`."""
PANDOC = rf"(?<=[{LATIN}0-9])(?:~(?P<below>[A-Za-z0-9]{{1,8}})~(?!~)|\^(?P<above>[A-Za-z]{{1,3}})\^)(?![A-Za-z0-9])"
"""`W~Q~`, `K^T^`."""
NEVER = r"(?!)"


def _marks(*, single: bool) -> re.Pattern[str]:
    commands = "|".join(sorted((*COMMANDS, *TEXT_COMMANDS.split("|"), "begin", "end"), key=len, reverse=True))
    spelled = GROUPS.replace("COMMANDS_HERE", commands).replace("NAMES", SINGLE_NAME if single else PLAIN_NAME)
    spelled = spelled.replace("DOTTED", NEVER if single else DOTTED).replace("PANDOC", NEVER if single else PANDOC)
    return re.compile(spelled, re.VERBOSE)


def _numbers(spelled: str) -> re.Pattern[str]:
    return re.compile(f"(?P<number>(?:{spelled}){TAIL})", re.VERBOSE)


MARKS = {single: _marks(single=single) for single in (False, True)}
"""By whether names are single letters (in LaTeX): every mark but numbers, which begin with a digit or a point."""
NUMBERS = {True: _numbers(COMMA_DECIMAL), False: _numbers(f"{GROUPED}|{POINT}")}
"""By whether decimals have a comma."""
IN_BRACKETS = _numbers(LISTED)
"""Inside brackets `1,234` is two entries."""
IN_BRACKETS_BRACED = _numbers(BRACED_DECIMAL)
REMARK = re.compile(r"(?:#|//|--\s|←|<--|<-)[^\n]*")
MAY_STATE = re.compile(rf"[^{LATIN}\s,.;:!?'\"’“”()*/–—-]|\.\.|\b(?:e|(?i:{'|'.join(sorted(HIDDEN_WORDS))}))\b")
"""Something that prose without formulas has none of. Letters and punctuation alone give no number: but e and inf do."""
