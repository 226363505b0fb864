"""The stepper as its user has it: keys and screens in a pseudo-terminal."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal

pytestmark = [pytest.mark.posix, pytest.mark.native]

PROGRAM = """\
def inner():
    got = yield 1
    return got

def outer():
    held = [1, {"deep": 2}]
    result = yield from inner()
    print("result", result)

generator = outer()
print(next(generator))
try:
    generator.send("hi")
except StopIteration:
    pass
"""
LEAVE = "\x1b[?1049l"


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return str(path)


def stepper(*arguments: str, **options: object) -> Terminal:
    return Terminal(["-m", "gentools", *arguments], **options)  # type: ignore[arg-type]


def test_the_first_screen_says_where_the_program_starts_and_which_keys_there_are(
    program: str,
) -> None:
    with stepper(program) as terminal:
        screen = terminal.until_shown("q quit")
        assert screen.lines[0].startswith(" program.py  step 0 of ")
        assert screen.lines[1] == "The program starts."
        assert screen.lines[4].startswith("▶  1 def inner():")
        assert "▶ <module>  running, line 1" in screen.lines[4]
        assert screen.modes["1049"]
        assert not screen.modes["25"]


def test_keys_go_on_and_back_by_steps_and_by_transfers(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type("n")
        terminal.until_shown("step 1 of")
        terminal.type("\x1b[C ")
        terminal.until_shown("step 3 of")
        terminal.type("b\x1b[D")
        terminal.until_shown("step 1 of")
        terminal.type("t")
        terminal.until_shown("has made a generator")
        terminal.type("t")
        terminal.until_shown("resumes `outer` for the first time")
        terminal.type("T")
        terminal.until_shown("has made a generator")
        terminal.type("\x1b[F")
        terminal.until_shown("The program has run to its end.")
        terminal.type("n")
        terminal.until_shown("This is the last step. The program ran to its end.")
        terminal.type("\x1b[H")
        terminal.until_shown("step 0 of")


def test_a_suspended_generator_stays_on_the_screen_with_what_it_holds(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type(":line 12\r")
        screen = terminal.until_shown("The caller is at line 12.")
        shown = [line.partition("│ ")[2] for line in screen.lines]
        assert "‖ outer  suspended, line 7 → inner" in shown
        assert "    held = [1, {'deep': 2}]" in shown
        assert "    stack └ <generator inner>" in shown
        assert "‖ inner  suspended, line 2" in shown
        assert "printed      1" in screen.lines


def test_a_line_or_a_step_is_gone_to_by_its_number(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type("l")
        terminal.until_shown(":line _")
        terminal.type("3\r")
        terminal.until_shown("`inner` is at line 3")
        terminal.type("12")
        terminal.until_shown(":12_")
        terminal.type("\x7f\r")
        terminal.until_shown("step 1 of")
        terminal.type("g999\r")
        terminal.until_shown("There is no step 999; the steps are 0 to ")
        terminal.type("l77\r")
        terminal.until_shown("Line 77 of program.py does not run after this step.")


def test_a_value_is_opened_by_keys_or_by_its_name(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type(":line 8\r")
        terminal.until_shown("`outer` is at line 8")
        terminal.type(":expand held\r")
        terminal.until_shown("1: {'deep': 2}")
        terminal.type("\t\t\r")
        terminal.until_shown("'deep': 2")
        terminal.type(":expand held\r")
        terminal.until(lambda screen: "1: {'deep': 2}" not in screen.text)


def test_what_is_no_command_is_told_and_escape_gives_up(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type(":jump\r")
        terminal.until_shown("There is no command 'jump'; help lists them.")
        terminal.type("z")
        terminal.until_shown("The key 'z' has no meaning here; ? lists those that have.")
        terminal.type(":qu")
        terminal.until_shown(":qu_")
        terminal.type("\x1b")
        terminal.until_shown("q quit")


def test_the_help_lists_the_keys_and_any_key_leaves_it(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type("?")
        terminal.until_shown("to the next transfer of control")
        terminal.type("n")
        terminal.until_shown("The program starts.")


@pytest.mark.parametrize("keys", ["q", ":quit\r", "\x04"])
def test_quitting_gives_the_terminal_back(program: str, keys: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        assert terminal.modes != terminal.before
        terminal.type(keys)
        assert terminal.finish() == 0
        assert_is_given_back(terminal)


def test_ctrl_c_quits_and_gives_the_terminal_back(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type("\x03")
        assert terminal.finish() == 130
        assert_is_given_back(terminal)
        assert "Traceback" not in terminal.heard


def test_a_signal_that_ends_it_gives_the_terminal_back(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.signal(signal.SIGTERM)
        assert terminal.finish() == 128 + signal.SIGTERM
        assert_is_given_back(terminal)


def test_a_stop_gives_the_terminal_back_and_going_on_takes_it_again(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type("\x1a")
        # No shell controls this terminal, so the system lets the program go on at once.
        terminal.until(lambda _: terminal.heard.count("\x1b[?1049h") == 2)
        assert terminal.heard.count(LEAVE) == 1
        terminal.type("n")
        terminal.until_shown("step 1 of")


def test_an_error_in_the_stepper_gives_the_terminal_back(program: str) -> None:
    broken = (
        "import sys; sys.argv[0] = 'gentools'; import gentools._stepper.command as command;"
        "command.Session.press = lambda *_: 1 / 0; command.main([sys.argv[1]])"
    )
    with Terminal(["-c", broken, program]) as terminal:
        terminal.until_shown("step 0 of")
        terminal.type("n")
        assert terminal.finish() == 1
        assert terminal.modes == terminal.before
        assert "ZeroDivisionError" in terminal.heard.partition(LEAVE)[2]


def assert_is_given_back(terminal: Terminal) -> None:
    assert terminal.modes == terminal.before
    assert not terminal.screen.modes["1049"]
    assert terminal.screen.modes["25"]
    assert terminal.screen.modes["7"]


def test_the_screen_is_drawn_anew_when_the_terminal_is_resized(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("q quit")
        terminal.resize(100, 40)
        screen = terminal.until_shown("q quit")
        assert screen.lines[39].startswith("n next")
        terminal.resize(60, 20)
        screen = terminal.until_shown("This terminal is 60x20; the stepper needs 80x24.")
        assert "q" in screen.lines[1]
        terminal.type("n")
        terminal.resize(80, 24)
        terminal.until_shown("step 1 of")


def test_no_line_is_wider_than_the_terminal(tmp_path: Path) -> None:
    wide = tmp_path / "wide.py"
    wide.write_text(
        "def 生成器の名前がとても長い():\n"
        f"    text = {'漢字' * 60!r}; yield text  # {'x' * 200}\n"
        "for item in 生成器の名前がとても長い():\n    print(item)\n",
        encoding="utf-8",
    )
    with stepper(str(wide)) as terminal:
        for index in range(8):
            terminal.until_shown(f"step {index} of")
            terminal.type("n")


def test_colour_is_for_terminals_that_want_it(program: str) -> None:
    with stepper(program) as terminal:
        assert terminal.until_shown("q quit").styled
    with stepper(program, environment={"NO_COLOR": "1"}) as terminal:
        assert not terminal.until_shown("q quit").styled


def test_signs_are_plain_where_the_terminal_cannot_write_them(program: str) -> None:
    plain = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    with stepper(program, environment=plain) as terminal:
        screen = terminal.until_shown("q quit")
        assert screen.lines[4].startswith(">  1 def inner():")
        assert screen.text.isascii()


def test_a_terminal_without_screen_control_is_served_line_by_line(program: str) -> None:
    with stepper(program, environment={"TERM": "dumb"}) as terminal:
        terminal.until_shown("(gentools)")
        terminal.type("transfer\n")
        terminal.until_shown("has made a generator")
        terminal.type("quit\n")
        assert terminal.finish() == 0
        assert "\x1b" not in terminal.heard


def test_ctrl_c_quits_line_by_line_as_well(program: str) -> None:
    """`input` of CPython sees one that comes between its prompt and its wait with the next one."""
    with stepper(program, environment={"TERM": "dumb"}) as terminal:
        terminal.until_shown("(gentools)")
        terminal.type("\x03")
        assert terminal.finish(again="\x03") == 130
        assert "Traceback" not in terminal.heard


def test_a_terminal_that_goes_away_ends_it(program: str) -> None:
    with stepper(program) as terminal:
        terminal.until_shown("step 0 of")
        terminal.hang_up()
        assert terminal.wait() in (0, 128 + signal.SIGHUP)


def test_without_a_terminal_the_steps_are_printed(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gentools", program],
        cwd=ROOT,
        input="",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "has made a generator" in done.stdout
