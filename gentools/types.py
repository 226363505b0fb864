"""The names that gentools gives to types.

>>> from gentools.types import T_return, T_send, T_yield
>>> T_yield, T_send, T_return
(~T_yield, ~T_send, ~T_return)
"""

from typing import TypeVar

#: The type of what a generator yields.
T_yield = TypeVar("T_yield")

#: The type of what a generator is sent.
T_send = TypeVar("T_send")

#: The type of what a generator returns.
T_return = TypeVar("T_return")
