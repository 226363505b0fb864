"""The colours of code, light and dark: few, and each readable on its ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pygments.style import Style
from pygments.token import (
    STANDARD_TYPES,
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    String,
    Token,
    _TokenType,
)

Rules = dict[_TokenType, str]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme."""

    ink: str
    quiet: str
    word: str
    text: str
    number: str
    wrong: str

    def rules(self) -> Rules:
        """Return which kind of token has which colour."""
        return {
            Token: self.ink,
            Comment: f"italic {self.quiet}",
            Keyword: f"bold {self.word}",
            Keyword.Constant: self.number,
            Operator.Word: f"bold {self.word}",
            Name.Class: f"bold {self.ink}",
            Name.Function: f"bold {self.ink}",
            Name.Decorator: self.word,
            Number: self.number,
            String: self.text,
            String.Escape: self.number,
            String.Interpol: self.ink,
            Generic.Prompt: self.quiet,
            Generic.Output: self.quiet,
            Generic.Traceback: self.wrong,
            Generic.Error: self.wrong,
            Error: self.wrong,
        }


_INK_ON_PAPER = Palette(
    ink="#22201c",
    quiet="#625d54",
    word="#8a3a1f",
    text="#3d5a2a",
    number="#274b78",
    wrong="#9b1c31",
)
_CHALK_ON_SLATE = Palette(
    ink="#dcd8d0",
    quiet="#a8a297",
    word="#f2a384",
    text="#a9c98f",
    number="#9fc0ea",
    wrong="#ff9aa6",
)


class Light(Style):
    """Ink on paper."""

    name = "book-light"
    background_color = "#faf8f4"
    highlight_color = "#f3e2d6"
    styles: ClassVar[Rules] = _INK_ON_PAPER.rules()


class Dark(Style):
    """Chalk on slate."""

    name = "book-dark"
    background_color = "#1b1c1f"
    highlight_color = "#3a2a22"
    styles: ClassVar[Rules] = _CHALK_ON_SLATE.rules()


def _is_plain(kind: _TokenType) -> bool:
    return all(
        theme.style_for_token(kind) == theme.style_for_token(Token) for theme in (Light, Dark)
    )


#: The classes of tokens that look like any other text; a mark around them only makes pages heavy.
PLAIN = frozenset(name for kind, name in STANDARD_TYPES.items() if name and _is_plain(kind))
