"""What stands for the objects of the program: numbers, and what each of them looks like.

An object gets its number when it first comes into sight. Numbers, strings and the like are told
apart by what they are, all others by identity. The recording must not keep alive what the program
lets go of, or a dropped generator would not be closed: what can be referred to weakly is;
containers of plain values are held; any other object is known by its identity for as long as it is
in sight.
"""

from __future__ import annotations

import weakref
from operator import is_
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CodeType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodType,
    ModuleType,
)
from typing import TYPE_CHECKING, Any, Final, cast

from gentools._record.steps import told
from gentools._values import class_name, represent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gentools._record.limits import Meter
    from gentools._record.steps import Kept

Json = dict[str, Any]

#: How many items or attributes of a value are shown, and how deep values are taken apart.
PARTS: Final = 32
_DEPTH: Final = 6
#: Up to so many items are compared with what they were, before a container is looked at again.
_FEW: Final = 256

#: Told apart by what they are; a float by its text, as 0.0 equals -0.0.
_BY_VALUE: Final = (int, str, bytes, bool)
_BY_TEXT: Final = (float, complex, type(None), type(...), type(NotImplemented), range, slice)
#: Of the integers up to here nothing needs to be left out.
_SHORT: Final = 10**18
#: What one counts for in the limit of size.
_INT_SIZE: Final = 32

#: In the place of an object that is no atom; no program has it.
NO_ATOM: Final = object()

# Classes are compared by identity: a metaclass may have given its classes an __eq__ and a __hash__.
_SEQUENCES: Final = frozenset(map(id, (list, tuple, set, frozenset)))
_SETS: Final = frozenset(map(id, (set, frozenset)))
_UNCHANGING: Final = frozenset(map(id, (tuple, frozenset)))
_ATOMS: Final = frozenset(map(id, (*_BY_VALUE, *_BY_TEXT)))
#: Containers that can change, and what looks the same for ever.
_CHANGING: Final = frozenset(map(id, (list, set, dict)))
_LASTING: Final = _ATOMS - {id(slice)}
_FIXED: Final = frozenset(
    map(
        id,
        (
            *(FunctionType, BuiltinFunctionType, MethodType, ModuleType, CodeType, type),
            *(GeneratorType, CoroutineType, AsyncGeneratorType),
        ),
    )
)

_mro_of: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
_namespace_of: Callable[[type], Any] = type.__dict__["__dict__"].__get__


class Values:
    """The objects seen so far."""

    def __init__(
        self, meter: Meter, seen: Callable[[object, int], None], lost: Callable[[int], None]
    ) -> None:
        self.table: list[Kept] = []  # what each looked like when it came into sight
        self._meter = meter
        self._seen = seen  # called with each object that is new
        self._lost = lost  # called with the number of an object that is gone
        self._atoms: dict[int, dict[Any, int]] = {id(kind): {} for kind in _BY_VALUE}
        self.ints: dict[Any, int] = self._atoms[id(int)]
        self._texts: dict[int, dict[str, int]] = {id(kind): {} for kind in _BY_TEXT}
        self._numbers: dict[int, int] = {}
        self._held: dict[int, object] = {}
        self._weak: dict[int, weakref.ref[Any]] = {}
        #: By number: what is told apart by what it is, itself; for any other object, a stand-in.
        #: The use of atoms runs no code, and they hold no other object.
        self.atoms: list[object] = []
        self.loose: dict[int, int] = {}
        self.stale = False  # has an object that is no atom left a place, since it was unset?
        self.looks: dict[int, Json] = {}  # of what can change
        self._contents: dict[int, list[object]] = {}  # of the same, if all of it is atoms
        self._looking: set[int] = set()  # what has been looked at again, in one go
        self.changed: dict[str, Json] = {}

    def number(self, value: object, depth: int = 0) -> int:
        """Return the number of the object *value*."""
        kind = type(value)
        if kind is int:
            known = self.ints.get(value)
            return self.new_int(value) if known is None else known
        atoms = self._atoms.get(id(kind))
        if atoms is not None:
            known = atoms.get(value)
            return self._atom(atoms, value, value) if known is None else known
        known = self._numbers.get(id(value))
        if known is not None:
            if known in self.loose and known in self.looks and depth <= _DEPTH:
                self._look_again(known, value, depth)
            return known
        texts = self._texts.get(id(kind))
        if texts is not None:
            text = repr(value) if kind is float else represent(value)
            known = texts.get(text)
            return self._atom(texts, text, value) if known is None else known
        return self._object(value, depth)

    def is_still(self, number: int, value: object) -> bool:
        """Return whether *value*, no atom, surely is the object of *number*, as it was seen."""
        return self._numbers.get(id(value)) == number and number not in self.loose

    def number_of_new(self, value: object) -> int:
        """Return the number of an object that was only just made, whatever was at its address."""
        number = self._numbers.get(id(value))
        if number is not None and self.loose.pop(number, None) is not None:
            del self._numbers[id(value)]
            self._overlook(number)
        return self.number(value)

    def number_alone(self, value: object) -> int | None:
        """Return the number of *value*, if no other object comes into sight with it."""
        if value is None or type(value) is int:
            return self.number(value)
        kind = id(type(value))
        if kind in self._atoms or kind in self._texts:
            return self.number(value)
        known = self._numbers.get(id(value))
        return None if known in self.loose else known

    def _atom(self, known: dict[Any, int], key: Any, value: object) -> int:
        number = known[key] = self._enter(value)
        if value is None:
            self._numbers[id(None)] = number
        if type(value) is not slice:
            self.atoms[number] = value
        return number

    def new_int(self, value: Any) -> int:
        """Return the number of an int that has none yet."""
        if not -_SHORT < value < _SHORT:
            return self._atom(self.ints, value, value)
        number = self.ints[value] = len(self.atoms)
        self.table.append(value)
        self.atoms.append(value)
        meter = self._meter
        meter.size += _INT_SIZE
        if meter.size > meter.most:
            meter.look_at = 0
        return number

    def left(self, number: int) -> None:
        """Note that the object of that *number* is no longer where it was."""
        if self.atoms[number] is NO_ATOM:
            self.stale = True

    def _enter(self, value: object) -> int:
        kind, text = class_name(value), represent(value)
        self._meter.add(len(text) + 24)
        self.table.append({"type": kind, "text": text})
        self.atoms.append(NO_ATOM)
        return len(self.atoms) - 1

    def _object(self, value: object, depth: int) -> int:
        number = self._enter(value)
        self._numbers[id(value)] = number
        self._hold(number, value)
        if id(type(value)) not in _FIXED:
            self._take_apart(number, value, depth)
        self._seen(value, number)
        return number

    def _take_apart(self, number: int, value: object, depth: int) -> None:
        parts = self._parts(value, depth)
        if parts is None:
            return
        look = told(self.table[number])
        look.update(parts)
        if id(type(value)) not in _UNCHANGING:
            self._looked(number, value, dict(look))

    def _looked(self, number: int, value: object, look: Json) -> None:
        self.looks[number] = look
        contents = _atoms_in(value)
        if contents is None:
            self._contents.pop(number, None)
        else:
            self._contents[number] = contents

    def _overlook(self, number: int) -> None:
        self.looks.pop(number, None)
        self._contents.pop(number, None)

    def _hold(self, number: int, value: object) -> None:
        identity = id(value)

        def forget(_: object) -> None:
            self._numbers.pop(identity, None)
            self._overlook(number)
            self._lost(number)

        try:
            self._weak[number] = weakref.ref(value, forget)
        except TypeError:
            if _is_plain(value):
                self._held[number] = value
            else:
                self.loose[number] = identity
                self.stale = True  # it may be nowhere

    def forget_all_but(self, seen: Iterable[int]) -> None:
        """Forget the identity of objects that are neither among *seen* nor part of those."""
        kept = set(seen)
        waiting = list(kept)
        while waiting:
            number = waiting.pop()
            look = self.looks.get(number) or told(self.table[number])
            fresh = [part for _, part in look.get("parts", ()) if part not in kept]
            kept.update(fresh)
            waiting += fresh
        for number in [number for number in self.loose if number not in kept]:
            self._numbers.pop(self.loose.pop(number), None)
            self._overlook(number)

    def refresh(self) -> None:
        """Look again at every object that can have changed."""
        for number in list(self.looks):
            value = self._object_of(number)
            if value is not None and not _is_same(value, self._contents.get(number)):
                self._look_again(number, value)

    def is_fresh(self) -> bool:
        """Return whether every object that can have changed surely looks as it was seen."""
        if not self.looks:
            return True
        for number in list(self.looks):
            value = self._object_of(number)
            if value is not None and not _is_same(value, self._contents.get(number)):
                return False
        return True

    def _object_of(self, number: int) -> Any:
        """Return the object of that *number*, if the recording has a way to it."""
        value = self._held.get(number)
        if value is None:
            reference = self._weak.get(number)
            value = None if reference is None else reference()
        return value

    def _look_again(self, number: int, value: object, depth: int = 0) -> None:
        if number in self._looking:  # it holds itself, or several objects hold it
            return
        self._looking.add(number)
        look = {"type": class_name(value), "text": represent(value)}
        look.update(self._parts(value, depth) or {})
        if depth == 0:
            self._looking.clear()
        if look != self.looks[number]:
            self._looked(number, value, look)
            self.changed[str(number)] = look
            self.stale = True
            self._meter.add(len(look["text"]) + 8 * len(look.get("parts", ())) + 24)
            if number in self._held and not _is_plain(value):
                self.loose[number] = id(self._held.pop(number))

    def _parts(self, value: object, depth: int) -> Json | None:
        items = _items(value)
        if items is None or depth > _DEPTH:
            return None
        labels, total = items
        parts = [(label, self.number(part, depth + 1)) for label, part in labels]
        if not parts:
            return {}
        return {"parts": parts} | ({"more": total - len(parts)} if total > len(parts) else {})


def _items(value: object) -> tuple[list[tuple[str, object]], int] | None:
    """Return the first labelled parts of *value* and how many it has, or None if it has none."""
    if id(type(value)) in _SEQUENCES:
        return _of_sequence(value)
    if type(value) is dict:
        items: list[tuple[object, object]] = list(cast("dict[object, object]", value).items())
        return [(represent(key), item) for key, item in items[:PARTS]], len(items)
    attributes = _attributes(value)
    return None if attributes is None else (attributes[:PARTS], len(attributes))


def _of_sequence(value: Any) -> tuple[list[tuple[str, object]], int]:
    if id(type(cast("object", value))) in _SETS:
        # A set has no order: by their texts, as it is shown.
        ordered = sorted(value, key=represent) if len(value) <= PARTS else []
        return [("", item) for item in ordered], len(value)
    return [(str(index), item) for index, item in enumerate(value[:PARTS])], len(value)


def _attributes(value: object) -> list[tuple[str, object]] | None:
    """Return the attributes that the object itself holds, without running its class's code."""
    found: dict[str, object] | None = None
    for kind in _mro_of(type(value)):
        for name, descriptor in _namespace_of(kind).items():
            if type(descriptor) is GetSetDescriptorType and name == "__dict__":
                found = {**(found or {}), **descriptor.__get__(value)}
            elif type(descriptor) is MemberDescriptorType and _is_ours(kind):
                found = {**(found or {}), **_slot(descriptor, name, value)}
    return None if found is None else [(str(name), item) for name, item in found.items()]


def _is_ours(kind: type) -> bool:
    """Return whether a class was made by a class statement; its slots are the program's own."""
    return bool(kind.__flags__ & _HEAP) if type(kind) is type else True


_HEAP: Final = 1 << 9


def _slot(descriptor: MemberDescriptorType, name: str, value: object) -> dict[str, object]:
    try:
        return {name: descriptor.__get__(value)}
    except AttributeError:
        return {}


def _all_in(value: Any) -> Any:
    return [*value, *value.values()] if type(value) is dict else value


def _atoms_in(value: Any) -> list[object] | None:
    """Return what a container holds, if it is not much, and atoms only."""
    if id(cast("Any", type(value))) not in _CHANGING or len(value) > _FEW:
        return None
    found: list[object] = [*_all_in(value)]
    return found if all(id(type(item)) in _LASTING for item in found) else None


def _is_same(value: Any, contents: list[object] | None) -> bool:
    """Return whether a container surely looks as it did when it held those *contents*."""
    if contents is None or len(value) > len(contents):
        return False
    found = _all_in(value)
    return len(found) == len(contents) and all(map(is_, found, contents))


def _is_plain(value: object, depth: int = 0) -> bool:
    """Return whether *value* holds nothing whose end the program could notice."""
    kind: type[Any] = type(value)
    if id(kind) in _ATOMS:
        return True
    if depth > _DEPTH:
        return False
    if id(kind) in _SEQUENCES:
        return all(_is_plain(item, depth + 1) for item in cast("Iterable[object]", value))
    if kind is dict:
        pairs = cast("dict[object, object]", value).items()
        return all(_is_plain(key, depth + 1) and _is_plain(item, depth + 1) for key, item in pairs)
    return False
