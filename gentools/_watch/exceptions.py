"""Exceptions as a transcript holds them.

>>> print(bare(ValueError("no")))
ValueError('no')
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeGuard

from gentools._values import represent

Arguments = tuple[Any, ...]

#: Read through these, as a class may have put something of its own in front of them.
_args_of: Callable[[BaseException], tuple[object, ...]] = BaseException.__dict__["args"].__get__
_name_of: Callable[[type], str] = type.__dict__["__name__"].__get__


class BareException(NamedTuple):
    """What an exception was, without its traceback: that would keep frames alive.

    ``args`` is None where only a class was given, as in ``throw(ValueError)``.
    """

    type: type[BaseException]
    args: tuple[object, ...] | None

    def __str__(self) -> str:
        """Return a text such as ``ValueError('no')``."""
        return _name_of(self.type) + ("" if self.args is None else self._arguments())

    def _arguments(self) -> str:
        return f"({', '.join(represent(value) for value in self.args or ())})"


def without_tracebacks(arguments: Arguments) -> Arguments:
    """Return *arguments* with exceptions as they are kept."""
    return tuple(map(_kept, arguments)) if arguments else arguments


def _kept(value: object) -> object:
    if isinstance(value, BaseException):
        return bare(value)
    return BareException(value, None) if _is_exception_class(value) else value


def _is_exception_class(value: object) -> "TypeGuard[type[BaseException]]":
    return isinstance(value, type) and issubclass(value, BaseException)


def bare(exception: BaseException) -> BareException:
    """Return what *exception* is, without a reference to it."""
    return BareException(type(exception), _args_of(exception))
