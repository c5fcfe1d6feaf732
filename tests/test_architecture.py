"""The house: imports go downwards only, at the top of the file, and text never reaches an evaluator."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "symattn"
FLOORS = (
    ("errors", "limits", "lazily", "two_words"),
    ("page",),
    ("apiece", "exact", "files", "terminal", "pdf"),
    ("notation", "scanning"),
    ("formats",),
    ("island",),
    ("abreast",),
    ("islands", "enumerated"),
    ("typeset", "renderer", "entries"),
    ("tables",),
    ("problem",),
    ("operations", "variant", "mistake"),
    ("variants", "mistakes"),
    ("work", "report"),
    ("law", "judging", "diagnosis", "begun", "following", "exercise"),
    ("verifying",),
    ("verify",),
    ("laws", "worksheet"),
    ("narrate", "render"),
    ("derivation", "generating"),
    ("claims",),
    ("exercises", "grading"),
    ("sheet", "marksheet"),
    ("sheets", "marksheets"),
    ("generate",),
    ("sheet_files",),
    ("gathering", "ignoring", "reporter"),
    ("fixing", "reports"),
    ("book",),
    ("cli",),
    ("__main__",),
)
"""Ground floor first. A module imports from its own part of a floor or from floors below."""
LEVEL = {part: level for level, floor in enumerate(FLOORS) for part in floor}
WITHIN = {
    "exact": [
        "effort",
        "precision",
        "exponential_sum",
        "enclosure",
        "zero",
        "normal_form",
        "number",
        "real",
        "sympy_form",
        "mpmath_form",
        "rounding",
    ],
    "notation": [
        "formula",
        "precedence",
        "plain",
        "indexed",
        "latex",
        "sympy_syntax",
        "exact_form",
        "document",
        "length",
        "evaluate",
        "number_worth",
        "parse",
    ],
    "verifying": [
        "proofs",
        "commas",
        "corrections",
        "words",
        "phrases",
        "excuses",
        "attending",
        "bindings",
        "units",
        "sizes",
        "denying",
        "claiming",
        "decimals",
        "stages",
        "printed_rows",
        "masking",
        "declaring",
        "roles",
        "heads",
        "followed",
        "tracing",
        "worths",
        "recognising",
        "works",
        "mistaken",
        "entries",
        "repeats",
        "candidates",
        "supported",
        "sums",
        "examples",
        "witnesses",
        "addressed",
        "labelled",
        "contradicting",
        "ties",
        "columns",
        "aggregates",
        "tabulated",
        "worked",
        "elided",
        "unifying",
        "pairing",
        "ambiguities",
        "binary",
        "explaining",
        "remembering",
        "judge",
        "series",
        "passages",
        "reading",
        "comparisons",
        "sentences",
        "totals",
        "witnessing",
        "stepwise",
        "links",
        "chains",
        "listed",
        "cells",
        "adding_up",
        "alone",
        "exercises",
    ],
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def part_of(module: str) -> str:
    """`exact` of `symattn.exact.number`."""
    return module.split(".")[1]


def name_of(path: Path) -> str:
    return ".".join(("symattn", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("symattn"):
            yield node, node.module
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_from_floors_below_its_own(path: Path) -> None:
    """Imports for type checkers alone and modules loaded lazily carry no weight upwards: they are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {id(node) for block in ast.walk(tree) if _is_type_checking(block) for node in ast.walk(block)}
    own = part_of(name_of(path))
    assert own in LEVEL, f"{name_of(path)} stands on no floor; put {own!r} into FLOORS"
    for node, module in imports(tree):
        if id(node) in for_types or not module.startswith("symattn."):
            continue
        other = part_of(module)
        assert other == own or LEVEL[other] < LEVEL[own], f"{name_of(path)} imports upwards or sideways from {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)):
        inner = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
        assert not inner, f"{name_of(path)}:{inner[0].lineno} imports inside a function"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_text_never_reaches_an_evaluator(path: Path) -> None:
    """No eval, exec, sympify or parse_expr anywhere in the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in {"eval", "exec", "sympify", "parse_expr", "compile_command"}, name_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_one_module_tells_arb_its_precision(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tells = any(word in text for word in ("ctx.prec", "ctx.dps", "mp.dps", "mp.prec", "workdps", "workprec"))
    assert tells == (name_of(path) == "symattn.exact.precision"), name_of(path)


@pytest.mark.parametrize("package", WITHIN)
def test_the_order_within_a_package_is_kept_too(package: str) -> None:
    order = {name: place for place, name in enumerate(WITHIN[package])}
    for path in (PACKAGE / package).glob("*.py"):
        if path.stem == "__init__":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_types = {id(node) for block in ast.walk(tree) if _is_type_checking(block) for node in ast.walk(block)}
        for node, module in imports(tree):
            parts = module.split(".")
            if id(node) in for_types or parts[:2] != ["symattn", package] or len(parts) < 3:
                continue
            assert order[parts[2]] < order[path.stem], f"{name_of(path)} imports upwards from {module}"


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
