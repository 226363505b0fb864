"""The tags of a page of a PDF: what each piece of it is, for who does not see it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pypdfium2.raw import (
    FPDF_StructElement_CountChildren,
    FPDF_StructElement_GetAltText,
    FPDF_StructElement_GetChildAtIndex,
    FPDF_StructElement_GetType,
    FPDF_StructTree_Close,
    FPDF_StructTree_CountChildren,
    FPDF_StructTree_GetChildAtIndex,
    FPDF_StructTree_GetForPage,
)


class Tag(NamedTuple):
    """An element of the tag tree: what it is, in what it stands, and the words for a picture."""

    kind: str
    parent: str
    words: str


def tags_of(page: Any) -> Iterator[Tag]:
    """Yield the tags of a page; one that goes on over pages is on each of them."""
    tree = FPDF_StructTree_GetForPage(page)
    try:
        kids = _kids(tree, FPDF_StructTree_CountChildren, FPDF_StructTree_GetChildAtIndex)
        yield from _tags(kids, "")
    finally:
        FPDF_StructTree_Close(tree)


def _tags(elements: Iterator[Any], parent: str) -> Iterator[Tag]:
    for element in elements:
        kind = _text(FPDF_StructElement_GetType, element)
        words = _text(FPDF_StructElement_GetAltText, element) if kind == "Figure" else ""
        yield Tag(kind, parent, words)
        kids = _kids(element, FPDF_StructElement_CountChildren, FPDF_StructElement_GetChildAtIndex)
        yield from _tags(kids, kind)


def _kids(
    parent: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]
) -> Iterator[Any]:
    """Yield the elements in `parent`; what else stands in it, as text, is None."""
    return filter(None, (get(parent, index) for index in range(count(parent))))


def _text(read: Callable[[Any, Any, int], int], element: Any) -> str:
    """Return what `read` writes: UTF-16 with a zero at its end."""
    size = read(element, None, 0)
    room = ctypes.create_string_buffer(size)
    read(element, room, size)
    return room.raw[:size].decode("utf-16-le").rstrip("\0")
