"""``python -m gentools``: what it prints, writes and refuses, where no terminal is needed."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from gentools import __version__
from gentools._stepper.command import main
from gentools._stepper.opening import save

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """\
import sys

def letters():
    yield from sys.argv[1:]

for letter in letters():
    print(letter)
"""

MAKER = """\
with open({!r}, "w") as file:
    file.write("precious")
"""


#: Runs the command as if standard output were a terminal.
TYPED = """\
import runpy, sys
sys.stdout.isatty = lambda: True
runpy.run_module("gentools", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "letters.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return the one line that says why; that is all that is printed, and the status is 2."""
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith("python -m gentools: ")
    assert err.count("\n") == 1
    return err.removeprefix("python -m gentools: ").rstrip("\n")


def test_without_a_terminal_the_steps_are_printed(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([program, "a", "b"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("letters.py, recorded by line: ")
    assert any("letters` is suspended at line 4, having yielded `'a'`" in line for line in lines)
    assert [line.strip() for line in lines if "stdout" in line] == ["│ stdout: a", "│ stdout: b"]
    assert lines[-1] == "The program ran to its end."


def test_options_stand_before_the_file_or_right_after_it(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["--by", "transfer", program, "a"],
        [program, "--by=transfer", "--text", "a"],
        ["--by", "transfer", "--", program, "a"],
        [program, "--by", "transfer", "--", "a"],
    ):
        assert main(arguments) == 0
        out = capsys.readouterr().out
        assert "recorded by transfer" in out
        assert "having yielded `'a'`" in out


def test_what_follows_the_first_argument_of_the_program_is_the_program_s(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main([program, "-v", "--by", "--text"])
    out = capsys.readouterr().out
    for argument in ("-v", "--by", "--text"):
        assert f"stdout: {argument}\n" in out


def test_a_recording_is_written_and_opened_again(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    assert main([program, "--record", str(target), "--text", "a"]) == 0
    said, text = capsys.readouterr().out.split("\n", 1)
    assert said.startswith(f"{target}: ") and said.endswith(" steps")
    assert main([str(target)]) == 0
    assert capsys.readouterr().out == text


def test_a_recording_is_not_written_over_another_file_unless_told(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    target.write_text("precious", encoding="utf-8")
    why = refused(capsys, program, "--record", target)
    assert why == f"{target} is there already; --force writes over it"
    assert target.read_text(encoding="utf-8") == "precious"
    assert main([program, "--record", str(target), "--force"]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters.py", "out.json"]


def test_a_file_that_the_program_makes_meanwhile_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    program = tmp_path / "maker.py"
    program.write_text(MAKER.format(str(target)), encoding="utf-8")
    why = refused(capsys, program, "--record", target)
    assert why == f"{target} is there already; --force writes over it"
    assert target.read_text(encoding="utf-8") == "precious"


def test_the_program_itself_is_never_written_over(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    why = refused(capsys, program, "--record", program, "--force")
    assert why == f"{program} is what is to be recorded; choose another name"
    assert Path(program).read_text(encoding="utf-8") == PROGRAM


def test_what_cannot_be_put_in_place_leaves_nothing_beside_the_file(
    program: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def replace(*_: object) -> None:
        raise OSError("no")

    target = tmp_path / "out.json"
    target.write_text("precious", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", replace)
    assert refused(capsys, program, "--record", target, "--force") == f"cannot write {target}: no"
    assert target.read_text(encoding="utf-8") == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters.py", "out.json"]


def test_a_folder_is_not_written_over(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "folder.json"
    target.mkdir()
    why = refused(capsys, program, "--record", target, "--force")
    assert why.startswith(f"cannot write {target}: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.json", "letters.py"]


@pytest.mark.native
def test_text_that_the_stream_cannot_write_is_escaped_and_a_reader_that_leaves_is_no_error(
    program: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "gentools", program, "naïve"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert r"| stdout: na\xefve" in done.stdout
    with subprocess.Popen(
        [*command, *["word"] * 2000], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.posix
def test_a_link_stays_a_link_and_a_file_keeps_its_mode(program: str, tmp_path: Path) -> None:
    target, link = tmp_path / "out.json", tmp_path / "link.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    assert main([program, "--record", str(link), "--force"]) == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.posix
@pytest.mark.native
def test_what_is_no_plain_file_takes_the_recording_and_stays_what_it_is(
    program: str, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert main([program, "--record", str(pipe), "--force"]) == 0
        assert json.loads(os.read(reading, 65536))
    finally:
        os.close(reading)
    assert pipe.is_fifo()


@pytest.mark.posix
@pytest.mark.native
@pytest.mark.parametrize("extra", [[], ["--force"]])
def test_a_full_disk_leaves_no_half_of_a_recording(
    extra: list[str], program: str, tmp_path: Path
) -> None:
    target = tmp_path / "out.json"
    if extra:
        target.write_text("old", encoding="utf-8")
    full = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "from gentools._stepper.command import main; main(sys.argv[1:])"
    )
    done = run("-c", full, program, "--record", str(target), *extra)
    assert done.returncode == 2
    assert done.stderr == f"python -m gentools: cannot write {target}: File too large\n"
    assert [path.read_text() for path in tmp_path.glob("*.json")] == ["old"] * len(extra)
    assert len(list(tmp_path.iterdir())) == 1 + len(extra)


@pytest.mark.posix
@pytest.mark.native
@pytest.mark.parametrize(
    ("redirection", "why"),
    [
        (">&-", "there is no standard output to show the steps on"),
        *[(">/dev/full", "cannot write to standard output: No space left on device")]
        * Path("/dev/full").exists(),  # only Linux has it
    ],
)
def test_output_that_cannot_be_written_is_told(redirection: str, why: str, program: str) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m gentools "{program}" {redirection}',
        shell=True,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, f"python -m gentools: {why}\n")


@pytest.mark.native
def test_bytes_that_are_no_text_are_no_command_either(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TYPED, program],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict", "TERM": "dumb"},
        input=b"\xff\nquit\n",
        capture_output=True,
        check=True,
    )
    assert rb"There is no command '\\xff'; help lists them." in done.stdout


def test_a_terminal_without_a_keyboard_shows_the_first_step(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm")
    assert main([program]) == 0
    assert screen.getvalue().endswith("(gentools) \n")


def test_a_folder_that_is_not_there_is_told(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for extra in ([], ["--force"]):
        target = tmp_path / "nowhere" / "out.json"
        why = refused(capsys, program, "--record", target, *extra)
        assert why.startswith(f"cannot write {target}: ")


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("nothing.py", "nothing.json"):
        assert refused(capsys, tmp_path / name).startswith(f"cannot read {tmp_path / name}: ")
    assert refused(capsys, tmp_path).startswith(f"cannot read {tmp_path}: ")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"def :\n", "{name}, line 1 is not Python: invalid syntax"),
        (b"x = '\xff'\n", "{name} is not Python: "),
        (b"# coding: ascii\nx = '\xff'\n", "{name} is not Python: it is not text in ascii"),
        (b"# coding: rot13\nx = 1\n", "{name} is not Python: 'rot13' is not a text encoding"),
        (b"\x00\x01", "{name}"),
        (b"\x7fELF\xff\xfe", "{name}"),
        (b"#!/bin/sh\necho 'hello'\n", "{name}, line 2 is not Python: invalid syntax"),
    ],
)
def test_a_file_that_is_not_python_is_told(
    content: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.py"
    path.write_bytes(content)
    assert refused(capsys, path).startswith(why.format(name=path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'"text"',
        b"\xff\xfe",
        b'{"steps": 7}',
        # To read this ends a WebAssembly runtime.
        pytest.param(b"[" * 100_000, marks=pytest.mark.native),
    ],
)
def test_a_damaged_recording_is_told(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(content)
    assert refused(capsys, path).startswith(f"{path} is no recording: ")


def test_a_recording_of_a_newer_format_is_told(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "some.json"
    main([program, "--record", str(path)])
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "version": data["version"] + 1}), encoding="utf-8")
    capsys.readouterr()
    assert "newer" in refused(capsys, path)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "the following arguments are required: FILE"),
        (["--by"], "argument --by: expected one argument"),
        (["--by", "word", "x.py"], "argument --by: invalid choice: 'word'"),
        (["--max-steps", "0", "x.py"], "argument --max-steps: it has to be greater than 0"),
        (["--max-seconds", "soon", "x.py"], "argument --max-seconds: invalid number value: 'soon'"),
        (["--max-seconds", "inf", "x.py"], "argument --max-seconds: it has to be greater than 0"),
        (["x.json", "a"], "arguments are for a program; x.json is a recording"),
        (["x.json", "--by", "line"], "--by is for a program; x.json is a recording"),
        (["x.json", "--follow", "f"], "--follow is for a program; x.json is a recording"),
        (["x.json", "--max-steps", "9"], "--max-steps is for a program; x.json is a recording"),
    ],
)
def test_arguments_that_cannot_be_are_told(
    arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, *arguments).startswith(why)


def test_a_function_to_follow_has_to_be_there(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no function 'words' to follow" in refused(capsys, program, "--follow", "words")


def test_limits_end_a_recording_and_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "endless.py"
    path.write_text("while True:\n    pass\n", encoding="utf-8")
    assert main([str(path), "--max-steps", "20"]) == 0
    out = capsys.readouterr().out
    assert "stopped" in out.splitlines()[-1]
    assert len(out.splitlines()) < 30


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"gentools {__version__}\n"


def test_the_module_of_the_command_can_be_imported_and_does_nothing_then() -> None:
    assert importlib.import_module("gentools.__main__").main is main


def test_what_is_not_there_yet_can_be_forced_too(program: str, tmp_path: Path) -> None:
    target = tmp_path / "new.json"
    assert main([program, "--record", str(target), "--force"]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("force", [False, True])
def test_text_that_cannot_be_written_leaves_no_file_behind(force: bool, tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        save("a lone surrogate: \ud800", tmp_path / "new.txt", force=force)
    assert list(tmp_path.iterdir()) == []
