"""symattn works attention exactly: derivations, proven digits, and the checking of printed numbers.

>>> from symattn import Attention, derive
>>> derive(Attention(X=[[1, 2], [3, 4]])).weights.exact[0][0]
Exact('1/(1 + exp(3*sqrt(2)))')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symattn.derivation import Derivation as Derivation
    from symattn.derivation import derive as derive
    from symattn.errors import SymattnError as SymattnError
    from symattn.exact import Exact as Exact
    from symattn.problem import Attention as Attention
    from symattn.problem.files import read_problem as read_problem

__version__ = "0.1.0"

_PLACES = {
    "Attention": "symattn.problem",
    "Derivation": "symattn.derivation",
    "Exact": "symattn.exact",
    "SymattnError": "symattn.errors",
    "derive": "symattn.derivation",
    "read_problem": "symattn.problem.files",
}
__all__ = ["Attention", "Derivation", "Exact", "SymattnError", "derive", "read_problem"]


def __getattr__(name: str) -> Any:
    """Public names, loaded at first use: `symattn --help` needs none of them and must not wait for them."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'symattn' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
