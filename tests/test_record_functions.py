"""Which functions of a module are followed where one of them is recorded."""

from __future__ import annotations

import textwrap
from types import FunctionType
from typing import Any

import pytest

from gentools._record.functions import MOST, functions_of_module


def names(source: str, first: str = "main") -> set[str]:
    """Return the names of the functions that are found in a module with that *source*."""
    namespace: dict[str, Any] = {"__name__": "shop"}
    exec(textwrap.dedent(source), namespace)
    return {found.__qualname__ for found in functions_of_module(namespace[first])}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def other(): pass", "other"),
        ("class Till:\n def open(self): pass", "Till.open"),
        ("class Till:\n @property\n def open(self): pass", "Till.open"),
        ("class Till:\n @staticmethod\n def open(): pass", "Till.open"),
        ("class Till:\n @classmethod\n def open(cls): pass", "Till.open"),
        ("class Till:\n def open(self): pass\nopen = Till().open\ndel Till", "Till.open"),
        ("import functools\n@functools.cache\ndef priced(): pass", "priced"),
        ("import contextlib\n@contextlib.contextmanager\ndef opened(): yield", "opened"),
        ("import functools\npart = functools.partial(lambda item: item, 1)", "<lambda>"),
        (
            "def outer():\n def inner(): pass\n return [inner]\nkept = {1: outer()}",
            "outer.<locals>.inner",
        ),
        ("class Kept: pass\nkept = Kept()\nkept.act = lambda: 1\ndel Kept", "<lambda>"),
        ("def gone(): pass\ndef kept(act=gone): pass\ndel gone", "gone"),
        ("import abc\nclass Till(abc.ABC):\n def open(self): pass", "Till.open"),
    ],
)
def test_a_function_that_the_variables_of_the_module_lead_to_is_found(
    source: str, found: str
) -> None:
    assert found in names(f"{source}\ndef main(): pass")


def test_the_function_itself_is_found_though_no_variable_leads_to_it() -> None:
    namespace: dict[str, Any] = {"__name__": "shop"}
    exec("def main(): pass\ndef other(): pass", namespace)
    main: FunctionType = namespace.pop("main")
    assert [found.__name__ for found in functions_of_module(main)] == ["main", "other"]


def test_functions_of_other_modules_are_not_found() -> None:
    source = """
        import contextlib, textwrap
        from textwrap import dedent, TextWrapper

        def main(): pass
    """
    assert names(source) == {"main"}


def test_no_code_of_what_is_looked_at_is_run() -> None:
    source = """
        class Meta(type):
            __hash__ = None
            def __eq__(cls, other): raise AssertionError
            def __instancecheck__(cls, item): raise AssertionError
            def __subclasscheck__(cls, kind): raise AssertionError
            def __getattribute__(cls, name): raise AssertionError

        class Odd(metaclass=Meta):
            __hash__ = None
            def __eq__(self, other): raise AssertionError
            def __getattribute__(self, name): raise AssertionError
            def __repr__(self): raise AssertionError

        odd = Odd()
        def main(): pass
    """
    assert "Odd.__repr__" in names(source)


def test_a_module_without_a_name_has_classes_too() -> None:
    namespace: dict[str, Any] = {"__name__": None}
    exec("def main(): pass", namespace)
    del namespace["__name__"]
    exec("class Till:\n def open(self): pass", namespace)
    found = {function.__qualname__ for function in functions_of_module(namespace["main"])}
    assert found == {"main", "Till.open"}


def test_data_without_end_is_not_looked_through_and_hides_no_variable() -> None:
    source = f"""
        data = [[number] for number in range({2 * MOST})]
        def main(): pass
        def last(): pass
    """
    assert names(source) == {"main", "last"}
