"""Writes what blocks print now into their files, as variants where versions differ."""

from __future__ import annotations

import difflib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from snippets.blocks import Block, Variant
from snippets.characters import first_unseen
from snippets.compare import ANY
from snippets.needs import split_header
from snippets.outcomes import Outcome
from snippets.problems import Problem, shown_path
from snippets.sessions import Example, SessionError, parse_session, render_session
from snippets.versions import SUPPORTED, Version, show_version


class Refused(Exception):
    """An output that can't be accepted."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))


def accept_all(outcomes: Iterable[Outcome], version: Version, *, first: bool = True) -> bool:
    """Accept what each block printed on `version`, show it, and return whether all could be.

    `first` says that nothing older was run just before.
    """
    good = True
    for outcome in outcomes:
        try:
            good &= _accepted(outcome, version, first)
        except Refused as error:
            print(error)
            good = False
    return good


def _accepted(outcome: Outcome, version: Version, first: bool) -> bool:
    if outcome.error is not None:
        print(outcome.error)
        return False
    if any(item.kind == "differs" for item in outcome.differences):
        for difference in accept(outcome, version, first=first):
            print(difference)
        return True
    for item in outcome.differences:
        print(item.problem)
    return not outcome.differences


def accept(outcome: Outcome, version: Version, *, first: bool = True) -> Iterator[str]:
    """Write the outputs of `outcome`; yield a diff for each file written or deleted.

    The nearest variant that is not above `version` is rewritten if it is the one of this very
    version; else a variant for it is made, which leaves older versions as they were.
    """
    block = outcome.block
    if block.kind == "session":
        text, suffix = _session_text(outcome), ".pycon"
    else:
        text, suffix = _listing_text(outcome), ".out"
    target = _target(block, outcome.variant, version, suffix, first)
    _refuse_if_changed(block, target.path, suffix)
    previous = _previous(block, target.since)
    same = previous is not None and text == _body(previous, suffix)
    if same or (suffix == ".out" and target.since is None and not text):
        yield from _delete(target.path)
    else:
        header = "".join(_header(target.path)) if target.since is None and suffix != ".out" else ""
        yield from _write(target.path, header + text)
    newer = _next(block, target.since)
    if newer is not None and text == _body(newer, suffix):
        yield from _delete(newer.path)


def _session_text(outcome: Outcome) -> str:
    examples = parse_session(outcome.variant.text).examples
    differing = {item.prompt for item in outcome.differences if item.kind == "differs"}
    outputs = [
        _in_full(outcome, example, got) if example.line in differing else example.want
        for example, got in zip(examples, outcome.outputs, strict=True)
    ]
    try:
        return render_session(outcome.variant.text, outputs)
    except SessionError as error:
        line = error.line + outcome.block.header
        raise Refused(Problem(outcome.block.path, line, error.message)) from None


def _in_full(outcome: Outcome, example: Example, got: str) -> str:
    if any(line.strip() == ANY for line in got.split("\n")):
        message = f"its output has a line {ANY!r}, which would stand for any lines"
        raise Refused(Problem(outcome.block.path, example.line + outcome.block.header, message))
    return got


def _listing_text(outcome: Outcome) -> str:
    (printed,) = outcome.outputs
    unseen = first_unseen(printed)
    if unseen is not None:
        raise Refused(Problem(outcome.block.path, 1, f"its output can't be kept: {unseen[1]}"))
    return printed


def _target(block: Block, variant: Variant, version: Version, suffix: str, first: bool) -> Variant:
    oldest = block.needs.minimum or SUPPORTED[0]
    base = version == oldest or (first and _has_no_output(block))
    if variant.since == version or (variant.since is None and base):
        path = variant.path if variant.since is not None else block.path.with_suffix(suffix)
        return Variant(variant.since, path, "")
    path = block.path.with_name(f"{block.name}.{show_version(version)}{suffix}")
    return Variant(version, path, "")


def _has_no_output(block: Block) -> bool:
    """Is this block new? The file without a version is the oldest one's, but nothing is lost."""
    if block.kind == "session":
        return not any(example.want for example in parse_session(block.source).examples)
    return not block.variants[0].output and len(block.variants) == 1


def _previous(block: Block, since: Version | None) -> Variant | None:
    if since is None:
        return None
    older = [item for item in block.variants if item.since is None or item.since < since]
    return older[-1]


def _next(block: Block, since: Version | None) -> Variant | None:
    newer = (
        item for item in block.variants if item.since and (since is None or item.since > since)
    )
    return next(newer, None)


def _body(variant: Variant, suffix: str) -> str:
    return variant.output if suffix == ".out" else variant.text


def _header(path: Path) -> list[str]:
    return split_header(_current(path))[0]


def _delete(path: Path) -> Iterator[str]:
    if path.exists():
        yield _diff(path, "")
        path.unlink()


def _write(path: Path, text: str) -> Iterator[str]:
    if path.exists() and _current(path) == text:
        return
    yield _diff(path, text) or f"{shown_path(path)}: empty, since nothing is printed"
    try:
        _replace(path, text)
    except OSError as error:
        raise Refused(Problem(path, 1, f"this can't be written: {error.strerror}")) from None


def _refuse_if_changed(block: Block, path: Path, suffix: str) -> None:
    """What was edited while the block ran is the author's; it is not overwritten."""
    loaded = next((_body(item, suffix) for item in block.variants if item.path == path), None)
    current = _current(path) if path.exists() else None
    if current is not None and suffix == ".pycon":
        current = split_header(current)[1]
    if current != loaded:
        raise Refused(Problem(path, 1, "this was changed while it was run; accept it again"))
    if current is not None and not path.stat().st_mode & stat.S_IWUSR:
        raise Refused(Problem(path, 1, "this can't be written: it is read-only"))


def _current(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n", "\n")


def _replace(path: Path, text: str) -> None:
    """Write whole or not at all: a reader never sees half a file."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _diff(path: Path, text: str) -> str:
    old, name = _current(path) if path.exists() else "", shown_path(path)
    return "\n".join(difflib.unified_diff(_lines(old), _lines(text), name, name, lineterm="", n=1))


def _lines(text: str) -> list[str]:
    unfinished = [] if text.endswith("\n") or not text else ["\\ no newline at the end"]
    return [*text.splitlines(), *unfinished]
