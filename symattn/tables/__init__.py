"""Tables of numbers as expressions: Q @ K.T, softmax(S). One expression, three readings: written, exact, enclosed."""
