"""One callable made of several: `compose`.

>>> from gentools.utils import identity
>>> identity("same")
'same'
"""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, Generic, Self, SupportsIndex, cast, overload

from gentools._pipes.naming import (
    adopt_names,
    check_callables,
    describe,
    is_global,
    signature_of,
)
from gentools._pipes.variables import A, B, P, Q, T, T_co

if TYPE_CHECKING:
    from inspect import Signature


def identity(obj: T) -> T:
    """Return *obj*.

    >>> identity(3)
    3
    """
    return obj


class CallableAsMethod:
    """A base for callables that are methods where a class holds them.

    >>> class Greeting(CallableAsMethod):
    ...     def __call__(self, person):
    ...         return f"hello {person}"
    >>> class Person(str):
    ...     greet = Greeting()
    >>> Person("Ada").greet()
    'hello Ada'
    """

    __slots__ = ()

    def __get__(self, obj: object, objtype: type | None = None) -> Any:
        """Return the callable with *obj* as first argument, or itself if *obj* is None."""
        return self if obj is None else functools.partial(cast("Callable[..., Any]", self), obj)


class _OfInstances:
    """An attribute that is worked out for the instances, and that their class does not have."""

    def __init__(self, get: Callable[[Any], Any]) -> None:
        self.get = get

    def __get__(self, obj: object, objtype: type) -> Any:
        if obj is None:
            raise AttributeError(f"the class {objtype.__name__!r} has no such attribute")
        return self.get(obj)


def _annotated_result(func: Callable[..., Any]) -> Any:
    from inspect import Signature  # noqa: PLC0415  (loaded by now)

    while isinstance(func, functools.partial):
        func = func.func
    if isinstance(func, type):  # the annotation would be that of `__init__`, which returns None
        return Signature.empty
    try:
        return signature_of(func).return_annotation
    except (TypeError, ValueError):
        return Signature.empty


class compose(CallableAsMethod, Generic[P, T_co]):  # noqa: N801  (used as a function)
    """Return a callable that calls *funcs* from the last to the first.

    The last function takes all arguments of the call. Each of the others takes the result of the
    one on its right: ``compose(f, g)(x, k=1)`` is ``f(g(x, k=1))``. Without functions the only
    argument comes back unchanged.

    The name, the docstring and the parameters are those of the last function. The functions are in
    ``funcs``, and compositions are equal if these are. In a class body a composition is a method.
    It can be pickled if its functions can, or if it is a global name of its module.

    :param funcs: the callables, the one to be called last coming first.
    :returns: a callable, of class ``compose``.
    :raises TypeError: if one of them cannot be called.

    >>> initial = compose(str.upper, "{0[0]}.".format)
    >>> initial("ada")
    'A.'
    >>> initial
    compose(str.upper, str.format)
    >>> compose(str, len) == compose(str, len)
    True
    """

    if TYPE_CHECKING:  # the objects are not to have these for annotations
        funcs: tuple[Callable[..., Any], ...]
        __wrapped__: Callable[P, Any]
        __name__: str
        __qualname__: str

    #: Whether the result is another than the last function's, and so is its annotation.
    _changes_result = True

    @overload
    def __init__(self: "compose[[T], T]", /) -> None: ...
    @overload
    def __init__(self: "compose[Q, T]", func: Callable[Q, T], /) -> None: ...
    @overload
    def __init__(
        self: "compose[Q, T]", func: Callable[[A], T], inner: Callable[Q, A], /
    ) -> None: ...
    @overload
    def __init__(
        self: "compose[Q, T]",
        func: Callable[[B], T],
        middle: Callable[[A], B],
        inner: Callable[Q, A],
        /,
    ) -> None: ...
    @overload
    def __init__(self: "compose[..., Any]", /, *funcs: Callable[..., Any]) -> None: ...
    def __init__(self, /, *funcs: Callable[..., Any]) -> None:
        """Compose *funcs*."""
        check_callables("compose", funcs)
        last = funcs[-1] if funcs else identity
        adopt_names(self, last)
        self.funcs = funcs

    @_OfInstances
    def __signature__(self) -> "Signature":
        """The parameters of the last function, and the result of the first."""
        if not self._changes_result or len(self.funcs) < 2:  # noqa: PLR2004
            # `inspect` follows `__wrapped__` then.
            raise AttributeError("__signature__")
        try:
            signature = signature_of(self.funcs[-1])
        except ValueError as error:
            raise AttributeError(str(error)) from error
        return signature.replace(return_annotation=_annotated_result(self.funcs[0]))

    def __call__(self, /, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """Return what the first function makes of what the others make of the arguments."""
        result = self.__wrapped__(*args, **kwargs)
        for func in self.funcs[-2::-1]:
            result = func(result)
        value: T_co = result
        return value

    @overload
    def __get__(self, obj: None, objtype: type | None = None) -> Self: ...
    @overload
    def __get__(
        self: "compose[Concatenate[Any, Q], T]", obj: object, objtype: type | None = None
    ) -> Callable[Q, T]: ...
    def __get__(self, obj: object, objtype: type | None = None) -> Any:
        """Return the composition with *obj* as first argument, or itself if *obj* is None."""
        return super().__get__(obj, objtype)

    def __eq__(self, other: object) -> bool:
        """Whether the functions are equal, one by one."""
        return self.funcs == other.funcs if isinstance(other, compose) else NotImplemented

    def __hash__(self) -> int:
        """The hash of the functions."""
        return hash(self.funcs)

    def __repr__(self) -> str:
        """The functions by their names."""
        return f"compose({', '.join(map(describe, self.funcs))})"

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> str | tuple[Any, ...]:
        """Pickle by name, as functions are pickled, where the name leads here."""
        return self.__qualname__ if is_global(self) else super().__reduce_ex__(protocol)
