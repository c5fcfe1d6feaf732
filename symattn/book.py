"""The shelves of entries that `symattn list` shows and `symattn explain` reads from."""

from __future__ import annotations

from typing import Any

from symattn.derivation import RENDERERS
from symattn.entries import Entries
from symattn.gathering import FORMATS
from symattn.generating.kind import KINDS
from symattn.law import LAWS
from symattn.marksheet import MARKSHEETS
from symattn.reporter import REPORTERS
from symattn.sheet import SHEETS
from symattn.work import VARIANTS
from symattn.worksheet import MISTAKES

SHELVES: dict[str, Entries[Any]] = {
    "variants": VARIANTS,
    "laws": LAWS,
    "mistakes": MISTAKES,
    "renderers": RENDERERS,
    "formats": FORMATS,
    "reports": REPORTERS,
    "exercises": KINDS,
    "sheets": SHEETS,
    "marksheets": MARKSHEETS,
}
