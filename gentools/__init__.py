"""Look inside Python's generators: the library of the book *Python Generators: A Look Inside*.

Demonstrate: the small generators that the book's chapters take apart.

>>> from gentools import my_range
>>> list(my_range(0, 3))
[0, 1, 2]
"""

from gentools._demos import (
    delegating,
    echo,
    last_words,
    my_range,
    resilient,
    running_average,
    stubborn,
    tally,
    tidy,
)

__all__ = [
    "delegating",
    "echo",
    "last_words",
    "my_range",
    "resilient",
    "running_average",
    "stubborn",
    "tally",
    "tidy",
]

__version__ = "2.0.0"
