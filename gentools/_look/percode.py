"""What is worked out once for each code object, for as long as that lives.

>>> names = PerCode(lambda code: [code.co_name])
>>> function = lambda: None
>>> names(function.__code__) is names(function.__code__)
True
"""

import weakref
from collections.abc import Callable
from types import CodeType
from typing import Generic, TypeVar

_T = TypeVar("_T")


class PerCode(Generic[_T]):
    """A function of a code object that remembers its results.

    Code objects that are equal may still differ in their positions, so they're told apart by
    identity.
    """

    def __init__(self, function: Callable[[CodeType], _T]) -> None:
        self._function = function
        self._kept: dict[int, tuple[weakref.ref[CodeType], _T]] = {}

    def __call__(self, code: CodeType) -> _T:
        """Return the result for *code*."""
        number = id(code)
        kept = self._kept.get(number)
        if kept is not None and kept[0]() is code:
            return kept[1]
        result = self._function(code)
        self._kept[number] = (weakref.ref(code, lambda gone: self._forget(number, gone)), result)
        return result

    def _forget(self, number: int, gone: weakref.ref[CodeType]) -> None:
        """Drop the result for a code object that is gone, unless another has its number now."""
        if number in self._kept and self._kept[number][0] is gone:
            del self._kept[number]
