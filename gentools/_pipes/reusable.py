"""Generators that can be started again: `reusable`."""

from abc import ABCMeta
from collections.abc import Callable, Generator, Iterator
from copy import copy, deepcopy
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Concatenate, Generic, Self, cast, overload

from gentools._pipes.arguments import (
    bind,
    call_arguments,
    check_names,
    hashable_arguments,
    needed_arguments,
)
from gentools._pipes.bases import Generable
from gentools._pipes.composition import CallableAsMethod
from gentools._pipes.naming import check_callable, innermost, signature_of
from gentools._pipes.variables import P, Q, R_co, S_contra, T, Y_co

if TYPE_CHECKING:
    from inspect import BoundArguments, Signature


class ReusableGeneratorMeta(CallableAsMethod, ABCMeta, Generic[P, Y_co, S_contra, R_co]):
    """The class of what `reusable` makes: classes that are methods where a class holds them."""

    if TYPE_CHECKING:
        __signature__: "Signature"
        __wrapped__: Callable[P, Generator[Y_co, S_contra, R_co]]

        def __call__(
            cls, /, *args: P.args, **kwargs: P.kwargs
        ) -> "ReusableGenerator[Y_co, S_contra, R_co]": ...

        @overload
        def __get__(
            cls, obj: None, objtype: type | None = None
        ) -> "ReusableGeneratorMeta[P, Y_co, S_contra, R_co]": ...
        @overload
        def __get__(
            cls: "ReusableGeneratorMeta[Concatenate[Any, Q], Y_co, S_contra, R_co]",
            obj: object,
            objtype: type | None = None,
        ) -> "Callable[Q, ReusableGenerator[Y_co, S_contra, R_co]]": ...
        def __get__(cls, obj: object, objtype: type | None = None) -> Any: ...


class ReusableGenerator(
    Generable[Y_co, S_contra, R_co],
    Generic[Y_co, S_contra, R_co],
    metaclass=ReusableGeneratorMeta,  # pyright: ignore[reportMissingTypeArgument]
):
    """The base of the classes that :func:`reusable` makes.

    An object of such a class is a value: it holds the arguments, shows them as read-only
    attributes, and is equal to another of its class with equal arguments. It has a hash if its
    arguments have one, and can be copied and pickled with them. Each ``iter`` calls the function
    anew.

    >>> from gentools import my_range, reusable
    >>> numbers = reusable(my_range)(0, end=3)
    >>> list(numbers), list(numbers)
    ([0, 1, 2], [0, 1, 2])
    >>> numbers
    my_range(start=0, end=3)
    >>> numbers.end
    3
    """

    __slots__ = ("_bound",)

    if TYPE_CHECKING:  # `typing.get_type_hints` is not to find these in what `reusable` makes
        __signature__: Signature
        __wrapped__: Callable[..., Generator[Y_co, S_contra, R_co]]
        _bound: BoundArguments

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, /, *args: Any, **kwargs: Any) -> None:
        """Bind the arguments."""
        self._bound = bind(self.__signature__, args, kwargs)

    def __iter__(self, /) -> Generator[Y_co, S_contra, R_co]:
        """Return a new generator."""
        call = cast("Callable[..., Generator[Y_co, S_contra, R_co]]", type(self).__wrapped__)
        return call(*self._bound.args, **self._bound.kwargs)

    def replace(self, /, **changes: Any) -> Self:
        """Return another one, with some of the arguments changed.

        What a parameter like ``*args`` or ``**kwargs`` has collected is replaced as a whole, under
        the name of that parameter. Since Python 3.13 ``copy.replace`` does the same.

        :param changes: the new values, by the names of the parameters.
        :raises TypeError: if there is no parameter of such a name.

        >>> from gentools import my_range, reusable
        >>> reusable(my_range)(0, 3).replace(start=1)
        my_range(start=1, end=3)
        """
        unknown = changes.keys() - self.__signature__.parameters
        if unknown:
            raise TypeError(f"{type(self).__qualname__}() has no parameter {min(unknown)!r}")
        args, kwargs = call_arguments(self.__signature__, {**self._bound.arguments, **changes})
        return type(self)(*args, **kwargs)

    __replace__ = replace

    def __eq__(self, other: object, /) -> bool:
        """Whether the other is of this class too, with equal arguments."""
        if not isinstance(other, type(self)):
            return NotImplemented
        return bool(self._bound.arguments == other._bound.arguments)

    def __hash__(self, /) -> int:
        """The hash of the arguments, in whatever order those of ``**kwargs`` were given."""
        return hash(tuple(hashable_arguments(self._bound)))

    @recursive_repr()
    def __repr__(self, /) -> str:
        """The current name of the class, and all arguments."""
        arguments = (f"{name}={value!r}" for name, value in self._bound.arguments.items())
        return f"{type(self).__qualname__}({', '.join(arguments)})"

    def __getstate__(self, /) -> tuple[tuple[Any, ...], dict[str, Any], dict[str, Any]]:
        """The arguments that are not defaults: what a pickle holds besides the class."""
        return *call_arguments(self.__signature__, needed_arguments(self._bound)), vars(self)

    def __setstate__(
        self, state: tuple[tuple[Any, ...], dict[str, Any], dict[str, Any]], /
    ) -> None:
        """Bind the arguments again."""
        args, kwargs, attributes = state
        self._bound = bind(self.__signature__, args, kwargs)
        vars(self).update(attributes)

    def __deepcopy__(self, memo: dict[int, Any], /) -> Self:
        """Copy all arguments, the defaults too, which a pickle leaves out."""
        memo[id(self)] = twin = copy(self)
        twin._bound.arguments = deepcopy(self._bound.arguments, memo)
        vars(twin).update(deepcopy(vars(self), memo))
        return twin


@overload
def reusable(
    func: Callable[P, Generator[Y_co, S_contra, R_co]],
) -> ReusableGeneratorMeta[P, Y_co, S_contra, R_co]: ...
@overload
def reusable(func: Callable[P, Iterator[T]]) -> ReusableGeneratorMeta[P, T, Any, Any]: ...
def reusable(func: Callable[P, Iterator[T]]) -> ReusableGeneratorMeta[P, T, Any, Any]:
    """Return a class whose objects are generators of *func* that can be started again.

    Calling the class checks and keeps the arguments and runs nothing. Each ``iter`` of the object
    calls *func* with them. See :class:`ReusableGenerator` for what else the objects can do.

    The class has the names, the docstring and the signature of *func*, which is its
    ``__wrapped__``. The annotations are there: the class has none of its own. In a class body it
    is a method, whose objects keep the instance under the name of the first parameter. Put
    ``reusable`` on top of the other decorators.

    :param func: a generator function, or another callable that returns generators.
    :returns: a subclass of :class:`ReusableGenerator`.
    :raises TypeError: if *func* cannot be called.
    :raises ValueError: if *func* has no signature, or a parameter whose name the objects need.

    >>> @reusable
    ... def countdown(start, *, step=1):
    ...     yield from range(start, 0, -step)
    >>> numbers = countdown(3)
    >>> list(numbers), list(numbers)
    ([3, 2, 1], [3, 2, 1])
    >>> numbers.replace(start=4, step=2)
    countdown(start=4, step=2)
    >>> numbers == countdown(start=3)
    True
    """
    check_callable("reusable", func)
    signature = signature_of(func)
    check_names(signature, {*dir(ReusableGenerator)})
    names = innermost(func)
    namespace = {name: _argument(name) for name in signature.parameters}
    return ReusableGeneratorMeta(
        names.__name__,
        (ReusableGenerator,),
        {
            **namespace,
            "__doc__": names.__doc__,
            "__module__": getattr(names, "__module__", None),  # methods of C have none
            "__qualname__": names.__qualname__,
            "__signature__": signature,
            "__wrapped__": staticmethod(func),
        },
    )


def _argument(name: str) -> property:
    def argument(self: ReusableGenerator[Any, Any, Any]) -> Any:
        return self._bound.arguments[name]  # pyright: ignore[reportPrivateUsage]

    return property(argument)
