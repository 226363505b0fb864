"""What the program prints, and the input that it has not."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Printed(io.TextIOBase):
    """A text stream that gives what is written to *keep*."""

    def __init__(self, name: str, keep: Callable[[str, str], None]) -> None:
        self.name = f"<{name}>"
        self._name = name
        self._keep = keep

    encoding = "utf-8"
    errors = "strict"

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Keep *text*, and return its length."""
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._keep(self._name, str(text))
        return len(text)
