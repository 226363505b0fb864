"""What stands for a generator before there is one: `Generable` and `GeneratorCallable`.

>>> isinstance((letter for letter in "abc"), Generable)
True
"""

from abc import ABCMeta, abstractmethod
from collections.abc import Generator, Iterable
from types import GeneratorType
from typing import Any, Generic, Protocol

from gentools._pipes.variables import R_co, S_contra, Y_co


class Source(Protocol[Y_co, S_contra, R_co]):
    """Whatever `iter` makes a generator of; for type checkers, which look at the methods only."""

    def __iter__(self) -> Generator[Y_co, S_contra, R_co]:
        """Return the generator."""
        ...


# `Generic` first, as it counts the type parameters and `Iterable` does not.
class Generable(  # noqa: PYI059
    Generic[Y_co, S_contra, R_co], Iterable[Y_co], metaclass=ABCMeta
):
    """A base for objects whose ``__iter__`` gives a generator.

    The three parameters are the types of what that generator yields, is sent and returns. To be
    one is a matter of name: an object counts if its class is a subclass, or was registered with
    ``Generable.register``. Generators are registered. A class that just has such an ``__iter__``
    is not, although all pipes take its objects.

    :raises TypeError: if it is called, as ``__iter__`` is left for a subclass to write.

    >>> class Countdown(Generable[int, None, str]):
    ...     def __iter__(self):
    ...         yield from (3, 2, 1)
    ...         return "lift-off"
    >>> list(Countdown())
    [3, 2, 1]
    """

    __slots__ = ()

    @abstractmethod
    def __iter__(self) -> Generator[Y_co, S_contra, R_co]:
        """Return a new generator."""
        raise NotImplementedError


Generable.register(GeneratorType)


class GeneratorCallable(Generic[Y_co, S_contra, R_co]):
    """A base for callables that give a generator when they are called.

    The three parameters are the types of what that generator yields, is sent and returns. To be
    one is a matter of name, as for :class:`Generable`: of what this library makes, only the
    objects of :class:`oneyield` are. A generator function is not.

    :raises NotImplementedError: if an object whose class does not define ``__call__`` is called.

    >>> from gentools import my_range, oneyield
    >>> isinstance(oneyield(len), GeneratorCallable)
    True
    >>> isinstance(my_range, GeneratorCallable)
    False
    """

    def __call__(self, /, *args: Any, **kwargs: Any) -> Generator[Y_co, S_contra, R_co]:
        """Return a new generator."""
        raise NotImplementedError
