"""Text for any value: short, without addresses, and by default without running a line of its class.

>>> from gentools import my_range
>>> represent([my_range(0, 3), "a word", {2, 1}])
"[<generator my_range>, 'a word', {1, 2}]"
"""

import re
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
)
from typing import Any, Final, cast

from gentools._depth import call_depth

#: How long a text may be, unless the caller says otherwise.
LIMIT: Final = 60

_DEPTH: Final = 4
_ITEMS: Final = 8
#: A set has no order of its own, so all of it has to be read to show a part; beyond this it isn't.
#: Then the same for a set inside of a set.
_SORTED: Final = (100, _ITEMS)
_BITS: Final = 256
_READ: Final = 10_000

#: There a ``__repr__`` that calls itself ends the runtime, at a depth of some 200 calls and long
#: before Python's own limit; so it is stopped earlier. What nests without a call, such as a deque
#: thousands deep, cannot be stopped.
_WEBASSEMBLY: Final = sys.platform == "emscripten"
_CALLS: Final = 100

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")

#: Attributes are read through these: a class may have put something of its own in front of them.
_name_of: Callable[[type], str] = type.__dict__["__name__"].__get__
_qualname_of: Callable[[type], str] = type.__dict__["__qualname__"].__get__
_args_of: Callable[[BaseException], tuple[object, ...]] = BaseException.__dict__["args"].__get__
_items_of: Callable[[Any], Iterable[object]] = tuple.__dict__["__iter__"]
_count_of: Callable[[Any], int] = tuple.__dict__["__len__"]


def represent(value: object, *, limit: int = LIMIT, own_code: bool = False) -> str:
    """Return a text for *value* in one line, at most *limit* characters long.

    Values of the built-in types are written as :func:`repr` writes them, cut where they are long.
    Sets are sorted, so that the same value has the same text in every run. What has no such text is
    named by its class, as ``<Task>``, or by its own name, as ``<generator my_range>``.

    :param limit: the greatest length, in characters; 4 or more.
    :param own_code: also call the ``__repr__`` of classes that have one. It may raise, recurse,
        return a text of any length or something that is no text. By default no code of the value's
        class is run.

    >>> represent("a long word " * 100, limit=20)
    "'a long word a lo..."
    >>> class Task:
    ...     def __repr__(self):
    ...         return f"Task({1 / 0})"
    >>> represent(Task())
    '<Task>'
    >>> represent(Task(), own_code=True)
    '<Task, __repr__ raised ZeroDivisionError>'
    """
    text = _Writer(limit, own_code=own_code).text(value)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def class_name(value: object) -> str:
    """Return the name of the class of *value*, whatever the value says of itself.

    >>> class_name(1)
    'int'
    """
    return _own(_name_of(type(value)))


def _kind(value: object) -> type[Any]:
    return type(value)


def _own(name: Any) -> str:
    """Return a name as a str of our own: it may be huge, of a subclass, or full of controls."""
    if not issubclass(type(name), str):
        return "?"
    return _visible(str.__getitem__(name, slice(_READ)))


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def _inner(qualname: object) -> str:
    """Leave out the functions that a name is local to."""
    return _own(qualname).rpartition("<locals>.")[2]


class _Writer:
    """Writes one value; knows which containers it is inside of."""

    def __init__(self, limit: int, *, own_code: bool) -> None:
        self._limit = limit
        self._own_code = own_code
        self._inside: list[int] = []
        self._sets = 0

    def text(self, value: object) -> str:
        # By identity: a metaclass may have given its classes an __eq__ and a __hash__.
        write = _WRITERS.get(id(type(value)))
        if write is not None:
            return write(self, value)
        return self._guarded(value) if self._own_code else self._by_base(value)

    def _by_base(self, value: Any) -> str:
        kind = _kind(value)
        if issubclass(kind, BaseException):
            args = _args_of(value)
            return self._called(value, args, len(args))
        if issubclass(kind, tuple):
            return self._called(value, _items_of(value), _count_of(value))
        return _class(self, value) if issubclass(kind, type) else f"<{class_name(value)}>"

    def _called(self, value: object, items: Iterable[object], count: int) -> str:
        return self._nested(value, lambda: f"{class_name(value)}({self._items(items, count)})")

    def _guarded(self, value: object) -> str:
        try:
            if type.__getattribute__(type(value), "__repr__") in _INHERITED:
                return self._by_base(value)
            text = str.__getitem__(_repr(value), slice(max(_READ, self._limit) + 1))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  (whatever it raises, it is not our caller's)
            return f"<{class_name(value)}, __repr__ raised {class_name(error)}>"
        return _visible(_ADDRESS.sub("", text))

    def an_int(self, value: int) -> str:
        bits = value.bit_length()
        return repr(value) if bits <= _BITS else f"<int of {bits} bits>"

    def a_string(self, value: str | bytes | bytearray) -> str:
        return repr(value[: self._limit])

    def a_list(self, value: list[object]) -> str:
        return self._nested(value, lambda: f"[{self._items(value, len(value))}]")

    def a_tuple(self, value: tuple[object, ...]) -> str:
        comma = "," * (len(value) == 1)
        return self._nested(value, lambda: f"({self._items(value, len(value))}{comma})")

    def a_set(self, value: set[object]) -> str:
        return self._nested(value, lambda: self._set(value)) if value else "set()"

    def a_frozenset(self, value: frozenset[object]) -> str:
        if not value:
            return "frozenset()"
        return self._nested(value, lambda: f"frozenset({self._set(value)})")

    def _set(self, value: set[object] | frozenset[object]) -> str:
        if len(value) > _SORTED[self._sets > 0]:
            return f"{{... {len(value)} items}}"
        self._sets += 1
        try:
            texts = self._sorted(value)
        finally:
            self._sets -= 1
        return f"{{{self._abridged(texts, len(texts))}}}"

    def _sorted(self, value: Iterable[Any]) -> list[str]:
        items = list(value)
        if all(type(item) is int for item in items):
            return [self.an_int(item) for item in sorted(items)]
        return sorted(map(self.text, items))

    def a_dict(self, value: dict[object, object]) -> str:
        return self._nested(value, lambda: self._dict(value))

    def _dict(self, value: dict[object, object]) -> str:
        pairs = (f"{self.text(key)}: {self.text(item)}" for key, item in value.items())
        return f"{{{self._abridged(pairs, len(value))}}}"

    def a_range(self, value: range) -> str:
        parts = (value.start, value.stop, value.step)
        return f"range({self._items(parts[: 2 if value.step == 1 else 3], 3)})"

    def a_slice(self, value: slice) -> str:
        parts = (value.start, value.stop, value.step)
        return self._nested(value, lambda: f"slice({self._items(parts, 3)})")

    def _items(self, items: Iterable[object], count: int) -> str:
        return self._abridged(map(self.text, items), count)

    def _abridged(self, texts: Iterable[str], count: int) -> str:
        """Join the first few, and no more than will be seen: what is read costs time."""
        parts: list[str] = []
        length = 0
        for text in islice(texts, _ITEMS):
            parts.append(text)
            length += len(text)
            if length > self._limit:
                return ", ".join(parts)
        if count > _ITEMS:
            parts.append(f"... {count - _ITEMS} more")
        return ", ".join(parts)

    def _nested(self, value: object, write: Callable[[], str]) -> str:
        if len(self._inside) >= _DEPTH or id(value) in self._inside:
            return f"<{class_name(value)}>"
        self._inside.append(id(value))
        try:
            return write()
        except RuntimeError:  # somebody else changed the container while it was read
            return f"<{class_name(value)}>"
        finally:
            self._inside.pop()


def _repr(value: object) -> str:
    if not _WEBASSEMBLY:
        return repr(value)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(min(limit, call_depth() + _CALLS))
    try:
        return repr(value)
    finally:
        sys.setrecursionlimit(limit)


def _plain(_: _Writer, value: object) -> str:
    return repr(value)


def _class(_: _Writer, value: type) -> str:
    return f"<class {_inner(_qualname_of(value))}>"


def _called(what: str) -> Callable[[_Writer, Any], str]:
    """Return a writer for objects that carry their name."""
    return lambda _, value: f"<{what} {_inner(value.__qualname__)}>"


def _built_in(_: _Writer, value: Any) -> str:
    # Its __qualname__ would ask the class of what it is bound to.
    owner = value.__self__
    if owner is None or type(owner) is ModuleType:
        return f"<built-in {value.__name__}>"
    kind = _kind(owner)
    cls = cast("type[Any]", owner) if issubclass(kind, type) else kind
    return f"<built-in {_inner(_qualname_of(cls))}.{value.__name__}>"


def _method(_: _Writer, value: MethodType) -> str:
    function = value.__func__
    if type(function) is FunctionType:
        return f"<method {_inner(function.__qualname__)}>"
    return f"<method {class_name(function)}>"


def _module(_: _Writer, value: ModuleType) -> str:
    # Looking the name up would compare it with keys that somebody may have put there.
    names = (item for key, item in vars(value).items() if type(key) is str and key == "__name__")
    return f"<module {_own(next(names, None))}>"


#: By exact class, since a subclass may have brought its own methods; by its identity, see above.
_WRITERS: Final[dict[int, Callable[[_Writer, Any], str]]] = {
    **{id(type(value)): _plain for value in (None, True, ..., NotImplemented, 1.0, 1j)},
    id(int): _Writer.an_int,
    id(str): _Writer.a_string,
    id(bytes): _Writer.a_string,
    id(bytearray): _Writer.a_string,
    id(list): _Writer.a_list,
    id(tuple): _Writer.a_tuple,
    id(set): _Writer.a_set,
    id(frozenset): _Writer.a_frozenset,
    id(dict): _Writer.a_dict,
    id(range): _Writer.a_range,
    id(slice): _Writer.a_slice,
    id(type): _class,
    id(FunctionType): _called("function"),
    id(BuiltinFunctionType): _built_in,
    id(GeneratorType): _called("generator"),
    id(CoroutineType): _called("coroutine"),
    id(AsyncGeneratorType): _called("async generator"),
    id(MethodType): _method,
    id(ModuleType): _module,
    id(CodeType): lambda _, value: f"<code {_inner(value.co_qualname)}>",
    id(FrameType): lambda _, value: f"<frame of {_inner(value.f_code.co_qualname)}>",
}

#: What a class has that brings no __repr__ of its own: what we write is shorter and bounded.
_INHERITED: Final[tuple[Any, ...]] = tuple(
    kind.__dict__["__repr__"] for kind in (object, BaseException, type, tuple)
)
