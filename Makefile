# make demo   a virtual environment, the installation, then the two-word example: derived, and its printed numbers checked
# make test   the same, then the whole test suite; STRICT=1 makes a skipped test a failure
# make soak   20,000 hand calculations from an endless stream, proof-read        python tests/soak SEED shows one
# make soak-exercises   4,000 exercises of all kinds, each guarantee asked of each
# make lint   ruff and mypy        make bench   speed, as ratios side by side
# make gallery   rewrite derivations/ and the golden pages of tests/exercises/

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STRICT ?=
SOAK ?= 20000
EXERCISES ?= 4000

.PHONY: demo test soak soak-exercises lint bench gallery clean

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $@

demo: $(VENV)/installed
	$(BIN)/symattn derive derivations/two-words/problem.toml --check derivations/two-words/worksheet.toml || test $$? -eq 1

test: demo
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(if $(STRICT),--strict-skips)

soak: $(VENV)/installed
	$(BIN)/python tests/soak run $(SOAK)

soak-exercises: $(VENV)/installed
	$(BIN)/python tests/exercises $(EXERCISES)

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/installed
	$(BIN)/python benchmarks/bench.py

gallery: $(VENV)/installed
	$(BIN)/python -m pytest -q tests/test_gallery.py tests/exercises/test_sheets.py -k page --rewrite

clean:
	rm -rf $(VENV) build dist *.egg-info
