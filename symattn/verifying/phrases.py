"""Phrases: the words directly before a row of numbers that call it weights, or say that it comes out of the row before.

Only what is surely such a phrase counts: the name of the quantity, and behind it nothing but small words such as `are`
and `for the first word`. `The attention weights are multiplied by [0.5, 0.3]` calls nothing weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from symattn.verifying.words import OUTPUT, PATTERNS, SCALED, SCORES, WEIGHTS, says_weights

GIVE = {
    "en": "get gets getting obtain obtains give gives giving gave yield yields yielding produce produces return "
    "returns result results resulting take takes taking apply applies applied applying compute computing turn turns "
    "come comes",
    "de": "ergibt ergeben liefert liefern erhalten erhält bekommen",
    "fr": "donne donnent obtient obtenons",
    "es": "da dan resulta resultan obtenemos obtiene obtienen",
    "pt": "dá dão resulta obtemos obtém",
    "it": "dà danno otteniamo ottiene ottengono",
    "ru": "даёт дает дают получаем получим",
}
"""What says that numbers come out of something: what comes out of weights is no weights."""
BE = {
    "en": "a an the this these those them they their it its which that we you i us one have has is are was were be "
    "become becomes equal equals in as to so thus then now hence and after with into out about approximately roughly "
    "exactly row vector function both all following corresponding final step normalized normalised",
    "de": "der die das den dem des ein eine wir man sie sich dann nun also daraus damit so und ist sind lauten lautet "
    "ihre wird werden zu etwa rund mit aus nach zeile folgende folgenden",
    "fr": "le la les l un une on nous est sont vaut valent devient deviennent alors donc et environ ce qui ces après "
    "d du de ainsi suivants",
    "es": "el los las lo una se es son queda quedan entonces y que tras después aproximadamente siguientes",
    "pt": "o os as um uma é são fica ficam então e após seguintes",
    "it": "il i gli è sono si diventano quindi allora che dopo circa seguenti",
    "ru": "и тогда затем равен равна равно равны составляют это после около примерно следующие",
}
"""What stands between a name and its numbers, and says no more than that these come now."""
GIVE_SIGNS = "得到|可得|给出|給出|结果|結果|得|取|とると|になる|となる"
BE_SIGNS = (
    r"이므로|이고|이며|따라서|그러므로|分别为|分别是|分別為|分別是|約為|约为|等于|等於|变为|變為|即|为|為|是|的|之后|后|後|经过|は|が|を|の|で"
    r"|\\(?:text|mathrm|mathbf|quad|qquad|Rightarrow|to|approx)\b"
)


def _words(*tables: Mapping[str, str]) -> str:
    return rf"\b(?:{'|'.join(word for table in tables for words in table.values() for word in words.split())})\b"


GIVING = re.compile(f"{_words(GIVE)}|{GIVE_SIGNS}", re.IGNORECASE)
SMALL = re.compile(f"{_words(GIVE, BE)}|{GIVE_SIGNS}|{BE_SIGNS}", re.IGNORECASE)
BY = re.compile(
    r"(?:\b(?:by|with|using|times|mit|durch|avec|par|con|por|com|с|на|through|via|over|from|into)\b|用|乘以|与|以)"
    r"\W*(?:\b(?:the|these|those|its|our|den|dem|diesen|les|ces|los|estos|os|i|le|gli|attention|softmax"
    r"|normali[sz]ed)\b\W*)*$",
    re.IGNORECASE,
)
APPLIED = re.compile(
    rf"softmax[\"'\s$`}}*\\(\[]*$|{BY.pattern[:-1]}(?:weights?|gewichte\w*|poids|pesos?|pesi|весами?|权重)",
    re.IGNORECASE,
)
OF_ATTENTION = re.compile(
    r"attention|\battn\b|aufmerksamkeits?|de (?:la )?atenci[óo]n|de atenç[ãa]o|d['’]attention|(?:di "
    r"|dell['’])attenzione"
    r"|внимания|注意力|注意|アテンション|어텐션",
    re.IGNORECASE,
)
SOFTMAX = re.compile(r"softmax(?![a-z])", re.IGNORECASE)
COMPLEMENT = re.compile(
    r"\s*\b(?:for|of|from|in|at|on(?= the)|für|von|der|des|bei|pour|para|per|de|del|du|di"
    r"|для)\b\s*(?P<of>[^,.;:=\n]{0,40}?)"
    r"(?=\s*(?:[:：=为是]|\b(?:is|are|becomes?|gives?|ist|sind|lauten|werden|betragen|est|sont|valent|son|es"
    r"|quedan|são|é|ficam"
    r"|sono|è|diventano|равны|составляют)\b|$))",
    re.IGNORECASE,
)
"""Whose weights: `of the first query`."""
LETTERS = re.compile(r"[a-zß-ž\u0400-\u04ff]*", re.IGNORECASE)
OF = re.compile(
    r"(?P<what>\w+)\s+(?:of|von|der|des|vom|du|de|del|della|delle|dei|do|da|dos|das)\b"
    r"\W*(?:(?:the|these|those|its|our|dem|la|le|les|los|las|el|gli|i|attention|each)\b\W*)*$",
    re.IGNORECASE,
)
WHAT_COMES_OUT = re.compile(
    r"(?:outputs?|results?|rows?|distributions?|vectors?|matri(?:x|ces)|set|list|ausgabe|ergebnis(?:se)?"
    r"|zeilen?|sorties?|résultats?"
    r"|lignes?|salidas?|resultados?|filas?|saídas?|linhas?|uscit[ae]|risultat[oi]|righe?|matrice|matriz"
    r"|vecteur|vettore|vetor)",
    re.IGNORECASE,
)
A_ROW = re.compile(
    r"\brow|quer(?:y|ies)|zeile|anfrage|ligne|requête|fila\b|consulta|linha|riga\b|строк|запрос|行|查询", re.IGNORECASE
)
RESULT = re.compile(r"result|résultat|risultat|ergebnis|结果|結果|결과|kết quả", re.IGNORECASE)
NO_NOUN = re.compile(r"(?:ed|ing|et|ete|eten|eter)\b", re.IGNORECASE)
"""What makes another word of `weight` and `Gewicht`: weighted."""
OPENING = re.compile(r"(?:[\s$`*(（\[:：=]|\\(?:left|[bB]igg?l?)(?![a-z])|\\(?=[(\[]))*$")
"""What opens the row itself, and the sign before it."""
SENTENCE = re.compile(r"[.!?。！？](?=\s|$)|\n\s*\n")
INTO_SOFTMAX = re.compile(
    r"softmax(?:\s+function)?\s+(?:of|over|to|on|von|über|auf|aus|des?|du|del|della|dei|delle|di|da|dos?"
    r"|das|sur|sobre|su|от|по|к)\b"
    r"|softmax (?:turns|maps|converts|transforms|wandelt|transforme|convierte|converte|trasforma)\b"
    r"|(?:对|對)[^,，。\n]{0,12}$|softmax\s*\($",
    re.IGNORECASE,
)
"""What tells that the softmax is taken of what follows."""
ARTICLES = re.compile(
    r"\b(?:a|the|these|those|this|row|vector|der|die|den|des|dem|le|la|les|el|los|las|o|os|as|il|i|gli)\b|的",
    re.IGNORECASE,
)
DIVIDED = re.compile(
    r"\b(?:divid(?:e|es|ed|ing)(?: (?:them|each|it|all|both|the scores|these))? by|durch|geteilt durch"
    r"|teilen wir durch"
    r"|divis[ée]s? par|divise par|en divisant par|dividi(?:r|dos|das|do|mos) (?:por|entre)|divid(?:endo"
    r"|en) (?:por|entre)"
    r"|divis[oi] per|dividendo per|делим на|делённые на|разделив на)\b|除以",
    re.IGNORECASE,
)


PLAIN = re.compile(
    r"\b(?:raw|full|whole|complete|matri(?:x|ces|z|zen)|matrice|matrici|matriz|table|step|schritt|étape|paso|passo"
    r"|rohen?|bruts?|brutes?|brut[ao]s?|grezzi|self|pre|unscaled|матрица)\b|矩阵|矩陣|行列|행렬|原始|第|步骤|步"
    r"|\\(?:text|mathrm|mathbf)\b|\d+|(?<![^\W_])Q\W{0,3}K(?:\W{0,3}(?:T|\\top))?(?![^\W_])|(?<![^\W_])[A-Z](?![^\W_])",
    re.IGNORECASE,
)
"""What stands beside the name of a quantity and makes no other of it: raw scores, a number, S = QKᵀ."""


@dataclass(frozen=True)
class Call:
    """What words call a row of numbers."""

    role: str
    is_sure: bool
    """Whether they speak of attention or of a softmax themselves."""
    is_whole: bool
    """Whether they leave open no others: `the weights for "cat" and "dog"` may be some of many."""


@lru_cache(maxsize=256)
def called(lead: str) -> Call | None:
    """What the words directly before a row call it."""
    sentence = SENTENCE.split(OPENING.sub("", lead))[-1]
    if goes_into_softmax(sentence):
        return None
    into = list(INTO_SOFTMAX.finditer(sentence))
    if into and comes_out(sentence[into[-1].end() :], SCORES, SCALED):
        # the softmax of the scores gives
        return Call(WEIGHTS, is_sure=True, is_whole=True)
    nouns = sorted((m.start(), m.end(), role) for role, words in PATTERNS.items() for m in words.finditer(sentence))
    opening = OPENING.search(lead)
    ends = opening is not None and any(sign in opening[0] for sign in ":：=")
    # the weights of the first query are: the first noun is what the numbers are called
    calls = (_call(sentence, start, end, role, ends=ends) for start, end, role in nouns)
    return next((call for call in calls if call is not None), None)


def _call(sentence: str, start: int, end: int, role: str, *, ends: bool) -> Call | None:
    """What a noun calls the numbers; None where what stands behind it says something else. ends: with a colon."""
    ending = LETTERS.match(sentence[end:])
    assert ending is not None
    noun, rest = sentence[start:end], sentence[end + ending.end() :]
    if role == WEIGHTS and NO_NOUN.fullmatch(ending[0]):
        return None
    is_softmax = SOFTMAX.fullmatch(noun) is not None
    attribute = OF_ATTENTION.match(rest.lstrip())
    rest = rest.lstrip() if attribute is None else rest.lstrip()[attribute.end() :]
    whose = COMPLEMENT.match(rest)
    rest = rest if whose is None else rest[whose.end() :]
    if not _is_small(rest) or (not is_softmax and (GIVING.search(rest) or "," in rest)):
        return None
    whole = OF.search(sentence, 0, start)
    if whole is not None and not WHAT_COMES_OUT.fullmatch(whole["what"]):
        # the gradient of the softmax is
        return None
    is_told = ends or any(c.isalnum() for c in rest)
    if is_softmax and not is_told:
        # softmax (1.4, 0.3) is taken of these
        return None
    if is_told and not is_softmax and BY.search(sentence, 0, start):
        # by the weights: [1.4, 0.3]
        return None
    near = sentence[max(0, start - 40) : end]
    is_sure = attribute is not None or SOFTMAX.search(near) is not None or OF_ATTENTION.search(near) is not None
    if whose is not None and noun.lower().startswith("probab") and OF_ATTENTION.search(near) is None:
        # softmax probabilities of the right words
        return None
    # `attention weights 0.52 and 0.31` may be some of many
    is_row = whose is None or not whose["of"].strip() or A_ROW.search(whose["of"]) is not None
    return Call(role, is_sure, is_told and is_row)


def comes_out(between: str, *roles: str) -> bool:
    """Whether words only say that what follows, called so, comes out of what stands before: ` gives weights `."""
    for role in roles:
        between = re.sub(rf"(?:{PATTERNS[role].pattern})\w*", " ", between, flags=re.IGNORECASE)
    return _is_small(SOFTMAX.sub(" ", OF_ATTENTION.sub(" ", between)))


def says_only(label: str, *roles: str) -> bool:
    """Whether words before numbers name just these: `3. The raw attention scores S = QKᵀ are`, none of another head."""
    return comes_out(PLAIN.sub(" ", label), *roles)


def goes_into_softmax(lead: str) -> bool:
    """`the softmax of the scores`: what follows is what the softmax is taken of."""
    found = list(INTO_SOFTMAX.finditer(lead))
    behind = "" if not found else re.sub(PATTERNS[SCORES].pattern, " ", lead[found[-1].end() :], flags=re.IGNORECASE)
    return bool(found) and not any(c.isalnum() for c in ARTICLES.sub(" ", behind))


def labels_weights(lead: str) -> bool:
    """A label or heading: `Attention weights:`; but `by the attention weights:` calls other numbers something else."""
    return says_weights(lead) and not APPLIED.search(lead)


def calls_scores(lead: str) -> bool:
    """`the scores are`: what goes into the softmax."""
    call = called(lead)
    return call is not None and call.role == SCORES


def calls_scaled(lead: str) -> bool:
    """`Scaled scores:`."""
    call = called(lead)
    return call is not None and call.role == SCALED


def calls_output(lead: str) -> bool:
    """`the output is`; a result may be one of anything."""
    call = called(lead)
    return call is not None and call.role == OUTPUT and not RESULT.search(lead)


def divides(lead: str) -> bool:
    """`. We divide by`: what stands before is divided by what follows."""
    found = list(DIVIDED.finditer(lead))
    return bool(found) and _is_small(lead[: found[-1].start()]) and _is_small(lead[found[-1].end() :])


def _is_small(text: str) -> bool:
    return not any(c.isalnum() for c in SMALL.sub(" ", text))
