"""Corrections change the numbers they are for, and not a byte besides."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_by_hand import FILE, TEXT

from symattn.fixing import Settled, corrected, diff, fixes_of, settled
from symattn.gathering import FORMATS, Source, decoded
from symattn.report import FileReport, Finding, Replacement, Verdict
from symattn.verify import verify


def report(text: str, *fixes: tuple[int, int, str]) -> FileReport:
    one = Finding(0, 1, (0, 1), Verdict.TRUNCATED, "none", fixes=tuple(Replacement(*fix) for fix in fixes))
    return FileReport("a.md", text, (one,))


def taken(text: str, *fixes: tuple[int, int, str]) -> list[str]:
    return [fix.text for fix in fixes_of(report(text, *fixes), lambda finding: True)]


def test_the_numbers_are_replaced_and_nothing_else() -> None:
    fixes = fixes_of(FILE, lambda finding: True)
    raw = corrected(decoded("a.md", TEXT.encode()), fixes)
    assert raw == TEXT.replace("0.0141", "0.0142").replace("0.985", "0.986")


def test_only_selected_findings_are_corrected() -> None:
    fixes = fixes_of(FILE, lambda finding: finding.verdict is Verdict.TRUNCATED)
    assert [fix.text for fix in fixes] == ["0.0142"]


def test_of_overlapping_corrections_the_first_wins() -> None:
    assert taken("0.12345", (2, 5, "A"), (4, 6, "B"), (5, 7, "C"), (0, 3, "D")) == ["D", "B"]


def test_the_same_correction_twice_is_made_once() -> None:
    assert taken("0.66", (0, 4, "0.67"), (0, 4, "0.67")) == ["0.67"]


def test_a_correction_over_a_line_break_or_of_nothing_is_left_out() -> None:
    assert taken("1\n2", (0, 3, "x"), (0, 1, "a\nb"), (0, 1, "1")) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_newlines_and_encoding_stay(newline: str, encoding: str) -> None:
    data = f"é ≈ 1{newline}x ≈ 0.66{newline}{newline}y ≈ 0.66".encode(encoding)
    source = decoded("a.md", data)
    first = source.text.index("0.66")
    second = source.text.index("0.66", first + 1)
    new = corrected(source, (Replacement(first, first + 4, "0.67"), Replacement(second, second + 4, "0,667")))
    assert source.mark + new.encode(source.encoding) == (
        f"é ≈ 1{newline}x ≈ 0.67{newline}{newline}y ≈ 0,667".encode(encoding)
    )


@given(st.lists(st.sampled_from(["a", "é", "\r\n", "\r", "\n", "\u2028"]), max_size=12), st.integers(0, 11))
def test_offsets_count_a_newline_once_however_it_is_written(pieces: list[str], which: int) -> None:
    raw = "".join([*pieces[:which], "X", *pieces[which:]])
    source = decoded("a.md", raw.encode())
    place = source.text.index("X")
    assert corrected(source, (Replacement(place, place + 1, "Y"),)) == raw.replace("X", "Y")


# --- until nothing is left ------------------------------------------------------------------


def settled_by(rules: dict[str, str], text: str) -> Settled:
    """Where every word that has a rule is to be the word that the rule names."""

    def read(source: Source) -> FileReport:
        words = [found for found in re.finditer(r"\w+", source.text) if found[0] in rules]
        return report(source.text, *((*found.span(), rules[found[0]]) for found in words))

    source = decoded("a.md", text.encode())
    return settled(source, read(source), read, lambda finding: True)


def words_at(places: Settled) -> list[str]:
    return [places.source.raw[slice(*place)] for place in places.places]


def test_a_document_is_corrected_until_nothing_is_left() -> None:
    done = settled_by({"a": "bbb", "bbb": "c", "x": "yy"}, "a x a bbb z")
    assert done.source.raw == "c yy c c z" and not fixes_of(done.report, lambda finding: True)
    assert words_at(done) == ["c", "yy", "c", "c"]


def test_corrections_that_undo_one_another_stop_where_a_second_run_changes_nothing() -> None:
    rules = {"a": "b", "b": "cc", "cc": "b", "x": "y"}
    once = settled_by(rules, "a x cc")
    assert settled_by(rules, once.source.raw).source.raw == once.source.raw
    assert words_at(once) == once.source.raw.split()


def test_a_corrected_number_is_followed_by_the_sum_of_it() -> None:
    """e^1.414 = 4.113 is off, and 8.169 was the sum of what stood there."""
    text = "$e^{0.707} = 2.028$, $e^{0.707} = 2.028$, $e^{1.414} = 4.113$. Sum $= 8.169$."

    def read(source: Source) -> FileReport:
        return verify(source.text, FORMATS["markdown"].read(source.text), "a.md")

    source = decoded("a.md", text.encode())
    done = settled(source, read(source), read, lambda finding: True)
    assert done.source.raw == text.replace("4.113", "4.112").replace("8.169", "8.168")


def test_a_diff_of_nothing_is_nothing() -> None:
    assert diff("a.md", "x\n", "x\n") == ""


def test_a_diff_says_where_no_newline_stands_at_the_end() -> None:
    assert diff("a.md", "a\nx", "a\ny") == (
        "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n a\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n"
    )


LINES = st.lists(st.sampled_from(["a", "b", "c\r", "\x0c", "d\u2028e"]), min_size=1, max_size=40)


@pytest.mark.skipif(shutil.which("patch") is None, reason="GNU patch is not installed; this test applies diffs")
@given(LINES, st.sets(st.integers(0, 39)), st.booleans())
def test_patch_makes_of_the_diff_what_the_correction_gives(lines: list[str], changed: set[int], ends: bool) -> None:
    """By GNU patch, which knows nothing of how the diff was made."""
    new = [f"{line}!" if i in changed else line for i, line in enumerate(lines)]
    end = "\n" if ends else ""
    old_text, new_text = "\n".join(lines) + end, "\n".join(new) + end
    difference = diff("a.md", old_text, new_text)
    assert patched(old_text, difference) == new_text


def patched(old: str, difference: str) -> str:
    with TemporaryDirectory() as folder:
        page = Path(folder) / "a.md"
        page.write_bytes(old.encode())
        if difference:
            run = ["patch", "--binary", "-p0", "-s"]
            subprocess.run(run, cwd=folder, input=difference.encode(), check=True, capture_output=True)
        return page.read_bytes().decode()
