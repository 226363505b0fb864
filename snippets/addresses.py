"""Addresses in outputs, numbered by identity: the same number is the same object."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Callable

_ADDRESS = re.compile(r"(?<= at )0x[0-9A-Fa-f]{4,}\b")


class Addresses:
    """The addresses that a run has shown, in order of their first appearance.

    An address is used again once its object is gone. The object behind a shown address is
    therefore remembered weakly, and an address whose object has died gets a new number.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._alive: dict[int, Callable[[], object]] = {}
        self._count = 0

    def seen(self, value: object) -> None:
        """Remember `value`, which is about to be shown, without keeping it alive."""
        self._forget_if_dead(id(value))
        try:
            self._alive[id(value)] = weakref.ref(value)
        except TypeError:
            return  # a frame, for one, can't be remembered weakly

    def retire(self, text: str) -> None:
        """Forget the addresses in `text`: their objects are on their way out."""
        for match in _ADDRESS.finditer(text):
            self._forget(int(match[0], 16))

    def number(self, text: str) -> str:
        """Return `text` with each address replaced by its number, such as ``0x1``."""
        return _ADDRESS.sub(self._replacement, text) if " at 0x" in text else text

    def _replacement(self, match: re.Match[str]) -> str:
        address = int(match[0], 16)
        self._forget_if_dead(address)
        if address not in self._numbers:
            self._count += 1
            self._numbers[address] = self._count
            self._find(address)
        return f"{self._numbers[address]:#x}"

    def _find(self, address: int) -> None:
        if address not in self._alive:
            for value in gc.get_objects():
                if id(value) == address:
                    self.seen(value)

    def _forget_if_dead(self, address: int) -> None:
        reference = self._alive.get(address)
        if reference is not None and reference() is None:
            self._forget(address)

    def _forget(self, address: int) -> None:
        self._alive.pop(address, None)
        self._numbers.pop(address, None)
