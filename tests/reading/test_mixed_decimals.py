"""Prose with 0,25 and programs with 0.25 in one document: each part is read as it is written."""

import pytest
from verifying.judged import told, words

from symattn.gathering import format_of
from symattn.verify import verify

OUTPUT = "\n\n```text\n" + "0.25 + 0.125 = 0.375\nw = [0.6, 0.4]\n3 * 0.125 = 0.375\n" * 3 + "```\n\n"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Donc 0,5 + 0,25 = 0,75.", "0,5 + 0,25 = 0,75: exact"),
        ("Also gilt 0,25 · [2, 4] = [0,5, 1].", "0,25 · [2, 4] = [0,5, 1]: exact"),
        (
            "`0,330 × [1, 0] + 0,670 × [0, 1] = [0,330, 0,670]`",
            "0,330 × [1, 0] + 0,670 × [0, 1] = [0,330, 0,670]: exact",
        ),
        ("Logo 0,25 + 0,35 = 0,70.", "0,25 + 0,35 = 0,70: wrong"),
    ],
)
def test_commas_in_a_sentence_below_output_with_points(sentence: str, found: str) -> None:
    assert told(OUTPUT + sentence)[-1] == found


def test_points_in_output_below_prose_with_commas() -> None:
    prose = "e^{0,707} = 2,028, e^{0,354} = 1,425, 0,5 + 0,25 = 0,75, 0,5 · 0,5 = 0,25, 0,5 + 0,4 = 0,9.\n\n" * 4
    assert told(f"{prose}```text\n0.25 + 0.125 = 0.375\n0.5 * [1, 0] + 0.5 * [0, 1] = [0.5, 0.5]\n```")[-2:] == [
        "0.25 + 0.125 = 0.375: exact",
        "0.5 * [1, 0] + 0.5 * [0, 1] = [0.5, 0.5]: exact",
    ]


@pytest.mark.parametrize("listed", ["[0,10] + [0,20] = [0,30]", "(0,10) + (0,20) = (0,30)"])
def test_lists_stay_lists(listed: str) -> None:
    assert told(OUTPUT + listed)[-1] == f"{listed}: exact"


def test_what_the_user_says_is_so_everywhere() -> None:
    text = f"{OUTPUT}Donc 0,5 + 0,25 = 0,75."
    page = format_of("note.md").read(text)
    assert not any(
        "0,75" in words(text, finding) for finding in verify(text, page, "", decimal_comma=False).findings[6:]
    )
