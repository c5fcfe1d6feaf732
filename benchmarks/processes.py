"""Whole processes, from the shell's call to the last byte: what a user waits for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from side_by_side import Row, Side, WrongResultError, race, work

from symattn import Attention, derive
from symattn.two_words import TWO_WORDS

MODULE = [sys.executable, "-m", "symattn"]
SCRIPT = shutil.which("symattn", path=str(Path(sys.executable).parent))
"""The installed command; none where only the source tree is importable."""


def help_page() -> Iterator[Row]:
    """symattn --help against the import of the library that any such command line needs."""
    commands = {"python -m symattn --help": [*MODULE, "--help"]}
    if SCRIPT is not None:
        commands["symattn --help (installed script)"] = [SCRIPT, "--help"]
    yield from _against_import("click", commands, "Usage: symattn ", 2, rounds=21)


def two_words_in_latex() -> Iterator[Row]:
    """symattn derive --latex against the import that any program built on SymPy begins with."""
    commands = {"python -m symattn derive --latex": [*MODULE, "derive", "--latex"]}
    page = derive(Attention(**TWO_WORDS)).latex()
    yield from _against_import("sympy", commands, page, 1.6, rounds=11)


def _against_import(
    library: str, commands: dict[str, list[str]], due: str, target: float, rounds: int
) -> Iterator[Row]:
    peer = f'python -c "import {library}"'

    def agree(outputs: dict[str, str]) -> None:
        """The output of a command begins with what is due (a page: the whole of it); an import is silent."""
        for name, output in outputs.items():
            wanted = "" if name == peer else due
            if not output.startswith(wanted) or (name == peer and output):
                at = next((i for i, c in enumerate(wanted) if output[i : i + 1] != c), len(wanted))
                found, missed = output[at : at + 40], wanted[at : at + 40]
                raise WrongResultError(f"{name} printed {found!r} at character {at}, where {missed!r} is due")

    with TemporaryDirectory() as bytecode:
        # What pip installs comes compiled, a source tree not; and PYTHONDONTWRITEBYTECODE would keep it so.
        # Here both sides find in one place what the warm-up has compiled.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = bytecode
        peer_command = [sys.executable, "-c", f"import {library}"]
        sides = [_process(name, command, environment) for name, command in (commands | {peer: peer_command}).items()]
        laps = race(sides, lambda: None, agree, rounds)
    for name in commands:
        yield Row(f"{name} / import {library}", work(laps[name]), work(laps[peer]), target)


def _process(name: str, command: list[str], environment: dict[str, str]) -> Side:
    def run(_: Any) -> str:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise WrongResultError(f"{name} ended with status {done.returncode}: {done.stderr.strip()[-200:]}")
        return done.stdout

    return Side(name, lambda data: data, run)
