"""The event loop of the book serves real sockets, ends in good order, and does as asyncio does.

Everything stays on this machine: sockets are on the loopback interface or pairs, the number of
connections is bounded, and so is the time that a test may take.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from random import Random
from selectors import DefaultSelector
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from snippets.corpus import ROOT, Corpus

pytestmark = pytest.mark.native

CHAPTER = "event-loop"
CLIENTS = 300
SECONDS = 30
ROUNDS = 5_000

Program = Callable[[Any], Coroutine[Any, Any, Any]]
Turn = tuple[float, str, str, str]


class Defect(NamedTuple):
    """Of what a listing says, something else."""

    listing: str
    old: str
    new: str


def listings(*last: str, defect: Defect | None = None) -> dict[str, Any]:
    """Return the names that these listings define, and those that they continue."""
    corpus = Corpus.load(ROOT, [CHAPTER])
    chains = [corpus.chain(corpus.blocks[f"{CHAPTER}/{name}"]) for name in last]
    sources = {block.name: block.source for chain in chains for block in chain}
    if defect:
        assert sources[defect.listing].count(defect.old) == 1
        sources[defect.listing] = sources[defect.listing].replace(defect.old, defect.new)
    names: dict[str, Any] = {"__name__": CHAPTER}
    for name, source in sources.items():
        exec(compile(source, f"{name}.py", "exec"), names)
    return names


@cache
def book() -> SimpleNamespace:
    """Return what the chapter has for sockets."""
    return SimpleNamespace(**listings("sleep", "turns_of", "client"))


class Late(Exception):
    """A program was still running when its time was over."""


class Bounded(DefaultSelector):
    """A selector that has no more than so many seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.end = time.monotonic() + SECONDS

    def select(self, timeout: float | None = None) -> Any:
        left = self.end - time.monotonic()
        if left <= 0:
            raise Late
        return super().select(left if timeout is None else min(timeout, left))


@contextmanager
def ours() -> Iterator[Any]:
    loop = book().SocketLoop(Bounded(), time.monotonic)
    try:
        yield loop
    finally:
        loop.close()


@contextmanager
def asyncios() -> Iterator[Any]:
    def new_loop() -> asyncio.AbstractEventLoop:
        return asyncio.SelectorEventLoop(Bounded())

    with asyncio.Runner(loop_factory=new_loop) as runner:
        yield runner.get_loop()


@pytest.fixture(autouse=True)
def no_loop_of_others() -> Iterator[None]:
    """What drives Chromium leaves a loop of its own that is said to run in this thread."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(autouse=True)
def bounded_sockets() -> Iterator[None]:
    """A call of a socket that waits, though it should not, gives up before the loop does."""
    socket.setdefaulttimeout(1)
    yield
    socket.setdefaulttimeout(None)


LOOPS = pytest.mark.parametrize("new_loop", [ours, asyncios])


def nonblocking_server(backlog: int = 1) -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0), backlog=backlog)
    listener.setblocking(False)
    return listener


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


@pytest.fixture
def many_files() -> Iterator[None]:
    """Two for each client, where a process may not open so many by itself."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= soft < 3 * CLIENTS:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3 * CLIENTS, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def pause(loop: Any) -> None:
    await book().sleep(loop, 0.001)


# Real connections.


@pytest.mark.posix
@pytest.mark.usefixtures("many_files")
@LOOPS
def test_a_few_hundred_connections_are_served_at_once(new_loop: Any) -> None:
    held = open_files()
    most = 0

    async def counted(loop: Any, connection: socket.socket, open_now: set[int]) -> None:
        nonlocal most
        open_now.add(connection.fileno())
        most = max(most, len(open_now))
        await book().echo(loop, connection)

    async def serve(loop: Any, listener: socket.socket, tasks: set[Any]) -> None:
        open_now: set[int] = set()
        with listener:
            while True:
                connection, _ = await loop.sock_accept(listener)
                assert connection.gettimeout() == 0
                tasks.add(loop.create_task(counted(loop, connection, open_now)))

    async def main(loop: Any) -> list[bytes]:
        listener = nonblocking_server(CLIENTS)
        tasks: set[Any] = set()
        tasks.add(loop.create_task(serve(loop, listener, tasks)))
        begin = loop.create_future()
        talks = [
            loop.create_task(book().client(loop, listener.getsockname(), words(number), begin))
            for number in range(CLIENTS)
        ]
        while len(tasks) < 1 + CLIENTS:
            await pause(loop)
        begin.set_result(None)
        return [await talk for talk in talks]

    def words(number: int) -> bytes:
        return b"%d speaking. " % number * 100

    with new_loop() as loop:
        answers = loop.run_until_complete(main(loop))
        assert answers == [words(number) for number in range(CLIENTS)]
        assert most == CLIENTS
    assert open_files() == held


@LOOPS
def test_more_than_fits_into_a_buffer_is_sent_and_comes_back(new_loop: Any) -> None:
    words = Random(0).randbytes(3_000_000)

    async def main(loop: Any) -> bytes:
        here, there = pair()
        server = loop.create_task(book().echo(loop, there))
        with here:
            sending = loop.create_task(send(loop, here.dup()))
            answer = bytearray()
            while len(answer) < len(words):
                answer += await loop.sock_recv(here, 65_536)
            await sending
        await server
        return bytes(answer)

    async def send(loop: Any, sock: socket.socket) -> None:
        with sock:
            await loop.sock_sendall(sock, words)

    with new_loop() as loop:
        assert loop.run_until_complete(main(loop)) == words


@LOOPS
def test_nobody_listens_at_a_closed_port(new_loop: Any) -> None:
    async def main(loop: Any) -> None:
        with nonblocking_server() as listener:
            address = listener.getsockname()
        begin = loop.create_future()
        await book().client(loop, address, b"anybody?", begin)

    with new_loop() as loop, pytest.raises(ConnectionRefusedError):
        loop.run_until_complete(main(loop))


# Timers of a real clock.


@LOOPS
def test_timers_are_late_rather_than_early_and_in_order(new_loop: Any) -> None:
    rung: list[tuple[float, float]] = []

    async def main(loop: Any) -> None:
        real, began = loop.time, loop.time()
        loop.time = lambda: began  # however long it takes to set them
        for delay in 0.03, 0.01, 0.012, 0.02, 0.0:
            loop.call_later(delay, lambda due: rung.append((due, real())), began + delay)
        loop.time = real
        await book().sleep(loop, 0.04)

    with new_loop() as loop:
        loop.run_until_complete(main(loop))
    assert [due for due, _ in rung] == sorted(due for due, _ in rung)
    assert len(rung) == 5
    resolution = time.get_clock_info("monotonic").resolution
    assert all(at >= due - resolution for due, at in rung)


# Cancelling, and the end.


@LOOPS
def test_a_silent_connection_is_hung_up_on(new_loop: Any) -> None:
    async def main(loop: Any) -> tuple[bytes, bool]:
        here, there = pair()
        with here:
            echo = loop.create_task(book().echo(loop, there))
            loop.call_later(0.01, echo.cancel)
            goodbye = await loop.sock_recv(here, 1024)
            with suppress(asyncio.CancelledError):
                await echo
            return goodbye, there.fileno() == -1

    with new_loop() as loop:
        assert loop.run_until_complete(main(loop)) == (b"", True)


def test_a_cancelled_wait_leaves_the_socket_to_others() -> None:
    async def main(loop: Any) -> bytes:
        here, there = pair()
        with here, there:
            waiting = loop.create_task(loop.sock_recv(here, 1024))
            await pause(loop)
            assert len(loop.selector.get_map()) == 1
            waiting.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
            assert len(loop.selector.get_map()) == 0
            await loop.sock_sendall(there, b"for somebody else")
            return bytes(await loop.sock_recv(here, 1024))

    with ours() as loop:
        assert loop.run_until_complete(main(loop)) == b"for somebody else"


@pytest.mark.posix
def test_closing_the_loop_ends_what_is_left_and_closes_its_sockets() -> None:
    held = open_files()
    said: list[str] = []

    async def slow_goodbye(loop: Any) -> None:
        try:
            await loop.create_future()
        finally:
            await pause(loop)
            said.append("goodbye")

    async def main(loop: Any) -> None:
        listener = nonblocking_server(CLIENTS)
        loop.create_task(book().serve(loop, listener))
        loop.create_task(slow_goodbye(loop))
        address = listener.getsockname()
        callers.extend(socket.create_connection(address) for _ in range(50))
        while len(loop.tasks) < 1 + 1 + 1 + len(callers):
            await pause(loop)

    callers: list[socket.socket] = []
    with ours() as loop:
        loop.run_until_complete(main(loop))
        assert len(loop.tasks) >= 2 + len(callers)
    assert loop.tasks == {}
    assert said == ["goodbye"]
    for caller in callers:
        with caller:
            assert caller.recv(1024) == b""
    assert open_files() == held


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_leaves_the_loop_which_can_still_be_closed(error: type) -> None:
    said: list[str] = []

    async def interrupted() -> None:
        raise error

    async def main(loop: Any) -> None:
        try:
            loop.create_task(interrupted())
            await loop.create_future()
        finally:
            said.append("goodbye")

    with pytest.raises(error), ours() as loop:
        loop.run_until_complete(main(loop))
    assert said == ["goodbye"]
    assert loop.tasks == {}


# Turn against turn.


def turns_with_sockets(new_loop: Any, program: Program) -> list[Turn]:
    turns: list[Turn] = []
    with new_loop() as loop:
        loop.turns = turns
        loop.run_until_complete(program(loop))
    return [(0, *turn[1:]) for turn in turns]


def pair() -> tuple[socket.socket, socket.socket]:
    both = socket.socketpair()
    for sock in both:
        sock.setblocking(False)
    return both


def talks(seed: int) -> Program:
    """Return a program of clients, echoes and cancellations on pairs of sockets."""

    async def client(loop: Any, sock: socket.socket, dice: Random) -> int:
        with sock:
            words = dice.randrange(1, 5)
            for _ in range(words):
                await loop.sock_sendall(sock, b"word")
                if dice.random() < 0.3:
                    await asyncio.sleep(0)
                await loop.sock_recv(sock, 1024)
            return words

    async def program(loop: Any) -> None:
        dice, tasks = Random(seed), []
        for number in range(dice.randrange(1, 6)):
            here, there = pair()
            start = book().start
            echo = start(loop, f"echo {number}", book().echo(loop, there))
            tasks += [echo, start(loop, f"client {number}", client(loop, here, dice))]
        if dice.random() < 0.5:
            await asyncio.sleep(0)
            dice.choice(tasks[1::2]).cancel()
        for task in tasks:
            with suppress(OSError, asyncio.CancelledError):
                await task

    return program


@pytest.mark.posix
def test_tasks_with_sockets_have_the_turns_that_they_have_in_asyncio() -> None:
    for seed in range(100):
        program = talks(seed)
        theirs = turns_with_sockets(asyncios, program)
        assert theirs
        assert turns_with_sockets(ours, program) == theirs, seed


@cache
def both_loops(defect: Defect | None = None) -> SimpleNamespace:
    """Return what the chapter has to compare its loop, or a wrong one, with that of asyncio."""
    names = listings("random_program", "run", "asyncio_loop", defect=defect)
    jumping: type = names["JumpingClock"]

    class Bounded(jumping):  # type: ignore[misc]
        rounds = 0

        def select(self, timeout: float | None) -> Any:
            self.rounds += 1
            if self.rounds > ROUNDS:
                raise Late
            return super().select(timeout)

    names["JumpingClock"] = Bounded
    return SimpleNamespace(**names)


def test_random_programs_have_the_turns_that_they_have_in_asyncio() -> None:
    names = both_loops()
    thrown = 0
    for seed in range(1000, 1400):
        theirs = names.turns_of(names.run_in_asyncio, names.random_program(seed))
        assert names.turns_of(names.run, names.random_program(seed)) == theirs, seed
        thrown += sum("throw" in how for _, _, how, _ in theirs)
    assert thrown > 100


DEFECTS = {
    "timers come before what is ready": Defect(
        "loop", "self._ready.append(heappop", "self._ready.appendleft(heappop"
    ),
    "calls are made in the round in which they are added": Defect(
        "loop", "for _ in range(len(self._ready)):", "while self._ready:"
    ),
    "the last call is made first": Defect("loop", "self._ready.popleft()", "self._ready.pop()"),
    "a cancellation is forgotten": Defect("task", "self._must_cancel = True", "pass"),
    "a cancellation does not reach what is awaited": Defect(
        "task", "self._awaited is None or not self._awaited.cancel()", "True"
    ),
    "a cancellation is thrown twice": Defect(
        "task",
        "self._must_cancel, error = False, CancelledError()",
        "error = CancelledError()",
    ),
    "a task that cancels itself is not cancelled": Defect(
        "task", "self._must_cancel and awaited.cancel()", "False"
    ),
    "a task that has cancelled itself returns": Defect(
        "task",
        "if self._must_cancel:\n                super().cancel()",
        "if False:\n                pass",
    ),
    "an error is sent as if there were none": Defect("task", "self._step(error)", "self._step()"),
    "a cancelled task has an error": Defect(
        "task",
        "except CancelledError:\n            super().cancel()",
        "except ZeroDivisionError:\n            pass",
    ),
}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("wrong", DEFECTS)
def test_a_loop_with_a_defect_takes_other_turns(wrong: str) -> None:
    names = both_loops(DEFECTS[wrong])
    assert any(differs(names, seed) for seed in range(1000, 1400))


def differs(names: SimpleNamespace, seed: int) -> bool:
    theirs = names.turns_of(names.run_in_asyncio, names.random_program(seed))
    try:
        return bool(names.turns_of(names.run, names.random_program(seed)) != theirs)
    except (Late, OSError, RuntimeError, asyncio.CancelledError, asyncio.InvalidStateError):
        return True
