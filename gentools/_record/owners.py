"""Which generator a frame belongs to."""

from __future__ import annotations

import gc
import sys
from types import AsyncGeneratorType, CoroutineType, GeneratorType
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

#: By the identity of the class, as a metaclass may have given its classes a __hash__.
_FRAMES: Final[dict[int, Callable[[Any], FrameType | None]]] = {
    id(GeneratorType): lambda value: value.gi_frame,
    id(CoroutineType): lambda value: value.cr_frame,
    id(AsyncGeneratorType): lambda value: value.ag_frame,
}


def frame_of(value: object) -> FrameType | None:
    """Return the frame of a generator, a coroutine or an async generator, else None."""
    get = _FRAMES.get(id(type(value)))
    return None if get is None else get(value)


def find_generator(frame: FrameType) -> object | None:
    """Return the generator that owns *frame*, or None."""
    if sys.version_info >= (3, 14):
        running: Any = frame
        return cast("object", running.f_generator)
    for generation in (0, 1, 2):
        objects: list[Any] = gc.get_objects(generation)
        for value in reversed(objects):  # it runs for the first time: it is new
            if id(type(cast("object", value))) in _FRAMES and frame_of(value) is frame:
                found: object = value
                return found
    return None
