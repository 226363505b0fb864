"""Look inside Python's generators: the library of the book *Python Generators: A Look Inside*.

Look: what is inside a suspended generator, its evaluation stack included.

>>> from gentools import echo, snapshot
>>> generator = echo()
>>> next(generator)
>>> snapshot(generator).state
'GEN_SUSPENDED'

Watch: who resumed a generator, with what, and what came back.

>>> from gentools import watch
>>> watched = watch(echo())
>>> next(watched)
>>> print(watched.transcript)
   caller      call    came back     state
1  <module>:1  next()  yielded None  created -> suspended

Record: a program's run, step by step.

>>> from gentools import record
>>> record("total = sum(number for number in (1, 2))", by="transfer").end.how
'finished'

Demonstrate: the small generators that the book's chapters take apart.

>>> from gentools import my_range
>>> list(my_range(0, 3))
[0, 1, 2]

Pipe: generators put behind one another, and generators that can be started again.

>>> from gentools import map_yield, reusable
>>> labels = reusable(map_yield("<{}>".format)(my_range))(0, 3)
>>> list(labels), list(labels)
(['<0>', '<1>', '<2>'], ['<0>', '<1>', '<2>'])
"""

from gentools._lazy import lazy

# A public name stands in three places: here for type checkers, in `__all__` for everybody, and in
# the table below, from which it is imported when it is first used.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from gentools import core as core
    from gentools import types as types
    from gentools import utils as utils
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
    from gentools._look.differences import Difference, diff
    from gentools._look.listing import disassemble
    from gentools._look.snapshots import Snapshot, chain, snapshot
    from gentools._record.model import Step, Trace
    from gentools._record.record import record
    from gentools._watch import Transcript, Watched, watch
    from gentools.core import (
        compose,
        imap_return,
        imap_send,
        imap_yield,
        irelay,
        map_return,
        map_send,
        map_yield,
        oneyield,
        relay,
        reusable,
        sendreturn,
    )
    from gentools.types import Generable, GeneratorCallable, ReusableGenerator
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
            "gentools._look.differences": ["Difference", "diff"],
            "gentools._look.listing": ["disassemble"],
            "gentools._look.snapshots": ["Snapshot", "chain", "snapshot"],
            "gentools._pipes.bases": ["Generable", "GeneratorCallable"],
            "gentools._pipes.composition": ["compose"],
            "gentools._pipes.decorators": ["map_return", "map_send", "map_yield", "relay"],
            "gentools._pipes.mapping": ["imap_return", "imap_send", "imap_yield"],
            "gentools._pipes.oneyield": ["oneyield"],
            "gentools._pipes.relaying": ["irelay"],
            "gentools._pipes.returning": ["sendreturn"],
            "gentools._pipes.reusable": ["ReusableGenerator", "reusable"],
            "gentools._record.model": ["Step", "Trace"],
            "gentools._record.record": ["record"],
            "gentools._watch": ["Transcript", "Watched", "watch"],
        },
        submodules=["core", "types", "utils"],
    )

__all__ = [
    "Difference",
    "Generable",
    "GeneratorCallable",
    "ReusableGenerator",
    "Snapshot",
    "Step",
    "Trace",
    "Transcript",
    "Watched",
    "chain",
    "compose",
    "delegating",
    "diff",
    "disassemble",
    "echo",
    "imap_return",
    "imap_send",
    "imap_yield",
    "irelay",
    "last_words",
    "map_return",
    "map_send",
    "map_yield",
    "my_range",
    "oneyield",
    "record",
    "relay",
    "resilient",
    "reusable",
    "running_average",
    "sendreturn",
    "snapshot",
    "stubborn",
    "tally",
    "tidy",
    "watch",
]

__version__ = "2.0.0"
