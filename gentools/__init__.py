"""Look inside Python's generators: the library of the book *Python Generators: A Look Inside*.

Demonstrate: the small generators that the book's chapters take apart.

>>> from gentools import my_range
>>> list(my_range(0, 3))
[0, 1, 2]
"""

from gentools._lazy import lazy

# A public name stands in three places: here for type checkers, in `__all__` for everybody, and in
# the table below, from which it is imported when it is first used.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from gentools import types  # noqa: F401
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
else:
    __getattr__, __dir__ = lazy(
        globals(),
        {
            "gentools._demos": [
                "delegating",
                "echo",
                "last_words",
                "my_range",
                "resilient",
                "running_average",
                "stubborn",
                "tally",
                "tidy",
            ],
        },
        submodules=["types"],
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
