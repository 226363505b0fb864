"""The arguments of a call, kept to make the call again.

>>> from inspect import signature
>>> def ladder(start, stop=6, *extra, step=2, **labels): ...
>>> bound = bind(signature(ladder), [0], {"step": 3})
>>> call_arguments(bound.signature, bound.arguments)
((0, 6), {'step': 3})
>>> needed_arguments(bound)
{'step': 3, 'start': 0}
"""

from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspect import BoundArguments, Signature


def check_names(signature: "Signature", taken: Container[str]) -> None:
    """Refuse parameters that cannot be attributes."""
    for name in signature.parameters:
        if name in taken or _is_reserved(name):
            raise ValueError(
                f"a parameter of a reusable generator cannot be called {name!r}: its objects have "
                "another attribute of that name, or Python may give them one"
            )


def _is_reserved(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and name.strip("_") != ""


def bind(
    signature: "Signature", args: Iterable[Any], kwargs: Mapping[str, Any]
) -> "BoundArguments":
    """Return all arguments of a call, the defaults too."""
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    return bound


def call_arguments(
    signature: "Signature", arguments: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return what to call with for *arguments* by the names of the parameters.

    :raises TypeError: if the value for ``**kwargs`` has the name of a parameter.
    """
    from inspect import BoundArguments  # noqa: PLC0415  (slow to load; it is loaded by now)

    given = OrderedDict(arguments)
    for name, parameter in signature.parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD and name in given:
            given[name] = dict(given[name])
            _check_collected(signature, given[name])
    bound = BoundArguments(signature, given)
    return bound.args, bound.kwargs


def _check_collected(signature: "Signature", names: Iterable[str]) -> None:
    for name in names:
        parameter = signature.parameters.get(name)
        if parameter and parameter.kind in (
            parameter.POSITIONAL_OR_KEYWORD,
            parameter.KEYWORD_ONLY,
        ):
            raise TypeError(f"{name!r} is a parameter, so no keyword can be collected under it")


def needed_arguments(bound: "BoundArguments") -> dict[str, Any]:
    """Return the arguments that a call has to name to be the same call: not the defaults.

    :param bound: all arguments, the defaults too.
    """
    needed: dict[str, Any] = {}
    # Whether a later argument can be given by its position only, which takes all before it.
    positional = False
    for name, parameter in reversed([*bound.signature.parameters.items()]):
        value = bound.arguments[name]
        collects = parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        default = value is parameter.default or (collects and not value)
        if default and not positional:
            continue
        needed[name] = value
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.VAR_POSITIONAL):
            positional = True
    return needed


def hashable_arguments(bound: "BoundArguments") -> Iterator[object]:
    """Yield the arguments, those collected by ``**kwargs`` in a form that has no order."""
    for name, parameter in bound.signature.parameters.items():
        value = bound.arguments[name]
        if parameter.kind is parameter.VAR_KEYWORD:
            yield frozenset((key, hash(item)) for key, item in value.items())
        else:
            yield value
