"""The text of a session is read as `doctest` reads it, and stricter."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.sessions import SessionError, parse_session, render_session, shown_output

LINES = st.text(
    st.characters(codec="ascii", exclude_characters="\t\r\n\v\f\x1c\x1d\x1e"), max_size=9
)
INPUTS = st.lists(LINES, min_size=1, max_size=3).filter(
    lambda lines: (
        not all(not line.strip() or line.lstrip().startswith("#") for line in lines)
        and not any("doctest:" in line for line in lines)
    )
)
OUTPUTS = st.lists(
    LINES.filter(lambda line: line.strip() and not line.startswith((">>>", "...", "\x1f"))),
    max_size=3,
)


def session_text(examples: list[tuple[list[str], list[str]]]) -> str:
    lines: list[str] = []
    for (first, *more), output in examples:
        lines += [f">>> {first}", *(f"... {line}" for line in more), *output]
    return "".join(f"{line}\n" for line in lines)


@given(st.lists(st.tuples(INPUTS, OUTPUTS), max_size=4))
def test_a_session_reads_as_doctest_reads_it(examples: list[tuple[list[str], list[str]]]) -> None:
    text = session_text(examples)
    try:
        expected = doctest.DocTestParser().get_examples(text, "session")
    except ValueError:
        return  # doctest refuses an output that is indented less than its prompt, which none is
    found = parse_session(text).examples
    assert [item.source.rstrip("\n") for item in found] == [
        item.source.rstrip("\n") for item in expected
    ]
    assert [item.want for item in found] == [item.want for item in expected]
    assert [item.line for item in found] == [item.lineno + 1 for item in expected]


@given(st.lists(st.tuples(INPUTS, OUTPUTS), min_size=1, max_size=4), st.data())
def test_an_output_put_in_is_the_output_read_back(
    examples: list[tuple[list[str], list[str]]], data: st.DataObject
) -> None:
    text = session_text(examples)
    got = [shown_output(data.draw(st.text(max_size=20))) for _ in examples]
    try:
        rendered = render_session(text, got)
    except SessionError:
        return
    assert [item.want for item in parse_session(rendered).examples] == got
    assert [item.source for item in parse_session(rendered).examples] == [
        item.source for item in parse_session(text).examples
    ]
    assert render_session(rendered, got) == rendered


def test_typed_lines_are_counted_without_outputs() -> None:
    session = parse_session(">>> 1\n1\n>>> if 1:\n...     2\n...\n2\n>>> 3\n3\n")
    assert [item.typed for item in session.examples] == [1, 2, 5]
    assert session.typed == ("1\n", "if 1:\n", "    2\n", "\n", "3\n")


def test_an_empty_output_line_is_marked() -> None:
    assert shown_output("\na\n\nb") == "<BLANKLINE>\na\n<BLANKLINE>\nb\n"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (">>> 1\n1\n\nsome prose\n", 4, "neither a prompt nor an output"),
        ("    >>> 1\n", 1, "indented"),
        (">>>1\n", 1, "space"),
        (">>> 1  # doctest: +ELLIPSIS\n", 1, "doctest"),
        (">>> 1\n1\n>>> print(2)\n    ...\n", 4, "promises nothing"),
        (">>> # a comment\n1\n", 2, "comment"),
    ],
)
def test_what_is_no_session_is_refused_at_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(SessionError, match=word) as caught:
        parse_session(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "output", [">>> 1\n", "   \n", "...\n", "a\tb\n", "a\fb\n", "\x1b[1m\n", "\ud800\n"]
)
def test_an_output_that_would_read_back_otherwise_is_refused(output: str) -> None:
    with pytest.raises(SessionError, match="can't stand"):
        render_session(">>> print(x)\n", [output])
