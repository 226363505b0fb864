"""Which transfers are kept brief."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from gentools._record import brief
from gentools._record.brief import Briefs
from gentools._record.frames import VISIBLE
from gentools._record.record import record

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


# What each condition is for is hard to bring about by a program: most hold together, or not at all.


class Made:
    """A frame and what stands for it, all plain but for what is given."""

    def __init__(self, **given: object) -> None:
        self.frame: Any = SimpleNamespace(f_lasti=10, f_back=SimpleNamespace(f_lasti=10))
        plain: dict[str, object] = {"frame": self.frame, "state": "running", "passive": False}
        plain.update(offset=8, leaves_top=lambda: True)  # of the frame
        plain.update(level="opcode", kind="generator", sends={}, delegating={})  # of its code
        plain.update(ops={}, standing=lambda _: 8, suspending=lambda _: 8)
        self.live: Any = SimpleNamespace(**plain | given)
        self.live.info = self.live


def lets_run(**given: object) -> bool:
    made = Made(**given)
    made.live.frame = given.get("frame", made.frame.f_back)
    return brief._lets_run(made.live, made.frame)


def goes_on(**given: object) -> bool:
    return brief._goes_on(Made(**{"state": "waiting", **given}).live)


def only_yields(**given: object) -> bool:
    made = Made(**given)
    return brief._only_yields(made.live, made.frame)


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


@pytest.mark.parametrize(
    "odd",
    [
        {"level": "line"},
        {"kind": "async_generator"},
        {"delegating": {8: "await"}},
        {"offset": 6},
        {"leaves_top": lambda: False},
        {"passive": True},
    ],
)
def test_only_a_frame_at_a_yield_of_its_own_does_no_more_than_that(odd: dict[str, Any]) -> None:
    assert only_yields()
    assert not only_yields(**odd)
