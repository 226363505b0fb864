"""Names that a module offers before it has imported what they stand for (PEP 562).

>>> namespace = {"__name__": "example"}
>>> __getattr__, __dir__ = lazy(namespace, {"heapq": ["merge"]})
>>> __dir__()
['__name__', 'merge']
>>> __getattr__("merge") is namespace["merge"]
True
"""

# Whatever is imported here is loaded by `import gentools`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any


def lazy(
    namespace: "dict[str, Any]",
    names: "Mapping[str, Iterable[str]]",
    submodules: "Iterable[str]" = (),
) -> "tuple[Callable[[str], Any], Callable[[], list[str]]]":
    """Return a ``__getattr__`` and a ``__dir__`` for the module that has this *namespace*.

    A name is imported when it is first asked for, and then stays in the namespace.

    :param namespace: the ``globals()`` of the module.
    :param names: the names to offer, by the module that they come from.
    :param submodules: the modules inside this one to offer as attributes.
    :returns: the two functions, to be bound to ``__getattr__`` and ``__dir__`` in the module.
    """
    module = namespace["__name__"]
    homes = {name: home for home, offered in names.items() for name in offered}
    inside = {name: f"{module}.{name}" for name in submodules}

    def get(name: str) -> "Any":
        from importlib import import_module  # noqa: PLC0415  (costs more than the rest)

        if name in homes:
            namespace[name] = getattr(import_module(homes[name]), name)
        elif name in inside:
            namespace[name] = import_module(inside[name])
        else:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        return namespace[name]

    def names_offered() -> list[str]:
        return sorted({*namespace, *homes, *inside})

    return get, names_offered
