"""What the program prints, and the input that it has not."""

from __future__ import annotations

import io
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Buffer

_DECODER = getincrementaldecoder("utf-8")


class Printed(io.TextIOBase):
    """A text stream that gives what is written to *keep*."""

    def __init__(self, name: str, keep: Callable[[str, str], None]) -> None:
        self.name = f"<{name}>"
        self.buffer = _Bytes(self)
        self._name = name
        self._keep = keep
        self._decoder = _DECODER("replace")

    encoding = "utf-8"
    errors = "strict"

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Keep *text*, and return its length."""
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.write_bytes(b"", final=True)
        self._keep(self._name, str(text))
        return len(text)

    def write_bytes(self, data: bytes, *, final: bool = False) -> None:
        """Keep the text that *data* is in UTF-8; what is none is shown by a replacement character.

        A character may come in several parts, unless this is the *final* one.
        """
        text = self._decoder.decode(data, final)
        if text:
            self._keep(self._name, text)


class _Bytes(io.BufferedIOBase):
    """The stream of bytes below a text stream."""

    def __init__(self, above: Printed) -> None:
        self._above = above

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Buffer) -> int:
        """Keep *data*, and return its length."""
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        written = bytes(memoryview(data))
        self._above.write_bytes(written)
        return len(written)
