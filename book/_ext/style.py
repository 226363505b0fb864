"""The colours of code, light and dark: few, and each readable on its ground."""

from __future__ import annotations

from typing import ClassVar

from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    _TokenType,
)

Rules = dict[_TokenType, str]


def _rules(ink: str, quiet: str, word: str, text: str, number: str, wrong: str) -> Rules:
    return {
        Text: ink,
        Comment: f"italic {quiet}",
        Keyword: f"bold {word}",
        Keyword.Constant: number,
        Operator.Word: f"bold {word}",
        Operator: ink,
        Punctuation: ink,
        Name: ink,
        Name.Builtin: ink,
        Name.Builtin.Pseudo: ink,
        Name.Class: f"bold {ink}",
        Name.Function: f"bold {ink}",
        Name.Function.Magic: f"bold {ink}",
        Name.Decorator: word,
        Name.Exception: ink,
        Number: number,
        String: text,
        String.Escape: number,
        String.Interpol: ink,
        Generic.Prompt: quiet,
        Generic.Output: quiet,
        Generic.Traceback: wrong,
        Generic.Error: wrong,
        Error: wrong,
    }


class Light(Style):
    """Ink on paper."""

    name = "book-light"
    background_color = "#faf8f4"
    highlight_color = "#f3e2d6"
    styles: ClassVar[Rules] = _rules(
        ink="#22201c", quiet="#625d54", word="#8a3a1f", text="#3d5a2a", number="#274b78", wrong="#9b1c31"
    )


class Dark(Style):
    """Chalk on slate."""

    name = "book-dark"
    background_color = "#1b1c1f"
    highlight_color = "#3a2a22"
    styles: ClassVar[Rules] = _rules(
        ink="#dcd8d0", quiet="#a8a297", word="#f2a384", text="#a9c98f", number="#9fc0ea", wrong="#ff9aa6"
    )
