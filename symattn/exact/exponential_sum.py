"""Σ r·√n·a·e^s: sums of rationals times square roots, letters, logarithms and exponentials.

One ring holds everything a derivation meets: r is rational, n a square-free integer, a a product of
integer powers of *atoms* (letters such as ``x_1``, and ``ln p`` of primes p), and s a sum of the same
kind without exponentials. A term is kept as ``monomial -> r`` and like terms are always collected, so
a sum is zero *as written* when it has no terms left. When that means zero *in value* is told in number.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import gcd, isqrt

from flint import fmpq, fmpz

from symattn.errors import FieldError, LimitError
from symattn.exact.effort import pay
from symattn.limits import INTEGER_BITS, MOST_FACTORS, MOST_ROOTS, RADICAND, TERM_PRODUCTS, TERMS

Atoms = tuple[tuple[str, int], ...]
"""Sorted (atom, power) pairs, powers not 0. An atom is a letter, or ``ln p`` of a prime p."""

Monomial = tuple[int, Atoms, "ExponentialSum | None"]
"""(n, atoms, s) stands for √n·atoms·e^s; s is None for e^0."""

UNIT: Monomial = (1, (), None)
ZERO_RATIONAL = fmpq(0)
ONE_RATIONAL = fmpq(1)
LOGARITHM = "ln "
MOST_SHORT, SHORT_TERMS = 4096, 8
MOST_DIGITS = INTEGER_BITS * 30103 // 100_000


class ExponentialSum:
    """Σ r·√n·a·e^s with like terms collected; equal sums as written compare and hash equal."""

    __slots__ = ("_hash", "terms")

    def __init__(self, terms: dict[Monomial, fmpq]) -> None:
        self.terms = terms
        self._hash: int | None = None

    @staticmethod
    def rational(value: fmpq) -> ExponentialSum:
        return ExponentialSum({UNIT: value} if value else {})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ExponentialSum) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset((m, int(r.p), int(r.q)) for m, r in self.terms.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"ExponentialSum({self.terms!r})"

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: ExponentialSum) -> ExponentialSum:
        terms = dict(self.terms)
        for monomial, r in other.terms.items():
            _collect(terms, monomial, r)
        _bounded(terms)
        return ExponentialSum(terms)

    def __neg__(self) -> ExponentialSum:
        return ExponentialSum({monomial: -r for monomial, r in self.terms.items()})

    def __sub__(self, other: ExponentialSum) -> ExponentialSum:
        return self + -other

    def __mul__(self, other: ExponentialSum) -> ExponentialSum:
        return ExponentialSum.dot([(self, other)])

    @staticmethod
    def dot(pairs: Iterable[tuple[ExponentialSum, ExponentialSum]]) -> ExponentialSum:
        """Σ a·b, collected in one go: adding up n partial sums would copy them n times."""
        terms: dict[Monomial, fmpq] = {}
        for a, b in pairs:
            if len(a.terms) * len(b.terms) > TERM_PRODUCTS:
                raise LimitError(
                    f"a product of sums of {len(a.terms):,} and {len(b.terms):,} terms; "
                    f"at most {TERM_PRODUCTS:,} pairs are multiplied out"
                )
            pay(len(a.terms) * len(b.terms))
            for m1, r1 in a.terms.items():
                for m2, r2 in b.terms.items():
                    r, monomial = _product(m1, m2)
                    _collect(terms, monomial, r1 * r2 * r)
                _bounded(terms)
        return ExponentialSum(_short(terms))

    def scaled(self, factor: fmpq) -> ExponentialSum:
        return ExponentialSum({m: r * factor for m, r in self.terms.items()} if factor else {})

    def as_rational(self) -> fmpq | None:
        """The value, when nothing but a rational is left."""
        if not self.terms:
            return ZERO_RATIONAL
        return self.terms.get(UNIT) if len(self.terms) == 1 else None

    def atoms(self) -> Iterator[str]:
        """Every letter and ``ln p`` in it, exponents included."""
        for _, atoms, exponent in self.terms:
            yield from (atom for atom, _ in atoms)
            if exponent is not None:
                yield from exponent.atoms()

    def letters(self) -> set[str]:
        return {atom for atom in self.atoms() if not atom.startswith(LOGARITHM)}

    def by_exponent(self) -> dict[ExponentialSum | None, ExponentialSum]:
        """The coefficient of each e^s."""
        grouped: dict[ExponentialSum | None, dict[Monomial, fmpq]] = {}
        for (n, atoms, exponent), r in self.terms.items():
            grouped.setdefault(exponent, {})[(n, atoms, None)] = r
        return {exponent: ExponentialSum(terms) for exponent, terms in grouped.items()}

    def power(self, k: int) -> ExponentialSum:
        """self^k for k ≥ 0; of several terms only so far as that is soon done."""
        if len(self.terms) == 1:
            [((n, atoms, s), r)] = self.terms.items()
            rational = power_of_rational(r, k) * power_of_rational(fmpq(n), k // 2)
            powers = tuple((atom, power * k) for atom, power in atoms)
            single = ExponentialSum({(n if k % 2 else 1, powers if k else (), None): rational})
            return single if s is None or not k else single * exponential(s.scaled(fmpq(k)))
        if k > MOST_FACTORS:
            raise LimitError(
                f"the power {_brief(k)} of a sum of {len(self.terms)} terms; at most {MOST_FACTORS} is worked out"
            )
        result = ONE
        for bit in bin(k)[2:]:
            result = result * result
            if bit == "1":
                result = result * self
        return result

    def inverse(self) -> ExponentialSum | None:
        """1/self where that is again such a sum: one term, or surds alone (made rational step by step)."""
        if len(self.terms) == 1:
            [((n, atoms, s), r)] = self.terms.items()
            opposite = tuple((atom, -power) for atom, power in atoms)
            inverse = ExponentialSum({(n, opposite, None): 1 / (r * n)})
            return inverse if s is None else inverse * exponential(-s)
        exponents = {s for _, _, s in self.terms}
        if len(exponents) != 1 or any(atoms for _, atoms, _ in self.terms):
            return None
        [s] = exponents
        conjugate = exponential(-s) if s is not None else ONE
        return conjugate * _surd_inverse(self * conjugate)


ZERO = ExponentialSum({})
ONE = ExponentialSum({UNIT: ONE_RATIONAL})


def letter(name: str) -> ExponentialSum:
    if not name or any(c.isspace() for c in name):
        raise FieldError(f"{name!r} is no letter; a name without spaces is due, such as x_1")
    return ExponentialSum({(1, ((name, 1),), None): ONE_RATIONAL})


def square_root(value: fmpq) -> ExponentialSum:
    """√(p/q) = √(p·q)/q with the square part taken out: √12 = 2·√3."""
    if value < 0:
        raise FieldError(f"the square root of the negative number {value} is not real")
    outside, inside = 1, 1
    for prime, power in factors(int(value.p * value.q)).items():
        outside *= prime ** (power // 2)
        inside *= prime ** (power % 2)
    return ExponentialSum({(inside, (), None): fmpq(outside, int(value.q))} if value else {})


def logarithm(value: fmpq) -> ExponentialSum:
    """ln(p/q) = Σ k·ln(prime) over the primes of p and q."""
    if value <= 0:
        raise FieldError(f"the logarithm of {value} is not real; a logarithm needs a number above 0")
    terms: dict[Monomial, fmpq] = {}
    for part, sign in ((value.p, 1), (value.q, -1)):
        for prime, power in factors(int(part)).items():
            _collect(terms, (1, ((f"{LOGARITHM}{prime}", 1),), None), fmpq(sign * power))
    return ExponentialSum(terms)


def exponential(s: ExponentialSum) -> ExponentialSum:
    """e^s. Whole and half multiples of ln p leave the exponent: e^(2·ln 3) = 9, e^(ln 2/2) = √2."""
    if any(exponent is not None for _, _, exponent in s.terms):
        raise FieldError(
            "an exponential in an exponent, e^(e^…), lies outside the numbers worked with exactly; scores hold none"
        )
    r, radicand, rest = _without_logarithms(s)
    return ExponentialSum({(radicand, (), rest if rest.terms else None): r})


@lru_cache(maxsize=4096)
def factors(n: int) -> dict[int, int]:
    """The primes of n ≥ 1 with their powers (of 0: nothing). Not to be changed by the caller."""
    if n <= 1:
        return {}
    root = isqrt(n)
    if root * root == n:
        return {prime: 2 * power for prime, power in factors(root).items()}
    if n > RADICAND:
        raise LimitError(
            f"the integer {_brief(n)} under a root or in a logarithm is too large to take apart into primes"
        )
    return {int(prime): power for prime, power in fmpz(n).factor()}


def checked(value: fmpq) -> fmpq:
    """`value`, unless it is longer than the limit on integers."""
    bits = max(int(value.p).bit_length(), int(value.q).bit_length())
    if bits > INTEGER_BITS:
        raise LimitError(
            f"a number of about {bits * 30103 // 100_000:,} digits; at most {MOST_DIGITS:,} are worked with"
        )
    return value


def power_of_rational(base: fmpq, exponent: int) -> fmpq:
    """base^exponent, refused before it is worked out when it would be longer than the limit."""
    bits = max(int(base.p).bit_length(), int(base.q).bit_length())
    if (bits - 1) * abs(exponent) > INTEGER_BITS:
        raise LimitError(
            f"{_brief(base)}^{_brief(exponent)} has more than {MOST_DIGITS:,} digits; that many are not worked with"
        )
    if not base and exponent < 0:
        raise FieldError("0 to a negative power is a division by 0")
    return base**exponent


def _brief(value: object) -> str:
    text = str(fmpz(value)) if isinstance(value, int) else str(value)
    return text if len(text) <= 24 else f"{text[:10]}…{text[-6:]} ({len(text)} characters)"


def _bounded(terms: dict[Monomial, fmpq]) -> None:
    if len(terms) > TERMS:
        raise LimitError(f"an exact sum of more than {TERMS:,} terms; more are not worked with")


def _short(terms: dict[Monomial, fmpq]) -> dict[Monomial, fmpq]:
    """The terms, none of them longer than the limit on integers: squaring 20 times would exhaust the machine."""
    for r in terms.values():
        if r.height_bits() > INTEGER_BITS:
            checked(r)
    return terms


def _collect(terms: dict[Monomial, fmpq], monomial: Monomial, r: fmpq) -> None:
    total = terms.get(monomial)
    if total is None:
        if r:
            terms[monomial] = r
        return
    total = total + r
    if total:
        terms[monomial] = total
    else:
        del terms[monomial]


def _product(m1: Monomial, m2: Monomial) -> tuple[fmpq | int, Monomial]:
    """√n·√m = g·√(nm/g²), atoms add their powers, e^s·e^t = e^(s+t)."""
    (n1, atoms1, s1), (n2, atoms2, s2) = m1, m2
    shared = gcd(n1, n2) if n1 > 1 and n2 > 1 else 1
    n = n1 * n2 // (shared * shared)
    if n > RADICAND:
        raise LimitError(f"the radicand {_brief(n)} is too large to work with")
    atoms = _merged(atoms1, atoms2) if atoms1 and atoms2 else atoms1 or atoms2
    if s1 is None or s2 is None:
        return shared, (n, atoms, s2 if s1 is None else s1)
    short = len(s1.terms) + len(s2.terms) <= SHORT_TERMS
    r, radicand, rest = _short_exponents(s1, s2) if short else _exponents(s1, s2)
    if radicand == 1:
        return r * shared, (n, atoms, rest if rest.terms else None)
    again, monomial = _product((n, atoms, rest if rest.terms else None), (radicand, (), None))
    return r * shared * again, monomial


def _exponents(s1: ExponentialSum, s2: ExponentialSum) -> tuple[fmpq, int, ExponentialSum]:
    """e^s·e^t = r·√n·e^rest."""
    return _without_logarithms(s1 + s2)


_short_exponents = lru_cache(maxsize=MOST_SHORT)(_exponents)
"""The same few exponents are added up again and again, and what is found again need not be hashed anew."""


@lru_cache(maxsize=MOST_SHORT)
def _merged(atoms1: Atoms, atoms2: Atoms) -> Atoms:
    powers = dict(atoms1)
    for atom, power in atoms2:
        powers[atom] = powers.get(atom, 0) + power
    return tuple(sorted((atom, power) for atom, power in powers.items() if power))


def _without_logarithms(s: ExponentialSum) -> tuple[fmpq, int, ExponentialSum]:
    """e^s = r·√n·e^rest: k·ln p goes out as p^k, what is left of k lying in [0, 1/2)."""
    r, radicand = ONE_RATIONAL, 1
    rest = dict(s.terms)
    for (n, atoms, exponent), k in s.terms.items():
        if n != 1 or len(atoms) != 1 or atoms[0][1] != 1 or not atoms[0][0].startswith(LOGARITHM):
            continue
        prime, halves = int(atoms[0][0].removeprefix(LOGARITHM)), int((2 * k).floor())
        r *= power_of_rational(fmpq(prime), halves // 2)
        radicand *= prime ** (halves % 2)
        left = k - fmpq(halves, 2)
        if left:
            rest[(n, atoms, exponent)] = left
        else:
            del rest[(n, atoms, exponent)]
    return r, radicand, ExponentialSum(rest) if len(rest) != len(s.terms) or r != 1 or radicand != 1 else s


def _surd_inverse(surd: ExponentialSum) -> ExponentialSum:
    """1/(a + b√p) = (a − b√p)/(a² − p·b²), for one prime p after another, until no root is left.

    The terms may double with each prime: 1/(√2 + √3 + … ) with the first 16 primes has 32,768.
    """
    primes = {p for n, _, _ in surd.terms for p in factors(n)}
    if len(primes) > MOST_ROOTS:
        raise LimitError(f"1 over a sum of roots of {len(primes)} primes; at most {MOST_ROOTS} are worked with there")
    top, bottom = ONE, surd
    while (value := bottom.as_rational()) is None:
        prime = max(p for n, _, _ in bottom.terms for p in factors(n))
        conjugate = ExponentialSum({m: (-r if m[0] % prime == 0 else r) for m, r in bottom.terms.items()})
        top, bottom = top * conjugate, bottom * conjugate
    return top.scaled(1 / value)
