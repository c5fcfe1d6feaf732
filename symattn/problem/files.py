"""Problem files and worksheets: TOML or JSON in UTF-8, numbers kept as the text they were typed as."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from symattn.errors import LimitError, ReadingError, SymattnError
from symattn.limits import FILE_BYTES, NESTING
from symattn.problem.attention import Attention
from symattn.problem.problem import Problem

KEY_PART = r"""(?:[\w-]+|"[^".\n]*"|'[^'.\n]*')\s*\.\s*"""
LONG_KEY = re.compile(rf"(?:^|[{{,\[])\s*(?:{KEY_PART}){{{NESTING}}}", re.MULTILINE)
"""a.b.c. … of more parts than the nesting limit: TOML's reader takes minutes over 20,000 of them."""


def read_problem(path: Path | str) -> Problem:
    """The problem of a .toml or .json file."""
    path = Path(path)
    keys = read_keys(path)
    try:
        return Attention(**keys)
    except SymattnError as error:
        raise type(error)(f"{path}: {error}") from error


def read_keys(path: Path) -> dict[str, Any]:
    """The keys of a .toml or .json file; ReadingError says what is wrong with it and where."""
    text = read_text(path)
    try:
        if path.suffix.lower() == ".json":
            keys = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once)
        else:
            if LONG_KEY.search(text):
                raise RecursionError
            keys = tomllib.loads(text, parse_float=str)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadingError(f"{path} is not {_format(path)}: {error}") from error
    except (RecursionError, ValueError) as error:
        raise LimitError(
            f"{path} holds a number of thousands of digits, or brackets nested more than {NESTING} deep"
        ) from error
    if not isinstance(keys, dict):
        raise ReadingError(f"{path} holds {type(keys).__name__}, where keys such as X = [[1, 2], [3, 4]] are due")
    return keys


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The keys of a JSON object; a key given twice is refused, as TOML refuses it."""
    keys = dict(pairs)
    if len(keys) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ReadingError(f"the key {twice!r} is given twice")
    return keys


def read_text(path: Path, most: int = FILE_BYTES) -> str:
    """The text of a UTF-8 file within the limits."""
    data = read_bytes(path, most)
    if b"\0" in data:
        raise ReadingError(f"{path} is a binary file, where text is due")
    return decoded(path, data)


def read_bytes(path: Path, most: int) -> bytes:
    """All of a file that is not too large."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the path
        raise ReadingError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > most:
        raise LimitError(f"{path} is larger than {most:,} bytes; larger files are not read")
    return data


def decoded(path: Path, data: bytes) -> str:
    """Its text, being UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{path} is not UTF-8: byte {error.start + 1} is 0x{data[error.start]:02x}; save it as UTF-8"
        ) from error


def _format(path: Path) -> str:
    return "JSON" if path.suffix.lower() == ".json" else "TOML"
