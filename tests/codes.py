"""The code of modules of the standard library, of every form."""

import ast
import asyncio
import contextlib
import dis
import heapq
import types
from collections.abc import Iterator
from types import CodeType, ModuleType

MODULES = (ast, asyncio.base_events, contextlib, dis, heapq, types)


def codes_of(module: ModuleType) -> Iterator[CodeType]:
    """Yield the code objects of all functions of *module*, those inside of others too."""
    waiting = [
        function.__code__
        for holder in [module, *(item for item in vars(module).values() if type(item) is type)]
        for function in vars(holder).values()
        if type(function) is types.FunctionType
    ]
    while waiting:
        code = waiting.pop()
        yield code
        waiting.extend(const for const in code.co_consts if type(const) is CodeType)


ALL_CODES = [code for module in MODULES for code in codes_of(module)]
