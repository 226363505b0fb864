"""What Hypothesis has compiled, in Python: arithmetic on the bits of a float.

Its compiled module exists for some interpreters only; `tests/everywhere.py` puts this in its
place, so that every interpreter runs the same.
"""

from __future__ import annotations

import math
import struct

_FORMATS = {16: ("!H", "!e"), 32: ("!I", "!f"), 64: ("!Q", "!d")}
_SMALLEST_EXPONENTS = {16: -14, 32: -126, 64: -1022}


def float_to_int(value: float, width: int = 64) -> int:
    """Return the bits of `value`."""
    whole, real = _FORMATS[width]
    bits: int = struct.unpack(whole, struct.pack(real, value))[0]
    return bits


def int_to_float(value: int, width: int = 64) -> float:
    """Return the float that has these bits."""
    whole, real = _FORMATS[width]
    number: float = struct.unpack(real, struct.pack(whole, value))[0]
    return number


def float_of(x: float, width: int) -> float:
    """Return the float of `width` bits that is nearest."""
    return int_to_float(float_to_int(float(x), width), width)


def is_negative(x: float) -> bool:
    """Tell whether there is a minus sign; zero has one too."""
    return math.copysign(1.0, x) < 0


def next_up(value: float, width: int = 64) -> float:
    """Return the next larger float; of zero's two signs the minus comes first."""
    if math.isnan(value) or value == math.inf:
        return value
    if value == 0 and is_negative(value):
        return 0.0
    bits = float_to_int(value, width)
    return int_to_float(bits - 1 if is_negative(value) else bits + 1, width)


def next_down(value: float, width: int = 64) -> float:
    """Return the next smaller float."""
    return -next_up(-value, width)


def next_down_normal(value: float, width: int, *, allow_subnormal: bool) -> float:
    """Return the next smaller float, past those that are subnormal unless they are allowed."""
    below = next_down(value, width)
    smallest = width_smallest_normals(width)
    if allow_subnormal or not 0 < abs(below) < smallest:
        return below
    return 0.0 if below > 0 else -smallest


def next_up_normal(value: float, width: int, *, allow_subnormal: bool) -> float:
    """Return the next larger float, past those that are subnormal unless they are allowed."""
    return -next_down_normal(-value, width, allow_subnormal=allow_subnormal)


def width_smallest_normals(width: int) -> float:
    """Return the smallest positive float that is not subnormal."""
    return 2.0 ** _SMALLEST_EXPONENTS[width]


def count_between_floats(x: float, y: float, width: int = 64) -> int:
    """Return how many floats there are from `x` to `y`, both included."""
    if is_negative(x) and not is_negative(y):
        return count_between_floats(x, -0.0, width) + count_between_floats(0.0, y, width)
    return abs(float_to_int(y, width) - float_to_int(x, width)) + 1


def cathetus(h: float, a: float) -> float:
    """Return the other side of a right triangle with the hypotenuse `h` and the side `a`."""
    h, a = abs(h), abs(a)
    if math.isnan(h) or a > h:
        return math.nan
    if math.isinf(h):
        return math.nan if math.isinf(a) else h
    return h * math.sqrt((1 - a / h) * (1 + a / h)) if h else 0.0
