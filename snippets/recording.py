"""Records a block as the prompt would run it: one program, of which every step can be seen.

The inputs of a session become statements of one module, so that the prompt has one frame. Each is
in a `try` of its own: an exception is shown, and the next input runs.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from itertools import takewhile
from types import CodeType, FunctionType, ModuleType
from typing import TextIO, cast

from gentools import Trace, record
from gentools._film.film import dump, film
from gentools._record.codes import inside
from gentools._record.loading import Program
from snippets.addresses import Addresses
from snippets.engine import BlockFailed, Code, Run
from snippets.sessions import Example, SessionError, parse_session

#: What shows an exception: no identifier, so that no name of a block can be in its way.
_TELL = " tell"

#: More than any figure can show; a block that needs more was meant to be shorter.
MAX_STEPS = 5_000


def record_block(codes: Sequence[Code], name: str, follow: Sequence[str] | None = None) -> Trace:
    """Record the last of these blocks, after the others have run in the same namespace.

    The functions named by `follow`, by default all, are recorded by instruction, everything else
    by line. Raises `BlockFailed` if the block can't be run, `ValueError` if no function is called
    so.
    """
    *before, last = codes
    run = _Recorded()
    with run.ready():
        for code in before:
            run.whole(code)
        program = run.program(last, name)
        wanted = _functions(program) if follow is None else follow
        return record(program, follow=wanted, others="line", max_steps=MAX_STEPS)


def _functions(program: Program) -> list[str]:
    return [code.co_qualname for code in program.codes if code.co_name != "<module>"]


def film_of(codes: Sequence[Code], name: str, follow: Sequence[str]) -> str:
    """Record the last of these blocks; return the film of it, as JSON.

    Raises `ValueError` also where a function of `follow` never ran, or the limits were reached.
    """
    trace = record_block(codes, name, follow)
    if trace.end.how == "stopped":
        raise ValueError(f"{trace.end.sentence} Show a shorter run.")
    ran = {code.qualname for code in trace.codes}
    for wanted in follow:
        if wanted not in ran:
            raise ValueError(f"{wanted!r} is never called here, and so can't be followed")
    return dump(film(trace))


def film_of_all(codes: Sequence[Code], name: str) -> str:
    """Record the last of these blocks with every function in sight; return the film, as JSON.

    A run that is too long is shown as far as it was recorded.
    """
    return dump(film(record_block(codes, name)))


class _Numbered(TextIOBase):
    """Passes text on with its addresses numbered, as a page shows them."""

    def __init__(self, stream: TextIO, addresses: Addresses) -> None:
        self._stream = stream
        self._addresses = addresses

    def write(self, text: str) -> int:
        self._stream.write(self._addresses.number(text))
        return len(text)


class _Recorded(Run):
    """A prompt that remembers what it compiled."""

    def __init__(self) -> None:
        super().__init__()
        self._compiled: list[CodeType] = []
        self._texts: dict[str, str] = {}

    def program(self, code: Code, name: str) -> Program:
        """Return a block as a program that can be recorded."""
        compiled = self._whole(code)
        functions = [
            made for module in self._compiled for made in inside(module) if made is not module
        ]
        names = {filename: filename for filename in self._texts}
        return Program(
            name,
            [*inside(compiled), *functions, *self._exchanged(functions)],
            self._texts,
            names,
            lambda: self._run(compiled),
            namespace=self._unshown(),
        )

    def _exchanged(self, compiled: Sequence[CodeType]) -> list[CodeType]:
        """Return what functions of the prompt run in the place of what was compiled for them.

        `types.coroutine`, for instance, gives its function a copy with another flag.
        """
        known = {id(code) for code in compiled}
        codes = [
            value.__code__
            for value in self._module.__dict__.values()
            if isinstance(value, FunctionType) and value.__code__.co_filename in self._texts
        ]
        return list({id(code): code for code in codes if id(code) not in known}.values())

    def _unshown(self) -> dict[str, object]:
        """Return the names that no picture of the prompt's variables needs."""
        kinds = (FunctionType, ModuleType, type)
        names = {"__builtins__": builtins, **self._module.__dict__}
        return {
            name: value
            for name, value in names.items()
            if name.startswith("__") or isinstance(value, kinds)
        }

    def _run(self, compiled: CodeType) -> None:
        self._out = cast(TextIO, _Numbered(sys.stdout, self._addresses))
        setattr(builtins, _TELL, self._tell_what_was_raised)
        with redirect_stdout(self._out), redirect_stderr(self._out):
            exec(compiled, self._module.__dict__)

    def _tell_what_was_raised(self) -> None:
        error = sys.exception()
        if isinstance(error, Exception | GeneratorExit):
            self._tell(error)
        else:
            raise  # noqa: PLE0704  (called where an exception is handled)

    def _whole(self, code: Code) -> CodeType:
        """Return all inputs of a session as one code object, or that of a listing."""
        try:
            return self._compiled_whole(code)
        except SessionError as error:
            raise BlockFailed(code.filename, error.line, error.message) from None
        except SyntaxError as error:
            message = f"what can't be compiled can't be recorded: {error.msg}"
            raise BlockFailed(code.filename, error.lineno or 1, message) from None

    def _compiled_whole(self, code: Code) -> CodeType:
        if not code.is_session:
            self._show_source(code.filename, code.text.splitlines(keepends=True))
            return super()._compile_listing(code)
        session = parse_session(code.text)
        self._show_source(code.filename, list(session.typed))
        inputs = [found for each in session.examples for found in _guarded(each, code.filename)]
        tree = ast.fix_missing_locations(ast.Interactive(inputs))
        compiled: CodeType = compile(tree, code.filename, "single", self._flags, dont_inherit=True)
        return compiled

    def _compile(self, example: Example, filename: str) -> CodeType:
        self._compiled.append(super()._compile(example, filename))
        return self._compiled[-1]

    def _compile_listing(self, code: Code) -> CodeType:
        self._compiled.append(super()._compile_listing(code))
        return self._compiled[-1]

    def _show_source(self, filename: str, lines: list[str]) -> None:
        super()._show_source(filename, lines)
        # A compound statement at the end of a session was closed by an empty line.
        self._texts[filename] = "".join(lines).rstrip("\n") + "\n"


def _guarded(example: Example, filename: str) -> list[ast.stmt]:
    """Return the statements of an input, in a `try` that shows what they raise."""
    source = "\n" * (example.typed - 1) + example.source
    body = ast.parse(source, filename, "single").body
    # What is imported from the future may stand in no other statement.
    free = list(takewhile(_is_from_the_future, body))
    return [*free, *_tried(body[len(free) :])]


def _is_from_the_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _tried(body: list[ast.stmt]) -> list[ast.stmt]:
    if not body:
        return []
    call = ast.Expr(ast.Call(ast.Name(_TELL, ast.Load()), [], []))
    first = body[0]
    for node in ast.walk(call):
        ast.copy_location(node, first)
    handler = ast.copy_location(ast.ExceptHandler(None, None, [call]), first)
    return [ast.copy_location(ast.Try(body, [handler], [], []), first)]
