"""The functions and decorators that put generators behind one another.

They stand here for programs that know them by this module; `gentools` itself has them all.

>>> import gentools
>>> gentools.core.relay is gentools.relay
True
"""

from gentools._pipes.composition import compose
from gentools._pipes.decorators import map_return, map_send, map_yield, relay
from gentools._pipes.mapping import imap_return, imap_send, imap_yield
from gentools._pipes.oneyield import oneyield
from gentools._pipes.relaying import irelay
from gentools._pipes.returning import sendreturn
from gentools._pipes.reusable import reusable

__all__ = [
    "compose",
    "imap_return",
    "imap_send",
    "imap_yield",
    "irelay",
    "map_return",
    "map_send",
    "map_yield",
    "oneyield",
    "relay",
    "reusable",
    "sendreturn",
]
