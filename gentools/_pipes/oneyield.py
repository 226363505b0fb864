"""A generator out of a plain function: `oneyield`."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Concatenate, Generic, Self, overload

from gentools._pipes.bases import GeneratorCallable
from gentools._pipes.composition import CallableAsMethod
from gentools._pipes.naming import (
    adopt_names,
    check_callable,
    describe,
    is_global,
    signature_of,
)
from gentools._pipes.variables import P, Q, T, T_co

if TYPE_CHECKING:
    from inspect import Signature


class oneyield(  # noqa: N801  (used as a function)
    CallableAsMethod, GeneratorCallable[T_co, Any, Any], Generic[P, T_co]
):
    """Return a callable whose generators yield the result of *func* and return what they are sent.

    The call checks the arguments against the signature of *func*, which only some built-in
    functions lack. The first ``next`` of the generator calls *func* with them. The name, the
    docstring and the signature are those of *func*, and in a class body it is a method.

    :param func: the function to call.
    :returns: a callable, of class ``oneyield``, that gives generators. Each yields once, and
        returns what it is sent in answer: None if it is resumed by ``next``.
    :raises TypeError: if *func* cannot be called.

    >>> from gentools import sendreturn
    >>> @oneyield
    ... def question(about):
    ...     return f"what about {about}?"
    >>> asking = question("tea")
    >>> next(asking)
    'what about tea?'
    >>> sendreturn(asking, "with milk")
    'with milk'
    """

    if TYPE_CHECKING:  # the objects are not to have these for annotations
        __wrapped__: Callable[P, T_co]
        __name__: str
        __qualname__: str

    def __init__(self, func: Callable[P, T_co]) -> None:
        """Wrap *func*."""
        check_callable("oneyield", func)
        adopt_names(self, func)
        self._signature = _known_signature(func)

    def __call__(self, /, *args: P.args, **kwargs: P.kwargs) -> Generator[T_co, Any, Any]:
        """Return a generator, not started, that will call the function with these arguments."""
        if self._signature is not None:
            self._signature.bind(*args, **kwargs)
        return _once(self.__wrapped__, *args, **kwargs)

    @overload
    def __get__(self, obj: None, objtype: type | None = None) -> Self: ...
    @overload
    def __get__(
        self: "oneyield[Concatenate[Any, Q], T]", obj: object, objtype: type | None = None
    ) -> Callable[Q, Generator[T, Any, Any]]: ...
    def __get__(self, obj: object, objtype: type | None = None) -> Any:
        """Return the callable with *obj* as first argument, or itself if *obj* is None."""
        return super().__get__(obj, objtype)

    def __repr__(self) -> str:
        """The function by its name."""
        return f"oneyield({describe(self.__wrapped__)})"

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Pickle by name, as functions are pickled, where the name leads here."""
        return self.__qualname__ if is_global(self) else (type(self), (self.__wrapped__,))


def _known_signature(func: Callable[..., Any]) -> "Signature | None":
    try:
        return signature_of(func)
    except ValueError:  # some built-in functions do not tell, and check by themselves
        return None


def _once(func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Generator[T, Any, Any]:
    return (yield func(*args, **kwargs))
