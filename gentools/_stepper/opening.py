"""Opening what is to be stepped through: a program to record, or a recording."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gentools._record.model import Trace
from gentools._record.record import record
from gentools._views.columns import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gentools._record.parts import By


class CannotOpen(Exception):
    """Why there is nothing to step through, in one line."""


class Wanted(NamedTuple):
    """How a program is to be recorded; None for what the recorder chooses."""

    by: By
    follow: Sequence[str] | None = None
    max_steps: int | None = None
    max_seconds: float | None = None
    max_size: int | None = None

    @property
    def limits(self) -> dict[str, float]:
        """Return the limits that were given, by their names."""
        limits = {
            "max_steps": self.max_steps,
            "max_seconds": self.max_seconds,
            "max_size": self.max_size,
        }
        return {name: limit for name, limit in limits.items() if limit is not None}


def recorded(path: Path, argv: Sequence[str], wanted: Wanted) -> Trace:
    """Return the recording of the program in the file at *path*.

    :raises CannotOpen: if it is no file, or not Python.
    """
    name = visible(str(path))
    try:
        return record(
            path,
            by=wanted.by,
            follow=wanted.follow,
            argv=argv,
            **wanted.limits,  # type: ignore[arg-type]
        )
    except OSError as error:
        raise CannotOpen(f"cannot read {name}: {error.strerror or error}") from None
    except SyntaxError as error:
        place = f", line {error.lineno}" if error.lineno else ""
        raise CannotOpen(f"{name}{place} is not Python: {visible(str(error.msg))}") from None
    except UnicodeDecodeError as error:
        raise CannotOpen(f"{name} is not Python: it is not text in {error.encoding}") from None
    except LookupError as error:  # the codec it names is there, and is not one of text
        raise CannotOpen(f"{name} is not Python: {visible(str(error))}") from None
    except ValueError as error:
        raise CannotOpen(f"{name}: {visible(str(error))}") from None


def opened(path: Path) -> Trace:
    """Return the recording that the file at *path* holds.

    :raises CannotOpen: if there is none, or it is damaged, or of a newer format.
    """
    name = visible(str(path))
    try:
        return Trace.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotOpen(f"cannot read {name}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise CannotOpen(f"{name} is no recording: {visible(str(error))}") from None


def as_page(trace: Trace) -> str:
    """Return *trace* as a page with the player.

    :raises CannotOpen: if this gentools has no player.
    """
    try:
        return trace.to_html()
    except RuntimeError as error:
        raise CannotOpen(str(error)) from None


def save(text: str, path: Path, *, force: bool) -> None:
    """Write *text* into the file at *path*; what stands there is lost only if *force* is given.

    :raises CannotOpen: if the file is there or can't be written. Then it is as it was.
    """
    try:
        if force:
            _replace(Path(os.path.realpath(path)), text)
        else:
            _create(path, text)
    except FileExistsError:
        raise CannotOpen(taken(path)) from None
    except OSError as error:
        raise CannotOpen(f"cannot write {visible(str(path))}: {error.strerror or error}") from None


def taken(path: Path) -> str:
    """Return what to say of a file that is there already."""
    return f"{visible(str(path))} is there already; --force writes over it"


def _create(path: Path, text: str) -> None:
    """Write a file that is not there yet; leave none behind if that fails."""
    file = path.open("x", encoding="utf-8", newline="\n")
    try:
        with file:
            file.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _replace(path: Path, text: str) -> None:
    """Write beside the file first: what stands there is not lost if that fails."""
    if path.exists() and not path.is_file():  # a device or a pipe takes it, and stays what it is
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    _create(draft, text)
    try:
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
