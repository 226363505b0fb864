"""What type checkers know about the pipes: mypy reads this file, and so can pyright."""

from collections.abc import Callable, Generator, Iterator
from typing import Any, assert_type

from gentools import (
    ReusableGenerator,
    compose,
    imap_return,
    imap_send,
    imap_yield,
    irelay,
    map_return,
    map_send,
    map_yield,
    oneyield,
    relay,
    reusable,
    sendreturn,
)


def lengths(start: int, *, label: str = "") -> Generator[int, str, bytes]:
    """Yield how long what was sent is."""
    length = start
    while length:
        length = len((yield length))
    return label.encode()


def as_text(number: int) -> str:
    return f"<{number}>"


def as_number(text: str) -> float:
    return float(len(text))


def halves(number: float) -> str:
    return "x" * int(number / 2)


def decode(data: bytes) -> str:
    return data.decode()


def asked(item: int) -> Generator[float, complex, str]:
    return "x" * int((yield item / 2).real)


class Shelf:
    @reusable
    def numbers(self, start: int) -> Generator[int, None, None]:
        yield start

    @map_yield(as_text)
    def texts(self, start: int) -> Generator[int, None, None]:
        yield start

    @oneyield
    def question(self, about: str) -> bytes:
        return about.encode()


def test_the_functions_keep_the_two_types_that_they_do_not_change() -> None:
    assert_type(imap_yield(as_text, lengths(1)), Generator[str, str, bytes])
    assert_type(imap_send(halves, lengths(1)), Generator[int, float, bytes])
    assert_type(imap_return(decode, lengths(1)), Generator[int, str, str])
    assert_type(irelay(lengths(1), asked), Generator[float, complex, bytes])


def test_any_iterable_can_be_mapped() -> None:
    assert_type(imap_yield(as_text, [1, 2]), Generator[str, Any, Any])


def test_a_decorated_function_keeps_its_parameters() -> None:
    texts = map_yield(as_text)(lengths)
    assert_type(texts(1, label="a"), Generator[str, str, bytes])
    assert_type(map_send(halves)(lengths)(1), Generator[int, float, bytes])
    assert_type(map_return(decode)(lengths)(1), Generator[int, str, str])
    assert_type(relay(asked)(lengths)(1), Generator[float, complex, bytes])


def test_two_functions_are_known_by_the_outer_types() -> None:
    assert_type(map_yield(as_number, as_text)(lengths)(1), Generator[float, str, bytes])
    assert_type(compose(as_number, as_text)(3), float)
    assert_type(compose(as_text)(3), str)


def test_what_a_generator_returns_has_its_type() -> None:
    numbers = lengths(1)
    next(numbers)
    assert_type(sendreturn(numbers, ""), bytes)


def test_a_reusable_generator_keeps_types_and_parameters() -> None:
    again = reusable(lengths)
    numbers = again(1, label="a")
    assert_type(numbers, ReusableGenerator[int, str, bytes])
    assert_type(iter(numbers), Generator[int, str, bytes])
    assert_type(numbers.replace(label="b"), ReusableGenerator[int, str, bytes])
    assert isinstance(numbers, again)


def test_in_a_class_body_the_instance_is_bound() -> None:
    shelf = Shelf()
    assert_type(shelf.numbers(3), ReusableGenerator[int, None, None])
    assert_type(shelf.texts(3), Generator[str, None, None])
    assert_type(shelf.question("tea"), Generator[bytes, Any, Any])
    assert_type(Shelf.texts(shelf, 3), Generator[str, None, None])


def test_wrong_arguments_are_seen() -> None:
    # Each of these is an error for the checkers, or they would say that the comment is not needed.
    wrong: list[Callable[[], object]] = [
        lambda: imap_yield(as_number, lengths(1)),  # type: ignore[arg-type]
        lambda: map_yield(as_text)(lengths)("one"),  # type: ignore[arg-type]
        lambda: reusable(lengths)("one"),  # type: ignore[arg-type]
        lambda: compose(as_number, as_text)("one"),  # type: ignore[arg-type]
    ]
    assert all(callable(call) for call in wrong)


def test_a_loop_over_a_pipe_has_items_of_the_mapped_type() -> None:
    numbers: Iterator[str] = imap_yield(as_text, lengths(0))
    assert list(numbers) == []
