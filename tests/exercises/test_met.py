"""What is remembered of exercises met: little, and rightly."""

from __future__ import annotations

from hashlib import sha256

from symattn.generating.sameness import KEY, Met


def test_just_what_was_added_has_been_met() -> None:
    keys = [sha256(b"%d" % i).digest()[:KEY] for i in range(400)]
    met = Met()
    for i, key in enumerate(keys):
        assert key not in met
        met.add(key)
        assert all(other in met for other in keys[: i + 1 : 37])
    assert not any(key in met for key in (bytes(KEY), b"\xff" * KEY, keys[0][::-1]))
