"""The record of a run on every interpreter, for the foot of each page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from snippets.blocks import Block
from snippets.corpus import Corpus
from snippets.interpreters import Interpreter
from snippets.outcomes import Identity, Outcome

_PACKAGE = Path(__file__).resolve().parent


def digest(corpus: Corpus, chosen: Iterable[Block], interpreters: Iterable[Interpreter]) -> str:
    """Return a digest of all that a run depends on: blocks, runner, library, interpreters."""
    found = hashlib.sha256("\0".join(block.key for block in chosen).encode())
    library = _PACKAGE.parent / "gentools"
    own = {p for p in _PACKAGE.iterdir() if p.suffix in {".py", ".mjs"}} | set(
        library.rglob("*.py")
    )
    blocks = {p for chapter in corpus.chapters for p in (corpus.root / chapter).iterdir()}
    for path in sorted(own | blocks):
        if path.is_file():
            found.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    for interpreter in interpreters:
        found.update("\0".join((interpreter.title, *interpreter.command)).encode())
        found.update(_age(interpreter))
    return found.hexdigest()


def _age(interpreter: Interpreter) -> bytes:
    """Return what changes when the interpreter is replaced by another build."""
    package = _PACKAGE.parent / "node_modules" / interpreter.command[-1] / "package.json"
    if package.is_file():
        return package.read_bytes()
    executable = Path(interpreter.command[0])
    return str(executable.stat().st_mtime_ns if executable.exists() else 0).encode()


def content_digest(blocks: Iterable[Block]) -> str:
    """Return a digest of what pages show of `blocks`: a record speaks of these and no others."""
    found = hashlib.sha256()
    for block in sorted(blocks, key=lambda item: item.key):
        shown = [(item.since, item.text, item.output) for item in block.variants]
        found.update(repr((block.key, block.needs, shown)).encode())
    return found.hexdigest()


def already_recorded(path: Path, expected: str) -> bool:
    """Was the same already run and recorded?"""
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return record.get("digest") == expected


def write_record(
    path: Path, found: str, runs: Sequence[tuple[Identity | None, Sequence[Outcome]]]
) -> None:
    """Write which block passed on which interpreter, and which was skipped, and why."""
    interpreters = [
        {**identity._asdict(), "blocks": {item.block.key: _word(item) for item in outcomes}}
        for identity, outcomes in runs
        if identity is not None
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    blocks = {item.block.key: item.block for _, outcomes in runs for item in outcomes}
    content = content_digest(blocks.values())
    record = {"digest": found, "content": content, "interpreters": interpreters}
    path.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _word(outcome: Outcome) -> str:
    return f"skipped: {outcome.skipped}" if outcome.skipped else "passed"
