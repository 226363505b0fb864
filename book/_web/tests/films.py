"""Records programs, and says what Python finds at each step: the player must find the same.

usage: python films.py FOLDER   (writes a file for each program)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from gentools import my_range, record  # noqa: E402
from gentools._film.film import film  # noqa: E402

if TYPE_CHECKING:
    from gentools._record.model import Step, Trace
    from gentools._record.parts import Frame


def state(step: Step, frame: Frame) -> dict[str, Any]:
    """Return all that is known of a frame at a step."""
    return {
        "number": frame.number,
        "name": frame.label,
        "state": frame.state,
        "at": frame.offset,
        "line": frame.line,
        "locals": {name: step.value(number).text for name, number in frame.locals.items()},
        "stack": None if frame.stack is None else [step.value(item).text for item in frame.stack],
        "handling": None if frame.handling is None else step.value(frame.handling).text,
        "by": frame.caller,
        "delegate": frame.delegate,
    }


def told(trace: Trace) -> dict[str, Any]:
    """Return a film, and what Python finds at each of its steps."""
    steps = [
        {
            "frame": step.frame.number,
            "frames": [state(step, frame) for frame in step.frames],
            "expression": step.source_line.strip() and segment(step),
            "printed": step.printed,
        }
        for step in trace
    ]
    return {"film": film(trace), "steps": steps}


def segment(step: Step) -> str:
    """Return the text of the instruction that is about to run."""
    if step.instruction is None:
        return ""
    return step.frame.code.source.segment(step.instruction.positions)


def program(name: str, **options: Any) -> Trace:
    """Return the recording of a program."""
    text = (HERE / "programs" / f"{name}.txt").read_text(encoding="utf-8")
    return record(text, name=f"{name}.py", max_steps=2000, **options)


def main(folder: str) -> None:
    """Write a file for each program."""
    names = sorted(path.stem for path in (HERE / "programs").iterdir())
    traces = {name: program(name) for name in names}
    traces["range"] = record(my_range, args=(5, 7))
    traces["lines"] = program("echo", by="line")
    for name, trace in traces.items():
        Path(folder, f"{name}.json").write_text(json.dumps(told(trace)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
