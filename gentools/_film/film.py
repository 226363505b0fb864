"""A recording as the player wants it: with what only Python can say of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from gentools._film.levels import by_line, by_transfer, line_sentences
from gentools._record.sentences import module_name

if TYPE_CHECKING:
    from gentools._record.model import Trace

Json = dict[str, Any]

FORMAT: Final = "gentools-film"
VERSION: Final = 1


def film(trace: Trace) -> Json:
    """Return *trace*, what its frames are called, the steps of each level, and their sentences.

    ``labels`` has one name for each frame, ``sentences`` one for each step;
    ``lines`` has those that differ when one goes by line.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "trace": json.loads(trace.to_json()),
        "labels": [module_name(trace) if label == "<module>" else label for label in trace.labels],
        "levels": {"transfer": by_transfer(trace), "line": by_line(trace)},
        "sentences": [step.sentence for step in trace],
        "lines": {str(index): sentence for index, sentence in line_sentences(trace)},
    }


def dump(film: Json) -> str:
    """Return the text of a film, fit to stand inside of a script element."""
    text = json.dumps(film, separators=(",", ":"))
    return text.replace("<", "\\u003c")
