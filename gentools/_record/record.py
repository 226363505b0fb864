"""Record a program: the public function."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from io import StringIO
from types import ModuleType
from typing import Any, Final, cast

from gentools._depth import call_depth
from gentools._record.alarm import alarm
from gentools._record.codes import Info, last_line
from gentools._record.limits import Limits, Meter, Stopped
from gentools._record.loading import Program, load
from gentools._record.model import Trace
from gentools._record.output import Printed
from gentools._record.parts import By
from gentools._record.recorder import Recorder
from gentools._record.stacks import VISIBLE
from gentools._record.steps import Told, told
from gentools._record.text import FORMAT, VERSION
from gentools._values import represent

Json = dict[str, Any]
if sys.version_info >= (3, 12):
    from gentools._record.monitoring import check_free, listening
else:
    from gentools._record.tracing import check_free, listening

#: The recursion limit of the program; and what the recorder itself needs on top.
_DEPTH: Final = 1000
_ROOM: Final = 300
#: How many objects a frame has room for that takes up more than half of its chunk's 256 kB.
_WORDS: Final = 17_000
_LEVELS: Final = ("opcode", "line", "transfer")


def record(  # noqa: PLR0913  (limits have names of their own)
    program: Callable[..., object] | str | os.PathLike[str] | Program,
    *,
    by: By = "opcode",
    follow: Sequence[str] | None = None,
    others: By = "transfer",
    args: Sequence[object] = (),
    argv: Sequence[str] | None = None,
    name: str | None = None,
    max_steps: int = 20_000,
    max_seconds: float = 10.0,
    max_size: int = 20_000_000,
) -> Trace:
    """Return the recording of a run of *program*: its steps, and what was inside of its frames.

    A program of source text or a file runs as the main module, with its own ``sys.argv``, without
    input, and what it prints is kept. A generator function is run to its end. The frames of the
    program's own code are recorded, and not those of the modules that it uses. To the code of a
    function belong the other functions that the variables of its module lead to. What would end
    the process, as ``os._exit`` does, ends the recording.

    :param program: a function, source text, or the path of a file.
    :param by: what makes a step: ``"opcode"``, each instruction; ``"line"``; or ``"transfer"``,
        each time that control goes from one frame to another.
    :param follow: the qualified names of the functions to step through. By default all functions
        of the program are followed.
    :param others: what makes a step of those that are not followed: by default only transfers.
    :param args: the arguments of a function.
    :param argv: the arguments of a program that is a text or a file, without its own name.
    :param name: what the recording calls the program.
    :param max_steps: the number of steps to stop it after.
    :param max_seconds: the time to stop it after. Where the system has no alarm signal, in
        WebAssembly and on Windows, it is looked at between steps only.
    :param max_size: the size to stop it at, in bytes of what the recording says, roughly.
    :returns: the recording. Its :attr:`~Trace.end` says how it ended.
    :raises TypeError: if *program* is none of those, or *args* or *argv* do not go with it.
    :raises ValueError: if an option is none of those above, or *follow* names no function of it.
    :raises RuntimeError: if a recording is being made already, on Python 3.11, or all tools of
        :mod:`sys.monitoring` are taken.
    :raises SyntaxError: if the source text is no Python.

    On Python 3.12 and 3.13 the evaluation stack of a frame that runs cannot be seen but where it
    was resumed; see :attr:`Trace.stack_visible`. On Python 3.11 a program that is recorded cannot
    set a trace function, and if it sets the ``f_trace`` of one of its frames to None, what that
    frame does is not recorded, in a generator until it is resumed. Threads that the program starts
    run, and are not recorded. While it runs, the garbage collector does not start by itself.

    >>> from gentools import my_range, record
    >>> trace = record(my_range, args=(0, 1), by="transfer")
    >>> trace.end.how
    'finished'
    >>> for index in trace.transfers:
    ...     print(trace[index].transfer.kind)
    start
    yield
    next
    return
    """
    for option, level in (("by", by), ("others", others)):
        if level not in _LEVELS:
            raise ValueError(f"{option} must be 'opcode', 'line' or 'transfer'; got {level!r}")
    check_free()
    limits = Limits(max_steps, max_seconds, max_size, _DEPTH)
    _check_limits(limits)
    _check_lists(args=args, argv=argv, follow=follow)
    if not isinstance(name, str | None):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"name must be a str; got {type(name).__name__}")
    loaded = load(program, args, argv, name)
    infos = _infos(loaded, by, follow, others)
    recorder = Recorder(infos, by, limits, frozenset(loaded.namespace or ()))
    end = _run(loaded, recorder)
    return Trace(_described(loaded, recorder, by, end))


def _check_limits(limits: Limits) -> None:
    for option, kinds in (("steps", int), ("seconds", int | float), ("size", int)):
        limit = getattr(limits, option)
        if not isinstance(limit, kinds) or isinstance(limit, bool):
            wanted = "an int" if kinds is int else "a number"
            raise TypeError(f"max_{option} must be {wanted}; got {type(limit).__name__}")
        if not limit > 0:
            raise ValueError(f"max_{option} must be greater than 0; got {limit!r}")


def _check_lists(**options: Any) -> None:
    for option, given in options.items():
        if given is None:
            continue
        if isinstance(given, str | bytes) or not isinstance(given, Sequence):
            kind = "values" if option == "args" else "names" if option == "follow" else "str"
            raise TypeError(
                f"{option} must be a sequence of {kind}, such as a list; got {type(given).__name__}"
            )
        items = cast("Sequence[object]", given)
        if option != "args" and not all(isinstance(item, str) for item in items):
            raise TypeError(f"{option} must hold nothing but str")


def _infos(program: Program, by: str, follow: Sequence[str] | None, others: str) -> dict[int, Info]:
    names = {code.co_qualname for code in program.codes}
    if follow is not None:
        unknown = [wanted for wanted in follow if wanted not in names]
        if unknown:
            known = ", ".join(sorted(names - {"<module>"}))
            raise ValueError(
                f"the program has no function {unknown[0]!r} to follow; it has {known or 'none'}"
            )
    lines = {file: text.split("\n") for file, text in program.texts.items()}
    return {
        id(code): Info(
            code,
            by if follow is None or code.co_qualname in follow else others,
            lines.get(code.co_filename, ()),
        )
        for code in program.codes
    }


class _Exited(BaseException):
    """Ends a program that would have ended the process."""

    def __init__(self, call: str) -> None:
        super().__init__(call)
        self.call = call


def _run(program: Program, recorder: Recorder) -> Json:
    limit = sys.getrecursionlimit()
    try:
        with _surroundings(program, recorder):
            sys.setrecursionlimit(max(limit, call_depth() + _DEPTH + _ROOM))
            try:
                with alarm(recorder.journal.meter), listening(recorder):
                    _run_alone(program, recorder.journal.meter)
            finally:
                sys.setrecursionlimit(limit)
    except Stopped:
        pass
    except _Exited as error:
        return {
            "how": "exited",
            "sentence": f"The program called {error.call}; it would have ended the process.",
        }
    except SystemExit as error:
        return {"how": "exited", "sentence": f"The program exited with {represent(error.code)}."}
    except KeyboardInterrupt:
        return {"how": "stopped", "sentence": "The recording was interrupted by KeyboardInterrupt."}
    except BaseException as error:  # noqa: BLE001
        number = recorder.journal.values.number(error)
        text = told(recorder.journal.values.table[number])["text"]
        return {"how": "raised", "sentence": f"The program ended with {text}.", "value": number}
    reached = recorder.journal.meter.reached
    if reached is not None:
        return {"how": "stopped", "sentence": f"The recording was stopped {reached}."}
    return {"how": "finished", "sentence": "The program ran to its end."}


def _run_alone(program: Program, meter: Meter) -> None:
    meter.running = True
    try:
        program.run()
    finally:
        meter.running = False


# The interpreter keeps its frames in chunks of memory. It takes a new one for a call that does not
# fit into the last, and gives it back at the return. Where a program happened to run just below
# that mark, the recorder crossed it several times a step, which took up to eight times as long. No
# common chunk has room for this frame: it begins one, and what runs above it fits in there too.
_run_alone.__code__ = _run_alone.__code__.replace(co_stacksize=_WORDS)


@contextmanager
def _surroundings(program: Program, recorder: Recorder) -> Generator[None, None, None]:
    """Keep from the program what would end or confuse the process."""

    def refusing(name: str) -> Callable[..., None]:
        def refuse(*args: object) -> None:
            raise _Exited(f"os.{name}({', '.join(map(represent, args))})")

        return refuse

    with ExitStack() as stack:
        for stream in ("stdout", "stderr"):
            printed = Printed(stream, recorder.journal.print)
            stack.enter_context(_replaced(sys, stream, printed))
            stack.callback(printed.write_bytes, b"", final=True)
        stack.enter_context(_replaced(sys, "stdin", StringIO()))
        if program.argv is not None:
            stack.enter_context(_replaced(sys, "argv", program.argv))
        for name in ("_exit", "abort", "fork", "forkpty", "execv", "execve"):
            if hasattr(os, name):
                stack.enter_context(_replaced(os, name, refusing(name)))
        collecting = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if collecting:
                gc.enable()


@contextmanager
def _replaced(module: ModuleType, name: str, value: object) -> Generator[None, None, None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def _described(program: Program, recorder: Recorder, by: str, end: Json) -> Json:
    ran = {info.code.co_filename for info in recorder.journal.ran}
    files = [file for file in program.texts if file in ran]
    return {
        "format": FORMAT,
        "version": VERSION,
        "python": ".".join(map(str, sys.version_info[:3])),
        "by": by,
        "name": program.name,
        "stack": "visible" if VISIBLE else "not visible",
        "sources": [_source(program, recorder, file) for file in files],
        "codes": [
            _code(info, files.index(info.code.co_filename), by) for info in recorder.journal.ran
        ],
        "frames": recorder.journal.frames,
        "values": Told(_taken(recorder.journal.values.table)),
        "steps": Told(_taken(recorder.journal.steps)),
        "output": recorder.journal.output,
        "end": end,
    }


def _taken(things: list[Any]) -> list[Any]:
    """Return what is in a list, and leave it empty.

    The parts of a recorder refer to each other in a circle. What they still held would stay after
    the trace has gone, until the garbage collector comes.
    """
    taken = things.copy()
    things.clear()
    return taken


def _code(info: Info, source: int, by: str) -> Json:
    described = info.described(source)
    return described if info.level == by else {**described, "by": info.level}


def _source(program: Program, recorder: Recorder, file: str) -> Json:
    name, text, first = program.names[file], program.texts[file], 1
    if not program.whole and text:
        ran = [info.code for info in recorder.journal.ran if info.code.co_filename == file]
        first = min(code.co_firstlineno for code in ran)
        last = max(map(last_line, ran))
        text = "\n".join(text.split("\n")[first - 1 : last]) + "\n"
    return {"name": name, "text": text, "first": first}
