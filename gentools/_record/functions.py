"""The functions of a module, found from its variables and not among all objects of the process."""

from __future__ import annotations

import gc
from collections import deque
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: So many objects are looked at, the nearest first: a module may hold a lot of data.
MOST: Final = 20_000

_namespace_of: Callable[[type], Any] = type.__dict__["__dict__"].__get__


def functions_of_module(first: FunctionType) -> Iterator[FunctionType]:
    """Yield *first* and the other functions of its module, without running code of any object.

    They are looked for in the variables of the module and in what these lead to: classes,
    closures, containers, attributes, whatever has decorated a function. Other modules and their
    classes lead no further.
    """
    namespace = first.__globals__
    name = namespace.get("__name__")
    if type(name) is not str:
        name = "builtins"  # so the classes of such a module say
    known = {id(namespace)}
    waiting: deque[Any] = deque([first, *namespace.values()])
    while waiting and len(known) < MOST:
        found = waiting.popleft()
        if id(found) in known:
            continue
        known.add(id(found))
        kind = cast("type[object]", type(found))
        if kind is ModuleType or (issubclass(kind, type) and _module_of(found) != name):
            continue
        if kind is FunctionType:
            known.update((id(found.__globals__), id(found.__builtins__)))
            if found.__globals__ is namespace:
                yield found
        waiting.extend(gc.get_referents(found))


def _module_of(kind: type) -> str | None:
    """Return the module that a class says it is of."""
    found = _namespace_of(kind).get("__module__")
    return found if type(found) is str else None
