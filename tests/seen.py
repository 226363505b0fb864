"""What is to be seen of a recording at each step, worked out anew from the recording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from gentools._record.model import Step
from gentools._record.parts import Frame, Instruction, Transfer
from tests.recorded import GENERATORS, LEVELS, UNRECORDED, Recorded

Json = dict[str, Any]

#: What a program defines stands in its source, and is not shown among its variables.
DEFINITIONS = ("function", "type", "module", "builtin_function_or_method")
RANKS = ("running", "waiting", "suspended")
OUTLINES = {
    "created": "dotted",
    "running": "solid",
    "waiting": "solid",
    "suspended": "dashed",
    "closed": "double",
}
NAMES = {
    "call": "called",
    "start": "started",
    "next": "sent",
    "send": "sent",
    "throw": "thrown",
    "close": "thrown",
    "yield": "yielded",
    "return": "returned",
    "raise": "raised",
}
DELEGATING = re.compile(r"yield\s+from\b|await\b")


class Film(Recorded):
    """A film, and what there is to be seen of it."""

    def views(self, level: str) -> list[View]:
        """Return all that is to be seen by a level."""
        return [self.view(level, index) for index in self.of(level)]

    def view(self, level: str, index: int) -> View:
        """Return what is to be seen at a step by a level, or by the next finer one that has it."""
        level = next(one for one in LEVELS[LEVELS.index(level) :] if index in self.of(one))
        position = self.of(level).index(index)
        before = self.of(level)[position - 1] if position else None
        return View(
            self, level, position, self.steps[index], None if before is None else self.steps[before]
        )


@dataclass(frozen=True)
class View:
    """A step as it is seen by a level, beside the one that was seen before."""

    film: Film
    level: str
    position: int
    step: Step
    before: Step | None

    def shown(self) -> Json:
        """Return what `microscope.shown` of tests/shown.js has to find in the page."""
        order, aside, closed = self._arranged
        return {
            **self._place(),
            "sentence": self._sentence(),
            "lines": self._lines(),
            "stack": [self._frame(number) for number in order],
            "aside": [self._frame(number) for number in aside],
            "closed": [self._closed(number) for number in closed],
            "printed": self._printed(),
        }

    def _place(self) -> Json:
        count = len(self.film.of(self.level))
        said = self._said(count)
        return {
            "position": said,
            "level": self.level,
            "slider": [str(self.position), str(count - 1), said],
            "spent": sorted(self._spent(count)),
        }

    def _said(self, count: int) -> str:
        """Return which step it is; a transfer has the number of its panel."""
        if self.level != "transfer":
            return f"step {self.position + 1} of {count}"
        panels, index = self.film.panels, self.step.index
        if index in panels:
            return f"step {panels.index(index) + 1} of {len(panels)}"
        return "before step 1" if index < panels[0] else f"after step {len(panels)}"

    def _spent(self, count: int) -> set[str]:
        """Return the controls that lead nowhere from here."""
        index = self.step.index
        spent = {"first", "back"} if self.position == 0 else set()
        spent |= {"next", "last"} if self.position == count - 1 else set()
        return spent | {level for level in ("line", "transfer") if self.film.of(level)[-1] <= index}

    def _sentence(self) -> str:
        index = self.step.index
        sentences: list[str] = self.film.data["sentences"]
        lines: dict[str, str] = self.film.data["lines"] if self.level == "line" else {}
        return lines.get(str(index), sentences[index])

    def _printed(self) -> list[str] | None:
        if not any(step.output for step in self.film.steps):
            return None
        before = self.step.printed if self.before is None else self.before.printed
        return [self.step.printed, self.step.printed[len(before) :]]

    # Frames

    @cached_property
    def _known(self) -> dict[int, Frame]:
        return {frame.number: frame for frame in self.step.frames}

    @cached_property
    def _earlier(self) -> dict[int, Frame]:
        return {frame.number: frame for frame in self.before.frames} if self.before else {}

    @cached_property
    def _call_stack(self) -> list[int]:
        """Return who runs and who waits for it; nobody while code runs that is not recorded."""
        stack = [frame.number for frame in self.step.call_stack]
        if self.step.frame.state not in ("running", "waiting"):
            return []
        return stack

    @property
    def _transfer(self) -> Transfer | None:
        return self.step.transfer

    @cached_property
    def way(self) -> list[int]:
        """Return the frames that control went through at this step, from where to where."""
        transfer = self._transfer
        if transfer is None or transfer.kind == "create":
            return []
        ends = [UNRECORDED if end is None else end for end in (transfer.source, transfer.target)]
        return [ends[0], *transfer.through, ends[1]]

    @cached_property
    def _arranged(self) -> tuple[list[int], list[int], list[int]]:
        """Return the frames on the call stack, the others, and the closed ones that stay in sight.

        A generator stays that was closed before. A function that has ended is gone for good.
        """
        stack = [UNRECORDED] * self.film.has_unrecorded + self._call_stack
        others = sorted(set(self._known) - set(stack), key=self.film.name)
        closed = [
            number
            for number in others
            if self._known[number].state == "closed" and number not in self.way
        ]
        aside = [number for number in others if number not in closed]
        return stack, aside, [number for number in closed if self._is_generator(number)]

    def _is_generator(self, number: int) -> bool:
        return self._known[number].kind in GENERATORS

    def _frame(self, number: int) -> Json:
        if number == UNRECORDED:
            state = "waiting" if self._call_stack else "running"
            return self._box("the caller", state, state) | {"text": "is not recorded"}
        frame = self._known[number]
        box = self._box(self.film.name(number), frame.state, self._word(frame))
        return box if frame.state == "closed" else box | self._inside(frame)

    @staticmethod
    def _box(name: str, state: str, word: str) -> Json:
        return {
            "name": name,
            "state": word,
            "look": state,
            "outline": OUTLINES[state],
            "isHeavy": state == "running",
            "line": None,
            "text": None,
            "parts": [],
            "handling": None,
            "variables": [],
            "stack": None,
        }

    def _word(self, frame: Frame) -> str:
        """Return the word for a state: of a generator that waits, Python says that it runs."""
        if frame.kind not in GENERATORS:
            return "ended" if frame.state == "closed" else frame.state
        if frame.state != "waiting":
            return frame.state
        above = self._call_stack[self._call_stack.index(frame.number) + 1 :]
        return f"running, in {self.film.name(above[0])}" if above else "running"

    def _inside(self, frame: Frame) -> Json:
        text = frame.code.source.line(frame.line)
        part = self._part(frame)
        return {
            "line": str(frame.line or 0),
            "text": text.strip(),
            "parts": [part] if part else [],
            "handling": self._text(frame.handling),
            "variables": self._variables(frame),
            "stack": self._stack(frame),
        }

    def _text(self, number: int | None, step: Step | None = None) -> str | None:
        return None if number is None else (step or self.step).value(number).text

    def _variables(self, frame: Frame) -> list[list[Any]]:
        earlier = self._earlier.get(frame.number)
        before = self.before if earlier else None
        names = dict(earlier.locals) if earlier else {}
        rows = [
            [name, self._text(number), self._text(names.get(name), before)]
            for name, number in frame.locals.items()
            if self._is_shown(frame, self.step, number)
        ]
        found = [
            [name, text, None if was == text else was, earlier is not None and was != text]
            for name, text, was in rows
        ]
        return found + [
            [name, None, self._text(number, before), True]
            for name, number in names.items()
            if before and name not in frame.locals and self._is_shown(frame, before, number)
        ]

    @staticmethod
    def _is_shown(frame: Frame, step: Step, number: int) -> bool:
        return frame.kind != "module" or step.value(number).type not in DEFINITIONS

    def _stack(self, frame: Frame) -> list[list[Any]] | str | None:
        """Return the evaluation stack, top first; a word where it can't be seen."""
        is_followed = frame.kind in GENERATORS and frame.code.by == "opcode"
        if not is_followed or frame.state == "created":
            return None
        if frame.stack is None:
            version = ".".join(self.film.trace.python.split(".")[:2])
            is_here = self.film.trace.stack_visible
            where = "here" if is_here else f"on Python {version} while the frame runs"
            return f"evaluation stack not visible {where}"
        earlier = self._earlier.get(frame.number)
        old = ((earlier and earlier.stack) or ()) if self.before else frame.stack
        same = 0
        while same < len(frame.stack) and frame.stack[same : same + 1] == old[same : same + 1]:
            same += 1
        cells = [[self._text(number), at >= same] for at, number in enumerate(frame.stack)]
        return cells[::-1]

    def _closed(self, number: int) -> Json:
        """Return a frame that was closed before: what its variables were can be looked at."""
        box = self._box(self.film.name(number), "closed", "closed")
        last = next(
            step
            for step in reversed(self.film.steps[: self.step.index])
            if self._lives(step, number)
        )
        variables = [
            [name, self._text(value, last), None, False]
            for name, value in last.frame_of(number).locals.items()
        ]
        return box | {"variables": variables}

    @staticmethod
    def _lives(step: Step, number: int) -> bool:
        return any(one.number == number and one.state != "closed" for one in step.frames)

    # Source

    def _lines(self) -> list[Json]:
        """Return the lines at which frames stand, in the order of the source."""
        found: dict[tuple[int, int], list[Frame]] = {}
        sources = self.film.trace.sources
        for frame in self.step.frames:
            if frame.state in RANKS and frame.line is not None:
                place = sources.index(frame.code.source), frame.line
                found.setdefault(place, []).append(frame)
        return [self._line(place, found[place]) for place in sorted(found)]

    def _line(self, place: tuple[int, int], frames: list[Frame]) -> Json:
        state = min((frame.state for frame in frames), key=RANKS.index)
        ranked = sorted(frames, key=lambda frame: RANKS.index(frame.state))
        parts = [part for frame in ranked if (part := self._part(frame))]
        # Where several frames stand at one expression, it is marked as for the one that runs.
        texts = [text for _, text in parts]
        unique = [part for at, part in enumerate(parts) if part[1] not in texts[:at]]
        return {
            "at": "{}:{}".format(*place),
            "word": state,
            "look": state,
            "parts": unique,
            "frames": len(frames),
        }

    def _part(self, frame: Frame) -> list[str] | None:
        """Return how a part of the frame's line is marked, and that part."""
        reason, instruction = self._reason(frame)
        text = "" if instruction is None else segment(frame, instruction)
        return [reason, text] if text else None

    def _reason(self, frame: Frame) -> tuple[str, Instruction | None]:
        was = self._waited(frame)
        if was is not None:
            return "arrives", was.instruction
        if frame.state == "suspended" or (frame.state == "waiting" and self.delegates(frame)):
            return "waits", frame.instruction
        is_followed = self.level == "instruction" and frame.code.by == "opcode"
        if is_followed and frame.state == "running" and frame.instruction:
            first, last, *_ = frame.instruction.positions
            return "runs", frame.instruction if first == last else None
        return "", None

    def _waited(self, frame: Frame) -> Frame | None:
        """Return the frame as it waited for the value that arrives in it at this step."""
        transfer = self._transfer
        if transfer is None or transfer.target != frame.number or transfer.value is None:
            return None
        if transfer.kind not in ("next", "send", "throw", "close"):
            return None
        was = self.film.steps[self.step.index - 1].frame_of(frame.number)
        return was if was.state == "suspended" else None

    @staticmethod
    def delegates(frame: Frame) -> str:
        """Return by which expression a frame delegates to another; an empty text if it does not."""
        positions = frame.instruction.positions if frame.instruction else None
        found = DELEGATING.match(frame.code.source.segment(positions))
        return " ".join(found[0].split()) if found else ""

    # Links

    def flight(self) -> list[str]:
        """Return what stands beside each link that control went over at this step."""
        transfer = self._transfer
        if transfer is None or not self.way or self.film.is_own(transfer):
            return []
        is_silent = transfer.kind == "close" and transfer.value is None
        label = "closed" if is_silent else NAMES[transfer.kind]
        if transfer.kind == "start":
            label += ", nothing sent"
        elif transfer.value is not None:
            label += f" `{self._text(transfer.value)}`"
        return [label] * (len(self.way) - 1)

    def direction(self, order: list[str]) -> str | None:
        """Return whether control goes up or down among frames that stand in this order."""
        if not self.flight():
            return None
        start, end = (order.index(self.film.name(number)) for number in (self.way[0], self.way[-1]))
        return "down" if end > start else "up"

    def standing(self) -> list[str]:
        """Return how frames came onto the call stack, where nothing goes over the link now."""
        order = self._arranged[0]
        live = {frozenset(pair) for pair in pairwise(self.way)}
        if self.way:  # a close goes through frames that stay suspended, and stand aside
            live.add(frozenset((self.way[0], self.way[-1])))
        return [
            self._resumed(two) for one, two in pairwise(order) if frozenset((one, two)) not in live
        ]

    def _resumed(self, target: int) -> str:
        return "resumed" if self._known[target].kind in GENERATORS else "called"

    def delegations(self) -> list[str]:
        """Return by what frames hold delegates that do not run: when suspended, or before it."""
        live = {frozenset(pair) for pair in pairwise(self.way)}
        closed = self._arranged[2]
        return [
            f"`{self.delegates(frame) or 'yield from'}`"
            for frame in self.step.frames
            if frame.delegate is not None
            and frame.delegate not in closed
            and frame.state in {"suspended", "running"}
            and frozenset((frame.number, frame.delegate)) not in live
        ]


def segment(frame: Frame, instruction: Instruction) -> str:
    """Return the part of a frame's line that an instruction stands for."""
    first, last, start, end = instruction.positions
    line = frame.line
    if None in (first, last, start, end, line):
        return ""
    assert first is not None and last is not None and line is not None
    if not first <= line <= last:
        return ""
    text = frame.code.source.line(line).encode()
    tail = text[:end] if line == last else text
    part = tail[start:] if line == first else tail.lstrip()
    return (part if line == last else part.rstrip()).decode()
