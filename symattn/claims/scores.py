"""Level 2: what becomes of the weights when scores are changed."""

from symattn.generating.claim import Claim

CLAIMS = {
    "shifted_row": Claim(
        slots={"c": (2, 12)},
        true="The number {c} is added to all scores of a query. Its weights stay as they are.",
        false="The number {c} is added to all scores of a query. Its weights change.",
        reason="e to the power of {c} stands above and below the line",
        beside="a number as small as {c} is lost when weights are rounded",
        astray=("larger scores give larger weights", "each weight is multiplied by e to the power of {c}"),
        because="The factor cancels. Only the differences between the scores of a query count.",
        law="adding_a_constant_to_a_row_of_scores_changes_nothing",
    ),
    "shifted_column": Claim(
        slots={"c": (1, 9), "n": (2, 6)},
        true="Every query sees {n} keys. If {c} is added to the scores of one key with all queries, "
        "it gets more weight from each.",
        false="Every query sees {n} keys. If {c} is added to the scores of one key with all queries, "
        "no weight changes.",
        reason="in each row one exponential has grown and no other has",
        beside="with larger scores, all weights of a query become larger",
        astray=("what is added cancels in each of the softmaxes", "the softmax divides by the sum of the column"),
        because="A number cancels where it is added to all scores of a row, not to those of a column.",
        law="adding_a_constant_to_a_row_of_scores_changes_nothing",
    ),
    "multiplied": Claim(
        slots={"c": (3, 12)},
        true="All scores of a query, not all of them equal, are multiplied by {c}. Its largest weight becomes larger.",
        false="All scores of a query, not all of them equal, are multiplied by {c}. Its weights stay as they are.",
        reason="the differences of the scores become {c} times as large",
        beside="each of the weights becomes {c} times as large, too",
        astray=("the {c} stands above and below the line and cancels", "the weights of the query still sum to 1"),
        because="A number that is added to all scores cancels, a factor does not: the weights become more uneven.",
    ),
    "same_score": Claim(
        slots={"s": (-5, 9)},
        true="A query has the score {s} with two keys that it sees. It gives both the same weight.",
        false="A query has the score {s} with two keys that it sees. It gives the first of them the larger weight.",
        reason="both are the same exponential over the same sum",
        beside="two keys that have the same score with a query are equal",
        astray=("the weight falls with the distance", "the softmax deals with the keys one after the other"),
        because="Of a key the softmax knows its score and nothing else.",
        law="equal_scores_give_equal_weights",
    ),
    "two_queries": Claim(
        slots={"s": (-3, 9)},
        true="Two queries have the same score {s} with a key. They may give it different weights.",
        false="Two queries have the same score {s} with a key. They give it the same weight, whatever else they see.",
        reason="each divides by a sum of its own",
        beside="different queries never give a key the same weight",
        astray=("a weight follows from its score alone", "both are divided by the sum of the same column"),
        because="Equal scores give equal weights within a row; from row to row the other scores count.",
        law="equal_scores_give_equal_weights",
    ),
    "ratio": Claim(
        slots={"g": (2, 12)},
        true="Two scaled scores of a query differ by {g}. The ratio of the two weights does not depend on its "
        "other scores.",
        false="Two scaled scores of a query differ by {g}. The ratio of the two weights depends on its other scores.",
        reason="both weights are divided by the same sum, which cancels",
        beside="the ratio of two weights is the difference of their scores",
        astray=("all scores stand in the sum below the line", "other keys take more from the larger of the weights"),
        because="The ratio is e to the power of {g}. Other keys make both weights smaller by the same factor.",
    ),
    "gap": Claim(
        slots={"g": (2, 12)},
        true="One scaled score of a query is larger than another by {g}. Its weight is e to the power of {g} times "
        "the other.",
        false="One scaled score of a query is larger than another by {g}. Its weight is {g} times the other.",
        reason="exponentials of {g} more are e to the power of {g} times as large",
        beside="the weights of a query are the exponentials of its scores",
        astray=(
            "the weights of a query grow in proportion to its scores",
            "the ratio of two weights is what their scores differ by",
        ),
        because="The sum below the line is the same for both, so their ratio is that of the exponentials.",
    ),
    "largest_subtracted": Claim(
        slots={"m": (5, 60)},
        true="A program subtracts {m}, the largest score of a query, from all its scores. This changes no weight.",
        false="A program subtracts {m}, the largest score of a query, from all its scores. "
        "This makes each weight smaller.",
        reason="exponentials and their sum shrink by one factor",
        beside="the softmax divides by the largest score",
        astray=("smaller exponentials are smaller weights", "the weights are divided by e to the power of {m}"),
        because="The factor cancels, and no exponential is larger than 1: programs do this so that none overflows.",
        law="adding_a_constant_to_a_row_of_scores_changes_nothing",
    ),
    "scale_forgotten": Claim(
        slots={"d": (2, 64)},
        true="Keys have {d} entries. A student forgets to divide the scores of a query, not all equal, "
        "by the root of {d}. The largest weight comes out too large.",
        false="Keys have {d} entries. A student forgets to divide the scores of a query, not all equal, "
        "by the root of {d}. The largest weight comes out too small.",
        reason="the scores lie further apart than they should",
        beside="each weight comes out too large by the factor root of {d}",
        astray=("without the division the weights are more even", "the sum below the line comes out too large"),
        because="Scaling keeps the scores near each other: without it the weights come near 0 and 1.",
    ),
    "divided_by_more": Claim(
        slots={"n": (2, 12)},
        true="The scores of a query with {n} keys are divided by a larger and larger number. "
        "Its weights come near 1/{n}.",
        false="The scores of a query with {n} keys are divided by a larger and larger number. Its weights come near 0.",
        reason="the scores come near 0, so they become almost equal",
        beside="all scores are exactly 0 from some number on",
        astray=("the exponentials of small numbers are near 0", "each weight is divided by the same number"),
        because="The exponentials come near 1 and their sum near {n}.",
        law="equal_scores_give_equal_weights",
    ),
    "another_key": Claim(
        slots={"n": (2, 12)},
        true="Another key is added to the {n} that a query sees. The weights of these {n} become smaller.",
        false="Another key is added to the {n} that a query sees. The weights of these {n} stay as they are.",
        reason="the sum that all are divided by has grown",
        beside="a key that is added has the largest of the scores",
        astray=("their scores have not changed", "the other key gets what was left over by the {n}"),
        because="Its exponential, however small, is positive and belongs to the sum.",
        law="weights_of_each_query_add_up_to_one",
    ),
    "same_ratio": Claim(
        slots={"n": (2, 12)},
        true="Another key is added to the {n} that a query sees. The ratio of the weights of any two of these {n} "
        "stays as it is.",
        false="Another key is added to the {n} that a query sees. The ratio of the weights of two of these {n} "
        "may change.",
        reason="both of the weights shrink by the same factor",
        beside="the weights of the {n} keys stay what they were",
        astray=("the other key takes as much from each of them", "the other key takes more from the smaller one"),
        because="The two exponentials are what they were, and both are divided by the same, larger sum.",
    ),
    "other_sign": Claim(
        slots={"n": (3, 12)},
        true="The scores of a query with {n} keys are all different, and each changes its sign. "
        "The key that had the least weight then has the most.",
        false="The scores of a query with {n} keys are all different, and each changes its sign. "
        "Then all weights are negative.",
        reason="the order of the exponentials is turned round",
        beside="each weight becomes 1 minus what it was before",
        astray=("each weight changes its sign, too", "the minus stays in front of each exponential"),
        because="The key of the smallest score has the largest one then. Exponentials are positive as before.",
    ),
}
