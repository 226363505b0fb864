"""The cover of the EPUB: the title above the drawing, as a picture."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from book._ext.cover_drawing import ACCENT, INK, PAPER, WIDTH, Area, Badge, Line, Point, Shape

_SIZE = (1600, 2400)
_FINER = 2
_MARGIN, _TOP = 110, 700


@dataclass(frozen=True, slots=True)
class _Canvas:
    """A picture larger than wanted, to be made smooth by making it smaller."""

    draw: ImageDraw.ImageDraw
    fonts: Path
    unit: float
    origin: Point

    def at(self, point: Point) -> Point:
        """Return the place of a point of the drawing."""
        return self.origin[0] + point[0] * self.unit, self.origin[1] + point[1] * self.unit

    def font(
        self, package: str, weight: int, size: float, style: str = "normal"
    ) -> ImageFont.FreeTypeFont:
        """Return one of the book's fonts."""
        path = self.fonts / package / "files" / f"{package}-latin-{weight}-{style}.woff2"
        plain = io.BytesIO()
        with TTFont(path) as font:
            font.flavor = None
            font.save(plain)
        plain.seek(0)
        return ImageFont.truetype(plain, round(size))


def cover(shapes: Iterable[Shape], title: str, subtitle: str, fonts: Path) -> Image.Image:
    """Return the cover; `fonts` is where npm puts them."""
    width, height = (side * _FINER for side in _SIZE)
    picture = Image.new("RGB", (width, height), PAPER)
    margin = _MARGIN * _FINER
    unit = (width - 2 * margin) / WIDTH
    canvas = _Canvas(ImageDraw.Draw(picture), fonts, unit, (margin, _TOP * _FINER))
    large = canvas.font("source-serif-4", 600, 150 * _FINER)
    small = canvas.font("source-serif-4", 400, 96 * _FINER, "italic")
    centre = width / 2
    canvas.draw.text((centre, 330 * _FINER), title, INK, large, anchor="ms")
    canvas.draw.text((centre, 490 * _FINER), subtitle, ACCENT, small, anchor="ms")
    for shape in shapes:
        _draw(canvas, shape)
    return picture.resize(_SIZE, Image.Resampling.LANCZOS)


def _draw(canvas: _Canvas, shape: Shape) -> None:
    if isinstance(shape, Line):
        for start, end in _pieces(shape):
            width = round(shape.width * canvas.unit)
            canvas.draw.line([canvas.at(start), canvas.at(end)], shape.colour, width)
    elif isinstance(shape, Area):
        canvas.draw.polygon([canvas.at(corner) for corner in shape.corners], shape.colour)
    else:
        _draw_badge(canvas, shape)


def _draw_badge(canvas: _Canvas, badge: Badge) -> None:
    x, y = canvas.at(badge.centre)
    radius = badge.radius * canvas.unit
    box = (x - radius, y - radius, x + radius, y + radius)
    canvas.draw.ellipse(box, "#fff", ACCENT, round(0.5 * canvas.unit))
    font = canvas.font("source-code-pro", 600, 3.4 * canvas.unit)
    canvas.draw.text((x, y), badge.text, INK, font, anchor="mm")


def _pieces(line: Line) -> Iterator[tuple[Point, Point]]:
    """Yield the strokes of a line: one, or its dashes."""
    (x1, y1), (x2, y2) = line.start, line.end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if line.dash is None or not length:
        yield line.start, line.end
        return
    dash, gap = line.dash
    begin = 0.0
    while begin < length:
        first, last = begin / length, min(begin + dash, length) / length
        yield (
            (x1 + (x2 - x1) * first, y1 + (y2 - y1) * first),
            (x1 + (x2 - x1) * last, y1 + (y2 - y1) * last),
        )
        begin += dash + gap
