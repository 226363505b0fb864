"""Snapshots: what is inside a generator, a coroutine or an async generator at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from dis import Positions
from functools import cached_property
from types import CellType, CodeType, FunctionType
from typing import Final, final

from gentools._look.blocks import Block, enclosing
from gentools._look.capture import NOTHING, Caller, Picture, capture
from gentools._look.code import Op
from gentools._look.kinds import kind_of, passed_on_to
from gentools._look.layout import layout
from gentools._look.places import Instruction, instructions
from gentools._look.source import position, text_at
from gentools._values import class_name, represent

#: The flags of the code of generators, coroutines and async generators.
_SUSPENDABLE: Final = 0x20 | 0x80 | 0x200


@final
@dataclass(frozen=True, eq=False, repr=False)
class Snapshot:
    """What was inside an object at the moment of :func:`snapshot`.

    Nothing in it changes afterwards, but the objects that it shows are the real ones, and they may.
    Two snapshots are equal only if they are the same one.

    >>> from gentools import my_range, snapshot
    >>> numbers = my_range(0, 3)
    >>> next(numbers)
    0
    >>> seen = snapshot(numbers)
    >>> seen.state, dict(seen.locals)
    ('GEN_SUSPENDED', {'start': 0, 'end': 3, 'index': 0})
    """

    #: ``"generator"``, ``"coroutine"``, ``"async_generator"``; ``"other"`` for a delegate that is
    #: none of these.
    kind: str
    #: Its name; the name of its class if it is an ``"other"``.
    name: str
    #: Its qualified name, as ``Class.method``.
    qualname: str
    #: Its code object; None for an ``"other"``.
    code: CodeType | None
    #: In the words of :mod:`inspect`: ``GEN_CREATED``, ``CORO_SUSPENDED``, ``AGEN_CLOSED``...; None
    #: for an ``"other"``. An async generator that awaits is suspended, as :mod:`inspect` says since
    #: 3.15; up to 3.14 it calls that running.
    state: str | None
    #: The line where it stands; None if it is closed.
    lineno: int | None
    #: The values of the variables by name, the very objects; empty if it is closed.
    locals: Mapping[str, object]
    #: The cells of those variables that are shared with other functions, by name.
    cells: Mapping[str, CellType]
    #: The objects on the evaluation stack, bottom first, NULLs left out; None where they can't be
    #: known. While it runs, those below the operands of the instruction that is being executed.
    stack: tuple[object, ...] | None
    #: Is ``stack`` all that is on the evaluation stack? Never while it runs.
    exact: bool
    #: The exception that it is handling, or None.
    handling: BaseException | None
    #: What it delegates to by ``yield from`` or awaits, or None.
    delegate: object
    #: Who resumed it, while it runs.
    caller: Caller | None
    _op: Op | None = field(default=None)
    _memory: list[object] | None = field(default=None)
    _below: "Snapshot | None" = field(default=None)

    @property
    def chain(self) -> "tuple[Snapshot, ...]":
        """Return the snapshots from this object down its delegates, this one first."""
        links: list[Snapshot] = [self]
        while (below := links[-1]._below) is not None:
            links.append(below)
        return tuple(links)

    @property
    def instruction(self) -> Instruction | None:
        """Return the instruction that suspended it, or is being executed; None if it is closed.

        Before the start it is the one that made it, RETURN_GENERATOR.
        """
        if self.code is None or self._op is None:
            return None
        return instructions(self.code)[self._op.offset]

    @property
    def next_instruction(self) -> Instruction | None:
        """Return the instruction that will be executed next if it is resumed.

        None if it runs, or is closed.
        """
        if self.code is None or self._op is None or not self._resting:
            return None
        return instructions(self.code).get(self._op.following)

    @cached_property
    def positions(self) -> Positions | None:
        """Return where in the source ``instruction`` is from, as in :mod:`dis`."""
        if self.code is None or self._op is None:
            return None
        return position(self.code, self._op.offset)

    @cached_property
    def expression(self) -> str | None:
        """Return the text of the ``yield``, ``yield from`` or ``await`` where it stands.

        None before the start, if it is closed, and where the source is not known.
        """
        if self.code is None or self.positions is None or self._unstarted:
            return None
        return text_at(self.code, self.positions)

    @cached_property
    def unbound(self) -> tuple[str, ...]:
        """Return the names of the variables that have no value."""
        if self.code is None or self._op is None:
            return ()
        names = dict.fromkeys(variable.name for variable in layout(self.code).variables)
        return tuple(name for name in names if name not in self.locals)

    @cached_property
    def enclosing(self) -> tuple[Block, ...] | None:
        """Return the blocks around the place where it stands, outermost first.

        None where the source is not known.
        """
        if self.code is None or self.positions is None or self._unstarted:
            return ()
        return enclosing(self.code, self.positions)

    @property
    def _resting(self) -> bool:
        return self.state is not None and not self.state.endswith("_RUNNING")

    @property
    def _unstarted(self) -> bool:
        return self._op is not None and self._op.name == "RETURN_GENERATOR"

    def __repr__(self) -> str:
        words = (self.kind.replace("_", " "), self.qualname, self.state or "")
        return f"<Snapshot: {' '.join(filter(None, words))}>"

    def __str__(self) -> str:
        """Return the snapshot as text; values are written by their own __repr__, cut to a line."""
        from gentools._views.snapshots import snapshot_text  # noqa: PLC0415  (it imports this)

        return snapshot_text(self)

    def _repr_html_(self) -> str:
        from gentools._views.html import snapshot_html  # noqa: PLC0415

        return snapshot_html(self)


def snapshot(obj: object) -> Snapshot:
    """Return what is inside a generator, a coroutine or an async generator at this moment.

    The object is not resumed, closed or changed, and no code of the classes of the objects in it is
    run. But the interpreter makes a frame object for it, and keeps that as long as the generator
    lives: that about doubles the memory of a generator.

    :param obj: the generator, coroutine or async generator; it may be running.
    :returns: its :class:`Snapshot`, and by ``chain`` those of its delegates.
    :raises TypeError: if *obj* is something else, such as a function that has not been called.

    The evaluation stack of what is suspended is known on CPython 3.11 to 3.15, but for these cases,
    where ``stack`` is None: free-threaded builds; up to 3.12 some calls of a method with a None as
    the last argument so far; in 3.12 comprehensions in code with a top-level ``await``, if one of
    their variables is the same object as what has its name outside; since 3.12 frames where of
    more than six variables only trying tells whether they have a value. What is running shows only
    what lies below the operands of its instruction, and up to 3.13 mostly not even that.

    >>> def halves():
    ...     print([1, (yield "one half")])
    >>> generator = halves()
    >>> next(generator)
    'one half'
    >>> seen = snapshot(generator)
    >>> seen.state, seen.lineno, seen.stack[-1], seen.instruction.opname
    ('GEN_SUSPENDED', 2, 1, 'YIELD_VALUE')
    """
    kind = kind_of(obj)
    if kind is None:
        raise TypeError(_refusal(obj))
    picture = capture(obj, kind)
    below = None if picture["delegate"] is None else _delegates(picture["delegate"], obj)
    return _snapshot(picture, below)


def chain(obj: object) -> tuple[Snapshot, ...]:
    """Return the snapshots of a generator and of its delegates, down to the innermost.

    :param obj: the generator, coroutine or async generator to begin with.
    :returns: its snapshot, then that of what it delegates to by ``yield from`` or awaits, and so
        on. Of the last one ``kind`` is ``"other"`` if it is no generator: a list, a future.
    :raises TypeError: if *obj* can't be suspended.

    While a generator runs, its delegate can be told since 3.14; before, only sometimes.

    >>> from gentools import delegating, my_range
    >>> outer = delegating(my_range(0, 3))
    >>> next(outer)
    0
    >>> [link.name for link in chain(outer)]
    ['delegating', 'my_range']
    """
    return snapshot(obj).chain


def _delegates(obj: object, outer: object) -> Snapshot:
    """Return the snapshot of *obj*, the delegate of *outer*, with those below it.

    All are taken at once, and put together from the innermost outwards: a chain may be longer than
    a recursion may be deep.
    """
    pictures: list[tuple[object, Picture | None]] = []
    seen = {id(outer)}
    while obj is not None and id(obj) not in seen:
        seen.add(id(obj))
        kind = kind_of(obj)
        picture = None if kind is None else capture(obj, kind)
        pictures.append((obj, picture))
        obj = passed_on_to(obj) if picture is None else picture["delegate"]
    below: Snapshot | None = None
    for link, picture in reversed(pictures):
        below = _other(link, below) if picture is None else _snapshot(picture, below)
    assert below is not None
    return below


def _snapshot(picture: Picture, below: Snapshot | None) -> Snapshot:
    """Return a snapshot, in less time than a frozen dataclass takes to set its fields."""
    picture["_below"] = below
    made = object.__new__(Snapshot)
    object.__setattr__(made, "__dict__", picture)
    return made


def _other(obj: object, below: Snapshot | None) -> Snapshot:
    """Return the snapshot of a delegate into which there is nothing to look."""
    return Snapshot(
        kind="other",
        name=class_name(obj),
        qualname=class_name(obj),
        code=None,
        state=None,
        lineno=None,
        locals=NOTHING,
        cells=NOTHING,
        stack=None,
        exact=False,
        handling=None,
        delegate=passed_on_to(obj),
        caller=None,
        _below=below,
    )


def _refusal(obj: object) -> str:
    """Return why there is no snapshot of *obj*, and what to do."""
    given = f"snapshot() takes a generator, coroutine or async generator, not {represent(obj)}"
    if type(obj) is FunctionType and obj.__code__.co_flags & _SUSPENDABLE:
        return f"{given}; call it first, and give what it returns"
    return given
