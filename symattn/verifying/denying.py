"""Denying: a text may quote a wrong relation as wrong. `not 64/8 = 6`, `Falsch: …`, `… (wrong!)`, `is 64/8 = 6?`

Or it asks or supposes it: `Does 64/8 = 6 hold?`, `Suppose that 64/8 = 6`.
"""

from __future__ import annotations

import re

CLAUSE = 60
"""Characters before a relation, and behind it, that may deny it."""
WRONG = (
    r"wrong(?:ly)?|incorrect(?:ly)?|false(?:ly)?|mistaken(?:ly)?|erroneous(?:ly)?|bogus|invalid|naive(?:ly)?"
    r"|falsch\w*|fälschlich\w*|irrtümlich\w*|faux|fausse\w*|erronn?[ée]\w*|à tort|incorrect[oae]s?|fals[oa]"
    r"|equivocad\w+|errad[oa]|sbagliat[oaie]|błędn\w+|fout|неверно|неправильно|ошибочно"
)
NOUNS = (
    r"mistake|error|slip|pitfall|misconception|fallacy|blunder|fehler|irrtum|trugschluss|erreur|error|erro|errore|błąd"
    r"|ошибка"
)
SUPPOSED = (
    r"suppos(?:e|ing)|assum(?:e|ing)|imagin(?:e|ing)|pretend(?:ing)?|angenommen|nehmen wir an|supposons|supongamos"
    r"|suponhamos|supponiamo|предположим"
)
NOT = (
    r"not|never|isn['’]t|don['’]t|doesn['’]t|won['’]t|cannot|can['’]t|instead of|rather than|nicht|keine?|niemals"
    r"|statt|anstatt|pas|jamais|au lieu de|plutôt que|en vez de|en lugar de|em vez de|invece di|nie|zamiast|не|вместо"
)
RIGHT = r"right|correct|true|richtig|vrai|correcto|certo|giusto|верно"
EASTERN_SUPPOSED = r"假设|假如|仮に|가정"
EASTERN = r"错误|错|不是|而非|并非|不等于|误以为|誤り|間違い|ではなく|틀린|틀렸|잘못"
MARKUP = r"[\s$`*(（\[\\\"'“„«]"
BEFORE = re.compile(
    rf"(?:\b(?i:{WRONG})\b(?:[^\w.;!?。；\n=≈]{{1,6}}\w+){{0,3}}[^\w.;!?。；\n=≈]{{0,8}}|\b(?i:{NOUNS})(?:[*\s]*[:：]{MARKUP}*(?:\w+{MARKUP}+){{0,4}}|\s+(?:is|was|ist|est|es|é|è)(?:{MARKUP}+\w+){{1,4}}{MARKUP}+)"
    rf"|\b(?i:{NOT})\b(?:{MARKUP}+\w+){{0,2}}{MARKUP}+|\b(?i:{SUPPOSED})\b,?(?:{MARKUP}+[^\W\d]+){{0,3}}{MARKUP}+"
    rf"|(?:{EASTERN_SUPPOSED})[$`\s]*|(?:{EASTERN})(?:[的な]\w{{0,4}}[:：])?[^\w.;!?。；\n=≈]{{0,8}})$"
)
BEHIND = re.compile(
    r"[\s$`*)\]】」,，、]{0,6}(?:[?？✗✘❌✕]"
    rf"|(?:[^\S\n]+[^\W\d]+){{1,4}}[?？]"
    rf"|\(?(?:\w+ ){{0,3}}(?i:{WRONG}|(?:{NOT}) (?:{RIGHT}))\b|[（(]?[是为]?(?:{EASTERN}))"
)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words around say that the relation is wrong, or ask."""
    before = text[max(0, start - CLAUSE) : start]
    return BEFORE.search(before) is not None or BEHIND.match(text, end, min(len(text), end + CLAUSE)) is not None
