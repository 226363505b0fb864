"""The tests of gentools are run on every interpreter, and what fails there is told."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.internal import floats as compiled

from snippets.finding import find_interpreters
from snippets.interpreters import Interpreter, this_interpreter
from tests import everywhere, everywhere_floats
from tests.plain import PLAIN, ROOT, all_tests, library_tests

FLOATS = st.one_of(
    st.tuples(st.floats(width=16), st.just(16)),
    st.tuples(st.floats(width=32), st.just(32)),
    st.tuples(st.floats(width=64), st.just(64)),
)
UNDER_NODE = [item for item in find_interpreters()[0] if not item.native]


def same(left: float, right: float) -> bool:
    """Tell whether they are the same to the bit: NaN is itself, and zero has two signs."""
    return struct.pack("d", left) == struct.pack("d", right)


@given(FLOATS)
def test_python_stands_in_for_what_hypothesis_has_compiled(number: tuple[float, int]) -> None:
    value, width = number
    assert compiled.float_to_int(value, width) == everywhere_floats.float_to_int(value, width)
    assert same(compiled.float_of(value, width), everywhere_floats.float_of(value, width))
    assert compiled.is_negative(value) is everywhere_floats.is_negative(value)
    for name in ("next_up", "next_down"):
        expected = getattr(compiled, name)(value, width)
        assert same(expected, getattr(everywhere_floats, name)(value, width))


@given(FLOATS, st.booleans())
def test_it_knows_the_subnormal_floats(number: tuple[float, int], allow: bool) -> None:
    value, width = number
    assert compiled.width_smallest_normals(width) == everywhere_floats.width_smallest_normals(width)
    for name in ("next_up_normal", "next_down_normal"):
        expected = getattr(compiled, name)(value, width, allow_subnormal=allow)
        got = getattr(everywhere_floats, name)(value, width, allow_subnormal=allow)
        assert same(expected, got)


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_it_counts_floats(left: float, right: float) -> None:
    low, high = sorted([left, right], key=lambda value: (value, math.copysign(1, value)))
    expected = compiled.count_between_floats(low, high)
    assert expected == everywhere_floats.count_between_floats(low, high)


@given(st.floats(0, 1e150), st.floats(0, 1e150))
def test_it_finds_the_other_side_of_a_triangle(hypotenuse: float, side: float) -> None:
    other = everywhere_floats.cathetus(hypotenuse, side)
    assert math.isnan(other) is (side > hypotenuse)
    assert math.isnan(other) or math.isclose(math.hypot(other, side), hypotenuse)


def test_only_tests_that_need_more_than_gentools_are_not_run_everywhere() -> None:
    about = {name for name, needs in all_tests() if "gentools" in needs <= PLAIN}
    assert {"tests/test_my_range.py", "tests/test_values.py"} <= set(library_tests())
    with_snippets = {"tests/test_block_recording.py", "tests/test_gentools.py"}
    assert about - set(library_tests()) == with_snippets


def test_the_others_are_all_but_the_one_that_runs_this(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Interpreter] = []

    def run(interpreter: Interpreter, *_: object) -> everywhere.Outcome:
        asked.append(interpreter)
        return everywhere.Outcome(interpreter, 0, "1 passed")

    monkeypatch.setattr(everywhere, "run", run)
    everywhere.main(["--others"])
    assert {*asked, this_interpreter()} == {*find_interpreters()[0]}
    assert this_interpreter() not in asked


@pytest.mark.parametrize("interpreter", [this_interpreter(), *UNDER_NODE], ids=lambda i: i.title)
def test_what_fails_somewhere_is_told(
    interpreter: Interpreter, make_test: Callable[[str], str]
) -> None:
    test = make_test("def test_good(): assert True\ndef test_bad(): assert False\n")
    outcome = everywhere.run(interpreter, everywhere.copy_packages(), [test], "")
    assert outcome.status == 1, outcome.output
    assert "1 failed, 1 passed" in outcome.summary


def test_what_passes_is_told(make_test: Callable[[str], str]) -> None:
    """Under Node too, says `make test`, which goes on where the tests of gentools pass there."""
    test = make_test("def test_good(): assert True\n")
    outcome = everywhere.run(this_interpreter(), everywhere.copy_packages(), [test], "")
    assert outcome.status == 0, outcome.output
    assert "1 passed" in outcome.summary


@pytest.fixture
def make_test(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return what writes a test into the checkout: WebAssembly sees nothing else."""
    own = "-".join(tmp_path_factory.mktemp("one").parent.parts[-2:])
    folder = ROOT / "_build" / "everywhere" / own
    folder.mkdir(parents=True, exist_ok=True)

    def make(text: str) -> str:
        path: Path = folder / "test_one.py"
        path.write_text(text, encoding="utf-8")
        return path.relative_to(ROOT).as_posix()

    return make
