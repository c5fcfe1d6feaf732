"""The limits that keep every answer within about 2 s and 1 GB. docs/limits.md tells them to users."""

PRECISION_CEILING = 1 << 19
"""Bits at which an enclosure gives up and the answer is `undecided`: 157,800 decimal digits."""

REAL_CEILING = 1 << 13
"""The same for numbers of documents, of which there are many: 2,466 decimal digits."""

REAL_DEPTH = 400
"""Longest line of numbers each worked out from the one before (and of a sum: most terms)."""

DIGITS = 15_000
"""Most digits of one number that `evaluate` and `--digits` give."""

DIGITS_IN_ALL = 2_000_000
"""Most digits of all cells of a table together."""

INTEGER_BITS = 33_220
"""Most bits of an integer or of a numerator or denominator met on the way: 10,000 digits."""

EXPONENT_BITS = 128
"""Most bits of an integer part in an exponent of e that is still printed in decimals."""

FIXED_POINT_DIGITS = 15
"""Digits before the point beyond which a decimal is printed as a power of ten."""

CELLS = 8_192
"""Most cells of one table: 90 x 90."""

IRRATIONAL_CELLS = 1_024
"""Most cells of a table with roots or logarithms, whose sums of products do not shrink to one number."""

WRITTEN = 40_000
"""Most numbers and letters of one page, or of one JSON output."""

TABLE_BITS = 50_000_000
"""Most bits that the cells of an exact table product may take together."""

TERMS = 20_000
"""Most terms of one exact sum."""

TERM_PRODUCTS = 400_000
"""Most pairs of terms that the product of two exact sums is multiplied out from."""

ANSWER_PRODUCTS = 40_000
"""The same of all that one student's answer to a question asks for: twenty numbers of forty terms each way."""

NESTING = 100
"""Deepest nesting of brackets, powers and roots in one formula."""

POWER_OF_TEN = 9_000
"""Largest exponent of ten of a decimal read from text (1e9000), and most characters of one."""

FORMULA_CHARACTERS = 100_000
"""Longest formula read from text."""

LEAVES = 400
"""Most numbers and letters in one cell of a problem, or in one entry of a printed relation."""

FORMULA_PRODUCTS = 100_000
"""Most multiplications of one table product in a printed relation."""

LEAVES_IN_ALL = 4_000
"""Most numbers and letters in one side of a printed relation."""

DOCUMENT_BYTES = 20_000_000
"""Largest document that `verify` reads."""

FILE_BYTES = 1_000_000
"""Largest problem file or worksheet."""

RADICAND = 10**24
"""Largest integer taken apart into primes, under a root or in a logarithm (of squares, their root counts)."""

MOST_ROOTS = 10
"""Most primes under the roots of a sum that is divided by."""

MOST_FACTORS = 500
"""Highest power of a sum of several terms that is multiplied out."""
