"""The drawing of the cover: two lanes, and control that goes from one to the other and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from book._ext.cover_run import Stretch

Point = tuple[float, float]

INK, ACCENT, QUIET, PAPER = "#22201c", "#8a3a1f", "#9a948a", "#faf8f4"

WIDTH, HEIGHT = 100.0, 112.0

#: What the drawing shows, for those who do not see it.
SEEN = (
    "A recorded run: control goes from a caller to a generator and back, once for each prime "
    "from 2 to 13; the frame of the generator waits in between, and is closed at the end."
)

_CALLER, _GENERATOR = 22.0, 78.0
_FALL = 2.3
_RUNS, _WAITS = 2.4, 0.5
_DASH = (1.6, 1.3)
_HEAD = 2.4
_BADGE = 2.9
_VALUE_AT = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke."""

    start: Point
    end: Point
    width: float
    colour: str
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape with corners."""

    corners: tuple[Point, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A value on its way."""

    centre: Point
    radius: float
    text: str


Shape = Line | Area | Badge


def drawing(stretches: Sequence[Stretch]) -> list[Shape]:
    """Return the shapes of a run, from top to bottom; a stretch is as long as its lines."""
    lines = sum(stretch.lines for stretch in stretches)
    unit = (HEIGHT - _FALL * (len(stretches) + 1)) / lines
    shapes: list[Shape] = []
    top = _FALL
    for position, stretch in enumerate(stretches):
        bottom = top + stretch.lines * unit
        shapes += _stretch(
            stretch, top, bottom, begun=position > 0, over=position == len(stretches) - 1
        )
        if position < len(stretches) - 1:
            last = position == len(stretches) - 2
            shapes += _transfer(stretch, bottom, last=last)
            shapes += _waits(bottom, bottom + _FALL, inside=stretch.inside, last=last)
        top = bottom + _FALL
    return sorted(shapes, key=lambda shape: isinstance(shape, Badge))


def _stretch(
    stretch: Stretch, top: float, bottom: float, *, begun: bool, over: bool
) -> Iterator[Shape]:
    """Yield the heavy stroke of who runs and the light one of who does not."""
    here, there = (_GENERATOR, _CALLER) if stretch.inside else (_CALLER, _GENERATOR)
    yield Line((here, top), (here, bottom), _RUNS, ACCENT if stretch.inside else INK)
    if stretch.inside:
        yield Line((there, top), (there, bottom), _WAITS, INK)
    elif begun and not over:
        yield Line((there, top), (there, bottom), _WAITS, ACCENT, _DASH)


def _waits(top: float, bottom: float, *, inside: bool, last: bool) -> Iterator[Shape]:
    yield Line((_CALLER, top), (_CALLER, bottom), _WAITS, INK)
    if inside and not last:
        yield Line((_GENERATOR, top), (_GENERATOR, bottom), _WAITS, ACCENT, _DASH)


def _transfer(stretch: Stretch, y: float, *, last: bool) -> Iterator[Shape]:
    """Yield the arrow by which control goes over, and the value that goes with it."""
    inset = _RUNS / 2 + 0.6
    if stretch.inside:
        start, end = (_GENERATOR - inset, y), (_CALLER + inset, y + _FALL)
    else:
        start, end = (_CALLER + inset, y), (_GENERATOR - inset, y + _FALL)
    yield from _arrow(start, end, ACCENT if stretch.inside else INK)
    if last:
        yield from _closed(y)
    elif stretch.inside:
        yield Badge(_between(start, end, _VALUE_AT), _BADGE, str(stretch.value))


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(start: Point, end: Point, colour: str) -> Iterator[Shape]:
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    back = (end[0] - along[0] * _HEAD, end[1] - along[1] * _HEAD)
    across = (-along[1] * _HEAD * 0.4, along[0] * _HEAD * 0.4)
    yield Line(start, back, _WAITS, colour)
    sides = ((back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1]))
    yield Area((end, *sides), colour)


def _closed(y: float) -> Iterator[Shape]:
    """Yield the double bar at the end of a lane: the frame is gone."""
    for offset in (2.0, 3.4):
        yield Line((_GENERATOR - 4, y + offset), (_GENERATOR + 4, y + offset), 0.7, ACCENT)


def svg(shapes: Iterable[Shape], title: str) -> str:
    """Return the drawing as SVG."""
    body = "".join(_svg_shape(shape) for shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def _svg_shape(shape: Shape) -> str:
    if isinstance(shape, Line):
        (x1, y1), (x2, y2) = shape.start, shape.end
        dash = f' stroke-dasharray="{shape.dash[0]:g} {shape.dash[1]:g}"' if shape.dash else ""
        return (
            f'<path d="M{x1:.3f} {y1:.3f}L{x2:.3f} {y2:.3f}" stroke="{shape.colour}"'
            f' stroke-width="{shape.width:g}"{dash}/>'
        )
    if isinstance(shape, Area):
        corners = "L".join(f"{x:.3f} {y:.3f}" for x, y in shape.corners)
        return f'<path d="M{corners}Z" fill="{shape.colour}"/>'
    x, y = shape.centre
    return (
        f'<circle cx="{x:.3f}" cy="{y:.3f}" r="{shape.radius:g}" fill="#fff" stroke="{ACCENT}"'
        f' stroke-width="0.5"/><text x="{x:.3f}" y="{y + 1.15:.3f}" text-anchor="middle"'
        f' font-family="Source Code Pro" font-size="3.4" font-weight="600" fill="{INK}">'
        f"{escape(shape.text)}</text>"
    )
