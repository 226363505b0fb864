"""Generators, coroutines and async generators of every shape: what may be on a stack at a yield.

Each takes what it works on as its defaults, and makes its own objects where identity matters.
"""

# What a shape is for is its form: it may be odd, and use nothing that it computes.
# mypy: ignore-errors

from __future__ import annotations

import contextlib
import functools
import warnings
from collections.abc import Callable
from typing import Any

from tests.soft import Boom, Pause, Sender, Soft, Steps, Swallow, some, some_async

SHAPES: dict[str, Callable[[], Any]] = {}


def shape(function: Callable[[], Any]) -> Callable[[], Any]:
    SHAPES[function.__name__] = function
    return function


s, t, u = Soft(), Soft(), Soft()
changing = Soft()


# Calls, half made.


@shape
def call_positional():
    s((yield), (yield 1), s, (yield 2))


@shape
def call_keywords():
    s(t, (yield), key=(yield 1), other=(yield u))


@shape
def call_star():
    s(t, *((yield [1]) or ()), *u, (yield 2), **((yield) or {}), **s)


@shape
def call_star_only():
    s(*((yield 1), (yield 2)), **{"a": (yield 3), "b": (yield 4)})


@shape
def call_method():
    s.method(t, (yield 1)).other((yield 2), k=(yield 3))


@shape
def call_of_what_was_yielded():
    ((yield 1) or s)((yield 2))[(yield 3)]


@shape
def call_nested():
    s(t(u(s, (yield 1)), (yield 2)), t.method(1, u((yield 3))), k=s(*[(yield 4)]))


@shape
def call_global_builtin():
    print(*[], sep=str((yield 1)), end=str("" if (yield 2) is None else ""))


@shape
def call_local_and_free():
    free = s

    def inner(local=t):
        free(local, (yield free), local((yield local)))

    yield from inner()


@shape
def call_super():
    class Base:
        def run(self, value):
            return value

    class Derived(Base):
        def run(self, value):
            super().run((yield value))
            s(super().run((yield 2)), (yield 3))

    yield from Derived().run(s)


@shape
def method_generator():
    class Owner:
        def run(self):
            self.a = self.b = yield self
            return s(self.a, (yield self.b))

    yield from Owner().run()


# Displays and strings.


@shape
def display_list():
    [s, (yield 1), *((yield 2) or ()), t, *[(yield 3)], (yield 4)]


@shape
def display_tuple_and_set():
    (s, (yield 1), {t, (yield 2), u}, *{(yield 3)}, (yield 4))


@shape
def display_dict():
    {"a": s, (yield 1): (yield 2), **((yield 3) or {}), "z": (yield 4)}


@shape
def display_deep():
    [s, [t, [u, [s, [(yield 1)], (yield 2)], (yield 3)], (yield 4)], (yield 5)]


@shape
def display_long():
    [s, t, u] * 20 + [
        s, t, u, s, t, u, s, t, u, s, t, u, s, t, u, s, t, u, s, t, u, s, t, u, s, t, u, s, t, u, (yield 1), (yield 2)
    ]  # fmt: skip


@shape
def fstring():
    f"a{s}b{(yield 1)}c{t!r:>{(yield 2) or 9}}d{(yield 3)!s}"


@shape
def slices():
    box = [1, 2, 3, 4]
    box[(yield 1) : (yield 2)]
    box[(yield 1) : (yield 2) : (yield 3)]
    s[(yield 1), (yield 2) : 3, (yield 4)]
    box[(yield) :] = [(yield 5)]


# Operators.


@shape
def binary():
    s + (yield 1) * (t - (yield 2)) @ u ** (yield 3)


@shape
def unary_and_yield_in_yield():
    -((yield (yield (yield s))) or s)
    yield s, (yield t), (yield u)


@shape
def unary_before_yield():
    s(-s, +t, ~u, not s, (yield 1))
    yield ~((yield 2) or s), +((yield 3) or t)


@shape
def comparison_chain():
    s < ((yield 1) or s) < ((yield 2) or t) <= ((yield 3) or u)
    s is (yield 1) is not None
    s in ((yield 1) or [s])


@shape
def boolean():
    (yield 1) or (yield 2) or s and (yield 3) and (yield 4)
    s(t, (yield 1) or (yield 2), not (yield 3))


@shape
def conditional():
    s(t, (yield 1) if (yield 2) else (yield 3), (yield 4) if s else 0)


@shape
def walrus():
    s((a := (yield 1)), [b := (yield a), a, b], (yield b))
    while (c := (yield 3)) and c is not s:
        yield c


@shape
def in_lambda():
    yield from (lambda x, *y: s(x, (yield y), (yield x)))(t, u)


# Assignment.


@shape
def unpack():
    a, *b, c = (yield 1) or (1, 2, 3, 4)
    (d, e), f = ((yield 2) or (1, 2)), (yield 3)
    s.x, s[(yield 4)], g = t, u, (yield 5)
    [h, *i] = s, (yield 6)


@shape
def augmented():
    a = 1
    a += (yield a) or 1
    s.count += (yield 2) or 1
    s[t] += (yield 3) or u
    s[(yield 4)] *= (yield 5) or u
    s.method((yield 6)).count += 1


@shape
def deleted():
    a = b = c = s
    del b
    yield a
    del a, s[(yield c)]
    yield c
    b = yield
    del c
    yield s(b, (yield))


@shape
def unbound_branch():
    if (yield 1):
        late = s
    yield
    with contextlib.suppress(UnboundLocalError):
        yield late
    late = s((yield 2))


@shape
def cells():
    a = s
    b = t

    def inner():
        nonlocal a
        a = u
        return a, b, later

    yield a
    s(inner, (yield b))
    later = yield 3
    inner()
    del b
    yield a


@shape
def cell_argument():
    def with_cells(a, b, *args, c=u, **kwargs):
        def inner():
            return a, args, c, kwargs

        yield inner
        a = s(b, (yield a), (yield args))
        del b
        yield kwargs

    yield from with_cells(s, t, u, u, k=s)


@shape
def free_nonlocal():
    count = 0

    def inner():
        nonlocal count
        count += (yield count) or 1
        s(count, (yield count))
        count = yield

    yield from inner()
    yield count


@shape
def global_names():
    global changing
    changing += (yield changing) or s
    del changing
    yield
    changing = s((yield 1))


@shape
def parameters_of_all_kinds():
    def function(a, /, b, *args, c, d=t, **kwargs):
        yield a, b
        s(args, c, (yield d), **kwargs)
        del args
        yield

    yield from function(s, t, 1, 2, 3, c=u, k=s, m=t)


@shape
def annotated():
    a: int = yield 1
    b: str
    s.x: int = yield 2
    b = "b"
    yield a, b


# Loops.


@shape
def for_list():
    for x in [s, t, u]:
        yield x
        s(x, (yield))


@shape
def for_tuple_and_string():
    for x in (s, t):
        for y in "ab":
            yield x, y


@shape
def for_range_and_dict():
    for x in range(3):
        for k, v in {"a": s, "b": t}.items():
            yield k
            if x == 1:
                break
        else:
            yield x


@shape
def for_own_iterator():
    for x in Steps():
        for y in Soft():
            yield s(y, (yield x))


@shape
def for_over_generators():
    for x in some():
        for y in some(1):
            yield y


@shape
def for_enumerate_and_zip():
    for i, (a, b) in enumerate(zip([s, t], Steps(), strict=False)):
        if i:
            continue
        yield a
    for x in map(s, filter(None, [s, t])):
        yield x
    for x in {s}, frozenset([t]), b"ab", bytearray(b"c"), memoryview(b"d"):
        for y in x:
            yield y


@shape
def for_target_is_a_place():
    box = {}
    for box[(yield 1) or 1] in [s, t]:
        yield
    for s.x, (a, *b) in [(1, (2, 3, 4))]:
        yield a


@shape
def for_in_call():
    s(t, [x for x in [1, 2]], (yield 1), sum(x for x in ((yield 2) or [1])), (yield 3))


@shape
def while_else():
    left = 3
    while left:
        left -= 1
        if (yield left):
            break
    else:
        yield s
    yield t


@shape
def loop_in_a_list_being_changed():
    box = [1]
    for x in box:
        if x < 4:
            box.append(x + 1)
        yield box


# Generator expressions and comprehensions.


@shape
def genexp():
    return (s(x, y) for x in [s, t] for y in (u, x) if y)


@shape
def genexp_over_generator():
    return (x for x in some() if s)


@shape
def genexp_over_range():
    return (x + y for x in range(3) for y in range(x))


@shape
def genexp_with_free_names():
    a, b = s, t
    return ([a, x, [b for _ in range(2)]] for x in "abc")


@shape
def genexp_held():
    inner = (x for x in [s, t, u])
    for x in inner:
        yield x
        for y in (z for z in inner):
            yield y


@shape
def comprehension_before_yield():
    x = s
    box = [x for x in [t, u]]
    yield x
    {x: y for x in [1] for y in [2]}
    del x
    yield [x for x in box], (yield 2)


# with.


@shape
def with_one():
    with s as a:
        yield a
        s(t, (yield))


@shape
def with_more():
    with s as a, t, u as (b, c):
        yield a
        with Swallow():
            yield b
            raise Boom
        yield c


@shape
def with_in_loop():
    for x in [s, t]:
        with Swallow() as y:
            if (yield x):
                continue
            for z in Steps():
                yield z
                raise Boom


@shape
def with_return():
    with s:
        for x in Steps():
            with t:
                yield x
                return (yield s)


@shape
def with_contextmanager():
    @contextlib.contextmanager
    def manage():
        try:
            yield (a := s)
        finally:
            t(a)

    with manage() as a, contextlib.ExitStack() as stack:
        stack.enter_context(manage())
        yield a, stack


# try.


@shape
def try_except():
    try:
        yield 1
        raise Boom
    except ValueError:
        yield 2
    except (Boom, KeyError) as error:
        yield error
        s(error, (yield 3))
    else:
        yield 4
    yield 5


@shape
def try_finally():
    try:
        try:
            yield 1
        finally:
            yield 2
            s(t, (yield 3))
        yield 4
    except Boom:
        yield 5


@shape
def try_nested():
    try:
        try:
            raise KeyError(1)
        except KeyError as a:
            yield a
            try:
                raise Boom from a
            except Boom as b:
                yield b
                try:
                    yield
                    raise ValueError
                except ValueError:
                    s(t, (yield 1))
                yield 2
            yield 3
        yield 4
    finally:
        yield 5


@shape
def try_in_loop():
    for x in [s, t, u]:
        try:
            yield x
            if x is t:
                raise Boom
        except Boom:
            yield x
            continue
        finally:
            yield s
    yield t


@shape
def return_in_finally():
    return _made("""
def made():
    for x in Steps():
        try:
            yield x
        finally:
            for y in Steps(1):
                yield y
            return s
""")


def _made(source: str) -> Any:
    """Return what the function in *source* returns; since 3.14 a few forms are warned of."""
    namespace = {**globals()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(source, namespace)
    return namespace["made"]()


@shape
def return_through_finally():
    try:
        try:
            return (yield 1)
        finally:
            yield 2
    finally:
        yield 3


@shape
def finally_after_raise():
    with contextlib.suppress(Boom):
        try:
            s((yield 1))
            raise Boom
        finally:
            yield 2
            with contextlib.suppress(KeyError):
                try:
                    raise KeyError
                finally:
                    yield 3
            s(t, (yield 4))


@shape
def except_in_the_midst_of_a_call():
    def risky():
        try:
            return s(t, (yield 1))
        except Boom:
            return s(u, (yield 2))

    s(1, (yield from risky()), [t, (yield 3)])


@shape
def except_star():
    try:
        yield 0
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), Boom(3)])
    except* ValueError as a:
        yield a
        s(t, (yield 1))
    except* (KeyError, TypeError):
        yield 2
        try:
            yield 3
            raise OSError
        except OSError:
            yield 4
    except* Boom:
        yield 5
    finally:
        yield 6
    yield 7


@shape
def except_star_of_one():
    for x in Steps(2):
        try:
            try:
                yield x
                raise Boom(x)
            except* Boom as group:
                yield group
                raise KeyError from group
        except* KeyError:
            yield s(x, (yield))


@shape
def handled_and_gone():
    for x in Steps(2):
        try:
            raise KeyError
        except KeyError:
            pass
        yield x
    with Swallow():
        raise Boom
    yield s(t, (yield))


@shape
def exception_is_deleted():
    error = s
    try:
        raise Boom
    except Boom as error:
        yield error
    yield
    error = yield
    yield error


@shape
def raises_in_handler_that_is_caught():
    try:
        try:
            raise KeyError
        except KeyError:
            yield 1
            raise Boom((yield 2)) from (yield 3)
    except Boom:
        yield 4
        try:
            raise
        except Boom:
            yield 5


# match, assert, class bodies, decorators, imports.


@shape
def matching():
    for subject in [(1, [s, t]), {"a": s, "b": t}, Steps(), 7]:
        match subject:
            case (a, [b, *c]) if not (yield a):
                yield c
            case {"a": d, **rest} if s((yield d)):
                yield rest
            case Steps(left=n) if (yield n) is None:
                yield n
            case 1 | 7 as e if (yield e) is None or True:
                yield e
    match (yield subject):
        case None:
            yield 1


@shape
def asserting():
    assert (yield 1) is None or True, (yield 2)
    try:
        assert not (yield 3) and False, s(t, (yield 4))
    except AssertionError as error:
        yield error


@shape
def class_body():
    base = (yield 1) or Soft

    @s((yield 2))
    class Inner(base if isinstance(base, type) else Soft, *[]):
        a = s
        b = [x for x in [1, 2]]

        def run(self):
            return a, base

    a = 1
    yield Inner


@shape
def decorated():
    @functools.lru_cache((yield 1) and 3)
    def function(a=(yield 2), *, b=(yield 3)):
        return a, b

    yield function()


@shape
def importing():
    import os.path as path
    from itertools import chain as ch, count

    yield path
    s(ch, (yield count))


# yield from.


@shape
def from_builtins():
    yield from [s, t]
    yield from (s, t)
    yield from "ab"
    yield from range(2)
    yield from {"a": s}
    yield from {s}
    yield from b"a"


@shape
def from_generators():
    a = yield from some()
    b = s(a, (yield from some(1)), [t, (yield from (x for x in [u]))])
    return b


@shape
def from_own_iterators():
    a = yield from Steps()
    s(a, (yield from Sender()), (yield from Soft()))
    yield from iter([])


@shape
def from_deep():
    def level(depth):
        if depth:
            with s:
                return t(depth, (yield from level(depth - 1)))
        yield depth
        try:
            yield s
        except Boom:
            yield t

    yield from level(6)


@shape
def from_in_handlers():
    try:
        yield from some()
        raise Boom
    except Boom:
        yield from some(1)
    finally:
        yield from [s, t]


@shape
def from_iterators_of_itertools():
    from itertools import chain, islice, tee

    yield from chain([s], some(1))
    yield from islice(some(), 2)
    a, b = tee([s, t])
    yield from zip(a, b, strict=True)


# Coroutines.


@shape
async def awaiting():
    await Pause()
    s(t, await s, [u, await Pause()], k=await s)


@shape
async def awaiting_deep():
    async def level(depth):
        if depth:
            try:
                return s(depth, await level(depth - 1))
            finally:
                await Pause()
        return await Pause()

    await level(5)


@shape
async def awaiting_iterators():
    a = await Steps()
    s(a, await Steps(1))
    await Sender()


@shape
async def async_with():
    async with s as a, t as (b, c):
        await Pause()
        async with Swallow():
            s(b, await Pause())
            raise Boom
    with s:
        await Pause()


@shape
async def async_for():
    async for x in Steps():
        await Pause()
        async for y in some_async():
            s(x, y, await Pause())
            break
    else:
        await Pause()


@shape
async def async_comprehensions():
    x = [s]
    a = [x async for x in some_async()]
    b = {y: x async for y in Steps(2) if await Pause() or True for x in [1]}
    s(a, b, [await Pause() for _ in range(2)], {z async for z in some_async()})


@shape
async def async_comprehension_over_unbound():
    [late for late in [1, 2] if await Pause() or True]
    [[z, w] for z in [1] async for w in some_async(1)]
    s(t, [k for k in [s] if [await Pause() for k in [t]]], await s)
    late = s
    [late for late in [1] if await Pause() or True]
    await Pause()


@shape
async def async_genexp():
    a = (x async for x in some_async() if await Pause() or True)
    async for y in a:
        await Pause()
    async for y in (await Pause() for _ in range(2)):
        s(y, await Pause())


@shape
async def async_try():
    try:
        await Pause()
        raise Boom
    except Boom as error:
        s(error, await Pause())
        try:
            raise KeyError
        finally:
            await Pause()
    finally:
        await s


@shape
async def awaiting_anext():
    a = some_async()
    await anext(a)
    await anext(a, s)
    await anext(a, t)
    await a.aclose()
    b = some_async()
    await b.asend(None)
    with contextlib.suppress(Boom):
        await b.athrow(Boom())


@shape
def coroutine_of_types():
    import types

    @types.coroutine
    def old_style():
        s((yield 1))
        yield from some(1)

    async def main():
        await old_style()
        return s(t, await old_style())

    return main()


@shape
def coroutine_wrapped():
    async def inner():
        await Pause()
        return s(t, await Pause())

    yield from inner().__await__()


# Async generators.


@shape
async def async_generator():
    a = yield 1
    await Pause()
    s(a, (yield 2), await Pause(), (yield 3))


@shape
async def async_generator_nested():
    async for x in some_async():
        yield x
        async with s as y:
            try:
                yield s(y, (yield 1))
            finally:
                await Pause()


@shape
async def async_generator_try():
    for x in [s, t]:
        try:
            yield x
            raise Boom
        except Boom:
            s(x, (yield 1), await Pause())
        finally:
            yield 2
            await Pause()


@shape
async def async_generator_comprehension():
    yield [x async for x in some_async()]
    yield s(t, [await Pause() for x in [1, 2]], (yield 1))


@shape
def async_genexp_alone():
    return ([x, y] async for x in some_async() for y in [s, await Pause()])


# Code that is no function.


def _module(source: str) -> Any:
    from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
    from types import FunctionType

    code = compile(source, "<module>", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT)
    return FunctionType(code, {**globals()})()


@shape
def module_with_await():
    return _module("x = 1\nawait Pause()\ny = s(x, await Pause())\n")


@shape
def module_with_async_comprehension():
    return _module(
        "await Pause()\n"
        "a = [x for x in [s, t] if [await Pause() for y in [1]] or x]\n"
        "b = s(t, {x async for x in some_async()}, await Pause())\n"
    )


@shape
def module_with_comprehensions():
    return _module(
        "x = 1\n"
        "a = [s(x, await Pause()) for x in [s, t]]\n"
        "b = [[(x, y, await Pause()) for y in [s] if y] for x in [t, u] if await Pause() or x]\n"
        "d = [x, *[a.append(await Pause()) for a in [[], []]], await Pause()]\n"
        "del x\n"
        "e = [(await Pause(), x) for x in [s]]\n"
        "try:\n"
        "    f = [1 / x for x in [s - s, await Pause()]]\n"
        "except Exception:\n"
        "    g = [await Pause() for x in [s, t] if await Pause() or x]\n"
    )


@shape
def module_with_comprehension_of_what_it_has():
    return _module("x = s\nawait Pause()\na = [await Pause() for x in [s]]\n")
