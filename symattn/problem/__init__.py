"""The starting data of an attention calculation: read, checked, exact."""

from symattn.problem.attention import Attention, letters_problem
from symattn.problem.problem import KEYS, TABLES, Problem

__all__ = ["KEYS", "TABLES", "Attention", "Problem", "letters_problem"]
