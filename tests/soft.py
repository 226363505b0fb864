"""Objects that the shapes work on: they take part in whatever is done with them."""

# mypy: disable-error-code="override"

from __future__ import annotations

from typing import Any, Self


class Boom(Exception):
    """What is thrown in, and raised."""


class Soft:
    """An object that takes part in everything: called, indexed, added, iterated, awaited."""

    x: Any = ()

    def __init__(self, *_: Any, **__: Any) -> None:
        self.count = 0

    def __call__(self, *_: Any, **__: Any) -> Soft:
        return Soft()

    method = other = __call__

    def __iter__(self) -> Any:
        return iter([Soft(), Soft()])

    def __getitem__(self, key: Any) -> Soft:
        if isinstance(key, int) and key > 1:
            raise IndexError
        return Soft()

    def keys(self) -> list[str]:
        return ["k1", "k2"]

    def __setitem__(self, key: Any, value: Any) -> None: ...

    def __delitem__(self, key: Any) -> None: ...

    def __contains__(self, value: Any) -> bool:
        return True

    def _two(self, _: Any) -> Soft:
        return Soft()

    __add__ = __radd__ = __sub__ = __mul__ = __matmul__ = __iadd__ = __or__ = __ror__ = _two
    __truediv__ = __mod__ = __pow__ = __lshift__ = __and__ = __xor__ = __imul__ = _two
    __lt__ = __gt__ = __le__ = __ge__ = _two

    def __neg__(self) -> Soft:
        return Soft()

    __pos__ = __invert__ = __neg__

    def __format__(self, spec: str) -> str:
        return f"soft{spec}"

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> bool | None:
        return None

    async def __aenter__(self) -> Self:
        await Pause()
        return self

    async def __aexit__(self, *_: object) -> bool:
        await Pause()
        return False

    def __await__(self) -> Any:
        yield Soft()
        return Soft()

    def __aiter__(self) -> Any:
        return some_async()


class Swallow(Soft):
    """A context manager that swallows what is raised in its block."""

    def __exit__(self, *_: object) -> bool:
        return True

    async def __aexit__(self, *_: object) -> bool:
        await Pause()
        return True


class Pause:
    """What an event loop would wait for."""

    def __await__(self) -> Any:
        return (yield self)


class Steps:
    """An iterator that is no generator."""

    def __init__(self, count: int = 3) -> None:
        self.left = count

    def __iter__(self) -> Steps:
        return self

    def __next__(self) -> Soft:
        if not self.left:
            raise StopIteration(Soft())
        self.left -= 1
        return Soft()

    def __aiter__(self) -> Steps:
        return self

    async def __anext__(self) -> Soft:
        await Pause()
        try:
            return next(self)
        except StopIteration:
            raise StopAsyncIteration from None

    def __await__(self) -> Steps:
        return self


class Sender(Steps):
    """An iterator that can be sent to and thrown into."""

    def send(self, value: Any) -> Soft:
        return next(self)

    def throw(self, error: BaseException) -> Soft:
        return next(self)


async def some_async(count: int = 2) -> Any:
    for _ in range(count):
        await Pause()
        yield Soft()


def some(count: int = 2) -> Any:
    try:
        for _ in range(count):
            try:
                yield Soft()
            except Boom:
                yield Soft()
    finally:
        Soft()
    return Soft()
