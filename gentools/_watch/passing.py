"""Methods that call the same method of another object, and leave no trace in a traceback.

>>> import traceback
>>> from gentools import echo, watch
>>> try:
...     watch(echo(), snapshots=False).send(1)
... except TypeError as error:
...     len(traceback.extract_tb(error.__traceback__))
1
"""

import gc
import sys
import warnings
from collections.abc import Callable
from typing import Any, Final

from gentools._look.kinds import kind_of
from gentools._look.layout import layout
from gentools._watch.exceptions import traceback_of, without_tracebacks
from gentools._watch.throwing import one_exception
from gentools._watch.transcript import Place

_WARNING: Final[set[str]] = {"throw", "athrow"} if sys.version_info >= (3, 12) else set()
_HERE: Final = globals()


def passed_on(name: str, outcome: str = "yielded") -> Callable[..., Any]:
    """Return a method that calls the method *name* of what its object drives.

    The object has that in ``_driven``, and in ``_recorder`` where to take the call down. This is
    in one piece because it's run at each resume. Once the call has returned, nothing here needs
    more stack than what has been done before it, so the value can't get lost for want of that.

    :param outcome: what it means if the call returns.
    """
    how = name.strip("_")
    is_next, is_throw = how == "next", how == "throw"

    def method(self: Any, *arguments: Any) -> Any:
        recorder = self._recorder
        look, watched = recorder.look, recorder.watched
        before = recorder.suspended(watched) or recorder.state()
        seen = look and recorder.look_before(look)
        try:
            caller: Any = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
            place: Place | None = (caller.f_code, caller.f_lasti)
        except ValueError:  # called by the interpreter itself
            place = None
        try:
            if is_next and not arguments:
                kept = arguments
                value = next(self._driven)
            else:
                arguments = _understood(self, name, arguments)
                kept = without_tracebacks(arguments) if is_throw else arguments
                value = getattr(self._driven, name)(*arguments)
        except BaseException as error:
            recorder.ended_by(error, how, arguments, place, before, seen)
            _leave_out_this_module(error)
            # Since 3.12 the frame that the exception came from keeps this one, as its `f_back`.
            self = recorder = look = watched = seen = caller = None
            arguments = kept = ()
            raise
        recorder.append(
            (
                recorder.number(),
                place,
                how,
                kept,
                outcome,
                value,
                before,
                None,
                seen,
                look and look(watched),
            )
        )
        return value

    return _named(method, name)


def making(name: str, make: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """Return a method that calls the method *name* of what its object drives, for an awaitable.

    :param make: makes a stand-in for the awaitable, given that and a recorder.
    """
    how = name.strip("_")

    def method(self: Any, *arguments: Any) -> Any:
        try:
            arguments = _understood(self, name, arguments)
            awaitable = getattr(self._driven, name)(*arguments)
            return make(awaitable, self._recorder.of_step(how, arguments))
        except BaseException as error:
            _leave_out_this_module(error)
            raise

    return _named(method, name)


def _named(method: Callable[..., Any], name: str) -> Callable[..., Any]:
    method.__name__ = name
    method.__qualname__ = f"Watched.{name}"
    method.__doc__ = f"Do what `{name}` of the watched object does, and take it down."
    return method


def _understood(stand_in: object, name: str, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the *arguments* to call the method *name* with.

    Since 3.12 more than one is deprecated for ``throw``, so one is made of them. The warning names
    the line where the method was called: the watched object, which is called here, would name this.
    """
    if len(arguments) <= 1 or name not in _WARNING:
        return arguments
    if not any(map(_passes_on, gc.get_referrers(stand_in))):
        warnings.warn(
            f"the (type, exc, tb) signature of {name}() is deprecated, "
            "use the single-arg signature instead.",
            DeprecationWarning,
            stacklevel=3,
        )
    return one_exception(arguments)


def _passes_on(generator: object) -> bool:
    """Return whether *generator* passes a ``throw`` on to its delegate, and so has warned already.

    Then it runs, and stands where it was suspended.
    """
    kind = kind_of(generator)
    frame = kind and kind.frame(generator)
    if kind is None or frame is None or not kind.running(generator):
        return False
    return layout(frame.f_code).suspending(frame.f_lasti) is not None


def _leave_out_this_module(exception: BaseException) -> None:
    """Remove what this module has added to the traceback of an exception that is caught in it.

    The ``raise`` without arguments that follows adds nothing.
    """
    traceback = traceback_of(exception)
    while traceback is not None and traceback.tb_frame.f_globals is _HERE:
        traceback = traceback.tb_next
    BaseException.with_traceback(exception, traceback)
