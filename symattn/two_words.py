"""The example that `symattn derive` works when it is given no problem: two words of two numbers each."""

TWO_WORDS = {
    "title": "Two words",
    "X": [[1, 2], [3, 4]],
    "W_Q": [[1, 0], [0, 1]],
    "W_K": [[1, 0], [0, 1]],
    "W_V": [[1, 0], [0, 1]],
}
