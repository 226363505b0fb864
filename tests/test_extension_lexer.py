"""Sessions are coloured to their end, whatever they print."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from pygments.lexers.python import PythonConsoleLexer
from pygments.token import Generic, Token

from book._ext.lexer import SessionLexer, TracebackLexer
from tests.small_books import SmallBook

TRACEBACK = """\
>>> 1 / 0
Traceback (most recent call last):
  File "sum.pycon", line 1, in <module>
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero
"""
ENTRIES = [
    '  File "a.py", line 4 in slow\n',
    '  File "a.py", line 12 in slow\n',
    '  File "a.py", line 4, inside\n',
    '  File "a.py", line 4, in \n',
    '  File "a.py", line 4:\n',
]

# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_of_no_traceback_is_passed(entry: str) -> None:
    """Without the rule of its own the lexer would stay at the entry for ever."""
    tokens = [*islice(TracebackLexer().get_tokens_unprocessed(entry), 50)]
    assert "".join(text for _, _, text in tokens) == entry


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_session_is_taken_whole(entry: str) -> None:
    session = f">>> dump()\n{entry}{entry}>>> 1\n1\n"
    tokens = [*islice(SessionLexer().get_tokens(session), 50)]
    assert "".join(text for _, text in tokens) == session
    assert Token.Literal.Number.Integer in {kind for kind, _ in tokens}


def test_a_traceback_looks_as_it_does_in_pygments() -> None:
    tokens = [*SessionLexer().get_tokens(TRACEBACK)]
    plain = PythonConsoleLexer()  # type: ignore[no-untyped-call]
    assert tokens == [*plain.get_tokens(TRACEBACK)]
    assert Generic.Traceback in {kind for kind, _ in tokens}


def test_a_book_with_such_a_session_is_built(tmp_path: Path) -> None:
    page = "# Alpha\n\n```{snippet} dump\n:caption: Entries\n```\n"
    built = (
        SmallBook(tmp_path)
        .corpus({"alpha/dump.pycon": f">>> dump()\n{ENTRIES[0]}"})
        .write(alpha=page)
        .build()
    )
    assert built.warnings == []
    assert "line 4 in slow" in built.figure("alpha", "alpha/dump").get_text()
