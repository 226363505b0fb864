"""Generators and coroutines of the standard library, for the variety of code that others write."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import difflib
import dis
import email.iterators
import email.message
import fractions
import glob
import heapq
import inspect
import io
import ipaddress
import json
import os
import pkgutil
import random
import textwrap
import tokenize
import traceback
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

SOURCE = inspect.getsource(textwrap)
TREE = ast.parse(SOURCE)
SHORT = SOURCE.splitlines(keepends=True)[:40]
HERE = Path(__file__).resolve().parent
LIBRARY: dict[str, Callable[[], Any]] = {}


def library(make: Callable[[], Any]) -> Callable[[], Any]:
    LIBRARY[make.__name__] = make
    return make


@library
def tokens() -> Any:
    return tokenize.generate_tokens(iter(SHORT).__next__)


@library
def tokens_of_bytes() -> Any:
    return tokenize.tokenize(io.BytesIO("".join(SHORT).encode()).readline)


@library
def walk_folders() -> Any:
    return os.walk(HERE)


@library
def walk_folders_bottom_up() -> Any:
    return os.walk(HERE, topdown=False)


@library
def difference() -> Any:
    return difflib.Differ().compare(SHORT, [*SHORT[5:], "x\n"])


@library
def unified_difference() -> Any:
    return difflib.unified_diff(SHORT, [*SHORT[5:], "x\n"])


@library
def context_difference() -> Any:
    return difflib.context_diff(SHORT, [*SHORT[:5], "x\n", *SHORT[7:]])


@library
def grouped_opcodes() -> Any:
    return difflib.SequenceMatcher(None, SHORT, SHORT[5:]).get_grouped_opcodes()


@library
def merge() -> Any:
    return heapq.merge([1, 4, 7], [2, 5], iter([3, 6]), key=lambda x: x)


@library
def merge_reverse() -> Any:
    return heapq.merge([7, 4, 1], [5, 2], reverse=True)


@library
def json_chunks() -> Any:
    encoder = json.JSONEncoder(indent=1)
    return encoder.iterencode({"a": [1, {"b": None}, []], "c": {"d": [True, 1.5, "x"]}})


@library
def json_chunks_in_python() -> Any:
    class Unknown(json.JSONEncoder):
        def default(self, o: Any) -> Any:
            return [str(o)]

    return Unknown(indent=2).iterencode([1, object, {"x": (object, [2])}])


@library
def glob_recursive() -> Any:
    return glob.iglob(str(HERE / "**" / "*.py"), recursive=True)  # noqa: PTH207 - it is this one that is stepped


@library
def instructions() -> Any:
    return dis.get_instructions(textwrap.wrap)


@library
def stack_of_labels() -> Any:
    return dis.findlinestarts(textwrap.wrap.__code__)


@library
def ast_walk() -> Any:
    return ast.walk(TREE)


@library
def ast_children() -> Any:
    return ast.iter_child_nodes(TREE)


@library
def ast_fields() -> Any:
    return ast.iter_fields(TREE.body[0])


@library
def xml_found() -> Any:
    return ET.fromstring("<a><b><c/></b><b x='1'/><c/></a>").iterfind(".//b[@x='1']")


@library
def context_manager() -> Any:
    return _managed().gen


@contextlib.contextmanager
def _managed() -> Any:
    with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
        yield stack


@library
def subnets() -> Any:
    return ipaddress.ip_network("10.0.0.0/29").subnets(new_prefix=31)


@library
def hosts() -> Any:
    return ipaddress.ip_network("10.0.0.0/29").hosts()


@library
def excluded_addresses() -> Any:
    whole, hole = ipaddress.IPv4Network("10.0.0.0/28"), ipaddress.IPv4Network("10.0.0.4/30")
    return whole.address_exclude(hole)


@library
def summarized_addresses() -> Any:
    first, last = ipaddress.ip_address("10.0.0.1"), ipaddress.ip_address("10.0.0.9")
    return ipaddress.summarize_address_range(first, last)


@library
def walked_tracebacks() -> Any:
    try:
        random.choice([])
    except IndexError as error:
        return traceback.walk_tb(error.__traceback__)


@library
def formatted_exception() -> Any:
    try:
        try:
            fractions.Fraction(1, 0)
        except ZeroDivisionError as error:
            raise ExceptionGroup("g", [error, KeyError(1)]) from error
    except ExceptionGroup as group:
        return traceback.TracebackException.from_exception(group).format()


@library
def modules() -> Any:
    return pkgutil.walk_packages([str(HERE)])


@library
def message_parts() -> Any:
    return _message().walk()


@library
def message_lines() -> Any:
    return email.iterators.body_line_iterator(_message())


def _message() -> email.message.Message:
    outer = email.message.EmailMessage()
    outer.set_content("one\ntwo\n")
    outer.add_alternative("<p>three</p>", subtype="html")
    return outer


@library
def sleeping() -> Any:
    async def main() -> int:
        await asyncio.sleep(0)
        async with asyncio.Lock(), contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(contextlib.aclosing(_ticks()))
            await asyncio.sleep(0)
        return 1

    return main()


async def _ticks() -> Any:
    for number in range(3):
        await asyncio.sleep(0)
        yield number


@library
def ticking() -> Any:
    async def main() -> list[int]:
        async with contextlib.aclosing(_ticks()) as ticks:
            return [number async for number in ticks]

    return main()


@library
def async_context_manager() -> Any:
    @contextlib.asynccontextmanager
    async def manage() -> Any:
        try:
            await asyncio.sleep(0)
            yield 1
        finally:
            await asyncio.sleep(0)

    async def main() -> None:
        async with manage(), manage() as one:
            await asyncio.sleep(one * 0)

    return main()


@library
def queue_without_a_loop() -> Any:
    async def main() -> Any:
        queue: asyncio.Queue[int] = asyncio.Queue()
        await queue.put(1)
        await asyncio.sleep(0)
        return await queue.get()

    return main()
