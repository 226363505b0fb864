"""The transcript of `watch`: who resumed, how and with what, and what came back."""

import gc
import sys
import threading
import weakref
from collections.abc import Generator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import echo, last_words, my_range, resilient, snapshot, tally, watch
from gentools._watch.transcript import _caller


def returned(generator: Any) -> Any:
    with pytest.raises(StopIteration) as ending:
        next(generator)
    return ending.value.value


def outer(inner: Any) -> Generator[Any, Any, Any]:
    return (yield from inner)


def test_an_entry_says_what_was_called_with_what_and_what_came_back() -> None:
    watched = watch(tally())
    next(watched)
    watched.send(5)
    with pytest.raises(StopIteration):
        watched.send(None)
    assert [(e.number, e.how, e.given, e.outcome, e.value) for e in watched.transcript] == [
        (1, "next", None, "yielded", 0),
        (2, "send", 5, "yielded", 5),
        (3, "send", None, "returned", 5),
    ]


def test_an_entry_says_the_states() -> None:
    watched = watch(my_range(0, 1), snapshots=False)
    assert list(watched) == [0]
    assert [(e.state_before, e.state_after) for e in watched.transcript] == [
        ("GEN_CREATED", "GEN_SUSPENDED"),
        ("GEN_SUSPENDED", "GEN_CLOSED"),
    ]


def test_an_entry_says_who_resumed() -> None:
    watched = watch(my_range(0, 3))
    next(watched)
    caller = watched.transcript[0].caller
    assert caller is not None
    code = sys._getframe().f_code
    assert (caller.name, caller.qualname) == (code.co_name, code.co_qualname)
    assert (caller.filename, caller.lineno) == (__file__, code.co_firstlineno + 2)


def test_the_line_of_a_caller_is_that_of_the_instruction_it_stands_at() -> None:
    code = outer.__code__
    lines = [line for line, *_ in code.co_positions()]
    callers = [_caller((code, 2 * number)) for number in range(len(lines))]
    assert [caller and caller.lineno for caller in callers] == lines


def test_the_caller_is_the_generator_that_delegates() -> None:
    watched = watch(my_range(0, 3))
    next(outer(watched))
    caller = watched.transcript[0].caller
    assert caller is not None
    assert caller.name == "outer"


@pytest.mark.native
def test_there_is_no_caller_if_the_interpreter_itself_calls() -> None:
    import _thread  # noqa: PLC0415

    watched = watch(my_range(0, 3))
    done = threading.Event()
    watched_in_thread = watch(waiting(done))
    _thread.start_new_thread(watched_in_thread.__next__, ())
    assert done.wait(10)
    while not watched_in_thread.transcript:
        pass
    assert watched_in_thread.transcript[0].caller is None
    assert str(watched_in_thread.transcript[0]).split() == [
        "1",
        "next()",
        "yielded",
        "None",
        "created",
        "->",
        "suspended",
    ]
    assert str(watched_in_thread.transcript[0]).startswith("1  next()")
    assert not watched.transcript


def waiting(done: threading.Event) -> Generator[None, None, None]:
    done.set()
    yield


def test_what_is_thrown_and_raised_is_shown_without_its_traceback() -> None:
    watched = watch(echo())
    next(watched)
    with pytest.raises(ValueError, match="no"):
        watched.throw(ValueError("no", 1))
    entry = watched.transcript[-1]
    assert str(entry.given) == str(entry.value) == "ValueError('no', 1)"
    assert entry.outcome == "raised"
    assert isinstance(entry.value, tuple)
    assert entry.value == (ValueError, ("no", 1))


def test_a_class_that_is_thrown_is_shown_by_its_name() -> None:
    watched = watch(resilient())
    next(watched)
    watched.throw(ValueError)
    assert str(watched.transcript[-1].given) == "ValueError"


def test_no_class_of_an_exception_can_get_in_the_way() -> None:
    class Meta(type):
        def __hash__(cls) -> int:
            raise AssertionError

        def __eq__(cls, other: object) -> bool:
            raise AssertionError

    class Hostile(Exception, metaclass=Meta):
        def __getattribute__(self, name: str) -> Any:
            raise AssertionError

        def with_traceback(self, traceback: Any) -> Any:
            raise AssertionError

    for thrown in (Hostile, Hostile(1)):
        watched = watch(echo())
        next(watched)
        with pytest.raises(Hostile):
            watched.throw(thrown)
        assert watched.transcript[-1].outcome == "raised"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_value_that_is_thrown_is_asked_for_its_class() -> None:
    class Liar:
        @property  # type: ignore[misc]
        def __class__(self) -> Any:
            raise AssertionError

    for arguments in ((Liar(),), (Liar(), None, None), (ValueError, None, Liar())):
        watched = watch(echo())
        next(watched)
        with pytest.raises(TypeError):
            watched.throw(*arguments)


def test_a_text_of_an_exception_runs_no_code_of_its_class() -> None:
    class Liar(ValueError):
        args = property(lambda self: 1 / 0)

        def __repr__(self) -> str:
            raise AssertionError

    watched = watch(echo())
    next(watched)
    with pytest.raises(Liar):
        watched.throw(Liar(1))
    assert "raised Liar(1)" in str(watched.transcript)


def test_an_exception_is_not_kept_alive() -> None:
    class Weak(Exception):
        pass

    watched = watch(echo())
    next(watched)
    error = Weak()
    gone = weakref.ref(error)
    with pytest.raises(Weak):
        watched.throw(error)
    del error
    gc.collect()
    assert gone() is None
    assert len(watched.transcript) == 2


def test_to_resume_a_closed_generator_returns_nothing() -> None:
    watched = watch(my_range(0, 0))
    assert returned(watched) is None
    assert returned(watched) is None
    assert [(e.outcome, str(e.value)) for e in watched.transcript] == [
        ("returned", "None"),
        ("raised", "StopIteration()"),
    ]


def test_a_stop_iteration_that_is_thrown_into_a_closed_generator_was_raised() -> None:
    watched = watch(my_range(0, 0))
    watched.close()
    with pytest.raises(StopIteration):
        watched.throw(StopIteration(3))
    assert str(watched.transcript[-1].value) == "StopIteration(3)"


@pytest.mark.parametrize("value", [(1, 2), StopIteration(3), None, ValueError("no")])
def test_any_value_can_be_returned(value: object) -> None:
    def returning() -> Generator[None, None, object]:
        yield
        return value

    watched = watch(returning())
    next(watched)
    assert returned(watched) is value
    assert watched.transcript[1].value is value


def test_close_returns_what_the_generator_returns_where_it_does() -> None:
    plain, watched = last_words("bye"), watch(last_words("bye"))
    next(plain)
    next(watched)
    closed = plain.close()  # type: ignore[func-returns-value]
    assert watched.close() == closed
    entry = watched.transcript[-1]
    assert (entry.outcome, entry.value, entry.state_after) == ("returned", closed, "GEN_CLOSED")


def test_to_resume_a_running_generator_is_raised_while_it_runs() -> None:
    def entering() -> Generator[None, None, None]:
        with pytest.raises(ValueError, match="already executing"):
            next(watched)
        yield

    watched = watch(entering())
    next(watched)
    inner, whole = watched.transcript
    assert (inner.state_before, inner.state_after) == ("GEN_RUNNING", "GEN_RUNNING")
    assert (inner.outcome, inner.number) == ("raised", 1)
    assert (whole.outcome, whole.number) == ("yielded", 2)


def test_a_value_that_cannot_be_sent_leaves_the_generator_unstarted() -> None:
    watched = watch(echo())
    with pytest.raises(TypeError):
        watched.send(1)
    entry = watched.transcript[0]
    assert (entry.state_before, entry.state_after) == ("GEN_CREATED", "GEN_CREATED")


def test_there_is_a_snapshot_before_and_after() -> None:
    watched = watch(my_range(0, 3))
    next(watched)
    next(watched)
    entry = watched.transcript[1]
    assert entry.before is not None and entry.after is not None
    assert (entry.before.locals["index"], entry.after.locals["index"]) == (0, 1)
    assert [(change.key, change.before, change.after) for change in entry.changes] == [
        ("index", 0, 1)
    ]


def test_a_snapshot_that_still_holds_is_not_taken_again() -> None:
    watched = watch(my_range(0, 3))
    first, second = next(watched), next(watched)
    assert (first, second) == (0, 1)
    earlier, later = watched.transcript
    assert later.before is earlier.after


def test_what_happens_behind_the_back_of_the_stand_in_is_seen_before_the_next_call() -> None:
    watched = watch(my_range(0, 5))
    next(watched)
    next(watched.wrapped)
    next(watched)
    before = watched.transcript[1].before
    assert before is not None
    assert before.locals["index"] == 1


def test_a_transcript_that_was_cleared_keeps_no_snapshot() -> None:
    watched = watch(my_range(0, 3))
    next(watched)
    taken = watched.transcript[0].after
    gone = weakref.ref(taken)
    del taken
    watched.transcript.clear()
    gc.collect()
    assert gone() is None
    next(watched)
    assert watched.transcript[0].before is not None


def test_the_snapshots_are_those_of_the_generator_itself() -> None:
    watched = watch(my_range(0, 3))
    next(watched)
    taken = watched.transcript[0].after
    assert taken is not None
    assert taken.lineno == snapshot(watched.wrapped).lineno


def test_without_snapshots_there_are_none() -> None:
    watched = watch(my_range(0, 3), snapshots=False)
    next(watched)
    entry = watched.transcript[0]
    assert (entry.before, entry.after, entry.changes) == (None, None, ())


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_value_is_not_lost_where_there_is_no_room_to_look_at_what_changed(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def failing(watched: object, last: object) -> None:
        raise error

    monkeypatch.setattr("gentools._watch.recorder.is_unchanged", failing)
    watched = watch(my_range(0, 3))
    assert [next(watched), next(watched)] == [0, 1]
    before = watched.transcript[1].before
    assert before is not None
    assert before.locals["index"] == 0


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_a_value_is_not_lost_where_there_is_no_room_for_a_snapshot(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def failing(watched: object) -> None:
        raise error

    monkeypatch.setattr("gentools._watch.recorder.snapshot", failing)
    watched = watch(my_range(0, 3))
    assert next(watched) == 0
    entry = watched.transcript[0]
    assert (entry.before, entry.after, entry.changes) == (None, None, ())


def test_nothing_is_said_of_changes_where_there_was_no_room_for_the_second_snapshot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing_once_it_has_started(generator: Any) -> Any:
        if generator.gi_suspended:
            raise RecursionError
        return snapshot(generator)

    monkeypatch.setattr("gentools._watch.recorder.snapshot", failing_once_it_has_started)
    watched = watch(my_range(0, 3))
    next(watched)
    entry = watched.transcript[0]
    assert entry.before is not None
    assert (entry.after, entry.changes) == (None, ())


@given(st.integers(1, 20), st.integers(0, 40))
def test_the_last_entries_are_kept(keep: int, length: int) -> None:
    watched = watch(my_range(0, length), snapshots=False, keep=keep)
    assert list(watched) == list(range(length))
    numbers = [entry.number for entry in watched.transcript]
    assert numbers == list(range(1, length + 2))[-keep:]


def test_all_entries_can_be_kept() -> None:
    watched = watch(my_range(0, 2000), snapshots=False, keep=None)
    assert sum(watched) == 1999000
    assert len(watched.transcript) == 2001


def test_entries_can_be_let_go_of_and_are_numbered_on() -> None:
    class Value:
        pass

    watched = watch(echo(), snapshots=False)
    next(watched)
    value = Value()
    gone = weakref.ref(value)
    watched.send(value)
    watched.send(None)
    del value
    gc.collect()
    assert gone() is not None
    watched.transcript.clear()
    gc.collect()
    assert gone() is None
    watched.send("next")
    assert [entry.number for entry in watched.transcript] == [4]


def test_a_transcript_is_a_sequence() -> None:
    watched = watch(my_range(0, 5))
    numbers = [*watched]
    transcript = watched.transcript
    assert [entry.value for entry in transcript[:5]] == numbers
    assert transcript[-1] == transcript[5] and transcript[5] in transcript
    assert [entry.number for entry in reversed(transcript)] == [6, 5, 4, 3, 2, 1]
    with pytest.raises(IndexError):
        transcript[6]


def test_a_transcript_can_be_read_while_it_grows() -> None:
    watched = watch(my_range(0, 5))
    next(watched)
    for entry in watched.transcript:
        assert entry.number == 1
        next(watched)
    assert len(watched.transcript) == 2


def test_the_text_is_a_table() -> None:
    watched = watch(tally())
    next(watched)
    watched.send(10)
    name = sys._getframe().f_code.co_name
    first = sys._getframe().f_code.co_firstlineno
    space = " " * (len(name) - 1)
    assert str(watched.transcript) == "\n".join(
        [
            f"   caller{space} call      came back   state",
            f"1  {name}:{first + 2}  next()    yielded 0   created -> suspended",
            f"2  {name}:{first + 3}  send(10)  yielded 10  suspended -> suspended",
        ]
    )
    assert repr(watched.transcript) == "<Transcript of 2 entries>"


def test_a_transcript_without_entries_says_so() -> None:
    transcript = watch(echo()).transcript
    assert str(transcript) == "no entries"
    assert repr(transcript) == "<Transcript of no entries>"


def test_a_notebook_is_told_the_same_as_the_reader_of_the_text() -> None:
    watched = watch(echo())
    next(watched)
    assert repr(watched.transcript) == "<Transcript of 1 entry>"
    assert ">1 entry<" in watched.transcript._repr_html_()
    watched.send("<script> & more")
    root = ET.fromstring(watched.transcript._repr_html_())
    shown = [["".join(cell.itertext()) for cell in row] for row in root.iter("tr")]
    assert "".join(root[0].itertext()) == "2 entries"
    assert shown[0] == ["", "caller", "call", "came back", "state"]
    assert shown[1:] == [list(entry.cells()) for entry in watched.transcript]
    assert "send('<script> & more')" in shown[2]


def test_a_notebook_is_told_that_there_are_no_entries() -> None:
    root = ET.fromstring(watch(echo()).transcript._repr_html_())
    assert "".join(root.itertext()) == "no entries"


def test_long_values_are_cut_in_the_text() -> None:
    watched = watch(echo())
    next(watched)
    watched.send("a long word " * 100)
    assert max(map(len, str(watched.transcript).splitlines())) < 250


def test_the_text_runs_no_code_of_a_value_s_class() -> None:
    class Angry:
        def __repr__(self) -> str:
            raise AssertionError

    watched = watch(echo())
    next(watched)
    watched.send(Angry())
    assert "send(<Angry>)" in str(watched.transcript)
