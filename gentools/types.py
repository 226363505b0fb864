"""The names that gentools gives to types.

>>> from gentools.types import T_return, T_send, T_yield
>>> T_yield, T_send, T_return
(~T_yield, ~T_send, ~T_return)
"""

from typing import TYPE_CHECKING, TypeVar

from gentools._lazy import lazy

if TYPE_CHECKING:
    from gentools._pipes.bases import Generable, GeneratorCallable
    from gentools._pipes.reusable import ReusableGenerator
else:
    # The demos are written with the type variables only, and need not load the pipes.
    __getattr__, __dir__ = lazy(
        globals(),
        {
            "gentools._pipes.bases": ["Generable", "GeneratorCallable"],
            "gentools._pipes.reusable": ["ReusableGenerator"],
        },
    )

__all__ = ["Generable", "GeneratorCallable", "ReusableGenerator"]

#: The type of what a generator yields.
T_yield = TypeVar("T_yield")

#: The type of what a generator is sent.
T_send = TypeVar("T_send")

#: The type of what a generator returns.
T_return = TypeVar("T_return")
