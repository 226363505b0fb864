"""The lexer of sessions: that of Pygments, with an end to what looks like a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pygments.lexer import inherit
from pygments.lexers.python import PythonConsoleLexer, PythonTracebackLexer
from pygments.token import Generic

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class TracebackLexer(PythonTracebackLexer):
    """A lexer of tracebacks that goes past the entries `faulthandler` writes.

    An entry such as ``File "a.py", line 4 in f`` has no comma after the number. The rule it
    would match in Pygments takes no character, and leads to rules none of which takes it.
    """

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r'^  File "[^"]+", line \d+(?!\d|\n|, in .+\n).*\n', Generic.Output),
            inherit,
        ]
    }


class SessionLexer(PythonConsoleLexer):
    """A lexer of sessions that comes to an end on every output."""

    def __init__(self, *, stripnl: bool = False, **options: Any) -> None:
        super().__init__(stripnl=stripnl, **options)  # type: ignore[no-untyped-call]
        self.root_lexer = TracebackLexer(**options)


def setup(app: Sphinx) -> None:
    """Have sessions highlighted by this lexer."""
    app.add_lexer("pycon", SessionLexer)
