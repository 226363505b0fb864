"""The CPython versions that the book speaks of."""

from __future__ import annotations

import re

Version = tuple[int, int]

#: Oldest first. The book verifies its blocks on each of these.
SUPPORTED: tuple[Version, ...] = ((3, 11), (3, 12), (3, 13), (3, 14), (3, 15))

#: From which release on they do what the book shows: earlier ones lack a repair in `contextlib`.
RELEASES: dict[Version, int] = {(3, 11): 7, (3, 12): 1}

#: The version that a page shows first.
PINNED: Version = (3, 14)

_FORM = re.compile(r"(\d)\.(\d{1,2})")


def parse_version(text: str) -> Version:
    """Return ``(3, 13)`` for ``"3.13"``; raise `ValueError` for anything else."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a version such as 3.13")
    return int(match[1]), int(match[2])


def show_version(version: Version) -> str:
    """Return ``"3.13"`` for ``(3, 13)``."""
    return f"{version[0]}.{version[1]}"
