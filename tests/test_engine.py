"""Blocks run as at the prompt, and leave nothing behind."""

from __future__ import annotations

import builtins
import gc
import os
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from types import GeneratorType

import pytest

from snippets.engine import BlockFailed, Code, run_chain
from snippets.typed import session_of


def outputs(text: str, *before: Code) -> list[str]:
    return [got for _, got in run_chain([*before, Code("block.pycon", text)])]


def test_an_expression_is_shown_and_none_is_not() -> None:
    assert outputs(">>> 'a'\n>>> None\n>>> _\n") == ["'a'\n", "", "'a'\n"]


def test_a_block_continues_in_the_namespace_of_the_one_before() -> None:
    listing = Code("listing.py", "x = 1\n")
    assert outputs(">>> x, __name__\n", listing) == ["(1, '__main__')\n"]


def test_a_traceback_names_the_file_and_the_typed_line_and_quotes_it() -> None:
    text = ">>> def f():\n...     raise KeyError(1)\n...\n>>> f()\n"
    lines = outputs(text)[1].splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1:3] == ['  File "block.pycon", line 4, in <module>', "    f()"]
    assert '  File "block.pycon", line 2, in f' in lines
    assert lines[-1] == "KeyError: 1"


def test_a_syntax_error_is_shown_at_its_typed_line() -> None:
    assert outputs(">>> 1\n>>> 1 +\n")[1].startswith('  File "block.pycon", line 2\n')


def test_a_future_import_holds_for_the_inputs_that_follow() -> None:
    text = ">>> from __future__ import annotations\n>>> def f(x: y): pass\n>>> f.__annotations__\n"
    assert outputs(text)[2] == "{'x': 'y'}\n"


def test_what_can_not_be_raised_is_part_of_the_output() -> None:
    text = (
        ">>> def g():\n...     try:\n...         yield\n...     finally:\n...         1 / 0\n...\n"
        ">>> a = g()\n>>> next(a)\n>>> del a\n"
    )
    got = outputs(text)[3]
    assert got.startswith("Exception ignored ")
    assert "<generator object g at 0x1>" in got
    assert got.endswith("ZeroDivisionError: division by zero\n")


def test_what_can_not_be_raised_is_told_with_its_context_as_cpython_does_from_3_15_on() -> None:
    text = (
        ">>> def g():\n...     try:\n...         yield\n...     finally:\n...         1 / 0\n...\n"
        ">>> a = g()\n>>> next(a)\n>>> del a\n"
    )
    assert ("GeneratorExit\n" in outputs(text)[3]) == (sys.version_info >= (3, 15))


def test_an_address_is_the_number_of_its_object() -> None:
    text = ">>> a, b = object(), object()\n>>> a; b; a\n>>> print(b, 'at 0x12')\n"
    shown = "<object object at 0x{}>\n"
    got = outputs(text)
    assert got[1] == shown.format(1) + shown.format(2) + shown.format(1)
    assert got[2] == "<object object at 0x2> at 0x12\n"


def test_an_address_used_again_is_another_object() -> None:
    text = ">>> def g(): yield\n>>> for _ in range(3):\n...     a = g(); print(a); del a\n...\n"
    assert outputs(text)[1].split() == [
        *("<generator", "object", "g", "at", "0x1>"),
        *("<generator", "object", "g", "at", "0x2>"),
        *("<generator", "object", "g", "at", "0x3>"),
    ]


def test_the_numbering_of_addresses_keeps_no_object_alive() -> None:
    text = ">>> import weakref\n>>> def g(): yield\n>>> a = g()\n>>> print(a)\n"
    text += ">>> w = weakref.ref(a)\n>>> del a\n>>> w() is None\n"
    assert outputs(text)[-1] == "True\n"


def test_the_interpreter_is_left_as_it_was() -> None:
    before = (sys.stdout, sys.displayhook, sys.excepthook, sys.unraisablehook, sys.path[:])
    last_shown = vars(builtins).get("_")  # another test of this process may have shown something
    outputs(
        ">>> import sys, builtins\n>>> sys.setrecursionlimit(500)\n>>> sys.path.append('x')\n"
        ">>> sys.excepthook = sys.displayhook = sys.unraisablehook = print\n>>> 1\n"
        ">>> sys.setprofile(lambda *event: None)\n>>> sys.modules['__main__'].x = 1\n"
    )
    after = (sys.stdout, sys.displayhook, sys.excepthook, sys.unraisablehook, sys.path[:])
    assert before == after
    assert sys.getrecursionlimit() != 500
    assert sys.getprofile() is None
    assert vars(builtins).get("_") is last_shown
    assert not hasattr(sys.modules["__main__"], "x")


def test_a_generator_left_suspended_ends_with_its_block() -> None:
    with warnings.catch_warnings(record=True) as caught:
        outputs(
            ">>> def g():\n...     try: yield\n...     finally: print('end')\n"
            "...\n>>> a = g()\n>>> next(a)\n>>> b = [a]; b.append(b)\n"
        )
    assert not caught
    assert "g" not in [it.__name__ for it in gc.get_objects() if type(it) is GeneratorType]


def test_a_listing_gives_what_it_prints() -> None:
    assert run_chain([Code("listing.py", "print('a')\n")])[0][1] == "a\n"


def test_a_listing_that_raises_fails_at_its_line() -> None:
    with pytest.raises(BlockFailed, match="ValueError: no") as caught:
        run_chain([Code("listing.py", "x = 1\nraise ValueError('no')\n")])
    assert (caught.value.filename, caught.value.line) == ("listing.py", 2)


def test_a_listing_may_exit_with_success() -> None:
    assert run_chain([Code("listing.py", "print(1)\nraise SystemExit\n")])[0][1] == "1\n"


def test_a_session_that_ends_the_interpreter_fails() -> None:
    with pytest.raises(BlockFailed, match="ends the interpreter") as caught:
        outputs(">>> 1\n>>> raise SystemExit\n")
    assert caught.value.line == 2


def test_output_without_end_is_cut() -> None:
    with pytest.raises(BlockFailed, match="more than 1,000,000 characters"):
        outputs(">>> while True:\n...     print('x' * 1000)\n...\n")


def test_input_meets_the_end_of_the_file() -> None:
    assert outputs(">>> input()\n")[0].endswith("EOFError: EOF when reading a line\n")


def test_a_session_can_not_print_what_stands_for_an_empty_line() -> None:
    with pytest.raises(BlockFailed, match="stands for an empty line"):
        outputs(">>> print('<BLANKLINE>')\n<BLANKLINE>\n")
    assert outputs(">>> '<BLANKLINE>'\n") == ["'<BLANKLINE>'\n"]


def test_a_hook_for_exceptions_is_called_as_at_the_prompt() -> None:
    text = (
        ">>> import sys\n>>> sys.excepthook = lambda kind, *rest: print('mine', kind)\n>>> 1 / 0\n"
    )
    assert outputs(text)[2] == "mine <class 'ZeroDivisionError'>\n"


def test_a_hook_for_exceptions_that_fails_is_shown_as_by_cpython(tmp_path: Path) -> None:
    code = "import sys\ndef hook(*about): [][0]\n\nsys.excepthook = hook\n{}['a']\n"
    script = tmp_path / "a.py"
    script.write_text(code)
    said = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    got = outputs(session_of(code))[-1].replace("<BLANKLINE>", "")
    assert got.startswith("Error in sys.excepthook:\nTraceback")
    assert got == said.stderr.replace(str(script), "block.pycon")


def test_a_hook_for_exceptions_that_prints_without_end_is_cut() -> None:
    with pytest.raises(BlockFailed, match="more than 1,000,000 characters"):
        outputs(
            ">>> import sys\n>>> sys.excepthook = lambda *rest: print('x' * 10**7)\n>>> 1 / 0\n"
        )


def test_a_session_that_closes_its_output_goes_on() -> None:
    assert outputs(">>> import sys\n>>> sys.stdout.close()\n>>> print(1)\n")[-1] == "1\n"


SUSPENDED = "def g():\n    try:\n        yield\n    finally:\n        print('closed')\n"


def test_the_last_exception_keeps_its_frames_as_at_the_prompt() -> None:
    failing = "def f():\n    a = g()\n    next(a)\n    1 / 0\n"
    got = outputs(">>> f()\n>>> 1 / 0\n>>> 2\n", Code("listing.py", SUSPENDED + failing))
    assert "closed" not in got[0]
    assert "closed\n" in got[1]
    assert not hasattr(sys, "last_value")


def test_a_listing_gives_what_it_prints_at_its_end_too() -> None:
    listing = Code("listing.py", SUSPENDED + "a = g()\nnext(a)\nprint('last line')\n")
    assert run_chain([listing])[0][1] == "last line\nclosed\n"
    assert outputs(">>> next(a, 1)\n", listing) == ["closed\n1\n"]


def test_the_process_is_left_as_it_was() -> None:
    def state() -> object:
        names = set(vars(builtins)) - {"_"}
        return Path.cwd(), dict(os.environ), names, gc.isenabled(), gc.get_threshold(), print

    before = state()
    outputs(
        ">>> import builtins, gc, os\n>>> builtins.zebra = 1\n>>> builtins.print = len\n"
        ">>> gc.disable()\n>>> gc.set_threshold(7)\n>>> os.chdir(os.sep)\n"
        ">>> os.environ['ZEBRA'] = '1'; del os.environ['PATH']\n"
    )
    assert state() == before


def test_what_watched_before_a_block_watches_after_it() -> None:
    def watch(*event: object) -> None:
        pass

    before = sys.getprofile(), threading.getprofile()
    sys.setprofile(watch)
    try:
        outputs(
            ">>> import sys, threading\n>>> threading.setprofile(sys.setprofile(None) or len)\n"
        )
        assert (sys.getprofile(), threading.getprofile()) == (watch, before[1])
    finally:
        sys.setprofile(before[0])


def test_a_thread_that_is_left_running_fails() -> None:
    text = (
        ">>> import threading\n>>> end = threading.Event()\n"
        ">>> threading.Thread(target=end.wait, args=(2,)).start()\n"
    )
    with pytest.raises(BlockFailed, match="leaves a thread running"):
        outputs(text)
    assert outputs(text + ">>> end.set(); threading.enumerate()[-1].join()\n")


def test_one_long_output_is_cut_too() -> None:
    with pytest.raises(BlockFailed, match="more than 1,000,000 characters"):
        outputs(">>> print('x' * 1_000_001)\n")
