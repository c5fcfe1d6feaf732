"""LaTeX → PDF with whichever engine is installed, its shell escape off and its files in a folder of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from symattn.errors import OutputError

NAME = "derivation"
SECONDS = 120
ENGINES = {
    "latexmk": [
        "-norc",
        "-pdf",
        "-interaction=nonstopmode",
        "-halt-on-error",
        "-pdflatex=pdflatex -no-shell-escape %O %S",
    ],
    "pdflatex": ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"],
    "xelatex": ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"],
    "tectonic": ["--untrusted"],
}
"""Engines in the order they are looked for, with their options."""
UNICODE_FIRST = ("xelatex", "tectonic", "latexmk", "pdflatex")


def pdf_of(latex: str) -> bytes:
    """The PDF of a LaTeX document. OutputError if no engine is installed, or with what it complained of."""
    engine = _engine(latex)
    with tempfile.TemporaryDirectory(prefix="symattn-") as folder:
        source = Path(folder, f"{NAME}.tex")
        source.write_text(latex, encoding="utf-8")
        # paranoid: TeX opens no file outside this folder and its own tree, whatever a document asks for
        environment = {**os.environ, "openin_any": "p", "openout_any": "p"}
        command = [engine, *ENGINES[engine], source.name]
        try:
            run = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise OutputError(
                f"{engine} was still running after {SECONDS} s; shorten the derivation with --steps"
            ) from error
        pdf = Path(folder, f"{NAME}.pdf")
        if run.returncode or not pdf.exists():
            raise OutputError(f"{engine} made no PDF: {_complaint(run.stdout.decode(errors='replace'))}")
        return pdf.read_bytes()


def _engine(latex: str) -> str:
    order = ENGINES if r"\Umathcode" not in latex else UNICODE_FIRST
    for engine in order:
        if shutil.which(engine) and (engine != "latexmk" or shutil.which("pdflatex")):
            return engine
    raise OutputError(
        "a PDF needs TeX, and none of latexmk, pdflatex, xelatex and tectonic is installed; "
        "install TeX Live (Debian: apt install texlive-latex-recommended) or tectonic, or take --latex"
    )


def _complaint(log: str) -> str:
    lines = [line for line in log.splitlines() if line.startswith("!")]
    return lines[0] if lines else (log.strip().splitlines() or ["it said nothing"])[-1]
