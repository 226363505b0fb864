"""One plain sentence for each step, made from the recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gentools._record.model import Step, Trace
    from gentools._record.parts import Frame, Transfer

_CALLER: Final = "the caller"
#: What an expression of a caller may be long, to stand in a sentence.
_SHORT: Final = 60
#: What raises StopIteration when a generator returns; everything else takes the return as the end.
_RAISING: Final = ("next()", "__next__()", "send()", "throw()")
#: How the end is told of a generator that was told to end.
_AS_ASKED: Final = {"close()": ", as `close` asks", "aclose()": ", as `aclose` asks", "drop": ""}
_WITH: Final = ("with ", "async with ")
_DELEGATING: Final = ("yield from", "await", "async for", "async with")


def sentence(step: Step) -> str:
    """Return what happened at *step*, in one sentence."""
    transfer = step.transfer
    if transfer is None:
        return _plain(step)
    return _BY_KIND[transfer.kind](step, transfer)


def line_sentence(step: Step, bound: Mapping[str, int], unbound: Sequence[str]) -> str:
    """Return where *step* is by line; *bound* and *unbound* are the variables that changed."""
    name = _who(step, step.frame.number, capital=True)
    return f"{name} is at line {step.line}{_news(step, bound, unbound)}."


def _plain(step: Step) -> str:
    name = _who(step, step.frame.number, capital=True)
    change = step.changed.get(step.frame.number, {})
    bound, unbound = change.get("set", {}), change.get("unset", ())
    if step.frame.code.by == "line" or step.instruction is None:
        return line_sentence(step, bound, unbound)
    changes = _news(step, bound, unbound)
    instruction = step.instruction
    text = f"{instruction.opname} {instruction.argrepr}".strip()
    return f"{name} is at line {step.line}, about to run {_code(text)}{changes}."


def _news(step: Step, bound: Mapping[str, int], unbound: Sequence[str]) -> str:
    texts = [f"{_code(name)} is now {_text(step, number)}" for name, number in bound.items()]
    texts += [f"{_code(name)} is gone" for name in unbound]
    return f"; {', '.join(texts)}" if texts else ""


def _create(step: Step, transfer: Transfer) -> str:
    made = _frame(step, transfer.target)
    what = made.kind.replace("_", " ") if made else "generator"
    article = "an" if what.startswith("a") else "a"
    name = _name(made)
    maker = _who(step, transfer.source, capital=True)
    return (
        f"{maker} has made {article} {what}: the frame of {name} is created, and not a line of its "
        "body has run."
    )


def _call(step: Step, transfer: Transfer) -> str:
    target = _frame(step, transfer.target)
    if target is not None and target.kind == "module":
        return "The program starts."
    source = _frame(step, transfer.source)
    caller = _who(step, transfer.source, capital=True)
    if target is not None and target.kind == "class":
        return f"{caller} runs the body of the class {_name(target)}."
    waits = "" if source is None or source.line is None else f", and waits at line {source.line}"
    return f"{caller} calls {_name(target)}{waits}."


def _start(step: Step, transfer: Transfer) -> str:
    source = _frame(step, transfer.source)
    target = _name(_frame(step, transfer.target))
    if transfer.how in _DELEGATING and source is not None:
        return (
            f"{_name(source)} reaches {_code(transfer.how or '')} at line {source.line} and starts "
            f"{target}, its delegate."
        )
    return (
        f"{_asker(step, transfer)} resumes {target} for the first time; it starts at the top, "
        "where no `yield` waits for a value."
    )


def _resume(step: Step, transfer: Transfer) -> str:
    target = _frame(step, transfer.target)
    value = "None" if transfer.value is None else _text(step, transfer.value)
    if transfer.passing:
        through = _through(step, transfer)
        then = f"{through}; {_name(target)}" if through else ", which"
        return f"{_asker(step, transfer)} resumes {_name(target)}{then} sends {value} on."
    where = _waiting_place(target)
    return (
        f"{_asker(step, transfer)} resumes {_name(target)}{_through(step, transfer)}; {value} is "
        f"sent, and becomes the value of {where}."
    )


def _throw(step: Step, transfer: Transfer) -> str:
    target = _frame(step, transfer.target)
    through = _through(step, transfer)
    if transfer.value is None and target is not None:
        return _silent_close(step, transfer, target)
    if transfer.how == "drop" and target is not None and not _at_yield(target):
        return f"{_name(target)} was dropped before it was started, and is closed."
    if transfer.how == "drop":
        return (
            f"{_name(target)} was dropped while it was suspended; GeneratorExit is thrown in at "
            f"{_waiting_place(target)}, to close it."
        )
    if target is not None and not _at_yield(target):
        return (
            f"{_asker(step, transfer)} throws {_text(step, transfer.value)} into {_name(target)}, "
            "which was never started and is closed by it."
        )
    if transfer.kind == "close":
        is_known = transfer.how or _is_with(_frame(step, transfer.source), transfer.how)
        asker = _asker(step, transfer) if is_known else "Code that is not recorded"
        what = "GeneratorExit"
    else:
        asker, what = _asker(step, transfer), _text(step, transfer.value)
    return (
        f"{asker} resumes {_name(target)}{through}; {what} is thrown in at "
        f"{_waiting_place(target)}, where {_name(target)} was waiting."
    )


def _silent_close(step: Step, transfer: Transfer, target: Frame) -> str:
    where = (
        "before it started"
        if target.offset is None or not _at_yield(target)
        else (f"where it was suspended, at line {target.line}")
    )
    name = _name(target)
    if transfer.how == "drop":
        return f"{name} was dropped and is closed {where}; nothing of its body runs."
    return f"{_closer(step, transfer)} closes {name} {where}; nothing of its body runs."


def _closer(step: Step, transfer: Transfer) -> str:
    """Return who closed a generator of which nothing ran: no event has told by what call."""
    source = _frame(step, transfer.source)
    if source is None or source.code.by != "opcode":
        return _who(step, transfer.source, capital=True)
    return _asker(step, transfer)


def _at_yield(frame: Frame) -> bool:
    return frame.instruction is not None and frame.instruction.opname == "YIELD_VALUE"


def _yield(step: Step, transfer: Transfer) -> str:
    source = _frame(step, transfer.source)
    passing = "".join(
        f"; {_name(frame)} passes it on and is suspended at line {frame.line}"
        for frame in (_frame(step, number) for number in transfer.through)
        if frame is not None
    )
    line = None if source is None else source.line
    on = "" if transfer.passing else f"; {_who(step, transfer.target)} goes on"
    return (
        f"{_name(source)} is suspended at line {line}, having yielded "
        f"{_text(step, transfer.value)}{passing}{on}."
    )


def _return(step: Step, transfer: Transfer) -> str:
    source = _frame(step, transfer.source)
    value = _text(step, transfer.value)
    if source is not None and source.kind == "class":
        return f"The body of the class {_name(source)} has run to its end."
    if source is None or source.kind == "module":
        return "The program has run to its end."
    name = _name(source)
    if source.kind == "function":
        return f"{name} has returned {value} to {_who(step, transfer.target)}."
    if source.kind == "async_generator":
        # Whoever asked for a value gets StopAsyncIteration, and who asked for the end gets None.
        goes_on = _AS_ASKED.get(transfer.how or "", f"; {_who(step, transfer.target)} goes on")
        return f"{name} has returned {value} and is closed{goes_on}."
    if transfer.how in _DELEGATING:
        target = _frame(step, transfer.target)
        line = None if target is None else target.line
        return (
            f"{name} has returned {value} and is closed; {value} becomes the value of "
            f"{_code(transfer.how or '')} at line {line} of {_name(target)}."
        )
    closed = f"{name} has returned {value} and is closed"
    return f"{closed}{_consequence(step, transfer, value)}."


def _consequence(step: Step, transfer: Transfer, value: str) -> str:
    """Return what comes of the return of a generator that nothing delegates to."""
    caller = _who(step, transfer.target)
    if transfer.how in _RAISING:
        return f"; StopIteration carries {value} to {caller}"
    if transfer.how == "for":
        return "; the `for` loop ends"
    return _AS_ASKED.get(transfer.how or "", f"; {caller} goes on")


def _raise(step: Step, transfer: Transfer) -> str:
    source = _frame(step, transfer.source)
    plain = source is None or source.kind in ("function", "module", "class")
    closed = "" if plain else ", which is closed"
    raised = "An exception" if transfer.value is None else _text(step, transfer.value)
    goes_on = f"{' and' if plain else ', and'} goes on in {_who(step, transfer.target)}"
    is_exit = raised == "`GeneratorExit()`"
    is_async = source is not None and source.kind == "async_generator"
    if is_exit and (transfer.how is None or is_async):  # it ends where nobody saw it begin
        goes_on = ""
    return f"{raised} leaves {_name(source)}{closed}{_AS_ASKED.get(transfer.how or '', goes_on)}."


_BY_KIND: Final[dict[str, Callable[[Step, Transfer], str]]] = {
    "create": _create,
    "call": _call,
    "start": _start,
    "next": _resume,
    "send": _resume,
    "throw": _throw,
    "close": _throw,
    "yield": _yield,
    "return": _return,
    "raise": _raise,
}


def _code(text: str) -> str:
    return f"`{text}`"


def _text(step: Step, number: int | None) -> str:
    return "a value" if number is None else _code(step.value(number).text)


def _frame(step: Step, number: int | None) -> Frame | None:
    return None if number is None else step.frame_of(number)


def _name(frame: Frame | None) -> str:
    return _CALLER if frame is None else _code(frame.label)


def module_name(trace: Trace) -> str:
    """Return what the frame of the module is called.

    It is the caller of the generators, unless functions are recorded that may be their callers too.
    """
    has_others = any(code.kind in ("function", "class") for code in trace.codes)
    return "the program" if has_others else _CALLER


def _who(step: Step, number: int | None, *, capital: bool = False) -> str:
    frame = _frame(step, number)
    if frame is not None and frame.kind != "module":
        return _code(frame.label)
    name = _CALLER if frame is None else module_name(step.trace)
    return name.capitalize() if capital else name


def _asker(step: Step, transfer: Transfer) -> str:
    """Return who resumes, best by the expression that does it."""
    source = _frame(step, transfer.source)
    if transfer.how == "unpacking" and source is not None:
        return f"The unpacking at line {source.line}"
    if source is not None and _is_with(source, transfer.how):
        return f"The `with` statement at line {source.line}"
    return _expression(step, transfer.source) or _who(step, transfer.source, capital=True)


def _is_with(frame: Frame | None, how: str | None) -> bool:
    """Return whether *frame* is at what a `with` statement calls, before its block or after it.

    Such an instruction stands for the statement as a whole, or since 3.13 for what is behind
    `with`, as the call in there does.
    """
    if frame is None or frame.instruction is None or how in _RAISING:
        return False
    positions, source = frame.instruction.positions, frame.code.source
    text = source.segment(positions)
    return text.startswith(_WITH) or (bool(text) and f"with {text}" in source.line(positions[0]))


def _expression(step: Step, number: int | None) -> str | None:
    frame = _frame(step, number)
    if frame is None or frame.instruction is None:
        return None
    if frame.instruction.opname == "FOR_ITER":
        return f"The `for` loop at line {frame.line}"
    text = frame.code.source.segment(frame.instruction.positions)
    return _code(text) if text and "\n" not in text and len(text) <= _SHORT else None


def _waiting_place(frame: Frame | None) -> str:
    if frame is None:
        return "the `yield`"
    return f"the `{_word(frame)}` at line {frame.line}"


def _word(frame: Frame) -> str:
    """Return the keyword at which *frame* waits."""
    if frame.instruction is not None:
        text = frame.code.source.segment(frame.instruction.positions)
        for word in ("yield from", "await"):
            if text.startswith(word):
                return word
    return "await" if frame.kind == "coroutine" else "yield"


def _through(step: Step, transfer: Transfer) -> str:
    names = [_name(_frame(step, number)) for number in transfer.through]
    return f", through {', '.join(names)}" if names else ""
