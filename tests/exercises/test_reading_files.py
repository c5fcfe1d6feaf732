"""Files of answers as they come: one bad line spoils no other, and what is read otherwise than as told is said."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from symattn.cli.main import main
from symattn.errors import SymattnError
from symattn.grading.answers import read_answers
from symattn.grading.delimited import Delimited
from symattn.grading.marks import Marks, grade
from symattn.grading.paper import Paper, read_paper
from symattn.marksheet import MARKSHEETS
from symattn.marksheets.csv import harmless

HERE = Path(__file__).parent
PAPER = HERE / "graded" / "exercises.json"
SCHEMA = json.loads((HERE.parents[1] / "docs" / "marks.schema.json").read_text(encoding="utf-8"))
NAME = "forward_pass-5-1"
HEAD = "student,exercise,question,answer\n"
BOB = f"bob,{NAME},scores.1.1,-1\n"


def marks_of(tmp_path: Path, text: str | bytes, ending: str = "csv") -> Marks:
    path = tmp_path / f"answers.{ending}"
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return grade(read_paper(PAPER), read_answers(path))


def graded(tmp_path: Path, text: str | bytes, *options: str, ending: str = "csv", paper: Path = PAPER) -> Result:
    path = tmp_path / f"answers.{ending}"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return CliRunner().invoke(main, ["grade", str(paper), str(path), *options])


def points(marks: Marks) -> dict[str, str]:
    return {student.student: str(student.points) for student in marks.students}


# --- bad lines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        (f"ada,{NAME},scores,{'1' * 200_000}\n", ""),
        (f"ada,{NAME},scores,1.2\x0001\n", ""),
        (f'ada,{NAME},scores,"0.056 0.944\n', "line 2: a quote does not close its cell"),
        (f'ada,{NAME},scores,"0.056" 0.944\n', "line 2: a quote does not close its cell"),
        (f"ada,{NAME},scores,[[-1, 2], [0, 1]]\n", "line 2: 7 cells, where there are 4 columns"),
        ('"\n', "line 2: a quote does not close its cell"),
    ],
)
def test_a_bad_line_spoils_no_other(tmp_path: Path, line: str, remark: str) -> None:
    marks = marks_of(tmp_path, HEAD + line + BOB)
    assert points(marks)["bob"] == "1/4"
    assert len(marks.problems) == bool(remark)
    assert all(told.startswith(remark) for told in marks.problems)
    if "ada" in line:
        assert points(marks)["ada"] == "0"
        assert [told.startswith(remark) for told in marks.students[0].not_counted] == [True] * bool(remark)


def test_lines_are_counted_and_cells_read_as_they_are_quoted() -> None:
    text = 'a,b\r\n"1\n2", "x ""y"""\n\n , \n"3,4",5"6\r"7\n8,9'
    lines = list(Delimited.of(text).lines())
    assert [(line.number, line.cells, line.is_broken) for line in lines] == [
        (1, ["a", "b"], False),
        (2, ["1\n2", 'x "y"'], False),
        (6, ["3,4", '5"6'], False),
        (7, [], True),
        (8, ["8", "9"], False),
    ]


def test_the_rest_of_a_broken_line_is_no_student(tmp_path: Path) -> None:
    marks = marks_of(tmp_path, HEAD + f'ada,{NAME},weights,"0.107 0.893\n0.330 0.670\n' + BOB)
    assert points(marks) == {"ada": "0", "bob": "1/4"}
    assert marks.problems[1] == "line 3: 1 of 4 cells"


def test_the_marks_show_no_more_of_an_answer_than_is_read(tmp_path: Path) -> None:
    marks = marks_of(
        tmp_path, HEAD + f"ada,{NAME},scores.1.1,{'1' * 200_000}\nada,which_is_A-5-11,weights,{'B' * 9_000}\n"
    )
    answers = [cell.answer for mark in marks.students[0].marks for cell in mark.cells if cell.answer]
    assert len(answers) == 2 and all(len(answer) == 4_001 for answer in answers)


def test_a_student_whose_line_does_not_count_is_in_the_marks(tmp_path: Path) -> None:
    marks = marks_of(tmp_path, HEAD + "ada,x,y,1\n" + BOB)
    assert [(s.student, len(s.marks), len(s.not_counted)) for s in marks.students] == [("ada", 0, 1), ("bob", 3, 0)]
    for form in MARKSHEETS:
        assert "no exercise is called" in MARKSHEETS[form].render(marks, 300)


def test_columns_that_are_no_questions_are_told_once(tmp_path: Path) -> None:
    marks = marks_of(tmp_path, f"student,notes,{NAME}.scores.1.1\nada,x,-1\nbob,y,-1\n")
    assert points(marks) == {"ada": "1/4", "bob": "1/4"}
    assert len(marks.problems) == 1 and marks.problems[0].startswith("line 2 and 1 more: no exercise is called 'notes'")
    assert all(not student.not_counted for student in marks.students)


def test_remarks_without_end_are_counted(tmp_path: Path) -> None:
    names = [f"column {i}" for i in range(3_000)]
    text = ",".join(["student", *names]) + "\n" + ",".join(["ada", *"1" * len(names)]) + "\n"
    problems = marks_of(tmp_path, text).problems
    assert len(problems) == 101 and problems[-1] == "and 2,900 other remarks"


@pytest.mark.parametrize("amiss", [None, 3, [1], {NAME: None}, {NAME: [1, 2]}])
def test_a_student_of_another_form_stops_no_class(tmp_path: Path, amiss: object) -> None:
    for told in ({"ada": amiss, "bob": {NAME: {"scores.1.1": -1}}}, {"bob": {NAME: {"scores.1.1": -1}}, "ada": amiss}):
        marks = marks_of(tmp_path, json.dumps(told), "json")
        assert points(marks) == {"ada": "0", "bob": "1/4"}
        assert len(marks.problems) == 1 and "an object with keys is due, not " in marks.problems[0]
        assert [len(student.not_counted) for student in marks.students if student.student == "ada"] == [1]


def test_an_entry_of_another_form_stops_no_class(tmp_path: Path) -> None:
    bob = {"student": "bob", "exercise": NAME, "question": "scores.1.1", "answer": -1}
    marks = marks_of(tmp_path, json.dumps([None, {"student": "ada"}, bob]), "json")
    assert points(marks) == {"ada": "0", "bob": "1/4"}
    assert marks.problems == ("answer 1 and 1 more: it has not the keys student, exercise, question, answer",)


# --- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["a_12", "a12", "a_{12}", "weights.1.2"])
@pytest.mark.parametrize("exercise", [NAME, NAME.upper()])
def test_a_number_may_be_called_as_in_formulas(tmp_path: Path, exercise: str, question: str) -> None:
    for text in (f"student,{exercise}.{question}\nada,0.893\n", HEAD + f"ada,{exercise},{question},0.893\n"):
        marks = marks_of(tmp_path, text)
        assert points(marks) == {"ada": "1/4"} and marks.problems == ()


def test_two_names_of_one_number_are_one_answer(tmp_path: Path) -> None:
    marks = marks_of(tmp_path, HEAD + f"ada,{NAME},a_12,0.893\nada,{NAME},weights.1.2,0.5\n")
    assert points(marks) == {"ada": "1/4"} and "twice; the first answer counts" in marks.problems[0]


def test_a_name_of_two_is_that_of_none(tmp_path: Path) -> None:
    exercise = json.loads(PAPER.read_text(encoding="utf-8"))["exercises"][0]
    exercise["questions"].append({**exercise["questions"][1], "name": "again"})
    path = tmp_path / "answers.csv"
    path.write_text(HEAD + f"ada,{NAME},a_12,0.893\nada,{NAME.upper()},scores.1.1,-1\n", encoding="utf-8")
    marks = grade(Paper({NAME: exercise, NAME.title(): exercise}, PAPER), read_answers(path))
    assert points(marks) == {"ada": "0"}
    assert "has no question 'a_12'" in marks.problems[0] and "no exercise is called" in marks.problems[1]


# --- how files are written ------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_read_and_told(tmp_path: Path, encoding: str) -> None:
    text = "\ufeff" * (encoding != "utf-16") + (HEAD + BOB).replace(",", "\t")
    marks = marks_of(tmp_path, text.encode(encoding))
    assert points(marks) == {"bob": "1/4"}
    assert marks.problems == ("the file: it was read as UTF-16, as its first bytes tell",)


@pytest.mark.parametrize("told", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n', "\ufeffsep=;\n"])
def test_the_separator_may_be_told(tmp_path: Path, told: str) -> None:
    marks = marks_of(tmp_path, told + f"student;{NAME}.scores.1.1,,,\nbob;-1,0\n".replace(",,,", ""))
    assert points(marks) == {"bob": "1/4"} and marks.problems == ()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ((HEAD + BOB).encode("utf-16-le"), "is a binary file, where text is due; save it as UTF-8"),
        (b"\0" * 100, "is a binary file"),
        (b"\xff\xfea", "begins as UTF-16, and goes on otherwise"),
        (b"student,a.b,a.b\n", "has two columns called 'a.b'"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, error: str) -> None:
    with pytest.raises(SymattnError, match=error):
        marks_of(tmp_path, data)


def test_an_empty_place_of_a_list_leaves_the_others(tmp_path: Path) -> None:
    marks = marks_of(tmp_path, json.dumps({"ada": {NAME: {"scores": [[-1, None], [0, 1]]}}}), "json")
    assert [cell.outcome.value for cell in marks.students[0].marks[0].cells] == ["right", "unread", "right", "right"]


# --- what is written ------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(MARKSHEETS))
def test_half_a_pair_of_surrogates_stops_nothing(tmp_path: Path, form: str) -> None:
    answers = f'{{"bob\\ud800": {{"{NAME}": {{"scores.1.1": "\\ud800"}}}}}}'
    exercises = json.loads(PAPER.read_text(encoding="utf-8"))
    for exercise in exercises["exercises"]:
        for question in exercise["questions"]:
            for option in question.get("options", ()):
                option["why"] = "\ud800"
    paper = tmp_path / "exercises.json"
    paper.write_text(json.dumps(exercises), encoding="utf-8")
    told = json.loads(answers)
    told["bob\ud800"]["which_is_A-5-11"] = {"weights": "A"}
    for output in ((), ("-o", str(tmp_path / "marks"))):
        result = graded(tmp_path, json.dumps(told), "--format", form, *output, ending="json", paper=paper)
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("form", list(MARKSHEETS))
def test_no_terminal_obeys_a_student(tmp_path: Path, form: str) -> None:
    told = {"a\x1b]0;pwn\x07": {NAME: {"scores": "\x9b2J\u202e", "x\x1b[2J": 1}, "\x1b[1m": {"y": 1}}}
    result = graded(tmp_path, json.dumps(told), "--format", form, ending="json")
    assert result.exit_code == 0
    assert all(c == "\n" or c.isprintable() for c in result.output)


def test_formulas_are_harmless_whatever_the_separator(tmp_path: Path) -> None:
    assert harmless("a;=1+1") == "a;'=1+1"
    assert harmless("a; @SUM(A1)|-2+3|+x") == "a; '@SUM(A1)|'-2+3|'+x"
    assert harmless("0.5; -0.5") == "0.5; -0.5"
    student, answer = "a;=1+1", "?\t=1+1\n=2;=3"
    text = json.dumps({student: {NAME: {"scores": answer}}})
    result = graded(tmp_path, text, "--format", "csv", ending="json")
    rows = list(csv.reader(StringIO(result.stdout)))
    assert rows[1][0] == "a;'=1+1" and rows[1][4] == "? =1+1 =2;'=3"
    for line in result.stdout.splitlines():
        for delimiter in (";", "|", "\t"):
            for cell in line.split(delimiter)[1:]:
                assert not cell.lstrip(' "').startswith(("=", "+", "@")), line


def test_json_keeps_to_its_schema(tmp_path: Path) -> None:
    answers = HERE / "graded" / "answers.csv"
    told = json.loads(MARKSHEETS["json"].render(grade(read_paper(PAPER), read_answers(answers)), 80))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert any(student["not_counted"] for student in told["students"])
    told["questions"][0]["mean"] = 0.5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(told)


@pytest.mark.parametrize(
    "command",
    [["grade", str(PAPER), str(HERE / "graded" / "answers.csv")], ["derive"], ["generate"], ["verify", str(PAPER)]],
)
@pytest.mark.parametrize("ending", [".xlsx", ".xyz"])
def test_an_ending_that_tells_no_format_is_refused(tmp_path: Path, command: list[str], ending: str) -> None:
    path = tmp_path / f"page{ending}"
    result = CliRunner().invoke(main, [*command, "-o", str(path)])
    assert result.exit_code == 2
    assert (
        f"no format is told by the ending {ending}; there are " in result.output and ".md (markdown)" in result.output
    )
    assert not path.exists()


@pytest.mark.parametrize("value", ["1e40", "a"])
def test_exercises_that_have_no_answer_are_named_with_their_file(value: str) -> None:
    told = json.loads(PAPER.read_text(encoding="utf-8"))["exercises"]
    exercise = next(each for each in told if each["name"] == NAME)
    work = exercise["works"][0]
    key = "X" if "X" in work else "Q"
    work[key][0][0] = value
    path = Path("a folder/exercises.json")
    with pytest.raises(SymattnError) as error:
        grade(Paper({NAME: exercise}, path), read_answers(HERE / "graded" / "answers.csv"))
    assert str(error.value).startswith(f"{path}: exercise {NAME!r}: ")
