"""Each format as the program that opens it reads it; a golden page of each in pages/, rewritten by --rewrite."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import nbformat
import pytest
from markdown_it import MarkdownIt
from markdown_pages import read_first
from rich.cells import cell_len
from sample import ALL, LEVELS, order
from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

from symattn.errors import WishesError
from symattn.generate import Order, made
from symattn.generating.batch import candidates
from symattn.generating.drafting import GENERATOR
from symattn.generating.kind import KINDS
from symattn.generating.wishes import Wishes
from symattn.sheet import SHEETS, Part, Sheet, written
from symattn.typeset.display import filled

PAGES = Path(__file__).parent / "pages"
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "exercises.schema.json").read_text(encoding="utf-8"))
SHOWN_KINDS = ("scores", "score_gap", "law_true_or_false")
"""A table of numbers, one number, and a choice."""
HOSTILE = (
    'a]]> --> </text><b>&amp; \\input{x} $x$ ^_# ~{1:NUMERICAL:=1} % "q" `c` ![i](j)'
    "\x00\x1b[2J\r\n\n# b\n1. c\u202e\ud800"
)


def page(form: str, kinds: tuple[str, ...], count: int, *, jobs: int = 1, **of_sheet: Any) -> bytes:
    sheet = replace(Sheet("By hand", "made by a test"), **of_sheet)
    wished = Order(kinds, Wishes(level=1), 3, form, sheet)
    return b"".join(written(SHEETS[form], (item.text for item in made(wished, count, jobs)), wished.sheet))


# ---------------------------------------------------------------------------------------------- golden pages


@pytest.mark.parametrize("form", SHEETS)
def test_a_page_is_what_it_was(form: str, request: pytest.FixtureRequest) -> None:
    data = page(form, SHOWN_KINDS, 3)
    text = "\n".join("\n".join(fields) for fields in notes(data)) if form == "anki" else data.decode("utf-8")
    golden = PAGES / f"{form}{'.html' if form == 'anki' else SHEETS[form].suffix}"
    if request.config.getoption("--rewrite"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert golden.read_bytes().decode("utf-8") == text, f"{golden} differs; make gallery rewrites it for review"


@pytest.mark.parametrize("form", SHEETS)
def test_several_processes_change_no_byte(form: str) -> None:
    kinds = ("law_true_or_false", "score_gap")
    assert page(form, kinds, 5, jobs=2) == page(form, kinds, 5)


# ---------------------------------------------------------------------------------------------- hostile titles


def hostile(form: str, **of_sheet: Any) -> bytes:
    return page(form, ("law_true_or_false",), 1, title=HOSTILE, **of_sheet)


@pytest.mark.parametrize("form", [name for name in SHEETS if SHEETS[name].is_text])
def test_a_title_brings_no_control_character_and_no_line_of_its_own(form: str) -> None:
    text = hostile(form).decode("utf-8")
    assert not set(text) & {"\x00", "\x1b", "\r", "\u202e"}
    assert not re.search(r"^(# b|1\. c)", text, re.MULTILINE)


@pytest.mark.parametrize("form", ["markdown", "myst"])
def test_a_title_is_a_heading_and_nothing_else_in_markdown(form: str) -> None:
    tokens = MarkdownIt().parse(hostile(form).decode("utf-8"))
    heading = next(i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1")
    children = tokens[heading + 1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children).startswith("a]]> --> </text><b>&amp; \\input{x} $x$")
    assert sum(token.tag == "h1" and token.type == "heading_open" for token in tokens) == 1


def test_a_title_is_text_in_xml() -> None:
    root = ET.fromstring(hostile("moodle"))
    assert [question.get("type") for question in root] == ["category", "multichoice"]
    category = root.findtext("question/category/text")
    assert category is not None and category.startswith("$course$/top/a]]> --> <//text><b>")


def test_a_title_is_text_in_a_notebook_in_json_and_in_a_quiz() -> None:
    book = nbformat.reads(hostile("notebook").decode("utf-8"), as_version=4)
    assert [cell.cell_type for cell in book.cells] == ["markdown", "markdown", "code", "markdown"]
    assert json.loads(hostile("json"))["title"] == HOSTILE
    assert len(quiz(hostile("text2qti").decode("utf-8")).questions_and_delims) == 2


def test_a_title_is_the_name_of_an_anki_deck() -> None:
    [(decks,)] = rows(hostile("anki"), "select decks from col")
    names = {deck["name"] for deck in json.loads(decks).values()}
    assert all(name.isprintable() and "<b>" not in name for name in names)


@pytest.mark.parametrize("form", ["latex", "exam"])
def test_a_title_runs_nothing_in_latex(form: str, pdflatex: str, tmp_path: Path) -> None:
    (tmp_path / "x.tex").write_text(r"\message{RAN IT}", encoding="utf-8")
    assert "RAN IT" not in compiled(pdflatex, hostile(form), tmp_path)


# ---------------------------------------------------------------------------------------------- LaTeX


def compiled(pdflatex: str, source: bytes, folder: Path) -> str:
    """What pdfLaTeX has to say of the page. Skipped, saying so, where the exam class is wanted and not there."""
    if b"{exam}" in source and not subprocess.run(["kpsewhich", "exam.cls"], capture_output=True, check=False).stdout:
        pytest.skip("exam.cls is not installed (Debian: texlive-latex-extra); this test compiles LaTeX with it")
    (folder / "page.tex").write_bytes(source)
    arguments = [pdflatex, "-halt-on-error", "-interaction=nonstopmode", "page.tex"]
    run = subprocess.run(arguments, cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout.decode("latin-1")[-2000:]
    return run.stdout.decode("latin-1")


@pytest.mark.parametrize("form", ["latex", "exam"])
@pytest.mark.parametrize("part", Part)
def test_sheets_of_all_kinds_compile_and_keep_to_the_paper(
    form: str, part: Part, pdflatex: str, tmp_path: Path
) -> None:
    log = compiled(pdflatex, page(form, ALL, len(ALL), part=part), tmp_path)
    assert "Overfull \\hbox" not in log and "has occurred while \\output is active" not in log


def test_the_exam_class_has_solutions_and_their_switch_as_is_wished() -> None:
    asked, both = (page("exam", SHOWN_KINDS, 3, part=part).decode() for part in (Part.TASK, Part.BOTH))
    assert "\\noprintanswers" in asked and not re.search(r"solution\}|Correct", asked)
    assert "\n\\printanswers" in both and both.count("\\begin{solution}") == 3 and both.count("\\CorrectChoice") == 1
    assert both.count("\\question") == asked.count("\\question") == 3


# ---------------------------------------------------------------------------------------------- Moodle


@dataclass(frozen=True)
class Known:
    """An answer that Moodle knows: from where to where it accepts a number, its marks of 100, its feedback."""

    low: Decimal
    high: Decimal
    marks: int
    feedback: str


GAP = re.compile(r"\{1:NUMERICAL:((?:[^}\\]|\\.)*)\}")
IN_GAP = re.compile(r"(?P<marks>=|%(?P<percent>\d+)%)(?P<number>-?[\d.]+):(?P<within>[\d.]+)(?:#(?P<told>.*))?")


def gaps(question: ET.Element) -> Iterator[list[Known]]:
    """The gaps of a Cloze question, or the one of a numerical question, as Moodle's documentation says."""
    if question.get("type") == "numerical":
        yield [
            known(a.findtext("text"), a.findtext("tolerance"), int(a.get("fraction", "")), a.findtext("feedback/text"))
            for a in question.iter("answer")
        ]
    for gap in GAP.findall(question.findtext("questiontext/text") or ""):
        answers = []
        for text in gap.split("~"):
            read = IN_GAP.fullmatch(text)
            assert read is not None, text
            marks = 100 if read["marks"] == "=" else int(read["percent"])
            answers.append(known(read["number"], read["within"], marks, unescape(read["told"] or "")))
        yield answers


def known(text: str | None, within: str | None, marks: int, feedback: str | None) -> Known:
    number, tolerance = Decimal(text or "?"), Decimal(within or "?")
    return Known(number - tolerance, number + tolerance, marks, feedback or "")


def marked(gap: list[Known], answer: Decimal) -> tuple[int, str]:
    """Moodle takes the first that fits."""
    return next(((a.marks, a.feedback) for a in gap if a.low <= answer <= a.high), (0, ""))


WITH_NUMBERS = [
    (kind, digits)
    for kind in ALL
    if kind not in ("law_true_or_false", "which_is_A")
    for digits in (3, 5)
    if digits == 3 or KINDS[kind].rounds
]


@pytest.mark.parametrize(("kind", "digits"), WITH_NUMBERS)
def test_moodle_accepts_exactly_the_numbers_that_round_to_the_answer(kind: str, digits: int) -> None:
    wishes = Wishes(level=1, digits=digits)
    told, machine = (next(made(order(kind, form, wishes), 1)).text for form in ("moodle", "json"))
    questions = [q for q in json.loads(machine)["questions"] if q["type"] == "numbers"]
    [question] = ET.fromstring(f"<quiz>{told}</quiz>")
    asked = [(q, k, text, exact) for q in questions for k, (text, exact) in enumerate(due_in(q))]
    unit = Decimal(1).scaleb(-digits)
    for gap, (numbers, k, text, exact) in zip(gaps(question), asked, strict=True):
        due = Decimal(text)
        assert marked(gap, due) == (100, "")
        rounds = not exact
        for near in (unit / 2, -unit / 2):
            # half-way between two, it is a rounding to either
            assert (marked(gap, due + near)[0] == 100) == rounds
            assert marked(gap, due + near * Decimal("1.0001"))[0] < 100
        for wrong in numbers["wrong"]:
            number = Decimal(wrong["answers"][k])
            if abs(number - due) > unit / 2:
                marks, feedback = marked(gap, number)
                assert marks in (0, 50) and feedback.endswith("."), (text, number)


def due_in(question: dict[str, Any]) -> list[tuple[str, bool]]:
    """The numbers that are due, and whether each is the number itself, nothing rounded."""
    texts, exact = ([text for row in question[key] for text in row] for key in ("answers", "exact"))
    return [
        (text, re.fullmatch(r"-?\d+(/\d+)?", number) is not None and Fraction(number) == Fraction(text))
        for text, number in zip(texts, exact, strict=True)
    ]


def test_a_mistake_made_before_and_carried_on_has_half_marks() -> None:
    [question] = ET.fromstring(f"<quiz>{next(made(order('forward_pass', 'moodle'), 1)).text}</quiz>")
    feedback = [{(known.marks, known.feedback) for known in gap} for gap in gaps(question)]
    scores, weights, output = feedback[0], feedback[4], feedback[8]
    assert (0, "Not right: the scale was forgotten.") in weights
    assert (50, "Carried on: the scale was forgotten.") in output
    assert all(marks in (0, 100) for marks, _ in scores)


def test_rounding_on_the_way_is_accepted_where_that_is_wished() -> None:
    wished = order("forward_pass", "moodle", Wishes(allow_carried=True))
    text = "".join(item.text for item in made(wished, 10))
    told = {(a.marks, a.feedback) for q in ET.fromstring(f"<quiz>{text}</quiz>") for gap in gaps(q) for a in gap}
    assert (100, "Right; rounded on the way.") in told


def test_each_exercise_has_the_moodle_question_that_suits_it() -> None:
    kinds = ("scores", "score_gap", "law_true_or_false", "find_the_mistake")
    root = ET.fromstring(page("moodle", kinds, 4))
    assert [q.get("type") for q in root] == ["category", "cloze", "numerical", "multichoice", "cloze"]
    text = root[-1].findtext("questiontext/text") or ""
    [options] = re.findall(r"\{1:MULTICHOICE_V:([^}]*)\}", text)
    right = [option for option in options.split("~") if option.startswith("=")]
    assert len(right) == 1 and all("#" in option for option in options.split("~"))
    for question in root[1:]:
        assert (question.findtext("generalfeedback/text") or "").startswith("<p>")
        assert "<script" not in ET.tostring(question, encoding="unicode")


@pytest.mark.parametrize("form", ["moodle", "text2qti"])
def test_no_letter_tells_a_choice_where_a_course_system_may_shuffle_the_options(form: str) -> None:
    text = page(form, ("law_true_or_false", "find_the_mistake"), 2).decode("utf-8")
    assert not re.search(r"(>|\.\.\. |\) )[A-E]\. ", text)


@pytest.mark.parametrize(
    ("form", "called"), [("moodle", r"<td>(.*?) = \{1:"), ("text2qti", r"What is right there\? What is (.*)\?")]
)
def test_no_name_of_a_number_tells_which_step_is_the_wrong_one(form: str, called: str) -> None:
    text = page(form, ("find_the_mistake",), 1).decode("utf-8")
    places = [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert re.findall(called, text) == [f"the number in row {i}, column {j}" for i, j in places]


@pytest.mark.parametrize("form", ["moodle", "text2qti"])
def test_a_choice_that_says_why_has_its_reason_once_in_what_is_told_of_all(form: str) -> None:
    text = page(form, ("law_true_or_false",), 1).decode("utf-8")
    [told] = re.findall(r"<generalfeedback.*?</general|^\.\.\. .*?^\*?a\) ", text, re.DOTALL | re.MULTILINE)[:1]
    reason = re.search(r"(?:True|False): ([^.]+)\.", told)
    assert reason is not None and told.lower().count(reason[1].lower()) == 1


def test_without_solutions_moodle_tells_none() -> None:
    root = ET.fromstring(page("moodle", SHOWN_KINDS, 3, part=Part.TASK))
    assert [q.findtext("generalfeedback/text") for q in root[1:]] == ["", "", ""]


# ---------------------------------------------------------------------------------------------- text2qti


def quiz(text: str) -> Quiz:
    return Quiz(text, config=Config(), source_name="quiz.txt")


def test_text2qti_makes_a_quiz_of_all_kinds(tmp_path: Path) -> None:
    read = quiz(page("text2qti", ALL, 2 * len(ALL)).decode("utf-8"))
    QTI(read).save(tmp_path / "quiz.zip")
    assert "imsmanifest.xml" in zipfile.ZipFile(tmp_path / "quiz.zip").namelist()
    numerical = [q for q in read.questions_and_delims if getattr(q, "type", "") == "numerical_question"]
    assert len(numerical) > 40
    feedback = [q for q in read.questions_and_delims if getattr(q, "feedback_raw", None)]
    assert len(feedback) == 2 * len(ALL)


def test_text2qti_accepts_exactly_the_numbers_that_round_to_the_answer() -> None:
    kinds = "scores", "weights", "output_from_weights"
    read = quiz(page("text2qti", kinds, 9).decode("utf-8"))
    machine = json.loads(page("json", kinds, 9))["exercises"]
    due = [pair for e in machine for q in e["questions"] for pair in due_in(q)]
    asked = [q for q in read.questions_and_delims if getattr(q, "type", "") == "numerical_question"]
    assert ("0", True) in due and any(exact and "." in text for text, exact in due) and not all(e for _, e in due)
    for question, (text, exact) in zip(asked, due, strict=True):
        within = 0.0005 if not exact else 0.0001 if text == "0" else 0
        assert question.numerical_min == pytest.approx(float(text) - within, abs=1e-9)
        assert question.numerical_max == pytest.approx(float(text) + within, abs=1e-9)


def test_text2qti_accepts_what_rounding_leads_to_where_that_is_wished() -> None:
    text = "".join(item.text for item in made(order("forward_pass", "text2qti", Wishes(allow_carried=True)), 10))
    read = quiz(f"Quiz title: Carried\n\n{text}")
    wide = [q for q in read.questions_and_delims if getattr(q, "numerical_min", None) is not None]
    assert any(q.numerical_max - q.numerical_min == pytest.approx(0.002) for q in wide)


def test_a_title_is_taken_as_it_is_by_text2qti() -> None:
    title = "Fun & $5 _x_ *y* \\ <b>"
    read = quiz(page("text2qti", ("scores",), 1, title=title).decode("utf-8"))
    assert read.title_raw == title
    assert not quiz(page("text2qti", ("scores",), 1, title="").decode("utf-8")).title_raw


def test_text2qti_shows_the_names_of_exercises() -> None:
    titles = re.findall(r"^Text title: .* \((\S+)\)$", page("text2qti", SHOWN_KINDS, 3).decode("utf-8"), re.MULTILINE)
    assert titles == ["scores-L1-3-1", "score_gap-L1-3-2", "law_true_or_false-L1-3-3"]


def test_text2qti_has_room_for_three_places() -> None:
    with pytest.raises(WishesError, match=r"no room for 4 decimal places .* ask for --digits 3 or fewer"):
        list(made(order("scores", "text2qti", Wishes(digits=4)), 1))


# ---------------------------------------------------------------------------------------------- notebooks


def test_a_notebook_has_question_empty_cell_and_folded_solution() -> None:
    text = page("notebook", SHOWN_KINDS, 3).decode("utf-8")
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert [cell.cell_type for cell in book.cells] == ["markdown", *["markdown", "code", "markdown"] * 3]
    assert [cell.source for cell in book.cells[2::3]] == ["", "", ""]
    for cell in book.cells[3::3]:
        assert cell.source.startswith("<details>") and cell.source.endswith("</details>")
    assert len({cell.id for cell in book.cells}) == len(book.cells)


def test_the_key_of_a_notebook_stands_apart() -> None:
    texts = [page("notebook", SHOWN_KINDS, 3, part=part).decode() for part in (Part.TASK, Part.SOLUTION)]
    task, key = (nbformat.reads(text, as_version=4) for text in texts)
    assert [cell.cell_type for cell in task.cells] == ["markdown", *["markdown", "code"] * 3]
    assert [cell.cell_type for cell in key.cells] == ["markdown"] * 4
    assert "details" not in "".join(cell.source for cell in task.cells)


# ---------------------------------------------------------------------------------------------- Anki


def rows(package: bytes, query: str) -> list[tuple[Any, ...]]:
    """What Anki's database in the package holds."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(zipfile.ZipFile(BytesIO(package)).read("collection.anki2"))
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def notes(package: bytes) -> list[list[str]]:
    """Front, back and name of each note."""
    return [fields.split("\x1f") for (fields,) in rows(package, "select flds from notes order by id")]


def ids(wishes: Wishes, generator: int = GENERATOR) -> tuple[set[Any], set[Any], set[Any]]:
    """By what Anki knows the notes of a batch, and the numbers of notes and cards."""
    sheet = Sheet("By hand", f"symattn generate weights, {wishes}")
    [exercise] = (next(candidates("weights", wishes, 1, 1)),)
    item = SHEETS["anki"].item(replace(exercise, generator=generator), sheet)
    package = b"".join(written(SHEETS["anki"], [item], sheet))
    guids, numbers, cards = (
        {value for (value,) in rows(package, f"select {column} from {table}")}
        for column, table in (("guid", "notes"), ("id", "notes"), ("id", "cards"))
    )
    return guids, numbers, cards


@pytest.mark.parametrize(
    "other", [Wishes(level=1), Wishes(digits=4), Wishes(variant="causal"), Wishes(dims=2), Wishes(allow_carried=True)]
)
def test_other_exercises_are_other_notes_for_anki(other: Wishes) -> None:
    assert all(one.isdisjoint(another) for one, another in zip(ids(Wishes()), ids(other), strict=True))
    assert ids(other) == ids(other)


def test_what_another_generator_makes_is_another_note() -> None:
    assert ids(Wishes())[0].isdisjoint(ids(Wishes(), GENERATOR + 1)[0])


def test_an_anki_deck_has_a_note_for_each_question() -> None:
    package = page("anki", SHOWN_KINDS, 3)
    assert [name for _, _, name in notes(package)] == [
        "scores-L1-3-1.scores",
        "score_gap-L1-3-2.gap",
        "law_true_or_false-L1-3-3.answer",
    ]
    assert all(r"\(" in front + back for front, back, _ in notes(package)[:2])
    assert rows(package, "select count(*) from cards") == [(3,)]


def test_an_anki_note_says_what_was_asked_before_it() -> None:
    """S stands in the second question, and the first one says what it is."""
    fronts = [front for front, _, _ in notes(page("anki", ("forward_pass",), 1))]
    assert [front.count(r"\(S = Q K^{\top}\)") for front in fronts] == [1, 1, 1]
    assert ["before" in front for front in fronts] == [False, True, True]


def test_the_same_exercise_is_the_same_anki_note_in_every_deck() -> None:
    few, many = (dict(rows(page("anki", SHOWN_KINDS, n), "select guid, flds from notes")) for n in (2, 3))
    assert few.items() < many.items()
    assert page("anki", SHOWN_KINDS, 2) == page("anki", SHOWN_KINDS, 2)


# ---------------------------------------------------------------------------------------------- JSON, Markdown, text


@pytest.mark.parametrize("kind", ALL)
def test_json_keeps_to_its_schema(kind: str) -> None:
    for wishes in (Wishes(), Wishes(level=3, allow_carried=KINDS[kind].rounds)):
        sheet = Sheet("Exercises", "made by a test")
        wished = replace(order(kind, "json", wishes), sheet=sheet)
        text = "".join(piece.decode() for piece in written(SHEETS["json"], (i.text for i in made(wished, 2)), sheet))
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))


def test_the_schema_refuses_what_is_not_so() -> None:
    told = json.loads(page("json", SHOWN_KINDS, 1))
    told["exercises"][0]["questions"][0]["answers"] = [["0,5"]]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(told)


def test_each_solution_of_myst_refers_to_its_exercise() -> None:
    text = page("myst", SHOWN_KINDS, 3).decode("utf-8")
    labels = re.findall(r"^````\{exercise\} .+\n:label: (\S+)$", text, re.MULTILINE)
    solutions = re.findall(r"^````\{solution\} (\S+)\n:label: (\S+)$", text, re.MULTILINE)
    assert solutions == [(label, f"{label}-solution") for label in labels]
    assert len(labels) == 3 and not re.search(r"^#{2,} ", text, re.MULTILINE)


@pytest.mark.parametrize("level", LEVELS)
def test_mathematics_stays_as_it_is_where_markdown_is_read_first(level: int) -> None:
    sheet = Sheet("By hand")
    wished = Order(ALL, Wishes(level=level), 3, "markdown", sheet)
    items = [item.text for item in made(wished, len(ALL))]
    assert any(r"\begin{bmatrix}" in formula for formula in re.findall(r"\$([^$\n]+)\$", "".join(items)))
    for item in items:
        formulas, changed = read_first(item)
        assert not changed, formulas


def test_matrices_of_a_markdown_sheet_stand_in_displays_side_by_side() -> None:
    text = page("markdown", ("scores",), 1).decode("utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("Q = ")]
    assert line.count(r"\begin{bmatrix}") == 2 and line.count(r"\qquad") >= 1


@pytest.mark.parametrize("width", [40, 72])
def test_text_keeps_to_the_width_and_is_coloured_only_where_it_is_wished(width: int) -> None:
    plain, bright = (page("text", ALL, len(ALL), width=width, colour=colour).decode() for colour in (False, True))
    assert "\x1b" not in plain and "\x1b[1m" in bright
    lines = [line.rstrip() for line in plain.splitlines()]
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", bright).splitlines()] == lines
    assert max(map(cell_len, lines)) <= width


def test_a_table_too_wide_for_the_terminal_is_broken_at_its_commas() -> None:
    text = page("text", ("forward_pass",), 1, width=40).decode()
    assert re.search(r"^ +[=≈] \[\[.*,$", text, re.MULTILINE)


def test_the_last_of_the_data_does_not_stand_alone_below_others() -> None:
    """Five of width 3 in lines of 14: not four and one."""
    assert filled("abcde", lambda _: 3, 15, 1) == [["a", "b", "c"], ["d", "e"]]
    assert filled("abc", lambda _: 3, 7, 1) == [["a", "b"], ["c"]]
    assert filled("", lambda _: 3, 7, 1) == []


def test_the_levels_of_headings_are_told_apart_in_latex() -> None:
    """The steps of one of two solutions stand below it, and a heading at the foot of no page."""
    text = page("latex", ("effect_of_scale", "scores"), 2).decode()
    assert r"\subsubsection*{Solution}" in text
    assert "\\medskip\\noindent{\\itshape With the scale}\\par\\nopagebreak\n\n" in text
    assert "\\medskip\\noindent{\\normalfont Scores}\n\\begin{align*}" in text
    assert "\\medskip\\noindent{\\itshape Scores}\n\\begin{align*}" in text


def test_no_page_ends_between_a_question_and_its_choices_in_the_exam_class() -> None:
    text = page("exam", ("find_the_mistake", "law_true_or_false"), 2).decode()
    assert len(re.findall(r"\\begin\{samepage\}\n[^\n]+\n\\begin\{choices\}", text)) == 2
    assert r"\@beginparpenalty=10000" in text


def test_room_for_answers_stays_with_its_question_in_the_exam_class() -> None:
    r"""\vspace is lost where a page ends, and a frame of exam.cls runs over the foot of a page."""
    asked, both = (page("exam", ("scores", "forward_pass"), 2, part=part).decode() for part in (Part.TASK, Part.BOTH))
    assert r"\vspace*{3cm}" in asked and r"\vspace{" not in asked
    assert asked.count("\\opens\n\\question ") == asked.count(r"\question ") == 2
    assert r"\unframedsolutions" in both and r"\unframedsolutions" not in asked
