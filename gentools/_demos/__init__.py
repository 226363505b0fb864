"""The generators that the chapters take apart, one behaviour each."""

from gentools._demos.closing import last_words, stubborn, tidy
from gentools._demos.counting import my_range
from gentools._demos.delegation import delegating
from gentools._demos.sending import echo, running_average, tally
from gentools._demos.throwing import resilient

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
