"""The program to record, in the forms that it can be given."""

from __future__ import annotations

import builtins
import linecache
import os
import sys
from contextlib import contextmanager
from inspect import isasyncgenfunction, iscoroutinefunction, isgeneratorfunction
from pathlib import Path
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gentools._record.codes import inside
from gentools._record.functions import functions_of_module

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

TEXT_NAME = "<program>"


class Program(NamedTuple):
    """A program that is ready to run."""

    name: str
    codes: list[CodeType]
    texts: dict[str, str]  # the sources, by the file name of the code
    names: dict[str, str]  # what a source is called in the recording, by the same
    run: Callable[[], object]
    argv: list[str] | None = None
    namespace: dict[str, Any] | None = None
    whole: bool = True  # show the whole source, and not only what ran


def load(
    program: object, args: Sequence[object], argv: Sequence[str] | None, name: str | None
) -> Program:
    """Return *program*, ready to run."""
    if isinstance(program, Program):
        _refuse_args(args, "a prepared program")
        return program
    if isinstance(program, str):
        _refuse_args(args, "a text")
        return _from_text(program, TEXT_NAME, name or TEXT_NAME, argv)
    if isinstance(program, os.PathLike):
        _refuse_args(args, "a file")
        path = Path(cast("os.PathLike[str]", program))
        text = _read(path)
        return _from_text(text, str(path), name or path.name, argv)
    if callable(program):
        if argv is not None:
            raise TypeError("argv is for a program that is a text or a file; give a function args")
        return _from_function(program, tuple(args), name)
    raise TypeError(
        "program must be a function, a str with source text, or a path of a file; "
        f"got {type(program).__name__}"
    )


def _refuse_args(args: Sequence[object], what: str) -> None:
    if args:
        raise TypeError(f"args is for a program that is a function; give {what} argv")


def _read(path: Path) -> str:
    import tokenize  # noqa: PLC0415

    with tokenize.open(path) as file:
        return file.read()


def _from_text(text: str, filename: str, name: str, argv: Sequence[str] | None) -> Program:
    _check_characters(text)
    code = compile(text, filename, "exec", dont_inherit=True)
    module = ModuleType("__main__")
    module.__dict__["__builtins__"] = builtins
    if filename != TEXT_NAME:
        module.__file__ = filename

    def run() -> None:
        with _as_main(module, filename, text):
            exec(code, module.__dict__)

    arguments = [filename, *(argv or ())]
    return Program(
        name,
        list(inside(code)),
        {filename: text},
        {filename: name},
        run,
        arguments,
        module.__dict__,
    )


def _check_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise SyntaxError(
            f"the source text has the lone surrogate {text[error.start]!a} in line {line}, "
            "which is no character"
        ) from None


@contextmanager
def _as_main(module: ModuleType, filename: str, text: str) -> Generator[None, None, None]:
    """Let *module* be the main module, with a source that tracebacks can show."""
    before, known = sys.modules["__main__"], linecache.cache.get(filename)
    sys.modules["__main__"] = module
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    path = str(Path(filename).resolve().parent) if filename != TEXT_NAME else None
    if path is not None:
        sys.path.insert(0, path)
    try:
        yield
    finally:
        if path is not None and path in sys.path:
            sys.path.remove(path)
        if known is None:
            linecache.cache.pop(filename, None)
        else:
            linecache.cache[filename] = known
        sys.modules["__main__"] = before


def _from_function(
    function: Callable[..., object], args: tuple[object, ...], name: str | None
) -> Program:
    plain = function.__func__ if isinstance(function, MethodType) else function
    if not isinstance(plain, FunctionType):
        raise TypeError(
            f"program must be a function written in Python; got {type(function).__name__}; "
            "wrap it: lambda: ..."
        )
    if iscoroutinefunction(plain) or isasyncgenfunction(plain):
        raise TypeError(
            f"{plain.__qualname__} only makes a coroutine or an async generator when it is called; "
            "give a function that runs it, such as lambda: asyncio.run(main())"
        )
    codes = [code for found in functions_of_module(plain) for code in inside(found.__code__)]
    unique = list({id(code): code for code in codes}.values())
    files = {code.co_filename for code in unique}
    texts = {file: "".join(linecache.getlines(file, plain.__globals__)) for file in sorted(files)}
    names = {file: file if file.startswith("<") else Path(file).name for file in files}

    def run() -> object:
        made = function(*args)
        if isgeneratorfunction(plain):
            for _ in made:  # type: ignore[attr-defined]
                pass
        return made

    return Program(name or plain.__qualname__, unique, texts, names, run, whole=False)
