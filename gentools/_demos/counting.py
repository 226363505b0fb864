"""The generator that the book begins with."""

from collections.abc import Generator


def my_range(start: int, end: int) -> Generator[int, None, None]:
    """Return a generator that counts from *start* up to *end*, without *end* itself.

    It gives what ``range(start, end)`` gives, and each number is made at the moment it is asked
    for. It is less than :class:`range`: one pass uses it up, and it has no step, no length and no
    indexing.

    :param start: the first number.
    :param end: the number to stop before.
    :yields: *start*, *start* + 1 and so on, as long as they are less than *end*.
    :receives: nothing; a value that is sent is ignored.
    :returns: None.
    :raises TypeError: if *start* and *end* cannot be compared. The call itself compares nothing,
        so the error comes at the first ``next``.

    >>> numbers = my_range(0, 3)
    >>> next(numbers)
    0
    >>> list(numbers)
    [1, 2]
    >>> list(numbers)
    []
    """
    index = start
    while index < end:
        yield index
        index += 1
