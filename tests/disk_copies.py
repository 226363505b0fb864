"""The copy of the book that opens from disk."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

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
def copy_of_the_book(folder: Path) -> str:
    """Return the address of an unpacked copy of the book: one for all tests of that folder."""
    place = folder / "copy"
    place.mkdir()
    return unpacked(HTML, place)
