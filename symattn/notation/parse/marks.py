"""Characters → marks: the tokens of mathematics as people write it, plain, Unicode, LaTeX and Typst in one alphabet.

What is spelled differently is one mark: ``×``, ``*``, ``\\cdot`` and Typst's ``dot`` are ``*``; ``≈``, ``~``,
``\\approx`` and ``approx`` are ``≈``. Nothing is refused: a character that means nothing here is a mark of kind STOP.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from symattn.notation.parse.decimals import parts_by_semicolon, parts_decimals
from symattn.notation.parse.macros import expanded
from symattn.notation.parse.mark import (
    BLANK_LINE,
    CELL,
    CLOSE,
    COMMA,
    COMMAND,
    DOTS,
    LINE,
    LINE_END,
    NAME,
    NUMBER,
    OPEN,
    RAISED,
    RELATION,
    REMARK_END,
    ROW,
    SEMICOLON,
    SIGN,
    STOP,
    WORD,
    Mark,
)
from symattn.notation.parse.patterns import IN_BRACKETS, IN_BRACKETS_BRACED, LATIN, MARKS, NUMBERS, REMARK
from symattn.notation.parse.spellings import COMMANDS, ENVIRONMENTS, FRACTIONS, FUNCTIONS, LEVELLED, SPELLINGS, TYPST
from symattn.page import Macro, Notation

ARGUMENTS = {"frac": 2, "binom": 2, "sqrt": 1}
SIGNS_OF_SERIES = {"∑": "sum", "∏": "prod"}
DIRECTIONS = {"⋮": "v", "⋱": "d"}
NUMBER_WITHIN = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
LETTERS = re.compile(rf"[{LATIN}]+")
LISTS = re.compile(r"(?:[-−+.\d]|,(?![\s\\])){0,400}[)\]）］]")
"""Nothing but numbers and commas without spaces behind them: `(1,0)`, `[-1,2.5]`."""
ONE_DECIMAL = re.compile(r"[-−+]\d+,\d+[)）]|(?:[-−+]?\d+,\d\d+|[-−+]0,\d)[)\]）］]")
"""`(0,39)`, `(-0,5)`; but `(0,1)` lists."""
REMARK_BEHIND = re.compile(r"\s+%$")
WORDS = re.compile(r"[ \t]+[^\W\d_]+(?:[ \t][^\n$]*)?(?:\n|\Z)")
ONE_COMMA = re.compile(r"[-−+]?\d+,\d+[)\]]")
WEIGHED = re.compile(r"(?:(?:[*·×⋅]|\\cdot|\\times)\s*|(?<=\d))[(\[]([^()\[\]\n]{1,60})[)\]]")
"""What is in the brackets that stand behind a number or a sign of multiplication."""
OF_ONE_NUMBER = re.compile(r"\s*[-−+]?\d+(?:,\d\d+)?\s*")
MOST_LISTED = 400
"""Characters of a bracket looked through for what parts its entries."""
REPEATED = re.compile(
    r"\.\(\d{1,9}\)|\.?\\{1,2}(?:overline|bar|dot)(?:\s*\{\s*\d{1,9}\s*\}|\s*\d)|[\u0304\u0305\u0307]"
)
"""What behind the digits of a decimal tells that some come again and again."""
TYPESET_POWER = re.compile(
    r"(?:\\,)?(?:\\(?:mathrm|mathtt|text|textrm|texttt)\{[eE](?:(?P<inside>[-−+]?\d{1,4})\}|\}\{?(?P<behind>[-−+]\d{1,4})\}?)"
    r"|[eE](?:\{|\\text\{)(?P<braced>[-−+]\d{1,4})\})(?![\w.^]?\d)"
)
r"""The power of ten of 6.97\mathrm{e}{-4}, 6.97\text{e-4} and 6.97e{-4}."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""The soft hyphen, and spaces and joiners of no width."""
INVISIBLES = re.compile(f"[{INVISIBLE}]")
PARTED = re.compile(
    rf"(?=[\d.,]+[{INVISIBLE}]+(?:[\d.,]|[eE][-+]?\d))\d*[.,]?(?:[{INVISIBLE}]*[\d.,eE%]|(?<=[eE])[-+]){{1,60}}"
)
"""`0.5` with one of them between its digits or beside its point."""
DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?![\d.])")
DECIMALS = {"½": ".5", "¼": ".25", "¾": ".75", "⅛": ".125"}
FIRST_GROUP = re.compile(r"[1-9]\d{0,2}")
GROUPS = re.compile(r"(?:[ ]\d{3})+(?![\w.,]?\d|[^\W\d_]|[ ]\d)")
BEFORE_SIGN = re.compile(r"[ ]?(?:[=≈×*/÷·+−]|-[ ]|\\(?:times|cdot|approx|div)\b)")
OF_ONE = frozenset(["exp", "sqrt", "ln", "log"])
"""Functions of one number."""
WORD_BEFORE = re.compile(r"[^\W\d_]{4}\Z")
ROW_BY_ROW = re.compile(r"(?i)(?:(?<=\bq\d)|(?<=\bq_\d))\.(?=k_?\d(?![\w.(\[]))")
"""`Q0.K1`: a point that multiplies."""
NEARBY = 200
"""Characters before a part looked through for the beginning of its line."""
MOST_WITHIN = 12
"""Deepest use of a macro within what a macro gives."""
EXPANDED = 4_000
"""Characters that macros may give in a formula, beside three times its length."""
NO_MACROS: Mapping[str, Macro] = {}


def marks(
    text: str,
    start: int,
    end: int,
    notation: Notation,
    *,
    decimal_comma: bool = False,
    macros: Mapping[str, Macro] = NO_MACROS,
) -> list[Mark]:
    """The marks of text[start:end]. Line ends are marks too, but not in LaTeX and Typst, where they mean nothing."""
    lexer = _Lexer(text, start, end, notation, decimal_comma)
    if notation is Notation.LATEX:
        lexer.macros = macros
    lexer.run()
    return lexer.found


class _Lexer:
    def __init__(self, text: str, start: int, end: int, notation: Notation, decimal_comma: bool) -> None:
        self.text, self.start, self.position, self.end = text, start, start, end
        self.notation, self.decimal_comma = notation, decimal_comma
        self.is_latex = notation is Notation.LATEX
        self.marks = MARKS[self.is_latex]
        self.outside = NUMBERS[decimal_comma]
        self.inside = self.outside if decimal_comma else IN_BRACKETS
        self.lines_matter = notation in (Notation.PROSE, Notation.CODE)
        self.outer: list[re.Pattern[str]] = []
        """How numbers are spelled in the brackets around this one."""
        self.semicolons: list[bool] = []
        """Of the same brackets, whether semicolons part their entries: [[−0,1]; [0,3]]."""
        self.found: list[Mark] = []
        self.depth = 0
        """Brackets open."""
        self.tables: list[bool] = []
        """Environments open, and whether each is a table."""
        self.spaced = False
        self.in_remark = False
        self.arguments = 0
        """How many arguments of a LaTeX command may follow at once: \\frac13 is 1/3."""
        self.macros = NO_MACROS
        self.within = 0
        """Macros that gave what is read here."""
        self.has_invisible = INVISIBLES.search(text, start, end) is not None
        self.budget = EXPANDED + 3 * (end - start)
        """Characters that macros may still give, so that no few of them give gigabytes."""

    def run(self) -> None:
        text, end = self.text, self.end
        while self.position < end:
            first = text[self.position]
            if first == " ":
                self.position += 1
                self.spaced = True
                continue
            numbers = self.inside if self.depth else self.outside
            match = numbers.match(text, self.position, end) if first.isdecimal() or first == "." else None
            if match is not None and self.has_invisible and self.take_parted(match, numbers):
                continue
            match = match or self.marks.match(text, self.position, end)
            assert match is not None, "line ends and every other character have their group"
            self.position = match.end()
            kind = match.lastgroup
            if kind == "space":
                self.spaced = True
                continue
            READINGS[kind](self, match)
            self.spaced = kind == "line"

    def add(self, kind: str, text: str, match: re.Match[str]) -> None:
        self.found.append(Mark(kind, text, match.start(), match.end(), self.spaced))

    @property
    def in_table(self) -> bool:
        return self.depth > 0 or bool(self.tables and self.tables[-1])

    # --- LaTeX ------------------------------------------------------------------------------

    def on_styled(self, match: re.Match[str]) -> None:
        r"""\mathbf{Q} is Q, standing where all of it stands; a number has its own place."""
        first, outer = len(self.found), self.end
        self.position, self.end = match.span("plain")
        self.run()
        self.position, self.end = match.end(), outer
        inside = self.found[first:]
        if inside and inside[0].kind != NUMBER:
            inside[0].start = match.start()
        if inside and inside[-1].kind != NUMBER:
            inside[-1].end = match.end()

    def on_text(self, match: re.Match[str]) -> None:
        inner = match["inner"].strip()
        if inner.endswith((":", "：")):
            # a heading in front of a formula, no name
            self.add(STOP, ":", match)
        elif NUMBER_WITHIN.fullmatch(inner):
            if inner[0] == "-":
                self.add(SIGN, "-", match)
            self.add(NUMBER, inner.lstrip("-"), match)
        else:
            kind = NAME if LETTERS.fullmatch(inner) else WORD
            self.add(kind, inner.replace("\\_", "_").replace("\\", ""), match)

    def on_begin(self, match: re.Match[str]) -> None:
        name = match["env"].rstrip("*")
        if match["spec"] and name not in ("array", "alignedat", "alignat"):
            # only their braces are columns; elsewhere they are the first cell
            self.position = match.end("env") + 1
        self.arguments = 0
        self.tables.append(name in ENVIRONMENTS)
        if self.tables[-1]:
            self.found.append(Mark(COMMAND, "begin", match.start(), self.position, self.spaced))

    def on_finish(self, match: re.Match[str]) -> None:
        if self.tables and self.tables.pop():
            self.add(COMMAND, "end", match)
        else:
            self.add(LINE, LINE_END, match)

    def on_row(self, match: re.Match[str]) -> None:
        if self.in_table:
            self.add(ROW, "\\\\", match)
        else:
            self.add(LINE, LINE_END, match)

    def on_cell(self, match: re.Match[str]) -> None:
        if self.in_table:
            self.add(CELL, "&", match)

    def on_command(self, match: re.Match[str]) -> None:
        word = match[0].lstrip("\\")
        macro = self.macros.get(word) if word not in COMMANDS and word.lower() not in FUNCTIONS else None
        if macro is not None and self.expand(macro, match.start()):
            return
        if word not in COMMANDS and word.lower() in FUNCTIONS:
            self.add(NAME, word.lower(), match)
        elif COMMANDS.get(word, ("", ""))[0] == ROW:
            self.on_row(match)
        else:
            self.add(*COMMANDS.get(word, (STOP, match[0])), match)
            self.arguments = ARGUMENTS.get(self.found[-1].text, 0)

    def expand(self, macro: Macro, use: int) -> bool:
        """Reads what a macro stands for, in place of it."""
        found = expanded(macro, self.text, self.position, self.end)
        if found is None or self.within == MOST_WITHIN or len(found.text) > self.budget:
            return False
        self.budget -= len(found.text)
        self.arguments = 0
        first, outer = len(self.found), (self.text, self.end)
        self.text, self.position, self.end = found.text, 0, len(found.text)
        self.within += 1
        self.run()
        self.within -= 1
        (self.text, self.end), self.position = outer, found.end
        for mark in self.found[first:]:
            mark.start, mark.end = found.place(mark.start, mark.end, use)
        return True

    def on_escaped(self, match: re.Match[str]) -> None:
        if match[0] in ("\\{", "\\}"):
            self.bracket(match, "[" if match[0] == "\\{" else "]")
        elif match[0] == "\\|":
            self.add(STOP, "‖", match)
        elif match[0] == "\\/" and self.notation is Notation.TYPST:
            self.add(SIGN, "/", match)
        else:
            self.add(STOP, match[0], match)

    # --- numbers and names ------------------------------------------------------------------

    def on_number(self, match: re.Match[str]) -> None:
        if self.arguments and self.is_latex and self.found[-1].kind in (COMMAND, NUMBER) and match[0].isdecimal():
            self.arguments -= 1
            self.position = match.start() + 1
            self.found.append(Mark(NUMBER, match[0][0], match.start(), self.position, self.spaced))
        elif self.is_latex and (power := TYPESET_POWER.match(self.text, match.end(), self.end)) is not None:
            self.position = power.end()
            exponent = (power["inside"] or power["behind"] or power["braced"]).replace("−", "-")
            text = f"{match[0]}e{exponent}"
            self.found.append(Mark(NUMBER, text, match.start(), power.end(), self.spaced))
        elif (date := DATE.match(self.text, match.start(), self.end)) is not None:
            self.add(STOP, date[0], date)
            self.position = date.end()
        elif (repeated := REPEATED.match(self.text, match.end(), self.end)) is not None:
            # 0.(6), 0.1\overline{6}: no decimal
            self.add(DOTS, "h", match)
            self.position = self.found[-1].end = repeated.end()
        elif (
            self.is_latex
            and (remark := REMARK_BEHIND.search(match[0]))
            and (len(remark[0]) > len(" %") or WORDS.match(self.text, match.end()))
        ):
            # 0.5 % half of it
            self.position = match.start() + remark.start()
            self.found.append(Mark(NUMBER, match[0][: remark.start()], match.start(), self.position, self.spaced))
        else:
            self.add(NUMBER, match[0], match)
            self.take_groups(match)

    def take_parted(self, match: re.Match[str], numbers: re.Pattern[str]) -> bool:
        """A number that goes on behind a character nobody sees is taken as it is seen: a soft hyphen within 12."""
        parted = PARTED.match(self.text, match.start(), self.end)
        if parted is None:
            return False
        places = [i for i in range(*parted.span()) if self.text[i] not in INVISIBLE]
        number = numbers.match("".join(self.text[i] for i in places))
        if number is None:
            return False
        end = places[number.end() - 1] + 1
        self.found.append(Mark(NUMBER, number[0], match.start(), end, self.spaced))
        self.position, self.spaced = end, False
        return True

    def take_groups(self, match: re.Match[str]) -> None:
        """`2 × 600 = 1 200`: beside a sign the groups of three behind a number are its thousands."""
        is_first = not self.in_table and FIRST_GROUP.fullmatch(match[0]) is not None
        groups = GROUPS.match(self.text, match.end(), self.end) if is_first else None
        if groups is None or not (self.is_behind_sign() or BEFORE_SIGN.match(self.text, groups.end(), self.end)):
            return
        number = self.found[-1]
        number.text, number.end, self.position = match[0] + groups[0], groups.end(), groups.end()

    def is_behind_sign(self) -> bool:
        before = self.found[-2] if len(self.found) > 1 else None
        return before is not None and (before.kind == RELATION or (before.kind == SIGN and before.text in "+-*/"))

    def on_part(self, match: re.Match[str]) -> None:
        before = self.found[-1] if self.found else None
        if before is None or before.kind != NUMBER or before.end != match.start() or not before.text.isdecimal():
            self.add(NUMBER, FRACTIONS[match[0]], match)
        elif (decimals := DECIMALS.get(match[0])) is not None:
            # 2½ is 2.5
            before.text, before.end = before.text + decimals, match.end()
        else:
            before.kind, before.text, before.end = DOTS, "h", match.end()

    def on_quoted(self, match: re.Match[str]) -> None:
        if self.notation is Notation.TYPST:
            self.add(NAME, match[0][1:-1], match)
        else:
            self.position = match.start() + 1
            self.found.append(Mark(STOP, '"', match.start(), self.position, self.spaced))

    def on_transposed(self, match: re.Match[str]) -> None:
        self.add(SIGN, "ᵀ", match)

    def on_dotted(self, match: re.Match[str]) -> None:
        self.add(NAME, match["function"], match)

    def on_pandoc(self, match: re.Match[str]) -> None:
        """W~Q~ and K^T^ of pandoc's Markdown."""
        sign, inner = ("_", match["below"]) if match["below"] else ("^", match["above"])
        self.add(SIGN, sign, match)
        self.add(NUMBER if inner.isdigit() else NAME, inner, match)

    def on_name(self, match: re.Match[str]) -> None:
        if self.notation is Notation.TYPST and match[0] in TYPST:
            self.add(*TYPST[match[0]], match)
        else:
            self.add(NAME, match[0], match)

    def on_raised(self, match: re.Match[str]) -> None:
        text = match[0].translate(LEVELLED)
        self.add(SIGN if text == "-" else RAISED, text, match)

    def on_word(self, match: re.Match[str]) -> None:
        self.add(WORD, match[0], match)

    # --- signs ------------------------------------------------------------------------------

    def on_arrow(self, match: re.Match[str]) -> None:
        text = SPELLINGS.get(match[0], match[0])
        if text == "←":
            self.remark(match)
        elif match[0] in "~～" and self.is_range(match):
            self.add(STOP, "~", match)
        elif match[0] != "~" or not self.is_latex:
            self.add(RELATION, text, match)

    def is_range(self, match: re.Match[str]) -> bool:
        """Whether `~` stands close between two numbers: steps 2～4; of e^0.7~2 and 1/3~0.33 the left one is more."""
        if not self.found or self.found[-1].kind != NUMBER or self.found[-1].end != match.start():
            return False
        is_operand = len(self.found) > 1 and self.found[-2].kind == SIGN
        return not is_operand and self.text[match.end() : match.end() + 1].isdigit()

    def on_compare(self, match: re.Match[str]) -> None:
        """`i % 4 == 0`, `torch>=2.0` ask or demand, and claim nothing."""
        self.add(STOP, match[0], match)

    def on_dots(self, match: re.Match[str]) -> None:
        self.add(DOTS, DIRECTIONS.get(match[0], "h"), match)

    def on_sign(self, match: re.Match[str]) -> None:
        text = SPELLINGS.get(match[0], match[0])
        if self.lines_matter and text in "/-" and self.text.startswith(("//", "--"), match.start()):
            self.remark(match)
        elif text == "-" and self.lines_matter and not self.is_minus(match):
            self.add(STOP, "-", match)
        else:
            self.add(SIGN, text, match)

    def is_minus(self, match: re.Match[str]) -> bool:
        """Whether it is no marker of a list, no hyphen (self-attention, 2-token) and no dash."""
        before, after = self.text[match.start() - 1 : match.start()], self.text[match.end() : match.end() + 1]
        if after == " ":
            return not self.begins_line(match.start())
        if before.isalnum() and after.isalpha():
            return after == "e"
        if after.isdigit() and WORD_BEFORE.search(self.text, max(self.start, match.start() - NEARBY), match.start()):
            # sonnet-4
            return False
        return after.isalnum() or after in tuple(".(√[∞\\$")

    def begins_line(self, at: int) -> bool:
        if self.found:
            return self.found[-1].kind == LINE
        before = self.text[max(0, at - NEARBY) : at]
        return not before[before.rfind("\n") + 1 :].strip()

    def on_open(self, match: re.Match[str]) -> None:
        self.bracket(match, SPELLINGS.get(match[0], match[0]))

    on_close = on_open

    def bracket(self, match: re.Match[str], text: str) -> None:
        opens = text in "([{⌈⌊"
        self.arguments = 0
        if opens and self.decimal_comma:
            self.outer.append(self.inside)
            self.inside = self.listing(match.end())
        elif self.outer:
            self.inside = self.outer.pop()
            self.semicolons.pop()
        self.depth = self.depth + 1 if opens else max(self.depth - 1, 0)
        self.add(OPEN if opens else CLOSE, text, match)

    def listing(self, at: int) -> re.Pattern[str]:
        """In a text with decimal commas: `(0,39; 0,22)`, `(0,5 · 2)` and `e^{0,39}` have them too, `(1,0)` lists."""
        before = self.found[-1] if self.found else None
        is_argument = before is not None and (before.text in ("^", "√") or before.text.lower() in OF_ONE)
        self.semicolons.append(self.has_semicolon(at))
        is_decimal = is_argument or ONE_DECIMAL.match(self.text, at, self.end) or self.is_of_one(at)
        if self.text[at - 1] == "{" or is_decimal or any(self.semicolons):
            return self.outside
        is_list = LISTS.match(self.text, at, self.end)
        return IN_BRACKETS_BRACED if is_list else self.outside

    def is_of_one(self, at: int) -> bool:
        """Whether `(0,5)` is a row of one number, as others in its line are, or in a text in which none has commas."""
        if not ONE_COMMA.match(self.text, at, self.end):
            return False
        if parts_by_semicolon(self.text):
            return True
        first = self.text.rfind("\n", max(self.start, at - MOST_LISTED), at) + 1 or max(self.start, at - MOST_LISTED)
        last = self.text.find("\n", at, self.end)
        last = min(self.end, at + MOST_LISTED) if last < 0 else last
        if parts_decimals(self.text[first:last]):
            return True
        rows = WEIGHED.findall(self.text, first, last)
        return len(rows) > 1 and any(map(OF_ONE_NUMBER.fullmatch, rows)) and all(row.count(",") < 2 for row in rows)

    def has_semicolon(self, at: int) -> bool:
        """Whether one stands in the bracket whose inside begins here."""
        level = 1
        for c in self.text[at : min(self.end, at + MOST_LISTED)]:
            level += (c in "([{（［") - (c in ")]}）］")
            if level == 0 or c in ";；":
                return level > 0
        return False

    def on_comma(self, match: re.Match[str]) -> None:
        self.add(STOP if match[0] == "、" and not self.depth else COMMA, ",", match)

    def on_semicolon(self, match: re.Match[str]) -> None:
        self.add(SEMICOLON, ";", match)

    def on_stop(self, match: re.Match[str]) -> None:
        if match[0] == "#":
            self.remark(match)
        elif match[0] == "\\" and self.notation is Notation.TYPST:
            # the end of a line in Typst
            return
        elif match[0] == "%" and self.is_latex:
            end = self.text.find("\n", match.end(), self.end)
            self.position = self.end if end < 0 else end
        elif match[0] in SIGNS_OF_SERIES:
            self.add(COMMAND, SIGNS_OF_SERIES[match[0]], match)
        elif match[0] == "|" and self.text.startswith("|", self.position, self.end):
            self.position += 1
            self.found.append(Mark(STOP, "‖", match.start(), self.position, self.spaced))
        elif match[0] == "∞":
            self.add(NAME, "∞", match)
        elif ROW_BY_ROW.match(self.text, match.start(), self.end):
            self.add(SIGN, SPELLINGS["·"], match)
        else:
            self.add(STOP, SPELLINGS.get(match[0], match[0]), match)

    # --- lines and remarks ------------------------------------------------------------------

    def on_line(self, match: re.Match[str]) -> None:
        if not self.lines_matter:
            return
        is_blank = match[0].count("\n") > 1
        if is_blank and self.notation is Notation.PROSE:
            self.depth = 0
        self.add(LINE, BLANK_LINE if is_blank else REMARK_END if self.in_remark else LINE_END, match)
        self.in_remark = False

    def remark(self, match: re.Match[str]) -> None:
        """A remark behind a row of a table is passed over; elsewhere it is text like any other."""
        if self.depth and self.lines_matter:
            found = REMARK.match(self.text, match.start(), self.end)
            self.position = found.end() if found else match.end()
            return
        self.in_remark = bool(self.found) and self.found[-1].kind != LINE
        self.add(STOP, match[0], match)
        while match[0] in "#/-" and self.text.startswith(match[0], self.position, self.end):
            self.position += 1


READINGS: dict[str | None, Callable[[_Lexer, re.Match[str]], None]] = {
    name.removeprefix("on_"): reading for name, reading in vars(_Lexer).items() if name.startswith("on_")
}
"""By the group that matched: `on_number` for a number."""
