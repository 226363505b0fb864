"""What is underneath `compose`, for programs that know it by this module.

>>> import gentools
>>> gentools.utils.compose is gentools.compose
True
"""

from gentools._pipes.composition import CallableAsMethod, compose, identity

__all__ = ["CallableAsMethod", "compose", "identity"]
