r"""Program code: its remarks, its strings, and lists of numbers assigned to names.

Remarks on lines one after the other are one piece, their markers (//, #, --, %, /* */, the * before each line) taken
away. Strings are pieces of their own, with formulas in $…$ and escapes decoded (\\frac is \frac). Of the program itself
only assignments such as X = np.array([[1, 2], [3, 4]]) are read, as data. Whether // or # or -- begins a remark is
told by the lines themselves.
"""

from __future__ import annotations

from symattn.page import Format, Page
from symattn.scanning.draft import Draft
from symattn.scanning.program import Program

ENDINGS = (
    ".py .js .mjs .ts .jsx .tsx .rs .c .h .cc .cpp .cxx .hpp .cu .cuh .java .go .jl .m .r .lua .hs .sql .swift .kt .rb "
    ".sh .cs .scala .zig .f90 .ml .php .dart .vue .svelte"
)


def read(source: str) -> Page:
    draft = Draft(source)
    Program(draft).read()
    return draft.page()


FORMAT = Format("program code", tuple(ENDINGS.split()), read)
