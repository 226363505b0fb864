"""The tags of a page of a PDF: what each piece of it is, for who does not see it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pypdfium2.raw import (
    FPDF_StructElement_CountChildren,
    FPDF_StructElement_GetAltText,
    FPDF_StructElement_GetChildAtIndex,
    FPDF_StructElement_GetChildMarkedContentID,
    FPDF_StructElement_GetType,
    FPDF_StructTree_Close,
    FPDF_StructTree_CountChildren,
    FPDF_StructTree_GetChildAtIndex,
    FPDF_StructTree_GetForPage,
)


class Tag(NamedTuple):
    """An element of the tag tree: what it is, in what it stands, and the words for a picture.

    What stands in an element without one of its own, as text does in a paragraph, has no kind.
    """

    kind: str
    parent: str
    words: str


def tags_of(page: Any) -> Iterator[Tag]:
    """Yield the tags of a page: one that goes on over pages is on each, an empty one on none."""
    tree = FPDF_StructTree_GetForPage(page)
    try:
        for index in range(FPDF_StructTree_CountChildren(tree)):
            if element := FPDF_StructTree_GetChildAtIndex(tree, index):
                yield from _tags(element, "")
    finally:
        FPDF_StructTree_Close(tree)


def _tags(element: Any, parent: str) -> Iterator[Tag]:
    kind = _text(FPDF_StructElement_GetType, element)
    words = _text(FPDF_StructElement_GetAltText, element) if kind == "Figure" else ""
    yield Tag(kind, parent, words)
    for index in range(FPDF_StructElement_CountChildren(element)):
        # What stands on other pages is neither.
        if kid := FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _tags(kid, kind)
        elif FPDF_StructElement_GetChildMarkedContentID(element, index) >= 0:
            yield Tag("", kind, "")


def _text(read: Callable[[Any, Any, int], int], element: Any) -> str:
    """Return what `read` writes: UTF-16 with a zero at its end."""
    size = read(element, None, 0)
    room = ctypes.create_string_buffer(size)
    read(element, room, size)
    return room.raw[:size].decode("utf-16-le").rstrip("\0")
