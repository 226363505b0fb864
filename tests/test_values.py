"""represent(): a short text for any value, whatever its class does."""

from __future__ import annotations

import sys
from collections import namedtuple
from collections.abc import Sequence
from types import MethodType, ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import my_range
from gentools._values import class_name, represent

Point = namedtuple("Point", "x y")  # noqa: PYI024  (the plain kind)


def explode(*_: object, **__: object) -> Any:
    raise SystemExit("code of the value was run")


class Meta(type):
    __repr__ = __eq__ = __hash__ = explode
    __name__ = property(explode)


class Hostile(metaclass=Meta):
    __repr__ = __str__ = __len__ = __bool__ = __eq__ = __hash__ = __iter__ = explode
    __getattribute__ = explode
    __class__ = property(explode)


class HostileList(list[Any]):
    __repr__ = __len__ = __iter__ = __getitem__ = __bool__ = explode


class HostileError(ValueError):
    args = property(explode)
    __repr__ = __str__ = explode


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        ("None", None),
        ("Ellipsis", ...),
        ("1.5", 1.5),
        ("'it\\'s \"so\"'", 'it\'s "so"'),
        ("b'ab'", b"ab"),
        ("bytearray(b'ab')", bytearray(b"ab")),
        ("[1, [2, []]]", [1, [2, []]]),
        ("()", ()),
        ("(1,)", (1,)),
        ("(1, 'a')", (1, "a")),
        ("{2, 3, 10}", {10, 3, 2}),
        ("{'b', 1}", {1, "b"}),
        ("set()", set()),
        ("frozenset({1})", frozenset([1])),
        ("frozenset()", frozenset()),
        ("{'a': [1], 2: {}}", {"a": [1], 2: {}}),
        ("range(0, 3)", range(3)),
        ("range(1, 9, 2)", range(1, 9, 2)),
        ("slice(1, None, None)", slice(1, None)),
        ("<class int>", int),
        ("<class Point>", Point),
        ("Point(1, 2)", Point(1, 2)),
        ("ValueError('no', 3)", ValueError("no", 3)),
        ("<generator my_range>", my_range(0, 1)),
        ("<function my_range>", my_range),
        ("<built-in print>", print),
        ("<built-in list.append>", [].append),
        ("<built-in dict.fromkeys>", dict.fromkeys),
        ("<module sys>", sys),
        ("<code my_range>", my_range.__code__),
        ("<frame of <module>>", sys._getframe()),
        ("<list_iterator>", iter([1])),
        ("<object>", object()),
        ("<int of 257 bits>", 1 << 256),
        (str(1 << 100), 1 << 100),
    ],
)
def test_a_value_has_the_text_that_a_reader_knows(expected: str, value: object) -> None:
    assert represent(value) == expected


def test_a_method_is_named_by_its_function() -> None:
    class Door:
        def shut(self) -> None: ...

    assert represent(Door().shut) == "<method Door.shut>"
    assert represent("".__str__) == "<method-wrapper>"


def test_a_method_of_what_is_no_function_is_named_by_the_class_of_that() -> None:
    assert represent(MethodType(len, [])) == "<method builtin_function_or_method>"


def test_no_code_of_a_hostile_class_is_run() -> None:
    assert represent(Hostile()) == "<Hostile>"
    assert represent(Hostile) == "<class Hostile>"
    assert represent([Hostile(), {"k": Hostile()}]) == "[<Hostile>, {'k': <Hostile>}]"
    assert represent(HostileList([1])) == "<HostileList>"
    assert represent(HostileError("no", Hostile())) == "HostileError('no', <Hostile>)"
    assert class_name(Hostile()) == "Hostile"


def test_no_code_of_a_metaclass_is_run() -> None:
    class Odd(Meta):  # in here, because pytest asks what stands in a module for its attributes
        __getattribute__ = explode

    class OddList(HostileList, metaclass=Odd): ...

    assert represent(OddList) == "<class OddList>"
    assert represent(OddList()) == "<OddList>"
    push = object.__getattribute__(OddList(), "append")
    assert represent(push) == "<built-in OddList.append>"


def test_no_code_of_the_name_of_a_thing_is_run() -> None:
    class Name(str):
        __slots__ = ()
        __format__ = __str__ = rpartition = isprintable = __getitem__ = explode

    def function() -> Any:
        yield

    function.__qualname__ = Name("renamed")
    module = ModuleType("module")
    module.__name__ = Hostile()  # type: ignore[assignment]
    nameless = ModuleType("module")
    del nameless.__name__
    assert represent(function) == "<function renamed>"
    assert represent(function()) == "<generator renamed>"
    assert represent(module) == "<module ?>"
    assert represent(nameless) == "<module ?>"


def test_a_module_is_named_without_comparing_its_keys() -> None:
    class Key:
        __eq__ = explode

        def __hash__(self) -> int:
            return hash("__name__")

    module = ModuleType("module")
    module.__dict__.clear()
    module.__dict__[Key()] = 1  # type: ignore[index]
    assert represent(module) == "<module ?>"


def test_a_text_has_no_controls_in_it() -> None:
    odd = type("odd\x1b[2J\nname", (), {})
    assert represent(odd()) == "<odd\\x1b[2J\\nname>"
    assert represent(["\x1b[2J", "\u202e"]) == "['\\x1b[2J', '\\u202e']"
    assert represent(Own(lambda: "\x1b[2J\r\ud800"), own_code=True) == "\\x1b[2J\\r\\ud800"


def test_what_is_cut_off_is_not_read() -> None:
    class Counted:
        read = 0

        def __repr__(self) -> str:
            Counted.read += 1
            return "x" * 10

    shared: Any = [Counted()] * 8
    for _ in range(2):
        shared = [shared] * 8
    represent(shared, own_code=True, limit=60)
    assert Counted.read < 10


def test_a_container_inside_itself_is_named() -> None:
    loop: list[Any] = [1]
    loop.append(loop)
    book: dict[str, Any] = {}
    book["self"] = book
    error = ValueError("no")
    error.args = (error,)
    assert represent(error) == "ValueError(<ValueError>)"
    assert represent(error, own_code=True) == "ValueError(<ValueError>)"
    assert represent(loop) == "[1, <list>]"
    assert represent(book) == "{'self': <dict>}"


def test_the_same_container_twice_is_written_twice() -> None:
    inner = [1]
    assert represent((inner, inner)) == "([1], [1])"


def test_containers_are_written_to_a_bounded_depth_and_length() -> None:
    nested: list[Any] = []
    for _ in range(2_000):
        nested = [nested]
    assert represent(nested) == "[[[[<list>]]]]"
    assert represent({frozenset(range(9))}) == "{frozenset({... 9 items})}"
    point: Any = 1
    for _ in range(2_000):
        point = Point(point, slice(point))
    assert represent(point, limit=4_000).startswith("Point(Point(Point(Point(<Point>, <slice>)")
    assert represent(list(range(9))) == "[0, 1, 2, 3, 4, 5, 6, 7, ... 1 more]"
    assert represent(dict.fromkeys(range(10)), limit=200).endswith("7: None, ... 2 more}")
    assert represent(set(range(101))) == "{... 101 items}"
    assert represent(set(range(100))).endswith("... 92 more}")


@given(st.text(min_size=1), st.integers(4, 40))
def test_a_text_is_never_longer_than_the_limit(text: str, limit: int) -> None:
    for value in (text, [text], {text: text}, ValueError(text)):
        assert len(represent(value, limit=limit)) <= limit


@given(st.sets(st.text(max_size=3), max_size=8))
def test_a_set_has_one_text_in_whatever_order_it_was_filled(words: set[str]) -> None:
    backwards = set[str]()
    for word in sorted(words, reverse=True):
        backwards.add(word)
    assert represent(words, limit=999) == represent(backwards, limit=999)


class Own:
    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __repr__(self) -> Any:
        return self.answer()


def test_its_own_repr_is_called_on_request_only() -> None:
    assert represent(Own(lambda: "Own(1)")) == "<Own>"
    assert represent([Own(lambda: "Own(1)")], own_code=True) == "[Own(1)]"
    assert represent(object(), own_code=True) == "<object>"
    assert represent(KeyError({1, 10, 2}), own_code=True) == "KeyError({1, 2, 10})"
    assert represent(Sequence, own_code=True) == "<class Sequence>"


def test_a_repr_may_return_a_text_of_its_own_kind() -> None:
    class Answer(str):
        __slots__ = ()
        replace = isprintable = __len__ = __getitem__ = __str__ = explode

    assert represent(Own(lambda: Answer("mine")), own_code=True) == "mine"


@pytest.mark.parametrize(
    ("expected", "answer"),
    [
        ("<Own, __repr__ raised SystemExit>", explode),
        ("<Own, __repr__ raised ZeroDivisionError>", lambda: 1 / 0),
        ("<Own, __repr__ raised TypeError>", lambda: 7),
        ("<Own at work>", lambda: "<Own at 0x7f00c0ffee at work>"),
        ("two\\nlines", lambda: "two\nlines"),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...", lambda: "x" * 1_000_000),
    ],
)
def test_a_repr_that_misbehaves_does_no_harm(expected: str, answer: Any) -> None:
    assert represent(Own(answer), own_code=True, limit=40) == expected


def test_a_repr_that_calls_itself_for_ever_does_no_harm() -> None:
    thing: Own = Own(lambda: repr(thing))
    assert represent(thing, own_code=True) == "<Own, __repr__ raised RecursionError>"


def test_in_webassembly_a_repr_that_calls_itself_is_stopped_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gentools._values._WEBASSEMBLY", True)
    before = sys.getrecursionlimit()
    calls: list[None] = []

    def deeper() -> str:
        calls.append(None)
        return repr(thing)

    thing = Own(deeper)
    assert represent(thing, own_code=True) == "<Own, __repr__ raised RecursionError>"
    assert 10 < len(calls) < 100
    calls.clear()
    thing.answer = lambda: represent(Own(deeper), own_code=True)
    assert "RecursionError" in represent(thing, own_code=True)
    assert len(calls) < 100
    assert represent(Own(lambda: "fine"), own_code=True) == "fine"
    assert sys.getrecursionlimit() == before


def test_an_interrupt_during_a_repr_reaches_the_user() -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        represent(Own(interrupted), own_code=True)


def test_a_container_that_changes_while_it_is_read_is_named() -> None:
    held: dict[object, object] = {}

    def grow() -> str:
        held[len(held)] = None
        return "Own"

    held[0] = Own(grow)
    held[1] = None
    assert represent(held, own_code=True) == "<dict>"
