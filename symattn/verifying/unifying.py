"""Numbers put in: `h·W + b = [0.2, 0.3]·W + [0, 0]` says what h and b are, part by part."""

from __future__ import annotations

from symattn.notation.formula import Formula, Name, parts_of

PutIn = dict[Name, Formula]


def put_in(letters: Formula, numbers: Formula) -> PutIn | None:
    """What stands in the second formula for each name of the first; None where they are not of one form."""
    if letters == numbers:
        return {}
    if isinstance(letters, Name):
        return {letters: numbers}
    if type(letters) is not type(numbers):
        return None
    ours, theirs = parts_of(letters), parts_of(numbers)
    if not ours or len(ours) != len(theirs):
        return None
    found: PutIn = {}
    for our, their in zip(ours, theirs, strict=True):
        more = put_in(our, their)
        if more is None or any(found.get(name, formula) != formula for name, formula in more.items()):
            return None
        found |= more
    return found
