"""A product being read, factor by factor."""

from __future__ import annotations

from symattn.notation.formula import Call, Formula, Product, Quotient


class Factors:
    """a·b·c is one product; a·b c is the product of a·b and c; a/b·c is the product of a/b and c."""

    def __init__(self, first: Formula) -> None:
        self._factors = [first]
        self._sign: str | None = None
        self.height = 0
        """How deep the first factor lies."""

    @property
    def last(self) -> Formula:
        return self._factors[-1]

    @property
    def formula(self) -> Formula:
        if len(self._factors) == 1:
            return self._factors[0]
        return Product(tuple(self._factors), self._sign or "")

    def multiply(self, factor: Formula, sign: str) -> None:
        if sign != self._sign:
            self._factors = [self.formula]
            self._sign = sign
            self.height += 1
        self._factors.append(factor)

    def merge(self, factor: Formula) -> None:
        """The two last factors are this one."""
        self._factors[-2:] = [factor]
        if len(self._factors) == 1:
            self._sign = None

    def divide(self, factor: Formula) -> None:
        self._factors = [Quotient(self.formula, factor)]
        self._sign = None
        self.height += 1

    def pair(self, factor: Formula) -> None:
        """A·B ⊙ C is the product of A·B and C, entry by entry."""
        self._factors = [Call("hadamard", (self.formula, factor))]
        self._sign = None
        self.height += 1
