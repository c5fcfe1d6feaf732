"""Tables in plain text: columns parted by blanks or bars become cells; what only looks like one stays as it is."""

from __future__ import annotations

import pytest

from symattn.gathering import format_of
from symattn.page import Kind

BLANKS = """The softmax of one word:

word     score  exp      weight
ice      1      2.718    0.090
hot tea  2      7.389    0.245
jam      3      20.086   0.665
Sum             30.193   1.000
"""
BOX = """┌──────┬───────┬────────┐
│ word │ score │ exp    │
├──────┼───────┼────────┤
│ ice  │ 1     │ 2.718  │
│ tea  │ 2     │ 7.389  │
├──────┼───────┼────────┤
│ Sum  │       │ 10.107 │
└──────┴───────┴────────┘
"""
REMARK = """total = 3
# word | score | exp
# -----|-------|------
# ice  | 1     | 2.718
# tea  | 2     | 7.389
more = 4
"""
FENCED = """Before.

```
        ice    tea
ice     0.73   0.27
tea     0.50   0.50
```

| a | b |
|---|---|
| 1 | 2 |
"""


def cells(text: str, name: str = "note.txt") -> list[tuple[int, int, int, str]]:
    page = format_of(name).read(text)
    found = [part for part in page.parts if part.block.kind is Kind.CELL]
    return [(p.block.table, p.block.row, p.block.column, page.text[p.start : p.end]) for p in found]


def test_columns_parted_by_blanks() -> None:
    found = cells(BLANKS)
    assert found[:4] == [(1, 0, 0, "word"), (1, 0, 1, "score"), (1, 0, 2, "exp"), (1, 0, 3, "weight")]
    assert (1, 2, 0, "hot tea") in found
    assert found[-3:] == [(1, 4, 0, "Sum"), (1, 4, 2, "30.193"), (1, 4, 3, "1.000")]


@pytest.mark.parametrize(("text", "name"), [(BOX, "note.txt"), (REMARK, "note.py")])
def test_columns_parted_by_bars(text: str, name: str) -> None:
    found = cells(text, name)
    assert found[:3] == [(1, 0, 0, "word"), (1, 0, 1, "score"), (1, 0, 2, "exp")]
    assert (1, 2, 2, "7.389") in found


def test_labels_need_no_heading_and_tables_are_counted_in_order() -> None:
    found = cells(FENCED, "note.md")
    assert found[:3] == [(1, 0, 1, "ice"), (1, 0, 2, "tea"), (1, 1, 0, "ice")]
    assert (2, 1, 1, "2") in found


@pytest.mark.parametrize(
    "text",
    [
        "S = [1  2]\n    [3  4]\n    [5  6]\n",
        "a sentence  of two parts\nwith 1  and 2\nand 3  and 4\n",
        "x = 1  y = 2\n3  4\n5  6\n",
        "1  2\n3  4\n5  6\n",
        "word  score\nice   1\n",
        "def f(a):  # sum\n1  2\n3  4\n",
    ],
)
def test_what_is_no_table_is_left_as_it_is(text: str) -> None:
    assert not cells(text)
