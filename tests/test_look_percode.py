"""What is worked out once for each code object is never taken for that of another one."""

import weakref
from types import CodeType

import pytest

from gentools._look.percode import PerCode


def made() -> CodeType:
    namespace: dict[str, CodeType] = {}
    exec("code = (lambda: None).__code__", namespace)
    return namespace["code"]


@pytest.fixture
def lengths() -> PerCode[list[int]]:
    """Return what gives a new list each time that it works something out."""
    return PerCode(lambda code: [len(code.co_code)])


def test_it_is_worked_out_once_for_each_of_two_equal_code_objects(
    lengths: PerCode[list[int]],
) -> None:
    one, other = made(), made()
    assert one == other
    assert lengths(one) is lengths(one)
    assert lengths(one) is not lengths(other)


def test_it_is_forgotten_with_its_code_object(lengths: PerCode[list[int]]) -> None:
    code = made()
    lengths(code)
    assert len(lengths._kept) == 1
    del code
    assert len(lengths._kept) == 0


def test_it_is_not_taken_for_that_of_a_code_object_with_the_same_number(
    lengths: PerCode[list[int]],
) -> None:
    code, former = made(), made()
    lengths._kept[id(code)] = (weakref.ref(former), [-1])
    assert lengths(code) == [len(code.co_code)]


def test_that_of_a_code_object_which_has_the_number_now_is_not_forgotten(
    lengths: PerCode[list[int]],
) -> None:
    code, former = made(), made()
    kept = lengths(code)
    lengths._forget(id(code), weakref.ref(former))
    assert lengths(code) is kept


def test_what_is_forgotten_already_cannot_be_forgotten_again(lengths: PerCode[list[int]]) -> None:
    lengths._forget(0, weakref.ref(made()))
    assert lengths._kept == {}
