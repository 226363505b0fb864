"""The copy of the book that opens from disk."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import pytest

from book._ext.disk import files, write
from tests.sites import HTML, ROOT

NAME = "book"


def zipped(site: Path, folder: Path) -> Path:
    """Make the zip of a site, as `make offline` does."""
    target = folder / f"{NAME}.zip"
    write(target, files(site, ROOT / "_build" / "web"))
    return target


def unpacked(site: Path, folder: Path) -> str:
    """Make the zip of a site and unpack it; return the address of its folder."""
    with zipfile.ZipFile(zipped(site, folder)) as archive:
        archive.extractall(folder)
    return f"{(folder / NAME).as_uri()}/"


@cache
def copy_of_the_book(folders: pytest.TempPathFactory) -> str:
    """Return the address of an unpacked copy of the book, which is made once for all tests."""
    return unpacked(HTML, folders.mktemp("a copy"))
