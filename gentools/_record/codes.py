"""What is known of the program's code objects before they run."""

from __future__ import annotations

import ast
import dis
import sys
from functools import cached_property
from itertools import pairwise
from types import CodeType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gentools._look.layout import Layout, Place, layout
from gentools._record.asking import BY_NAME
from gentools._record.moves import Moves, is_still, moves, silent_moves
from gentools._values import represent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Json = dict[str, Any]

CO_OPTIMIZED: Final = 0x1
_KINDS: Final = ((0x20, "generator"), (0x80, "coroutine"), (0x200, "async_generator"))
_JUMPS: Final = frozenset(dis.hasjrel) | frozenset(dis.hasjabs)
_CONSTANTS: Final = frozenset(dis.hasconst)

#: Instructions that bind or unbind names, and those that do nothing a name or a container could
#: notice. After any other, code of the program's objects can have run.
_BINDING: Final = (
    *("STORE_FAST", "DELETE_FAST", "LOAD_FAST_AND_CLEAR", "STORE_NAME", "DELETE_NAME"),
    *("STORE_DEREF", "DELETE_DEREF"),
)
_QUIET: Final = (
    *("LOAD_FAST", "LOAD_CONST", "LOAD_SMALL_INT", "LOAD_DEREF", "LOAD_CLOSURE", "LOAD_GLOBAL"),
    *("LOAD_NAME", "LOAD_COMMON_CONSTANT", "MAKE_FUNCTION", "MAKE_CELL", "COPY", "SWAP", "NOP"),
    *("JUMP", "POP_JUMP", "PUSH_", "PRECALL", "KW_NAMES", "RESUME", "RETURN_", "IS_OP"),
    *("END_FOR", "NOT_TAKEN", "POP_EXCEPT", "BUILD_TUPLE", "BUILD_LIST", "SET_FUNCTION_ATTRIBUTE"),
    *("CHECK_EXC_MATCH", "POP_TOP", "EXTENDED_ARG", "CACHE", "LOAD_BUILD_CLASS", "YIELD_VALUE"),
)
_DELEGATING: Final = {2: "yield from", 3: "await"}
_HANDLING: Final = ("PUSH_EXC_INFO", "POP_EXCEPT")


class Depth(NamedTuple):
    """How many objects are on the stack, and how many exceptions are being handled."""

    least: int
    most: int
    handling: int


class Info:
    """What is known of one code object of the program."""

    def __init__(self, code: CodeType, level: str, lines: Sequence[str]) -> None:
        self.code = code
        self.level = level
        self._lines = lines
        self._depths: dict[int, Depth | None] = {}
        self._called: dict[int, ast.Call | None] = {}
        self.number: int | None = None  # once it has run
        self.kind = _kind(code)
        self.is_generator = code.co_flags & 0x2A0 != 0
        self.optimized = bool(code.co_flags & CO_OPTIMIZED)
        self.plain = frozenset(code.co_varnames) - frozenset(code.co_cellvars)
        self.cells: int = len(code.co_cellvars) + len(code.co_freevars)
        #: Can other code bind its variables?
        self.shares = bool(self.cells) or not self.optimized
        self.ops: dict[int, dis.Instruction] = {}

    def prepare(self) -> None:
        """Read the instructions, if that was not done yet."""
        if self.ops:
            return
        instructions = list(dis.get_instructions(self.code))
        self.ops = {op.offset: op for op in instructions}
        self.following = {op.offset: after.offset for op, after in pairwise(instructions)}
        self.body = next(op.offset for op in instructions if op.opname == "RESUME")
        #: Those that go on after a yield, an await or a delegation, and those that start.
        self.resumes = {
            op.offset: bool((op.arg or 0) & 3) for op in instructions if op.opname == "RESUME"
        }
        self.stores = {op.offset: _names(op) for op in instructions if _binds(op)}
        self.noisy = frozenset(op.offset for op in instructions if not _is_quiet(op))
        self.handling = frozenset(op.offset for op in instructions if op.opname in _HANDLING)
        self.delegating = dict(_delegations(instructions))
        #: The keywords of the instructions that let a delegate run.
        self.sends = {
            op.offset: self.delegating.get(self.following.get(op.offset, -1), "yield from")
            for op in instructions
            if op.opname == "SEND"
        }
        #: How the others ask a frame to go on, but for those that call.
        self.asks = {op.offset: BY_NAME[op.opname] for op in instructions if op.opname in BY_NAME}
        self.asks.update(self.sends)
        self._suspending = {self.following[at]: at for at in self.ops if self._is_yield(at)}
        self.silent = frozenset(self.ops) - self.noisy - self.handling - self.stores.keys()
        self.still = frozenset(op.offset for op in instructions if is_still(op))

    @cached_property
    def layout(self) -> Layout:
        """Return what is known of the stack at each instruction."""
        return layout(self.code)

    @cached_property
    def moves(self) -> Moves:
        """Return what is sure of the instructions, where the stack is known."""
        return moves(self)

    @cached_property
    def silent_moves(self) -> Moves:
        """Return what is sure of the instructions, where the stack is not known."""
        return silent_moves(self)

    @cached_property
    def leaving(self) -> dict[int, Depth | None]:
        """Return the depths of the stack once a yield has suspended the frame."""
        known = self.layout
        return {
            offset: _depth(known.while_suspended(known.ops[offset]))
            for offset in self.ops
            if self._is_yield(offset)
        }

    @cached_property
    def plain_resumes(self) -> dict[int, int]:
        """Return the depths of the stack where a frame goes on after a plain yield, if known.

        What is sent is on top of it then.
        """
        if self.level != "opcode" or not self.is_generator:
            return {}
        places = {at: self.depth(at) for at in self.still if at not in self.delegating}
        return {at: depth.least for at, depth in places.items() if depth and _is_sure(depth)}

    @cached_property
    def plain_yields(self) -> dict[int, int]:
        """Return the depths of the stack before the plain yields, if they are known."""
        if self.level != "opcode" or self.kind not in ("generator", "coroutine"):
            return {}
        left = {at: depth for at, depth in self.leaving.items() if at not in self.delegating}
        return {
            at: depth.least + 1 for at, depth in left.items() if depth and depth.least == depth.most
        }

    def depth(self, offset: int) -> Depth | None:
        """Return the depth of the stack before the instruction at *offset*; None if not known."""
        # Catching an error here would leave a mark in the generator that runs: a None after its
        # stack, up to 3.12.
        if offset not in self._depths:
            self._depths[offset] = _depth(self.layout.before(offset))
        return self._depths[offset]

    def _is_yield(self, offset: int) -> bool:
        return self.ops[offset].opname == "YIELD_VALUE"

    def standing(self, f_lasti: int) -> int:
        """Return the instruction that a frame is at; ``f_lasti`` can be inside of its caches."""
        while f_lasti not in self.ops and f_lasti > 0:
            f_lasti -= 2
        return f_lasti

    def suspending(self, f_lasti: int) -> int:
        """Return the instruction that suspended a frame."""
        offset = f_lasti if f_lasti in self.ops else self.standing(f_lasti)
        return self._suspending.get(offset, offset)

    def resuming(self, offset: int) -> int:
        """Return the instruction that a frame suspended at *offset* goes on with."""
        return self.following[offset] if self._is_yield(offset) else offset

    def called(self, offset: int) -> ast.Call | None:
        """Return the call in the source that is made by the instruction at *offset*."""
        if offset not in self._called:
            op = self.ops.get(offset)
            self._called[offset] = None if op is None else _call(op, self._lines)
        return self._called[offset]

    def described(self, source: int) -> Json:
        """Return what the recording says of this code object."""
        code = self.code
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 0x4)
        return {
            "name": code.co_name,
            "qualname": code.co_qualname,
            "kind": self.kind,
            "source": source,
            "line": code.co_firstlineno,
            "parameters": code.co_varnames[: count + bool(code.co_flags & 0x8)],
            "instructions": [_described(op) for op in self.ops.values()],
        }


def inside(code: CodeType) -> Iterator[CodeType]:
    """Yield *code* and the code objects in it."""
    waiting = [code]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(part for part in found.co_consts if type(part) is CodeType)


def last_line(code: CodeType) -> int:
    """Return the number of the last line of *code*."""
    ends = [end for _, end, _, _ in code.co_positions() if end is not None]
    return max([code.co_firstlineno, *ends])


def _depth(place: Place | None) -> Depth | None:
    return None if place is None else Depth(place.least, place.most, place.handling)


def _is_sure(depth: Depth) -> bool:
    return depth.least == depth.most and not depth.handling


def _kind(code: CodeType) -> str:
    for flag, kind in _KINDS:
        if code.co_flags & flag:
            return kind
    if code.co_flags & CO_OPTIMIZED:
        return "function"
    return "module" if code.co_name == "<module>" else "class"


def _call(op: dis.Instruction, lines: Sequence[str]) -> ast.Call | None:
    text = segment(lines, tuple(op.positions or ())[:4])
    try:
        found = ast.parse(f"({text})", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return found if isinstance(found, ast.Call) else None


def segment(lines: Sequence[str], positions: Sequence[int | None], first: int = 1) -> str:
    """Return the text at *positions*, as `dis` gives them; an empty text if they are not known."""
    start, end, column, end_column = positions or (None,) * 4
    if start is None or end is None or column is None or end_column is None:
        return ""
    found = [line.encode() for line in lines[start - first : end - first + 1]]
    if not found:
        return ""
    found[-1] = found[-1][:end_column]
    found[0] = found[0][column:]
    return b"\n".join(found).decode(errors="replace")


def _binds(op: dis.Instruction) -> bool:
    return op.opname.startswith(_BINDING)


def _is_quiet(op: dis.Instruction) -> bool:
    if sys.version_info < (3, 12) and op.opname.startswith("POP_JUMP"):
        return "NONE" in op.opname  # the others ask for the truth of the object
    return op.opname.startswith(_QUIET) or _binds(op)


def _delegations(instructions: Sequence[dis.Instruction]) -> Iterator[tuple[int, str]]:
    """Yield the offsets at which a frame is suspended by a delegation, with its keyword."""
    for op, after in pairwise(instructions):
        if op.opname == "YIELD_VALUE" and after.opname == "RESUME":
            word = _DELEGATING.get((after.arg or 0) & 3)
            if word is not None:
                yield op.offset, word
                yield after.offset, word


def _names(op: dis.Instruction) -> tuple[str, ...]:
    names: str | tuple[str, ...] = op.argval
    return (names,) if isinstance(names, str) else names


def _described(op: dis.Instruction) -> list[Any]:
    positions = op.positions
    place = (None,) * 4 if positions is None else tuple(positions)[:4]
    if place[0] == 0:  # what a module begins with stands before its first line
        place = (1, None, None, None)
    return [op.offset, op.opname, _argument(op), *place]


def _argument(op: dis.Instruction) -> str:
    if op.opcode in _JUMPS:
        return f"to {op.argval}"
    if op.opcode in _CONSTANTS and op.argrepr:
        return represent(op.argval)
    return op.argrepr or ("" if op.arg is None else str(op.arg))
