"""Excuses: what tells that numbers called weights or an output need not be what a softmax or a weighted sum gives.

Dots for those left out, the largest of many, weights of a layer, dropout, a residual added: where such words stand
near, nothing is said of the numbers. A row too many left alone is better than one wrongly suspected.
"""

from __future__ import annotations

import re

ATTENTION = re.compile(
    r"attention|\battn\b|\battend|softmax|aufmerksamkeit|atenci[óo]n|atenç[ãa]o|attenzione|внимани|注意"
    r"|アテンション|어텐션|chú ý",
    re.IGNORECASE,
)
NO_SOFTMAX = re.compile(
    r"drop-?out|un-?normali[sz]|(?:not|isn.t|aren.t|yet|without|before|no) (?:be(?:en"
    r"|ing)? )?(?:re-?)?normali[sz]|renormali[sz]"
    r"|sigmoid|\brelu|linear attention|(?<!\\)\btop\b|top-?[kp\d]|softmax_?1\b|off.by.one|sparse|hard ?max"
    r"|hard attention|argmax|threshold|clip"
    r"|(?:not|n.t|no longer|never) (?:longer )?(?:sum|add)|sum(?:s|med)? to (?:less|more)|wrong|incorrect"
    r"|mistak|zeroed|mixture|mixing|mixed with|combin\w+ (?:with|by|using)|accura|gradient|entropy|perplex"
    r"|\berrors?\b|latency"
    r"|(?:before|without|prior to|instead of|pre-?|vor|ohne|avant|sans|antes d\w+|sin|sem|prima d\w+|senza|до|без)\W*"
    r"(?:the |a |dem |den |la |le |el |o |il |un )?softmax|softmax ?之?前"
    r"|partial|among others|remain"
    r"|the rest|truncat|excerpt|average"
    r"|a?cumulat|vocab|target|correct|ground.?truth|next.token|likelihood|after (?:the )?mask|词表"
    r"|unscaled|nicht normier|nicht normalis|unnormier|falsch|ne (?:somment"
    r"|font) pas"
    r"|non normalis|no suman|sin normalizar|não somam|non sommano"
    r"|не сумм|не норм|未归一|不归一|没有归一"
    r"|不等于|错误|其余|dirichlet|gumbel",
    re.IGNORECASE,
)
"""What tells that the numbers are no whole row of a softmax, or not meant to be right."""
OTHER_SOFTMAX = re.compile(
    rf"{NO_SOFTMAX.pattern}|temperat|mask|maski|masqu|bias|alibi|relative|\\bsinks?\\b|\\blinear|kernel|instead|simplif"
    r"|\bbase[ -]?(?:2|10|two|ten)\b|uniform|sharp|heuristic|smooth|vereinfach|einfach|simplemente|温度|掩码|遮|简化",
    re.IGNORECASE,
)
"""What tells in a document that its weights may be another softmax than that of the scaled scores."""
COUNT = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|few|several|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn"
    r"|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|dois|três|quatro|due|tre|quattro|cinque|два|две|три|четыре|пять)"
)
PART = re.compile(
    rf"\b(?:first|last|final|ersten|letzten)\s+{COUNT}\b"
    rf"|\b{COUNT}\s+(?:out of|of|von|sur|из)\s+(?:the\s+|den\s+)?{COUNT}\b"
    r"|\b(?:premi(?:er|ère)s|derni(?:er|ère)s|primer[oa]s|primeir[oa]s|últim[oa]s|ultim[ie])\b|\bprim[ie]\s+\w"
    r"|перв(?:ых|ые)\b|последн(?:их|ие)\b|[前后後][两兩二三四五六\d]+[个個]|最初の[\d二三四五]|最後の[\d二三四五]|上位|前几[个個]"
    r"|상위|(?:처음|마지막)\s?(?:\d|두|세|네)",
    re.IGNORECASE,
)
"""What tells that of the weights only some are told: the first three, two of five."""
REST = re.compile(
    r"ignor|omit|left out|leaving out|not shown|\bothers (?:get|share|receive|have)|\brest\b|\bübrig|le reste|el resto"
    r"|o resto|il resto|остальн|残り|나머지|剩|忽略|略去|省略",
    re.IGNORECASE,
)
"""What tells of weights that are not shown."""
NOT_OF_ONE = re.compile(
    r"\b(?:per|by|across|over|in each|for each) (?:the )?(?:layers?|heads?|steps?|epochs?|blocks?)\b|\bsquared\b"
    r"|quadrier|au carré|al cuadrado|ao quadrado|al quadrato|квадрат|平方"
    r"|\b(?:je|pro) (?:schicht|kopf)|\bpar (?:couche|tête)"
    r"|\bpor (?:capa|cabeza|camada|cabeça)|\bper (?:strato|testa)|[各每][层層个個]|層ごと|層별",
    re.IGNORECASE,
)
"""What tells that the numbers are one of each of several rows, or no longer the weights themselves."""
LARGEST = re.compile(
    r"largest|highest|biggest|strongest|most (?:relevant|important|weight|of)|größten|höchsten"
    r"|plus (?:grands|élevés|forts)|mayores|más altos|maiores|maggiori|наибольш|最大|最高",
    re.IGNORECASE,
)
"""What before numbers tells that they are not all; behind them it only looks at them."""
OF_A_NET = re.compile(
    r"layer|neuron|linear|perceptron|\bbias|\bloss|\bclass|\btrain|learn|gradient|ensemble|\bedge|graph"
    r"|adjacen|sampl|optimi[sz]|regress"
    r"|kernel|initial|\blora\b|momentum|smooth|portfolio|transition|state matrix|markov|vocab|schicht|lern"
    r"|verlust|couche|apprenti|capa\b|aprend"
    r"|camada|strato|слой|слоя|обуч|层|训练|学习|损失|神经",
    re.IGNORECASE,
)
"""Weights of another kind."""
SCALING = re.compile(
    r"\bscal|√|sqrt|temperat|\bd_\{?k|dimension|skalier|escal|échelle|масштаб|缩放|縮放|スケール|스케일", re.IGNORECASE
)
"""What tells that scores may be divided by something before the softmax."""
NO_WEIGHTED_SUM = re.compile(
    r"residual|\badd\b|skip|layer ?norm|\bnorm\b|W_?O\b|W\^O|w_o|projec|feed|ffn|mlp|concat|heads?\b"
    r"|linear|activat|logit|relu|gelu|bias"
    r"|position|embedding of|encod|scaled? by|multipl(?:y|ied) by \d|wrong|incorrect|mistak|un-?normali[sz]"
    r"|softmax[- ]free|(?:without|no|ohne|sans|sin|sem|senza|без) (?:\w+ )?softmax|recurren|\bstate|sum of the values"
    r"|K\^\{?(?:T|\\top)\}? ?V|KᵀV|scores? (?:times|·|@|\*) V",
    re.IGNORECASE,
)
"""What tells that an output may be more than a mean of the values."""
GOES_ON = re.compile(
    r"[\])}\s$`*\\|]*[,，、;；]?\s*(?:\.\.\.|…|\\[lcd]?dots|etc\b|and so on|usw|und so weiter|等|и т)", re.IGNORECASE
)
DOTS_WITHIN = 24
"""Characters within which they stand."""
WENT_BEFORE = re.compile(r"(?:\.\.\.|…|\\[lcd]?dots\b)[\s,$`*(\[]*$")
MORE = re.compile(
    r"\s*(?:[,;，、；+&/(（]|%|\b(?:and|und|et|y|e|и|for|to|on|in|at|of|an|bei|dans|en|em|в|from|für|auf|pour"
    r"|sur|para|sobre|per|su|для|на|with|or)\b|和|与|给)",
    re.IGNORECASE,
)
"""What behind a list without brackets tells that there may be others."""

QUESTION = re.compile(r"[^.。\n]{0,60}[?？]")


def is_asked(text: str, end: int) -> bool:
    """Whether the sentence is a question."""
    return QUESTION.match(text, end) is not None


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether dots stand for more numbers before or behind."""
    return (
        GOES_ON.match(text, end, end + DOTS_WITHIN) is not None
        or WENT_BEFORE.search(text, max(0, start - DOTS_WITHIN), start) is not None
    )


def are_some(before: str, behind: str, *, is_less: bool) -> bool:
    """Whether the sentence tells of some weights of many, or of several rows. is_less: they add up to less than 1."""
    if NOT_OF_ONE.search(before):
        return True
    return is_less and (PART.search(before) is not None or REST.search(before + behind) is not None)
