"""Text for any value: short, without addresses, and by default without running a line of its class.

>>> from gentools import my_range
>>> represent([my_range(0, 3), "a word", {2, 1}])
"[<generator my_range>, 'a word', {1, 2}]"
"""

import re
from collections.abc import Callable, Iterable, Iterator
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
from typing import Any, Final

#: How long a text may be, unless the caller says otherwise.
LIMIT: Final = 60

_DEPTH: Final = 4
_ITEMS: Final = 8
#: A set has no order of its own, so all of it has to be read to show a part; beyond this it isn't.
_SORTED: Final = 100
_BITS: Final = 256

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
_PLAIN = frozenset(map(type, (None, True, ..., NotImplemented, 1.0, 1j)))

#: Attributes are read through these: a class may have put something of its own in front of them.
_name_of: Callable[[type], str] = type.__dict__["__name__"].__get__
_qualname_of: Callable[[type], str] = type.__dict__["__qualname__"].__get__
_args_of: Callable[[BaseException], tuple[object, ...]] = BaseException.__dict__["args"].__get__


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
    return _cut(_Writer(limit, own_code=own_code).text(value), limit)


def class_name(value: object) -> str:
    """Return the name of the class of *value*, whatever the value says of itself.

    >>> class_name(1)
    'int'
    """
    return _name_of(type(value))


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


class _Writer:
    """Writes one value; knows which containers it is inside of."""

    def __init__(self, limit: int, *, own_code: bool) -> None:
        self._limit = limit
        self._own_code = own_code
        self._inside: set[int] = set()

    def text(self, value: object) -> str:
        kind = type(value)
        if kind in _PLAIN:
            return repr(value)
        write = _WRITERS.get(kind)
        if write is not None:
            return write(self, value)
        if self._own_code:
            return _guarded_repr(value)
        return self._by_base(value)

    def _by_base(self, value: object) -> str:
        name = class_name(value)
        if issubclass(type(value), BaseException):
            return f"{name}{self._items(_args_of(value), '()')}"  # type: ignore[arg-type]
        if issubclass(type(value), tuple):
            return f"{name}{self._items(tuple.__iter__(value), '()')}"  # type: ignore[arg-type]
        if issubclass(type(value), type):
            return f"<class {_inner(_qualname_of(value))}>"  # type: ignore[arg-type]
        return f"<{name}>"

    def an_int(self, value: int) -> str:
        bits = value.bit_length()
        return repr(value) if bits <= _BITS else f"<int of {bits} bits>"

    def a_string(self, value: str | bytes | bytearray) -> str:
        return repr(value[: self._limit])

    def a_list(self, value: list[object]) -> str:
        return self._nested(value, lambda: self._items(value, "[]"))

    def a_tuple(self, value: tuple[object, ...]) -> str:
        return self._nested(value, lambda: self._items(value, "()", comma=len(value) == 1))

    def a_set(self, value: set[object]) -> str:
        return self._nested(value, lambda: self._set(value)) if value else "set()"

    def a_frozenset(self, value: frozenset[object]) -> str:
        inner = self._nested(value, lambda: self._set(value)) if value else ""
        return f"frozenset({inner})"

    def _set(self, value: set[object] | frozenset[object]) -> str:
        if len(value) > _SORTED:
            return f"{{... {len(value)} items}}"
        texts = sorted(self.text(item) for item in value)
        return f"{{{', '.join(_abridged(texts, len(texts)))}}}"

    def a_dict(self, value: dict[object, object]) -> str:
        return self._nested(value, lambda: self._dict(value))

    def _dict(self, value: dict[object, object]) -> str:
        pairs = (f"{self.text(key)}: {self.text(item)}" for key, item in value.items())
        return f"{{{', '.join(_abridged(pairs, len(value)))}}}"

    def a_range(self, value: range) -> str:
        parts = (value.start, value.stop, value.step)
        return f"range{self._items(parts[: 2 if value.step == 1 else 3], '()')}"

    def a_slice(self, value: slice) -> str:
        return f"slice{self._items((value.start, value.stop, value.step), '()')}"

    def _items(self, items: Iterable[object], pair: str, *, comma: bool = False) -> str:
        held = tuple(items)
        texts = ", ".join(_abridged((self.text(item) for item in held), len(held)))
        return f"{pair[0]}{texts}{',' * comma}{pair[1]}"

    def _nested(self, value: object, write: Callable[[], str]) -> str:
        if id(value) in self._inside or len(self._inside) >= _DEPTH:
            return f"<{class_name(value)}>"
        self._inside.add(id(value))
        try:
            return write()
        except RuntimeError:  # somebody else changed the container while it was read
            return f"<{class_name(value)}>"
        finally:
            self._inside.discard(id(value))


def _abridged(texts: Iterable[str], count: int) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number == _ITEMS:
            yield f"... {count - _ITEMS} more"
            return
        yield text


def _guarded_repr(value: object) -> str:
    if type(value).__repr__ is object.__repr__:
        return f"<{class_name(value)}>"
    try:
        text = repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  (whatever it raises, it is not our caller's)
        return f"<{class_name(value)}, __repr__ raised {class_name(error)}>"
    return _ADDRESS.sub("", text).replace("\n", "\\n")


def _inner(qualname: str) -> str:
    """Leave out the functions that a name is local to."""
    return qualname.rpartition("<locals>.")[2]


def _called(what: str) -> Callable[[_Writer, Any], str]:
    """Return a writer for objects that carry their name."""
    return lambda _, value: f"<{what} {_inner(value.__qualname__)}>"


#: By exact class: a subclass may have brought its own methods.
_WRITERS: Final[dict[type, Callable[[_Writer, Any], str]]] = {
    int: _Writer.an_int,
    str: _Writer.a_string,
    bytes: _Writer.a_string,
    bytearray: _Writer.a_string,
    list: _Writer.a_list,
    tuple: _Writer.a_tuple,
    set: _Writer.a_set,
    frozenset: _Writer.a_frozenset,
    dict: _Writer.a_dict,
    range: _Writer.a_range,
    slice: _Writer.a_slice,
    type: lambda _, value: f"<class {_inner(_qualname_of(value))}>",
    FunctionType: _called("function"),
    BuiltinFunctionType: _called("built-in"),
    GeneratorType: _called("generator"),
    CoroutineType: _called("coroutine"),
    AsyncGeneratorType: _called("async generator"),
    MethodType: lambda _, value: f"<method {_method_name(value)}>",
    ModuleType: lambda _, value: f"<module {vars(value).get('__name__')}>",
    CodeType: lambda _, value: f"<code {_inner(value.co_qualname)}>",
    FrameType: lambda _, value: f"<frame of {_inner(value.f_code.co_qualname)}>",
}


def _method_name(method: MethodType) -> str:
    function = method.__func__
    return _inner(function.__qualname__) if type(function) is FunctionType else class_name(function)
