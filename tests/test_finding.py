"""Which interpreters are found: those that do what the book shows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from snippets.finding import find_interpreters, find_native
from snippets.versions import RELEASES, show_version

OTHER = next(version for version in RELEASES if version != sys.version_info[:2])


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, release: int) -> Path:
    """Put an interpreter of another version on PATH, of some release, and no other."""
    path = folder / f"python{show_version(OTHER)}"
    path.write_text(f"#!/bin/sh\necho {show_version(OTHER)}.{release}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PYENV_ROOT", str(folder))
    return path


@pytest.mark.posix
def test_a_release_that_has_all_repairs_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pretend(tmp_path, monkeypatch, RELEASES[OTHER])
    assert find_native(OTHER) == str(path)


@pytest.mark.posix
def test_a_release_that_lacks_one_is_missing_and_it_is_said_which_would_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(tmp_path, monkeypatch, RELEASES[OTHER] - 1)
    shown = show_version(OTHER)
    assert find_native(OTHER) is None
    wanted = f"no python{shown} on PATH that is {shown}.{RELEASES[OTHER]} or later"
    assert f"CPython {shown}: {wanted}" in find_interpreters()[1]
