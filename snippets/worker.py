"""Runs blocks for the runner, in a process that may be lost.

Reads one job a line from standard input, writes one result a line to standard output, both JSON.
The line being run is written to a small file, so that the runner can name it when a block runs for
ever or takes the interpreter with it. Under Node the same functions serve the pinned interpreters.
"""

from __future__ import annotations

import gc
import json
import os
import site
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn, TextIO

from snippets.compare import first_difference, surviving_mutation
from snippets.engine import BlockFailed, Code, run_chain
from snippets.sessions import Example

Json = dict[str, Any]
Note = Callable[[int, int, int], None]  # job, place of the block in its chain, line
Size = Callable[[], int]  # of all that was written past sys.stdout and sys.stderr


def hello() -> Json:
    """Return what this interpreter is."""
    return {
        "version": sys.version.split()[0],
        "release": "final" if sys.version_info.releaselevel == "final" else "candidate",
        "where": "WebAssembly" if sys.platform == "emscripten" else "native",
        "implementation": {"cpython": "CPython"}.get(
            sys.implementation.name, sys.implementation.name
        ),
    }


def record_job(job: Json) -> Json:
    """Record the last block of `job`, and give back the film of it."""
    from snippets.recording import film_of  # noqa: PLC0415 - the runner needs no recorder

    codes = [Code(block["filename"], block["text"]) for block in job["blocks"]]
    try:
        return {"id": job["id"], "film": film_of(codes, job["name"], job["follow"])}
    except BlockFailed as error:
        failure = {"file": error.filename, "line": error.line, "message": error.message}
        return {"id": job["id"], "error": failure}
    except ValueError as error:
        return {"id": job["id"], "error": {"message": str(error)}}


def run_job(job: Json, note: Note, size: Size = lambda: 0) -> Json:
    """Run the blocks of `job` and compare what the last one printed."""
    if "follow" in job:
        return record_job(job)
    codes = [Code(block["filename"], block["text"]) for block in job["blocks"]]
    names = [code.filename for code in codes]
    number: int = job["id"]
    before = size()

    def progress(name: str, line: int) -> None:
        note(number, names.index(name), line)

    try:
        outcome = run_chain(codes, progress)
        if size() > before:
            _find_what_writes_outside(codes, size)
    except BlockFailed as error:
        place = names.index(error.filename)
        failure = {"place": place, "line": error.line, "message": error.message}
        return {"id": number, "error": failure}
    if job["refutes"]:
        refuted = any(first_difference(item.want, got) is not None for item, got in outcome)
        return {"id": number, "failures": [] if refuted else [_failure("passes")]}
    verdicts = list(_verdicts(outcome, None if codes[-1].is_session else job["out"]))
    found = [item for item in verdicts if item is not None]
    result: Json = {"id": number, "examples": len(verdicts), "failures": found}
    if job["outputs"]:
        result["outputs"] = [got for _, got in outcome]
    return result


def _verdicts(outcome: Sequence[tuple[Example, str]], out: str | None) -> Iterator[Json | None]:
    """Yield what is wrong with each output of a session, or with that of a listing, `out`."""
    if out is not None:
        yield verdict(out, outcome[0][1], 1, 1, exact=True)
        return
    for item, got in outcome:
        yield verdict(item.want, got, item.line, item.end)
    if not any(item.want for item, _ in outcome):
        yield _failure("silent")


def _failure(kind: str) -> Json:
    """Return what is wrong with a session as a whole."""
    return {"kind": kind, "line": 1, "prompt": 1, "want": "", "got": ""}


def _find_what_writes_outside(codes: Sequence[Code], size: Size) -> NoReturn:
    """Run blocks again to say which line writes past the streams, on no page and in no promise."""
    message = "this writes past sys.stdout and sys.stderr"
    before, last = size(), (codes[-1].filename, 1)

    def step(name: str, line: int) -> None:
        nonlocal last
        if size() > before:
            raise BlockFailed(*last, message)
        last = name, line

    run_chain(codes, step)
    raise BlockFailed(*last, message)


def verdict(want: str, got: str, prompt: int, first: int, *, exact: bool = False) -> Json | None:
    """Return what is wrong with an output, or None; `first` is the line at which it starts."""
    different = first_difference(want, got, exact=exact)
    if different is not None:
        line = first + different if want else prompt
        return {"kind": "differs", "line": line, "prompt": prompt, "want": want, "got": got}
    mutant = surviving_mutation(want, got, exact=exact)
    if mutant is not None:
        return {"kind": "mutant", "line": first, "prompt": prompt, "want": mutant, "got": got}
    return None


def serve(jobs: Iterable[str], emit: Callable[[str], None], note: Note, size: Size) -> None:
    """Answer each job of `jobs`, after saying hello."""
    emit(json.dumps(hello()))
    gc.freeze()  # so that the collection after each block looks at what the block left, no more
    for line in jobs:
        emit(json.dumps(run_job(json.loads(line), note, size)))


def main(progress_file: str) -> None:
    """Serve on the standard streams, which the blocks can't reach from here on."""
    jobs = os.fdopen(os.dup(0), encoding="utf-8")
    results = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    _point_elsewhere()
    _add_what_a_prompt_has()
    serve(jobs, _writer(results), _noter(progress_file), _size_of_errors)


def _noter(progress_file: str) -> Note:
    """Return what notes the line being run, in memory that outlives this process."""
    from mmap import mmap  # noqa: PLC0415 - WebAssembly, which notes elsewhere, may lack it

    length = len(_place(0, 0, 0))
    with open(progress_file, "wb+") as progress:
        progress.write(bytes(length))
        progress.flush()
        shared = mmap(progress.fileno(), length)

    def note(job: int, place: int, line: int) -> None:
        shared[:] = _place(job, place, line)

    return note


def _place(job: int, place: int, line: int) -> bytes:
    return b"%10d %10d %10d" % (job, place, line)


def _writer(stream: TextIO) -> Callable[[str], None]:
    process = os.getpid()

    def write(text: str) -> None:
        if os.getpid() != process:
            os._exit(0)  # a child that a block forked came to the end of the block
        stream.write(text + "\n")
        stream.flush()

    return write


def _size_of_errors() -> int:
    """Return the size of the file behind descriptors 1 and 2 when all is written."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and not stream.closed:
            stream.flush()
    return os.fstat(2).st_size


def _add_what_a_prompt_has() -> None:
    """Give blocks `exit`, `help` and the like; `-S` keeps installed packages out of their reach."""
    site.setquit()
    site.setcopyright()
    site.sethelper()


def _point_elsewhere() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)


if __name__ == "__main__":
    main(sys.argv[1])
