"""A block is recorded as the prompt would run it: one frame, all exceptions and output."""

from __future__ import annotations

import json

import pytest

from gentools import Trace
from snippets.engine import BlockFailed, Code, run_chain
from snippets.recording import film_of, record_block

COUNT = """\
>>> def count():
...     yield 1
...
>>> numbers = count()
>>> next(numbers)
1
>>> next(numbers)
Traceback (most recent call last):
  ...
StopIteration
>>> "afterwards"
'afterwards'
"""


def recorded(text: str, *before: Code, follow: str = "count") -> Trace:
    return record_block([*before, Code("block.pycon", text)], "chapter/block", [follow])


def test_all_inputs_of_a_session_run_in_one_frame() -> None:
    modules = {
        frame.number for step in recorded(COUNT) for frame in step.frames if frame.kind == "module"
    }
    assert len(modules) == 1


def test_a_recording_prints_what_the_prompt_prints() -> None:
    engine = "".join(got for _, got in run_chain([Code("block.pycon", COUNT)]))
    assert recorded(COUNT).printed == engine
    assert 'File "block.pycon", line 6, in <module>' in engine


def test_addresses_are_numbered_as_on_a_page() -> None:
    assert "<generator object count at 0x1>" in recorded(COUNT + ">>> numbers\n").printed


def test_the_inputs_are_recorded_by_line_and_the_functions_followed_by_instruction() -> None:
    levels = {code.name: code.by for code in recorded(COUNT).codes}
    assert levels == {"<module>": "line", "count": "opcode"}


def test_what_a_block_continues_runs_first_and_only_its_functions_are_recorded() -> None:
    before = Code("maker.py", "def count():\n    yield 'made before'\n\nprint('not shown')\n")
    trace = recorded(">>> next(count())\n", before)
    assert trace.printed == "'made before'\n"
    assert [source.name for source in trace.sources] == ["maker.py", "block.pycon"]


def test_a_function_of_another_block_is_recorded_when_its_code_was_exchanged() -> None:
    text = "import types\n@types.coroutine\ndef count():\n    yield 'marked'\n"
    trace = recorded(">>> next(count())\n", Code("maker.py", text))
    assert {code.name: code.by for code in trace.codes} == {"<module>": "line", "count": "opcode"}


def test_the_variables_of_the_prompt_are_those_that_the_block_binds() -> None:
    before = Code("maker.py", "import sys\ndef count():\n    yield 1\n")
    trace = recorded(">>> numbers = count()\n>>> next(numbers)\n", before)
    assert set(trace[-2].frame.locals) == {"numbers"}


def test_a_future_import_stands_outside_of_what_guards_the_inputs() -> None:
    text = ">>> from __future__ import annotations\n" + COUNT
    assert recorded(text).end.how == "finished"


def test_what_stands_beside_a_future_import_is_run_and_guarded_as_all_inputs() -> None:
    imports = "from __future__ import annotations; from __future__ import division"
    trace = recorded(f">>> {imports}; a = 1; 1 / 0\n>>> a\n{COUNT}")
    assert trace.end.how == "finished"
    assert "ZeroDivisionError: division by zero\n1\n" in trace.printed


def test_a_block_that_leaves_the_interpreter_ends_its_recording() -> None:
    text = COUNT + ">>> raise SystemExit(3)\n>>> 'never'\n"
    trace = recorded(text)
    assert trace.end.how == "exited"
    assert "never" not in trace.printed


def test_a_film_names_a_function_that_is_never_called() -> None:
    text = COUNT + ">>> def unused():\n...     yield\n...\n"
    with pytest.raises(ValueError, match="'unused' is never called here"):
        film_of([Code("block.pycon", text)], "chapter/block", ["unused"])


def test_a_film_names_the_functions_there_are_where_one_is_unknown() -> None:
    with pytest.raises(ValueError, match="no function 'coutn' to follow; it has count"):
        film_of([Code("block.pycon", COUNT)], "chapter/block", ["coutn"])


def test_a_film_that_reaches_a_limit_is_refused() -> None:
    text = ">>> def count():\n...     while True: yield\n...\n>>> for _ in count(): pass\n"
    with pytest.raises(ValueError, match="stopped after 5000 steps"):
        film_of([Code("block.pycon", text + "...\n")], "chapter/block", ["count"])


def test_a_block_that_can_not_be_compiled_names_its_line() -> None:
    with pytest.raises(BlockFailed, match="can't be recorded") as failed:
        recorded(">>> 1\n>>> def count(:\n")
    assert failed.value.line == 2


def test_a_film_says_each_step_in_a_sentence() -> None:
    film = json.loads(film_of([Code("block.pycon", COUNT)], "chapter/block", ["count"]))
    assert len(film["sentences"]) == len(film["trace"]["steps"])
    assert set(film["levels"]["transfer"]) <= set(film["levels"]["line"])
    assert set(map(int, film["lines"])) <= set(film["levels"]["line"])
