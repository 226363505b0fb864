"""The pipes as decorators of whatever is called to get a generator."""

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import Any, Generic, cast, overload

from gentools._pipes.bases import Source
from gentools._pipes.composition import compose
from gentools._pipes.mapping import imap_return, imap_send, imap_yield
from gentools._pipes.naming import check_callable, check_callables, describe
from gentools._pipes.relaying import irelay
from gentools._pipes.variables import A, B, Given, In, Made, Out, P, R_co, S_contra, T, Y_co


class _Piped(compose[..., Any]):
    """A decorated callable, which keeps its signature: only the generator it gives is another."""

    _changes_result = False


class _Pipe:
    """What the four decorators have in common."""

    def __init__(self, /, *funcs: Callable[..., Any]) -> None:
        check_callables(type(self).__name__, funcs)
        #: The functions, in the order given.
        self.funcs = funcs

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(describe, self.funcs))})"

    def _wrap(self, func: Callable[P, Any], *pipes: Callable[..., Any]) -> compose[P, Any]:
        check_callable(type(self).__name__, func)
        return cast("compose[P, Any]", _Piped(*pipes, func))

    def _mapping(self) -> Callable[..., Any]:
        return self.funcs[0] if len(self.funcs) == 1 else compose(*self.funcs)


class map_yield(_Pipe, Generic[Given, Made]):  # noqa: N801  (used as a function)
    """Return a decorator that applies *funcs* to what the generators of a callable yield.

    The last function comes first, as in :class:`compose`: with ``map_yield(f, g)`` an item goes
    through ``g``, then through ``f``, then to the caller. What the decorator gives is a
    :class:`compose`: it has the name and the signature of the decorated callable, and in a class
    body it is a method. Each generator is one of :func:`imap_yield`.

    :param funcs: callables that take one argument; without any, nothing is changed.
    :returns: a decorator for generator functions and for whatever else gives generators, or
        iterables, when it is called.
    :raises TypeError: if a function, or what is decorated, cannot be called.

    >>> from gentools import my_range
    >>> numbers = map_yield("<{}>".format, str)(my_range)
    >>> list(numbers(0, 3))
    ['<0>', '<1>', '<2>']
    """

    @overload
    def __init__(self: "map_yield[A, T]", func: Callable[[A], T], /) -> None: ...
    @overload
    def __init__(
        self: "map_yield[A, T]", func: Callable[[B], T], inner: Callable[[A], B], /
    ) -> None: ...
    @overload
    def __init__(self: "map_yield[Any, Any]", /, *funcs: Callable[[Any], Any]) -> None: ...
    def __init__(self, /, *funcs: Callable[[Any], Any]) -> None:
        """Check *funcs*."""
        super().__init__(*funcs)

    @overload
    def __call__(
        self, func: Callable[P, Source[Given, S_contra, R_co]], /
    ) -> compose[P, Generator[Made, S_contra, R_co]]: ...
    @overload
    def __call__(
        self, func: Callable[P, Iterable[Given]], /
    ) -> compose[P, Generator[Made, Any, Any]]: ...
    def __call__(
        self, func: Callable[P, Iterable[Given]], /
    ) -> compose[P, Generator[Made, Any, Any]]:
        """Return the decorated *func*."""
        return self._wrap(func, partial(imap_yield, self._mapping()))


class map_send(_Pipe, Generic[Given, Made]):  # noqa: N801  (used as a function)
    """Return a decorator that applies *funcs* to what the generators of a callable are sent.

    The last function comes first, as in :class:`compose`: with ``map_send(f, g)`` a value goes
    through ``g``, then through ``f``, then to the generator. What the decorator gives is a
    :class:`compose`, as for :class:`map_yield`. Each generator is one of :func:`imap_send`: a
    ``next`` other than the first sends None through the functions.

    :param funcs: callables that take one argument; without any, nothing is changed.
    :returns: a decorator for generator functions and for whatever else gives generators, or
        iterables, when it is called.
    :raises TypeError: if a function, or what is decorated, cannot be called.

    >>> from gentools import echo
    >>> answers = map_send("<{}>".format, str.strip)(echo)()
    >>> next(answers)
    >>> answers.send(" hello ")
    '<hello>'
    """

    @overload
    def __init__(self: "map_send[A, T]", func: Callable[[A], T], /) -> None: ...
    @overload
    def __init__(
        self: "map_send[A, T]", func: Callable[[B], T], inner: Callable[[A], B], /
    ) -> None: ...
    @overload
    def __init__(self: "map_send[Any, Any]", /, *funcs: Callable[[Any], Any]) -> None: ...
    def __init__(self, /, *funcs: Callable[[Any], Any]) -> None:
        """Check *funcs*."""
        super().__init__(*funcs)

    @overload
    def __call__(
        self, func: Callable[P, Source[Y_co, Made, R_co]], /
    ) -> compose[P, Generator[Y_co, Given, R_co]]: ...
    @overload
    def __call__(
        self, func: Callable[P, Iterable[B]], /
    ) -> compose[P, Generator[B, Given, Any]]: ...
    def __call__(self, func: Callable[P, Iterable[B]], /) -> compose[P, Generator[B, Any, Any]]:
        """Return the decorated *func*."""
        return self._wrap(func, partial(imap_send, self._mapping()))


class map_return(_Pipe, Generic[Given, Made]):  # noqa: N801  (used as a function)
    """Return a decorator that applies *funcs* to what the generators of a callable return.

    The last function comes first, as in :class:`compose`: with ``map_return(f, g)`` the value goes
    through ``g``, then through ``f``, then to the caller. What the decorator gives is a
    :class:`compose`, as for :class:`map_yield`. Each generator is one of :func:`imap_return`.

    :param funcs: callables that take one argument; without any, nothing is changed.
    :returns: a decorator for generator functions and for whatever else gives generators, or
        iterables, when it is called.
    :raises TypeError: if a function, or what is decorated, cannot be called.

    >>> from gentools import sendreturn, tally
    >>> @map_return("total: {}".format, round)
    ... def prices():
    ...     return tally()
    >>> numbers = prices()
    >>> next(numbers), numbers.send(2.6)
    (0, 2.6)
    >>> sendreturn(numbers, None)
    'total: 3'
    """

    @overload
    def __init__(self: "map_return[A, T]", func: Callable[[A], T], /) -> None: ...
    @overload
    def __init__(
        self: "map_return[A, T]", func: Callable[[B], T], inner: Callable[[A], B], /
    ) -> None: ...
    @overload
    def __init__(self: "map_return[Any, Any]", /, *funcs: Callable[[Any], Any]) -> None: ...
    def __init__(self, /, *funcs: Callable[[Any], Any]) -> None:
        """Check *funcs*."""
        super().__init__(*funcs)

    @overload
    def __call__(
        self, func: Callable[P, Source[Y_co, S_contra, Given]], /
    ) -> compose[P, Generator[Y_co, S_contra, Made]]: ...
    @overload
    def __call__(
        self, func: Callable[P, Iterable[B]], /
    ) -> compose[P, Generator[B, Any, Made]]: ...
    def __call__(self, func: Callable[P, Iterable[B]], /) -> compose[P, Generator[B, Any, Made]]:
        """Return the decorated *func*."""
        return self._wrap(func, partial(imap_return, self._mapping()))


class relay(_Pipe, Generic[Given, Made, Out, In]):  # noqa: N801  (used as a function)
    """Return a decorator that hands what the generators of a callable yield to *genfuncs*.

    The first function comes first, other than in the ``map_`` decorators: ``relay(f, g)`` puts the
    generators of ``f`` next to the decorated generator and those of ``g`` next to the caller. An
    item goes through ``f``, then ``g``; a value that is sent goes through ``g``, then ``f``. What
    the decorator gives is a :class:`compose`, as for :class:`map_yield`. Each generator is one of
    :func:`irelay`.

    :param genfuncs: callables that take an item and return a generator; without any, the decorated
        callable gives what it gave before.
    :returns: a decorator for generator functions and for whatever else gives generators, or
        iterables, when it is called.
    :raises TypeError: if a function, or what is decorated, cannot be called.

    >>> from gentools import my_range
    >>> def twice(item):
    ...     yield item
    ...     yield item
    >>> def in_brackets(item):
    ...     yield f"<{item}>"
    >>> list(relay(twice, in_brackets)(my_range)(0, 2))
    ['<0>', '<0>', '<1>', '<1>']
    """

    @overload
    def __init__(
        self: "relay[A, B, Y_co, S_contra]",
        genfunc: Callable[[A], Source[Y_co, S_contra, B]],
        /,
    ) -> None: ...
    @overload
    def __init__(
        self: "relay[Any, Any, Any, Any]", /, *genfuncs: Callable[[Any], Iterable[Any]]
    ) -> None: ...
    def __init__(self, /, *genfuncs: Callable[[Any], Iterable[Any]]) -> None:
        """Check *genfuncs*."""
        super().__init__(*genfuncs)

    @overload
    def __call__(
        self, func: Callable[P, Source[Given, Made, R_co]], /
    ) -> compose[P, Generator[Out, In, R_co]]: ...
    @overload
    def __call__(
        self, func: Callable[P, Iterable[Given]], /
    ) -> compose[P, Generator[Out, In, Any]]: ...
    def __call__(
        self, func: Callable[P, Iterable[Given]], /
    ) -> compose[P, Generator[Out, Any, Any]]:
        """Return the decorated *func*."""
        return self._wrap(func, *(partial(irelay, thru=thru) for thru in reversed(self.funcs)))
