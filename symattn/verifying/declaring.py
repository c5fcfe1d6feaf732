"""Declaring: where a text says that scores are divided by √d_k, or that keys are hidden, and where it takes that back.

A declaration holds to the end of its section, and of its example. It counts only where nothing near speaks of leaving
the step out: `we skip the scaling`, `ohne Maske`, an own `softmax(QKᵀ)`. A text that leaves it out on purpose is right,
so a word too many taken for such is better than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from symattn.verifying.masking import CAUSAL

FAR = 4_000
"""Characters between a declaration and what it is of; as far it may be taken back."""
NEAR_BEFORE, NEAR_BEHIND = 250, 150
"""Characters around numbers in which they may be told to be of the other kind, where the step itself was shown."""
BEHIND = 1_500
"""Characters behind weights in which a mask may be put on them yet."""
ROOT = r"(?:(?:\w+\.)?\\?sqrt|√|\broot of\b|\bWurzel\b|\bracine\b|\bra[ií]z\b|根号)"
SCALES = re.compile(
    rf"[/÷∕]\s*[({{]?\s*{ROOT}|\\frac\s*\{{[^\n]{{0,80}}?\}}\s*\{{\s*\\sqrt|\\over\s*\\sqrt|\b1\s*/\s*{ROOT}"
    r"|(?:divid|divis|scal|skal|escal|échelle|durch|teil|делим|делен|делят|масштаб|除以|缩放|縮放|chia)"
    rf"[^.。\n]{{0,60}}?{ROOT}"
    rf"|{ROOT}[^.。\n]{{0,24}}?(?:で割|로 나|geteilt|dividier|skalier|bölün)",
    re.IGNORECASE,
)
"""A division by a root, as a sign or in words."""
NEGATES = {
    "en": "un no not never without w/o instead absent",
    "de": "ohne nicht kein* statt",
    "fr": "sans pas non",
    "es": "sin no",
    "pt": "sem não",
    "it": "senza non",
    "ru": "без не",
    "pl": "bez nie",
    "nl": "zonder niet geen",
    "vi": "không",
    "id": "tanpa tidak",
    "tr": "değil olmadan",
}
NEGATING_SIGNS = r"(?<=n)['’]t\b|不(?!同)|未|没|沒|无|無|なし|せず|ない|없이|않|बिना"
OMITS = {
    "en": r"skip* omit* ignor* neglect* drop* leav* (?<!\\)left disregard* forg[eo]t* simpl* missing avoid* remov*",
    "de": "verzicht* weg* lassen vernachlässig* entf[aä]ll* vereinfach*",
    "fr": "omet* omis* néglig* simplif*",
    "es": "omit* obvia* prescind* simplif*",
    "pt": "omit* dispens* simplif*",
    "it": "trascur* omett* tralasci* semplic*",
    "ru": "опус* пропус* пренебр*",
    "pl": "pomi*",
    "nl": "laten weg*",
    "vi": "bỏ",
    "id": "abai*",
    "tr": "atla*",
}
OMITTING_SIGNS = "省略|略|跳过|跳過|생략|무시"
SUPPOSES = {
    "en": "usual* often typical* normally in_practice generally commonly sometimes original* can_be could would might "
    "may_be optional* later_we later_on decoders? gpt* language_models? training paper",
    "de": "üblich* oft normalerweise würde* später",
    "fr": "souvent d['’]habitude plus_tard",
    "es": "a_menudo normalmente más_tarde",
    "pt": "normalmente mais_tarde",
    "it": "spesso più_tardi",
    "ru": "обычно часто позже",
}
"""What tells of a step as others take it, or as it may be taken."""
SUPPOSING_SIGNS = "通常|一般|稍后|论文"
SCALE = (
    r"(?:scal\w*|√|sqrt|\broot\b|\bd_?\{?k\b|skal\w*|\bdivi\w*|\bteil\w*|wurzel|escal\w*|échelle|fa[ck]t(?:or|eur)\w*"
    r"|fattore|fator|масштаб\w*|делен\w*|делим|корн\w*|缩放|縮放|除以|根号|スケー\w*|割|스케일\w*|나누|ölçek\w*|schal\w*"
    r"|chia\b|normali[sz]\w*)"
)
MASK = r"(?:mas[kqc]\w*|máscara\w*|[ck]ausal\w*|hid(?:e|den|ing)\b|маск\w*|掩码|掩碼|遮\w*|因果|マスク\w*|마스크\w*)"
RAW = (
    r"\braw (?:scores?|logits|dot products?|products?)[^.\n]{0,40}softmax|softmax[^.\n]{0,40}\braw\b"
    r"|unscaled|unskaliert"
    r"|scores?\W{0,6}(?:→|->|=>|⇒)\W{0,6}softmax|temperatur|\bτ\b|\bself-?normali"
)
OWN_FORMULA = re.compile(r"softmax(?:_\w+|\\?right|\\?left|[\s}$*`])*[({\[]\s*(?P<of>[^\n]{0,60})", re.IGNORECASE)
MARKUP = r"(?:\\(?:mathbf|mathrm|text|left|big+l?|bm|boldsymbol)\b|[\s{(\[$`*]|row \d+ of )*"
OF_RAW_SCORES = re.compile(
    MARKUP + r"(?:Q(?![a-z])|q(?![a-z])|X(?![a-z])|x_|K(?![a-z])|S(?![a-z])|s(?:_|\b)|e_|scores?\b|logits?\b)"
)
OF_A_LETTER = re.compile(rf"{OF_RAW_SCORES.pattern}|{MARKUP}[^\W\d_](?![^\W_])")
"""Beside the numbers any letter may be the scores."""
SHOWS_SCALE = re.compile(r"√|tilde|hat|bar|sqrt|/|frac|scal|over|÷|'|′|\bd_")
UNMASKED = (
    r"unmask|bidirection|\bencoder|cross-?attention|renorm"
    r"|(?:before|vor|avant|antes d\w+|prima d\w+|перед)\W+(?:\w+\W+){0,2}(?:mas[kqc]|máscara)"
    r"|(?:later|afterwards|then|next|danach|dann|ensuite|luego|depois|poi)\W+(?:\w+\W+){0,3}(?:mask|hid)"
)


def _words(table: Mapping[str, str], signs: str) -> str:
    """Any of these; * stands for an ending, _ for a space."""
    words = "|".join(word.replace("*", r"\w*").replace("_", " ") for words in table.values() for word in words.split())
    return rf"(?:\b(?:{words})\b|{signs})"


def _within(first: str, second: str, most: int = 50) -> str:
    """Both within the same sentence, in this order."""
    return rf"{first}[^.。;!?\n]{{0,{most}}}?{second}"


def _either(words: str, step: str) -> str:
    return f"{_within(words, step)}|{_within(step, words)}"


NOT, LEAVING_OUT = _words(NEGATES, NEGATING_SIGNS), _words(OMITS, OMITTING_SIGNS)
OTHERWISE = _words(SUPPOSES, SUPPOSING_SIGNS)
NO_SCALE = re.compile(
    rf"{_either(f'(?:{NOT}|{LEAVING_OUT}|{OTHERWISE})', SCALE)}|\bun{SCALE}|{RAW}",
    re.IGNORECASE,
)
# `with a mask no token sees the later ones` leaves out no mask
NO_MASK = re.compile(
    rf"{_within(NOT, MASK, 12)}|{_either(f'(?:{LEAVING_OUT}|{OTHERWISE})', MASK)}|\bun{MASK}|{UNMASKED}",
    re.IGNORECASE,
)
HIDES = re.compile(rf"{CAUSAL.pattern}|\bmask(?:ed|ing)?\b|maskier|masqu|máscara|掩码|遮|マスク|마스크", re.IGNORECASE)


@dataclass
class Declarations:
    """What a text declares of the steps of its work."""

    text: str = ""
    find_headings: Callable[[], Sequence[tuple[int, int]]] = tuple
    """Where the headings begin, and their levels."""
    since: int = 0
    """Where the present example begins."""
    _said: dict[re.Pattern[str], list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def headings(self) -> Sequence[tuple[int, int]]:
        return self.find_headings()

    def scale(self, at: int) -> bool:
        """Whether scores are surely divided by a root, where numbers begin at this place."""
        if not self._holds(SCALES, at):
            return False
        return not self._is_said(NO_SCALE, at - FAR, at + FAR) and not self._has_own_formula(
            OF_RAW_SCORES, at - FAR, at + FAR
        )

    def keeps_scale(self, at: int) -> bool:
        """Whether nothing beside the numbers says that these are not scaled."""
        near = at - NEAR_BEFORE, at + NEAR_BEHIND
        return not self._is_said(NO_SCALE, *near) and not self._has_own_formula(OF_A_LETTER, at - NEAR_BEFORE, at)

    def mask(self, at: int) -> bool:
        """Whether keys are surely hidden, where numbers begin at this place: no mask comes behind them."""
        if not self._holds(HIDES, at) or self._is_said(HIDES, at, at + BEHIND):
            return False
        return not self._is_said(NO_MASK, at - FAR, at + FAR)

    def keeps_mask(self, at: int) -> bool:
        """Whether nothing beside the numbers says that these are not masked."""
        return not self._is_said(NO_MASK, at - NEAR_BEFORE, at + NEAR_BEHIND)

    def _holds(self, pattern: re.Pattern[str], at: int) -> bool:
        """Whether something like it was said before this place, in a section that is not over yet."""
        first = max(self.since, at - FAR)
        return any(not self._is_over(end, at) for start, end in self._places(pattern) if first <= start and end <= at)

    def _stands_before(self, end: int, at: int) -> bool:
        """Whether nothing but words, a heading say, stands between."""
        return at - end <= NEAR_BEFORE and not any(c.isdigit() for c in self.text[end:at])

    def _is_over(self, place: int, at: int) -> bool:
        """Whether a heading stands between that is not below the one over the place."""
        if self._stands_before(place, at):
            return False
        level = next((level for start, level in reversed(self.headings) if start <= place), 0)
        return any(place < start <= at and other <= level for start, other in self.headings)

    def _is_said(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        return any(s < end and start < e for s, e in self._places(pattern))

    def _has_own_formula(self, raw: re.Pattern[str], start: int, end: int) -> bool:
        """Whether some softmax is of scores as they stand: softmax(QKᵀ)."""
        for place, behind in self._places(OWN_FORMULA):
            if start < place < end:
                formula = OWN_FORMULA.match(self.text, place, behind)
                of = "" if formula is None else formula["of"]
                if raw.match(of) and not SHOWS_SCALE.search(of):
                    return True
        return False

    def _places(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        if pattern not in self._said:
            self._said[pattern] = [match.span() for match in pattern.finditer(self.text)]
        return self._said[pattern]
