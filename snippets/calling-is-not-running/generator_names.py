import inspect
from types import CodeType


def generator_names(text):
    """List the generator functions of a program; run nothing."""
    return list(_names_in(compile(text, "<text>", "exec")))


def _names_in(code):
    if code.co_flags & inspect.CO_GENERATOR:
        yield code.co_qualname
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)
