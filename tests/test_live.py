"""Blocks are run for a reader as the checks run them, but what goes wrong is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest

from snippets import live
from snippets.live import CUT, LIMIT, NO_KEYBOARD, run_blocks, serve

Json = dict[str, Any]


class Heard:
    """What a page hears of a run."""

    def __init__(self, *blocks: Json, out: str = "") -> None:
        self.said: list[Json] = []
        self.answer = run_blocks({"name": "", "blocks": blocks, "out": out}, self.said.append)

    @property
    def outcomes(self) -> list[Json]:
        return [said for said in self.said if "got" in said]

    @property
    def printed(self) -> list[str]:
        return [said["got"] for said in self.outcomes]


def session(text: str, file: str = "a.pycon") -> Json:
    return {"file": file, "text": text}


def typed(text: str, file: str = "a.pycon") -> Json:
    return {"file": file, "text": text, "typed": True}


def listing(text: str, file: str = "a.py") -> Json:
    return {"file": file, "text": text}


# What is told


def test_each_input_is_told_with_its_place_its_text_and_what_it_printed() -> None:
    heard = Heard(session(">>> 1 + 1\n2\n>>> for i in 'ab':\n...     print(i)\n...\na\nb\n"))
    assert heard.outcomes == [
        {"line": 1, "end": 2, "typed": 1, "source": "1 + 1\n", "want": "2\n", "got": "2\n"}
        | {"different": None},
        {"line": 3, "end": 6, "typed": 2, "source": "for i in 'ab':\n    print(i)\n\n"}
        | {"want": "a\nb\n", "got": "a\nb\n", "different": None},
    ]


def test_the_first_line_that_differs_is_told() -> None:
    heard = Heard(session(">>> for i in range(3): print(i)\n0\n2\n2\n"))
    assert heard.outcomes[0]["different"] == 1


def test_lines_left_out_on_the_page_are_no_difference() -> None:
    heard = Heard(session(">>> 1 / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n"))  # fmt: skip  # noqa: E501
    assert heard.outcomes[0]["different"] is None
    assert '  File "a.pycon", line 1, in <module>' in heard.printed[0]


def test_an_address_is_numbered_as_on_the_page() -> None:
    assert Heard(typed("a = object(); print(a)")).printed == ["<object object at 0x1>\n"]


def test_a_block_goes_on_from_those_before_it_whose_output_is_not_told() -> None:
    heard = Heard(listing("print('loud')\na = 1\n"), session(">>> b = a + 1\n>>> b\n2\n", "b.pycon"), typed("b", "c.pycon"))  # fmt: skip  # noqa: E501
    assert heard.printed == ["2\n"]
    assert "loud" not in str(heard.said)


def test_each_run_begins_afresh() -> None:
    Heard(listing("import builtins\nbuiltins.left = left = 1\n"))
    assert "NameError: name 'left' is not defined" in Heard(typed("left")).printed[0]


def told(heard: Heard) -> list[str]:
    return [said["printed"] for said in heard.said if "printed" in said]


@pytest.mark.parametrize(("at_once", "pause"), [(0, 0.0), (1000, 1000.0)])
def test_what_is_printed_is_told_while_it_is_printed(
    monkeypatch: pytest.MonkeyPatch, at_once: int, pause: float
) -> None:
    """A loop that prints no more may follow, and then nothing can be told any more."""
    monkeypatch.setattr(live, "SOON", at_once)
    monkeypatch.setattr(live, "PAUSE", pause)
    heard = Heard(listing("for i in range(3): print(i)\n"))
    assert len(told(heard)) > 1
    assert "".join(told(heard)) == heard.printed[0] == "0\n1\n2\n"


def test_what_is_printed_without_end_is_told_in_few_messages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live, "PAUSE", 1000)
    assert len(told(Heard(listing("for i in range(1000): print(i)\n")))) == live.SOON


# What was typed


def test_a_traceback_names_the_lines_as_they_were_typed() -> None:
    heard = Heard(typed("a = 1\n\n\ndef f():\n    return a / 0\nf()\n\nf()\n"))
    for line, printed in zip((6, 8), heard.printed[-2:], strict=True):
        assert f'File "a.pycon", line {line}, in <module>\n    f()' in printed
        assert 'File "a.pycon", line 5, in f\n    return a / 0' in printed


def test_what_can_not_be_compiled_is_shown_with_its_line() -> None:
    printed = Heard(typed("a = 1\n\nb = = 2\n")).printed[-1]
    assert 'File "a.pycon", line 3\n    b = = 2\n' in printed
    assert printed.endswith("SyntaxError: invalid syntax\n")


# What goes wrong


def test_a_listing_that_raises_shows_the_traceback_after_what_it_printed() -> None:
    (printed,) = Heard(listing("print('so far')\n1 / 0\n")).printed
    assert printed.startswith('so far\nTraceback (most recent call last):\n  File "a.py", line 2')


def test_a_block_that_can_not_run_before_is_named_with_its_line() -> None:
    failed = Heard(listing("a = 1\n1 / 0\n", "first.py"), typed("a")).answer["failed"]
    assert (failed["file"], failed["line"]) == ("first.py", 2)
    assert failed["message"].endswith("ZeroDivisionError: division by zero\n")


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("raise SystemExit", ""),
        ("raise SystemExit(3)", "(The program ended with exit status 3.)\n"),
        ("raise SystemExit('no luck')", "no luck\n(The program ended with exit status 1.)\n"),
    ],
)
def test_a_listing_may_end_itself(code: str, printed: str) -> None:
    assert Heard(listing(f"{code}\nprint('never')\n")).printed == [printed]


def test_a_session_that_ends_the_interpreter_says_so_and_runs_nothing_after_it() -> None:
    heard = Heard(typed("import sys\nsys.exit(3)\nprint('never')"))
    said = "(This ends the interpreter: SystemExit(3). Nothing after it was run.)\n"
    assert heard.printed == ["", said]


@pytest.mark.parametrize("how", ["input()", "import sys; sys.stdin.readline()", "[*sys.stdin]"])
def test_who_reads_from_the_keyboard_is_told_that_there_is_none(how: str) -> None:
    printed = Heard(typed(f"import sys\ndef ask():\n    {how}\nask()")).printed[-1]
    assert printed.endswith(f"EOFError: {NO_KEYBOARD}\n")
    assert live.__file__ not in printed
    assert 'File "a.pycon", line 3, in ask' in printed


def test_no_frame_of_ours_is_shown_of_what_an_exception_arose_from() -> None:
    code = "try:\n    input()\nexcept EOFError:\n    1 / 0"
    assert live.__file__ not in Heard(typed(code)).printed[0]


@pytest.mark.parametrize("block", [listing, typed])
def test_output_without_end_is_cut_with_a_word_on_it(block: Any) -> None:
    heard = Heard(block("while True: print('x' * 999)\n"))
    (printed,) = heard.printed
    assert printed.replace("<BLANKLINE>", "").endswith(CUT)
    assert printed.count("x") == LIMIT * 999 // 1000
    assert heard.answer == {}


def test_of_one_output_that_is_too_long_the_beginning_is_shown() -> None:
    printed = Heard(listing("print('x' * 10**6)")).printed[0]
    assert printed == "x" * LIMIT + CUT


def test_the_next_input_has_all_the_room_again() -> None:
    printed = Heard(typed("while True: print('x')\n\nprint('y' * 999)")).printed
    assert printed[1] == "y" * 999 + "\n"


FULL = f"print('x' * {LIMIT - 10})\n"
FAILS = "class Bad:\n    def __str__(self): 1 / 0\n    __repr__ = __str__\n\n"
HOOK = "import sys\ndef hook(*about): {}\n\nsys.excepthook = hook\n1 / 0"


@pytest.mark.parametrize("block", [listing, typed])
@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("raise SystemExit('a' * 100_000)", CUT),
        (HOOK.format(f"print('a' * {LIMIT * 2})"), CUT),
        (f"if True:\n    {FULL}    raise SystemExit(3)\n\n", CUT),
        (f"if True:\n    {FULL}    1 / 0\n\n", CUT),
        (f"{FAILS}raise SystemExit(Bad())", "() failed>"),
    ],
)
def test_the_end_of_a_block_that_can_not_be_shown_whole_is_shown_in_part(
    block: Any, code: str, end: str
) -> None:
    heard = Heard(block(code))
    assert heard.answer == {}
    assert end in heard.printed[-1].replace("<BLANKLINE>", "")


@pytest.mark.parametrize("block", [listing, typed])
def test_a_block_that_closes_its_output_is_shown_all_the_same(block: Any) -> None:
    heard = Heard(block("import sys\nsys.stdout.close()\nsys.stderr.close()\nprint(1)\n1 / 0\n"))
    assert heard.answer == {}
    assert heard.printed[-1].endswith("ZeroDivisionError: division by zero\n")


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (listing, "(The program ended with exit status 3.)\n"),
        (typed, "(This ends the interpreter: SystemExit(3). Nothing after it was run.)\n"),
    ],
)
def test_a_hook_for_exceptions_may_end_the_block(block: Any, said: str) -> None:
    assert Heard(block(HOOK.format("sys.exit(3)"))).printed[-1] == said


def test_output_without_end_of_a_block_before_is_said_of_it() -> None:
    failed = Heard(listing("while True: print(1)\n", "first.py"), typed("1")).answer["failed"]
    assert failed["file"] == "first.py"
    assert "prints more than" in failed["message"]


# As the page asks for it


def test_all_goes_in_and_out_as_json() -> None:
    told: list[str] = []
    job = {"name": "", "blocks": [typed("1")], "out": ""}
    assert json.loads(serve("run", json.dumps(job), told.append)) == {}
    assert json.loads(told[-1])["got"] == "1\n"


def test_a_film_is_made_of_what_was_typed() -> None:
    text = "def f():\n    yield 1\n\nlist(f())"
    job = {"name": "Listing 1.1", "blocks": [typed(text)]}
    film = json.loads(json.loads(serve("film", json.dumps(job), print))["film"])
    assert [source["text"] for source in film["trace"]["sources"]] == [f"{text}\n"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("a = = 1", "can't be compiled"), ("import sys\nsys.exit()", "")],
)
def test_a_film_that_can_not_be_made_says_why(text: str, said: str) -> None:
    answer = json.loads(serve("film", json.dumps({"name": "", "blocks": [typed(text)]}), print))
    assert said in answer.get("failed", {"message": answer.get("film")})["message"]
