"""What is typed without prompts becomes a session."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from snippets.corpus import Corpus
from snippets.sessions import parse_session
from snippets.typed import session_of

CORPUS = Corpus.load(Path(__file__).parent.parent / "snippets")
SESSIONS = [block for block in CORPUS.blocks.values() if block.kind == "session"]


@pytest.mark.parametrize(
    ("typed", "session"),
    [
        ("1 + 1", ">>> 1 + 1\n"),
        ("a = 1; b = 2\nb", ">>> a = 1; b = 2\n>>> b\n"),
        ("def f():\n    yield\n\nf()\n", ">>> def f():\n...     yield\n...\n>>> f()\n"),
        ("# why\na = 1\n", ">>> # why\n... a = 1\n"),
        ("@once\ndef f(): pass\nf()", ">>> @once\n... def f(): pass\n>>> f()\n"),
        ("a = 1\n\n\nb = 2", ">>> a = 1\n>>>\n>>>\n>>> b = 2\n"),
        ("f(1,\n  2)\n\nf()", ">>> f(1,\n...   2)\n>>>\n>>> f()\n"),
        ("f(1,\n\n  2)", ">>> f(1,\n...\n...   2)\n"),
        ("if a:\n\tb\n  \nc", ">>> if a:\n... \tb\n...\n>>> c\n"),
        ("if a:\n    b\n    \n    c", ">>> if a:\n...     b\n...     \n...     c\n"),
        ("\n\n", ""),
        ("  \n\t\n", ""),
        ("", ""),
    ],
)
def test_each_statement_is_one_input(typed: str, session: str) -> None:
    assert session_of(typed) == session


@pytest.mark.parametrize(
    ("typed", "session"),
    [
        ("a = 1\nb = = 2\nc = 3", ">>> a = 1\n>>> b = = 2\n... c = 3\n"),
        ("a = 1\ndef f():\n    x = 1\n    y = (", None),
        ("if a:\n    b\nelse\n    c", ">>> if a:\n...     b\n... else\n...     c\n"),
        ("f(", ">>> f(\n"),
    ],
)
def test_what_can_not_be_compiled_is_one_input_from_the_statement_at_fault(
    typed: str, session: str | None
) -> None:
    wanted = session or ">>> a = 1\n>>> def f():\n...     x = 1\n...     y = (\n"
    assert session_of(typed) == wanted


@pytest.mark.parametrize("text", ["one  \n\t\ntwo \t\n   \n", "\t", "  \n  "])
def test_blanks_and_tabs_in_a_string_are_those_that_were_typed(text: str) -> None:
    (example,) = parse_session(session_of(f"'''{text}'''\n\n")).examples
    assert ast.literal_eval(example.source) == text


@pytest.mark.parametrize(
    "deep", ["(" * 5000, "-" * 100_000 + "1", "a" + ".b" * 100_000], ids=["open", "signs", "names"]
)
def test_a_text_nested_too_deep_to_be_compiled_is_left_to_the_prompt(deep: str) -> None:
    assert session_of(f"a = 1\n{deep}") == f">>> a = 1\n>>> {deep}\n"


def test_a_fault_in_a_long_text_is_found_without_trying_every_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    def parse(text: str) -> ast.Module:
        tried.append(text)
        return ast.parse(text)

    monkeypatch.setattr("snippets.typed.ast", SimpleNamespace(parse=parse))
    text = "a = = 1\n" + "b = 2\n" * 500
    assert session_of(text).count("\n... ") == 500
    assert len(tried) < 5


@pytest.mark.parametrize("block", SESSIONS, ids=lambda block: block.key)
def test_every_session_of_the_book_comes_back_from_what_is_typed_in_it(block: object) -> None:
    text = block.source  # type: ignore[attr-defined]
    session = parse_session(text)
    again = parse_session(session_of("".join(session.typed)))
    wanted = [item.source.rstrip("\n") for item in session.examples]
    assert "".join(again.typed).rstrip() == "".join(session.typed).rstrip()
    assert [item.source.rstrip("\n").lstrip() for item in again.examples] == wanted
