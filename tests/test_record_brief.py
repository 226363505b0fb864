"""Which transfers are kept brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, TypeAlias

import pytest

from gentools._record import brief
from gentools._record.brief import Briefs
from gentools._record.record import record
from gentools._record.stacks import VISIBLE

LOOP = """\
def g():
    for n in (1, 2):
        yield n
for n in g():
    n += 1
"""


def kept_brief(source: str) -> dict[str, list[bool]]:
    """Return what each shortcut said, each time, of whether it can be taken."""
    said: dict[str, list[bool]] = {"resumed": [], "yielded": [], "is_all": []}
    with pytest.MonkeyPatch.context() as patch:
        for name, answers in said.items():
            patch.setattr(Briefs, name, noting(getattr(Briefs, name), answers))
        record(source)
    return said


def noting(function: Callable[..., bool], answers: list[bool]) -> Callable[..., bool]:
    def note(*arguments: object) -> bool:
        answers.append(function(*arguments))
        return answers[-1]

    return note


def test_all_transfers_of_a_plain_loop_are_kept_brief() -> None:
    said = kept_brief(LOOP)
    assert said["resumed"] == [True, True]
    assert said["yielded"] == [VISIBLE, VISIBLE]
    assert len(said["is_all"]) >= 8
    assert all(answer is True for answer in said["is_all"])


def test_what_no_recorded_frame_asks_for_is_told_at_length() -> None:
    def counting() -> Iterator[int]:
        yield 1
        yield 2

    trace = record(counting)
    assert trace.end.how == "finished"
    kinds = [trace[index].transfer.kind for index in trace.transfers]  # type: ignore[union-attr]
    assert kinds == ["start", "yield", "next", "yield", "next", "return"]


# What each condition is for is hard to bring about by a program: most hold together, or not at all.


class Made:
    """A frame and what stands for it, all plain but for what is given."""

    def __init__(self, **given: object) -> None:
        self.frame: Any = SimpleNamespace(f_lasti=10, f_back=SimpleNamespace(f_lasti=10))
        usual: dict[str, object] = {"frame": self.frame, "state": "running", "passive": False}
        usual.update(offset=8, leaves_top=lambda: True)  # of the frame
        usual.update(level="opcode", kind="generator", sends={}, delegating={})  # of its code
        usual.update(ops={}, standing=lambda _: 8, suspending=lambda _: 8)
        self.live: Any = SimpleNamespace(**usual | given)
        self.live.info = self.live


def lets_run(**given: object) -> bool:
    made = Made(**given)
    made.live.frame = given.get("frame", made.frame.f_back)
    return brief._lets_run(made.live, made.frame)


def goes_on(**given: object) -> bool:
    return brief._goes_on(Made(**{"state": "waiting", **given}).live)


@pytest.mark.parametrize(
    "odd", [{"state": "suspended"}, {"level": "line"}, {"offset": 6}, {"frame": None}]
)
def test_only_a_frame_that_runs_at_its_call_lets_the_one_above_it_run(odd: dict[str, Any]) -> None:
    assert lets_run()
    assert lets_run(ops={10: "an instruction without caches"}, offset=10)
    assert not lets_run(**odd)


@pytest.mark.parametrize(
    "odd", [{"state": "running"}, {"level": "line"}, {"sends": {8: "await"}}, {"passive": True}]
)
def test_only_a_frame_that_waits_for_a_call_just_goes_on(odd: dict[str, Any]) -> None:
    assert goes_on()
    assert not goes_on(**odd)


def plain(**attributes: object) -> Any:
    return SimpleNamespace(**attributes)


class Moment:
    """A moment of a recording, in which a frame is about to yield to another that waits for it."""

    def __init__(self) -> None:
        self.top = Made(stack=[4, 5], number=1, noisy={8}, still=(), stores={}, handling=())
        self.live = self.top.live
        self.live.generator, self.live.shares = None, True
        self.live.is_as_read = lambda *_: True
        self.values = plain(stale=False, changed={}, number_alone=lambda _: 5)
        self.values.is_fresh = lambda: True
        self.journal = plain(values=self.values, is_empty=True, output=[], brief=None)
        self.journal.meter = plain(reached=None)
        below = Made(state="waiting", number=0).live
        self.calls = plain(stack=[below, self.live], suspend=lambda *_: None)
        self.calls.none_is_gone = lambda _: True
        self.briefs = Briefs(self.calls, self.journal, frozenset())

    def is_all(self) -> bool:
        return self.briefs.is_all(self.live, self.top.frame, self.live)


Change: TypeAlias = tuple[str, str, object]


def spoilt(where: str, name: str, value: object) -> Moment:
    moment = Moment()
    setattr(getattr(moment, where), name, value)
    return moment


def false(*_: object) -> bool:
    return False


@pytest.mark.parametrize(
    "change",
    [
        ("live", "stores", {8: ("name",)}),
        ("live", "handling", {8}),
        ("live", "is_as_read", false),
        ("values", "changed", {"0": "what it is now"}),
        ("values", "is_fresh", false),
        ("journal", "output", [("stdout", "printed")]),
        ("calls", "none_is_gone", false),
    ],
)
def test_a_transfer_is_all_only_if_nothing_else_has_changed(change: Change) -> None:
    assert Moment().is_all()
    assert not spoilt(*change).is_all()
