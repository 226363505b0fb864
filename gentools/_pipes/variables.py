"""The type variables of the pipes.

>>> [Y_co, S_contra, R_co]
[+Y_co, -S_contra, +R_co]
"""

from typing import ParamSpec, TypeVar

Y_co = TypeVar("Y_co", covariant=True)
S_contra = TypeVar("S_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

#: What a mapping function makes of its argument.
T = TypeVar("T")
#: What passes between two functions of a composition.
A = TypeVar("A")
B = TypeVar("B")
#: What a decorator's functions take and give, and what its generators yield and are sent then.
Given = TypeVar("Given")
Made = TypeVar("Made")
Out = TypeVar("Out")
In = TypeVar("In")
#: The result of a callable, and its parameters with and without the first.
T_co = TypeVar("T_co", covariant=True)
P = ParamSpec("P")
Q = ParamSpec("Q")
