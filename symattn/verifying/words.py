"""Words: what stands around numbers and tells which quantity they state, and in which row of it."""

from __future__ import annotations

import re
from functools import lru_cache

from symattn.notation.formula import Name

TOKENS, QUERIES, KEYS, VALUES = "tokens", "queries", "keys", "values"
SCORES, SCALED, WEIGHTS, OUTPUT = "scores", "scaled scores", "weights", "output"
WORDS = {
    SCALED: r"(?<!un)scaled(?:\W+\w+)?\W+(?:scores?|logits|dot products?)\b|scaled"
    r"|after (?:\w+ )?(?:scaling|dividing)|escalad|skaliert|缩放后|縮放後|スケール|масштабирован|ölçekl"
    r"|scalat[aio]\b|tỷ lệ|terskala|스케일",
    WEIGHTS: r"weight|softmax|probabilit|attention ?(?:map|distribution|pattern)|权重|權重|注意力分布|trọng số|pesos?\b"
    r"|gewicht|poids|重み|가중치|\bвеса?\b|ağırlı|\bbobot|\bpes[io]\b|أوزان|ওজন|भार\b|\bwag[iaę]\b|\battn\b",
    SCORES: r"scores?\b|logits?|dot products?|分数|分數|打分|得分|内积|內積|点积|點積|điểm|puntuaci|puntaje|スコア|점수"
    r"|similarit|punktzahl|скор|оценк|\bskor|punteggi|pontuaç|skalarprodukt|produits? scalaires?"
    r"|productos? escalares?|produtos? escalares?|prodott[oi] scalar[ei]"
    r"|inproduct|iloczyn\w* skalarn|скалярн\w+ произведен|tích vô hướng|iç çarpım|गुणनफल|내적",
    OUTPUT: r"outputs?\b|(?:new|updated|contextual\w*) (?:representation|embedding)s?\b"
    r"|context|result|输出|輸出|结果|結果|đầu ra|salida|ausgabe|ausgang|sortie|saída|出力|출력|결과"
    r"|blend|выход|çıktı|keluaran|uscita|uitvoer|wyjści|आउटपुट",
    QUERIES: r"quer(?:y|ies)|查询|查詢|クエリ|쿼리|consulta|запрос|sorgu|truy vấn|zapytani|क्वेरी",
    KEYS: r"\bkeys?\b|键|鍵|キー|키\b|clave|chave|schlüssel|ключ|anahtar|khóa|chiav[ei]\b|sleutel|klucz|कुंजि",
    VALUES: r"\bvalues?\b|值|バリュー|값|valor|wert|значени|değer|giá trị|waarde|wartości",
    TOKENS: r"embedding|inputs?\b|tokens?\b|输入|輸入|嵌入|entrada|eingabe|вход|girdi|đầu vào|入力|입력",
}  # fmt: skip
"""The words that name a role, in the languages met; the last one of a heading counts."""
PATTERNS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in WORDS.items()}
LETTERS_OF = {
    TOKENS: "Xx",
    QUERIES: "Qq",
    KEYS: "Kk",
    VALUES: "Vv",
    SCORES: "SsE",
    WEIGHTS: "AaαwPp",
    OUTPUT: "OoZzYyHh",
}
LETTERS = {letter: role for role, letters in LETTERS_OF.items() for letter in letters}
GIVEN = (TOKENS, QUERIES, KEYS, VALUES)
BEFORE_SOFTMAX = re.compile(r"(?:before|pre|vor|antes d\w+|avant|前)\W*(?:the |dem |la |le )?softmax", re.IGNORECASE)
HEDGES = re.compile(
    r"for example|e\.g\.|such as|might|could|suppose|assum|imagine|would|let |假设|例如|比如|supong|angenommen|exemple",
    re.I,
)
ORDINALS = (
    r"first|1st|erste[nrs]?|première|premier|primer[ao]?|prim[ao]|перв\w+",
    r"second|2nd|zweite[nrs]?|deuxième|seconde?|segund[ao]|второ\w+",
    r"third|3rd|dritte[nrs]?|troisième|tercer[ao]?|terceir[ao]|terz[ao]|трет\w+",
    r"fourth|4th|vierte[nrs]?|quatrième|cuart[ao]|quart[ao]|четв[её]рт\w+",
)
"""The first ones, in the languages met."""
NTH = tuple(re.compile(words, re.IGNORECASE) for words in ORDINALS)
ROW = re.compile(
    r"(?:\brow|\btoken|\bword|\bquery|行|第|hàng|fila|zeile|ligne|linha|baris|строка|satır|riga|词|行目)\s*(?P<n>\d{1,3})\b"
    r"|第(?P<cn>[一二三四五六七八九十])|\b(?P<on>"
    + "|".join(f"(?:{words})" for words in ORDINALS)
    + r")\s+(?:row|token|word|query"
    r"|position|zeile|wort|anfrage|ligne|mot\b|requête|fila|palabra|consulta|linha|riga|строк|токен|запрос)",
    re.IGNORECASE,
)
CHINESE = "零一二三四五六七八九十"
LABEL = re.compile(r"[:：'\",，|>＝]$")
NAME_IN_LABEL = re.compile(r"(?:^|[\s$(`*{])(?P<letter>[A-Z])(?:[_^]?\{?(?P<index>[A-Za-z0-9]{1,3})\}?)?[\s$`*)}:：]*$")
FORMULA_IN_LABEL = re.compile(r"(?:^|[\s$(`*])(?P<name>[A-Z])[\s$]*=[^=]*[:：]\W*$")
ATTENTION_WEIGHTS = re.compile(
    r"attention weights?|softmax|注意力权重|pesos de atenci|attention-gewicht|poids d.attention", re.I
)
MASK = re.compile(r"causal|mask|masqu|maski|kausal|máscara|-\\?inf|[-−]∞|遮|掩码|因果|마스크|マスク", re.IGNORECASE)

ROOT = re.compile(r"(?:√|\bsqrt)[\s({]*d_?\{?(?:k|head|\\)|\broot of d_?k|根号\s*d")
"""The root of d_k in prose, where nothing is worked out: `the scores are divided by √d_k`."""


def role_of(name: Name) -> str:
    """The role that a name tells; "" if none."""
    if name.base in LETTERS and not name.above:
        return LETTERS[name.base]
    if len(name.base) > 1 and name.base[0] in LETTERS and name.base[1:] in ("̂", "̃", "'"):
        return SCALED if LETTERS[name.base[0]] == SCORES else LETTERS[name.base[0]]
    return role_in(name.base) if len(name.base) > 2 else ""


@lru_cache(maxsize=1024)
def role_in(text: str) -> str:
    """The role that the words of a text tell; the last mentioned counts, and `scaled scores` are no scores."""
    text = BEFORE_SOFTMAX.sub("scores", text)
    found = [(m.end(), -m.start(), role) for role, pattern in PATTERNS.items() for m in pattern.finditer(text)]
    return max(found)[2] if found else ""


def role_beside_row(text: str) -> str:
    """The role that words tell besides the row: of `the weights for token 2` the token tells none."""
    return role_in(without_row(text))


def without_row(text: str) -> str:
    return ROW.sub(" ", text)


def without_role(text: str, role: str) -> str:
    return PATTERNS[role].sub(" ", text) if role else text


def is_hedged(text: str) -> bool:
    """Whether numbers are only supposed: `the weights might be …`."""
    return HEDGES.search(text.rstrip().rpartition("\n\n")[2]) is not None


def row_of(text: str) -> int | None:
    """The row that words tell: `Row 2:`, `第一行`; the last one told."""
    found = list(ROW.finditer(text))
    if not found:
        return None
    last = found[-1]
    if last["on"]:
        return next(i for i, words in enumerate(NTH, start=1) if words.fullmatch(last["on"]))
    return int(last["n"]) if last["n"] else CHINESE.index(last["cn"])


def is_labelled(lead: str) -> bool:
    """Whether words say what a calculation is of: `Row 1:`, `the weights are`."""
    lead = lead.strip(" \t\n*_`$(\\[")
    return bool(LABEL.search(lead) or row_of(lead[-40:]) or role_in(lead[-40:]))


def label_of(lead: str) -> str:
    """The words directly before a number: a heading or what ends with a colon; "" where a sentence runs on."""
    stripped = lead.rstrip(" \t\n$`*\\[(")
    line = stripped.rpartition("\n")[2].strip()
    if lead.count("\n") == 0 and not line.endswith((":", "：")):
        return ""
    return line[-60:] if line.startswith("#") or line.endswith((":", "：", "：**", ":**")) or len(line) < 40 else ""


def name_in(label: str) -> tuple[str, str] | None:
    """The letter that a label ends with, and the whole name: `Query $Q_1$` gives Q and Q_1, `Z = A @ V` gives Z."""
    found = NAME_IN_LABEL.search(label.partition("=")[0])
    if found is None:
        return None
    return found["letter"], found["letter"] + (f"_{found['index']}" if found["index"] else "")


def name_said_in(label: str) -> Name | None:
    """The name whose formula ends a label: A of `The weights A = softmax(S):`."""
    found = FORMULA_IN_LABEL.search(label)
    return None if found is None else Name(found["name"])


def says_weights(lead: str) -> bool:
    """Whether the words directly before numbers call them attention weights, and do not only suppose them."""
    label = label_of(lead)
    return bool(ATTENTION_WEIGHTS.search(label)) and role_in(label) == WEIGHTS and not is_hedged(lead[-120:])


def speaks_of_a_mask(text: str) -> bool:
    return MASK.search(text) is not None


def speaks_of_the_root(text: str) -> bool:
    return ROOT.search(text) is not None
