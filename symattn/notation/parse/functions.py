"""Functions of one bracket or of what stands behind them: softmax(…), √2, exp 1, log_2 8, np.dot(q, k)."""

from __future__ import annotations

from symattn.notation.formula import (
    Call,
    Exponential,
    Formula,
    Logarithm,
    Matrix,
    Product,
    Quotient,
    Root,
    Transpose,
    Vector,
)
from symattn.notation.parse.cursor import Unreadable
from symattn.notation.parse.indices import Indexed
from symattn.notation.parse.mark import COMMAND, NAME, NUMBER, OPEN
from symattn.notation.parse.spellings import FUNCTION_SPELLINGS, NEED_BRACKETS
from symattn.page import Notation

LOGARITHMS = {"2": "log2", "10": "log10", "e": "ln"}


class Applied(Indexed):
    """Reads functions with their arguments."""

    def applied(self, function: str) -> Formula | None:
        """A known function with its argument; None where it is only a word."""
        if function == "log" and self.is_sign("_"):
            return self.tried(self.logarithm)
        if function in ("max", "min", "sum") and self.is_sign("_"):
            return None
        if self.opens("([{"):
            return self.tried(lambda: self.application(function))
        after = self.here()
        is_table = after is not None and after.kind == COMMAND and after.text in ("begin", "matrix")
        if after is None or (function in NEED_BRACKETS and not is_table):
            return None
        if after.kind not in (NUMBER, NAME, COMMAND) and not self.is_sign("√"):
            return None
        return self.tried(lambda: _application(function, self.power()))

    def application(self, function: str) -> Formula:
        of = self.argument_of_function()
        dimension, self.dimension = self.dimension, ""
        if not dimension or (function == "softmax" and (dimension == "-1" or isinstance(of, Vector))):
            return _application(function, of)
        if function != "softmax" or not isinstance(of, Matrix) or dimension not in ("0", "1"):
            raise Unreadable
        # softmax(X, dim=0) is taken over each column
        return Call("softmax", (of,)) if dimension == "1" else Transpose(Call("softmax", (Transpose(of),)))

    def logarithm(self) -> Formula | None:
        """log_2(8), log_{10} 1000: of the bases that have a name of their own."""
        self.position += 1
        base = LOGARITHMS.get("".join(self.index_group()))
        return None if base is None else self.applied(base)

    def argument_of_function(self) -> Formula:
        at = self.position
        self.dimension = ""
        return self.bracketed(self.take(), at)

    def table_of(self, function: str) -> Formula | None:
        """mat(1, 0; 0, 1), vec(1, 0), np.array([[1, 0], [0, 1]])."""
        after = self.here()
        if after is None or after.kind != OPEN or after.spaced:
            return None
        cells = self.argument_of_function()
        if not isinstance(cells, Vector) or self.notation is not Notation.TYPST:
            return cells
        if function == "vec":
            return Matrix(tuple((cell,) for cell in cells.entries))
        return Matrix((cells.entries,)) if function == "mat" else cells

    def fraction_of_typst(self) -> Formula | None:
        if self.notation is not Notation.TYPST or not self.opens("("):
            return None
        arguments = self.argument_of_function()
        if isinstance(arguments, Vector) and len(arguments.entries) == 2:
            return Quotient(*arguments.entries)
        raise Unreadable

    def dot_product(self) -> Formula | None:
        """np.dot(q, k), torch.matmul(A, V)."""
        if not self.opens("("):
            return None
        arguments = self.tried(self.argument_of_function)
        match arguments:
            case Vector((_, _) as factors):
                return Product(factors)
            case Matrix((left, right)):
                return Product((Vector(left), Vector(right)))
        return None


def _application(function: str, of: Formula) -> Formula:
    match function:
        case "sqrt":
            return Root(of)
        case "exp":
            return Exponential(of)
        case "ln" | "log" | "lg":
            return Logarithm(of)
        case "transpose":
            return Transpose(of)
    return Call(FUNCTION_SPELLINGS.get(function, function), of.entries if isinstance(of, Vector) else (of,))
