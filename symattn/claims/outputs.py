"""Level 3: what becomes of the outputs when words, keys or values are changed, masked or exchanged."""

from symattn.generating.claim import Claim

CLAIMS = {
    "between": Claim(
        slots={"low": (-6, 4), "value": ("low", 1, 4), "high": ("value", 1, 4)},
        true="A query sees two keys with the values {low} and {high}. With suitable scores its output is {value}.",
        false="A query sees two keys with the values {low} and {high}. Its output is one of these two numbers.",
        reason="the scores decide how the two values are averaged",
        beside="each value is multiplied by its score, and both are added up",
        astray=("the value of the key with the larger score is taken", "the softmax turns scores into 0 and 1"),
        because="Both weights are positive and sum to 1: what they give lies between the two values, and each number "
        "between them can be had.",
        law="output_lies_in_the_hull_of_the_values",
    ),
    "beyond": Claim(
        slots={"n": (2, 9), "high": (1, 12)},
        true="The values of {n} keys are numbers, {high} the largest of them. No scores make the output larger "
        "than {high}.",
        false="The values of {n} keys are numbers, {high} the largest of them. Some scores make the output larger "
        "than {high}.",
        reason="the output is an average of the values",
        beside="the output is always the smallest of the values",
        astray=("the larger the scores, the larger the output", "the output adds up the values of all {n} keys"),
        because="Weights are positive and sum to 1, so the output lies between the smallest and the largest value.",
        law="output_lies_in_the_hull_of_the_values",
    ),
    "causal_earlier": Claim(
        slots={"i": (1, 6), "j": ("i", 1, 5)},
        true="Under the causal mask word {j} is replaced by another. The output of word {i} stays as it is.",
        false="Under the causal mask word {j} is replaced by another. The output of word {i} may change.",
        reason="word {i} gives word {j} the weight 0",
        beside="word {j} is so far away that it hardly counts for word {i}",
        astray=("each softmax runs over all words", "word {j} still has a value, which is mixed in"),
        because="A word sees itself and those before it. So a text can be continued without working out again what "
        "stands already.",
        law="a_causal_row_sees_only_its_prefix",
    ),
    "causal_later": Claim(
        slots={"i": (1, 6), "j": ("i", 1, 5)},
        true="Under the causal mask word {i} is replaced by another. The output of word {j} may change.",
        false="Under the causal mask word {i} is replaced by another. The output of word {j} stays as it is, "
        "whatever the words.",
        reason="word {j} sees the key and the value of word {i}",
        beside="under the mask each word sees all of the words",
        astray=("the mask hides from word {j} all words but itself", "an output depends on its own word alone"),
        because="The causal mask hides later words; earlier ones are seen, and each has a positive weight.",
        law="a_causal_row_sees_only_its_prefix",
    ),
    "unmasked": Claim(
        slots={"i": (1, 6), "j": ("i", 1, 5)},
        true="Nothing is masked, and word {j} is replaced by another. The output of word {i} may change.",
        false="Nothing is masked, and word {j} is replaced by another. The output of word {i} stays as it is, "
        "whatever the words.",
        reason="word {i} sees word {j}, and its key and value are others now",
        beside="the query of each word is made of all the words",
        astray=("a word that comes later is not seen", "for word {i} its own key and value count, and no others"),
        because="Every visible key has a positive weight. Only a mask keeps later words out.",
        law="a_causal_row_sees_only_its_prefix",
    ),
    "continued": Claim(
        slots={"n": (2, 12)},
        true="Under the causal mask a word is added at the end of a text of {n}. The outputs before it "
        "stay as they are.",
        false="Under the causal mask a word is added at the end of a text of {n}. The outputs before it may change.",
        reason="none of the {n} words sees the new one",
        beside="the weight of the new word is too small to count",
        astray=("the new word takes weight from all the others", "each sum of a softmax gets one more exponential"),
        because="Hence programs keep the keys and values of the words they have read and work out one new row.",
        law="a_causal_row_sees_only_its_prefix",
    ),
    "moved_together": Claim(
        slots={"n": (3, 12)},
        true="Two of {n} keys are exchanged, each together with its value. Nothing is masked. No output changes.",
        false="Two of {n} keys are exchanged, each together with its value. Nothing is masked. "
        "Outputs may change then.",
        reason="the same products are added up in another order",
        beside="the two keys have the same score with each query",
        astray=("the order of words always counts in attention", "the two weights change places in each row"),
        because="Attention reads keys and values as a set. Where order is to count, it must be written into the words.",
        law="permuting_keys_with_their_values_changes_nothing",
    ),
    "moved_apart": Claim(
        slots={"n": (3, 12)},
        true="Two of {n} keys are exchanged, their values are not. Nothing is masked. Outputs may change then.",
        false="Two of {n} keys are exchanged, their values are not. Nothing is masked. No output changes, "
        "whatever the numbers.",
        reason="the two weights meet the value of the other key",
        beside="the weights of the keys that stayed are others now",
        astray=("attention does not look at the order of keys", "the weights of each query still sum to 1"),
        because="Only keys and values exchanged together leave every product what it was.",
        law="permuting_keys_with_their_values_changes_nothing",
    ),
    "moved_queries": Claim(
        slots={"n": (3, 12)},
        true="Two of {n} queries are exchanged. Nothing is masked. The two outputs are exchanged, too, and the others "
        "stay.",
        false="Two of {n} queries are exchanged. Nothing is masked. Each of the outputs stays where it is, "
        "whatever the numbers.",
        reason="a row of weights depends on its own query and on all keys",
        beside="each output is made of one key and its value",
        astray=("attention does not look at the order of queries", "each output is an average over all of the queries"),
        because="An output belongs to a query and goes where it goes; keys and values are what they were.",
    ),
    "same_values": Claim(
        slots={"n": (2, 12)},
        true="The values of {n} keys are all the same vector, not 0. Each output is this vector.",
        false="The values of {n} keys are all the same vector, not 0. Each output is {n} times this vector.",
        reason="the weights of each query sum to 1",
        beside="equal values make all weights equal",
        astray=("the output adds up the values of all keys", "the vector counts once for each of the {n} keys"),
        because="An average of equal vectors is that vector, with whatever weights.",
        law="weights_of_each_query_add_up_to_one",
    ),
    "added_to_values": Claim(
        slots={"n": (2, 9), "c": (1, 9), "all": ("n", "·", "c")},
        true="There are {n} keys, and {c} is added to each entry of each value. Each entry of the output grows by {c}.",
        false="There are {n} keys, and {c} is added to each entry of each value. Each entry of the output grows by "
        "{all}.",
        reason="{c} times the sum of the weights of a query is {c}",
        beside="the value with the largest weight is the only one that counts",
        astray=("{c} comes in once for each of the {n} keys", "an output is the sum of the values of all keys"),
        because="The output is an average: what is added to all values is added to their average.",
        law="weights_of_each_query_add_up_to_one",
    ),
    "multiplied_values": Claim(
        slots={"c": (3, 12)},
        true="All values are multiplied by {c}. Each output is {c} times what it was.",
        false="All values are multiplied by {c}. Each output stays what it was, whatever the numbers.",
        reason="the weights stay, and each value counts {c} times",
        beside="each weight becomes {c} times what it was",
        astray=("the weights become smaller to make up for it", "the output is divided by its length at the end"),
        because="Weights are made of queries and keys; the output is an average of the values, and grows with them.",
    ),
    "one_visible": Claim(
        slots={"n": (3, 12)},
        true="A mask leaves a query one of {n} keys. Its output is the value of this key, whatever the scores.",
        false="A mask leaves a query one of {n} keys. In its output the other values are mixed in, too.",
        reason="this key has the weight 1, as no other is visible",
        beside="this key has the largest of the {n} scores",
        astray=("hidden keys keep a small part of the weight", "the mask only sets the scores of the others to 0"),
        because="One exponential divided by itself is 1, and the hidden ones are 0.",
        law="output_lies_in_the_hull_of_the_values",
    ),
}
