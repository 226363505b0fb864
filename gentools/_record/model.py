"""What a recording says: the trace, its steps, and what each of them found.

A :class:`Trace` holds the recording as it stands in the file, where a step says only what changed.
A :class:`Step` is the whole state at one of them: it is worked out when it is asked for.

Values are numbers here. Each object that came into sight has one, in order of first sight, and
:meth:`Step.value` says what it looks like at that step; two places with one number are one object.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from gentools._record.moments import Moment, after
from gentools._record.parts import (
    By,
    Code,
    End,
    Frame,
    Instruction,
    Output,
    Source,
    Transfer,
    Value,
    instruction_of,
    value_of,
)
from gentools._record.schema import schema
from gentools._record.text import dump, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json = dict[str, Any]
#: The kinds of code of which several frames may come and go without being told apart.
_PLAIN_KINDS: Final = ("module", "class", "function")

#: How many steps lie between two states that are kept for good.
_STRIDE: Final = 64


class Step:
    """The whole state at one step of a :class:`Trace`.

    Its values are numbers; :meth:`value` says what each looks like at this step.

    >>> from gentools import my_range, record
    >>> trace = record(my_range, args=(5, 6))
    >>> step = next(step for step in trace if step.transfer and step.transfer.kind == "yield")
    >>> step.frame.state, step.value(step.transfer.value).text
    ('suspended', '5')
    """

    def __init__(self, trace: Trace, index: int, moment: Moment, raw: Json) -> None:
        #: The recording that it belongs to.
        self.trace = trace
        #: Its place there; 0 for the first step.
        self.index = index
        #: All frames that came into sight so far, closed ones too.
        self.frames: tuple[Frame, ...] = tuple(moment.frames.values())
        #: The frame that runs.
        self.frame: Frame = moment.frames[raw["frame"]]
        self._moment = moment
        self._raw = raw

    @property
    def instruction(self) -> Instruction | None:
        """Return the instruction that is about to run."""
        return self.frame.instruction

    @property
    def line(self) -> int | None:
        """Return the number of the line."""
        return self.frame.line

    @property
    def source_line(self) -> str:
        """Return the text of the line."""
        return self.frame.code.source.line(self.line)

    @property
    def transfer(self) -> Transfer | None:
        """Return how control came to :attr:`frame`, if it did at this step."""
        raw = self._raw.get("transfer")
        if raw is None:
            return None
        return Transfer(
            raw["kind"],
            raw.get("from"),
            raw.get("to"),
            raw.get("value"),
            raw.get("how"),
            tuple(raw.get("through", ())),
            raw.get("passing", False),
        )

    @property
    def output(self) -> tuple[Output, ...]:
        """Return what was printed since the step before."""
        return tuple(Output(*item) for item in self._raw.get("output", ()))

    @property
    def printed(self) -> str:
        """Return all that was printed until now."""
        return self.trace.printed[: self._moment.printed]

    @property
    def call_stack(self) -> tuple[Frame, ...]:
        """Return the frames on the call stack: the one that runs last, its caller before it."""
        stack = [self.frame]
        while stack[-1].caller is not None:
            stack.append(self._moment.frames[stack[-1].caller])
        return tuple(reversed(stack))

    @property
    def changed(self) -> Mapping[int, Json]:
        """Return what changed at this step, by number of frame, as the schema describes it."""
        return {int(number): change for number, change in self._raw.get("changes", {}).items()}

    @property
    def sentence(self) -> str:
        """Return one plain sentence of what happened."""
        from gentools._record.sentences import sentence  # noqa: PLC0415  (it imports this module)

        return sentence(self)

    def frame_of(self, number: int) -> Frame:
        """Return the frame of that *number*."""
        return self._moment.frames[number]

    def value(self, number: int) -> Value:
        """Return what the object of that *number* looks like at this step."""
        return self._moment.values.get(number) or self.trace.values[number]

    def __repr__(self) -> str:
        return f"<Step {self.index}: {self.sentence}>"

    def __str__(self) -> str:
        """Return the step as text: what happened, where, and the frames in sight."""
        from gentools._views.traces import step_text  # noqa: PLC0415  (it imports this module)

        return step_text(self)


class Trace:
    """A recorded run of a program: a sequence of steps, made by :func:`record`.

    >>> from gentools import Trace, record
    >>> trace = record("total = 1 + 2", by="line")
    >>> len(trace), trace[-1].sentence
    (3, 'The program has run to its end.')
    >>> Trace.from_json(trace.to_json()).end.sentence
    'The program ran to its end.'
    """

    def __init__(self, data: Json) -> None:
        self._data = data
        self._kept: dict[int, Moment] = {}
        self._last: tuple[int, Moment] = (-1, Moment({}, {}))

    @property
    def name(self) -> str:
        """Return the name of the program."""
        return str(self._data["name"])

    @property
    def python(self) -> str:
        """Return the version of the Python that ran the program."""
        return str(self._data["python"])

    @property
    def by(self) -> By:
        """Return what makes a step: "opcode", "line" or "transfer"."""
        by: By = self._data["by"]
        return by

    @property
    def stack_visible(self) -> bool:
        """Return whether the evaluation stack can be seen while a generator runs."""
        return bool(self._data["stack"] == "visible")

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return the texts that the recorded code was made from."""
        return tuple(
            Source(raw["name"], raw["text"], raw["first"]) for raw in self._data["sources"]
        )

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """Return the code objects that ran."""
        return tuple(self._code(number, raw) for number, raw in enumerate(self._data["codes"]))

    def _code(self, number: int, raw: Json) -> Code:
        return Code(
            number,
            raw["name"],
            raw["qualname"],
            raw["kind"],
            self.sources[int(raw["source"])],
            raw["line"],
            tuple(raw["parameters"]),
            tuple(instruction_of(item) for item in raw["instructions"]),
            raw.get("by", self.by),
        )

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """Return what each object looked like when it first came into sight."""
        return tuple(value_of(number, raw) for number, raw in enumerate(self._data["values"]))

    @cached_property
    def printed(self) -> str:
        """Return all that the program printed."""
        return "".join(
            text for raw in self._data["steps"] for _, text in raw.get("output", ())
        ) + "".join(text for _, text in self._data["output"])

    @property
    def end(self) -> End:
        """Return how the recording ended."""
        raw = self._data["end"]
        return End(raw["how"], raw["sentence"], raw.get("value"))

    @cached_property
    def transfers(self) -> tuple[int, ...]:
        """Return the indexes of the steps at which control went from one frame to another."""
        return tuple(
            index
            for index, raw in enumerate(self._data["steps"])
            if "transfer" in raw and not raw["transfer"].get("passing")
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Trace:
        """Return the trace that *text* holds, as :meth:`to_json` wrote it.

        :raises ValueError: if it is damaged, or written by a newer version of gentools.
        """
        return cls(load(text))

    def to_json(self) -> str:
        """Return the trace as JSON text, which :meth:`schema` describes.

        The text is the same each time for the same program on the same version of Python.
        """
        return dump(self._data)

    def to_html(self) -> str:
        """Return the trace as a page with the book's player, which a browser opens from the disk.

        The page is complete by itself: it loads nothing, and without JavaScript it shows the text.

        :raises RuntimeError: if this gentools was installed without the player, which is built
            with Node; the wheel has it.
        """
        from gentools._film.page import page  # noqa: PLC0415  (it imports this module)

        return page(self)

    @staticmethod
    def schema() -> Json:
        """Return the JSON Schema of what :meth:`to_json` gives."""
        return deepcopy(schema())

    def __len__(self) -> int:
        return len(self._data["steps"])

    def __getitem__(self, index: int) -> Step:
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(f"the trace has {len(self)} steps; there is no step {index}")
        return Step(self, number, self._moment(number), self._data["steps"][number])

    def __iter__(self) -> Iterator[Step]:
        return (self[index] for index in range(len(self)))

    def __repr__(self) -> str:
        return f"<Trace of {self.name}: {len(self)} steps by {self.by}, {self.end.how}>"

    def __str__(self) -> str:
        """Return the trace as text: a line for each step, and what was printed, as it was."""
        from gentools._views.traces import trace_text  # noqa: PLC0415  (it imports this module)

        return trace_text(self)

    def _repr_html_(self) -> str:
        from gentools._views.html import trace_html  # noqa: PLC0415

        return trace_html(self)

    def _moment(self, index: int) -> Moment:
        at, moment = self._last
        if not at <= index < at + _STRIDE:
            at = max((kept for kept in self._kept if kept <= index), default=-1)
            moment = self._kept.get(at, Moment({}, {}))
        while at < index:
            at += 1
            moment = after(moment, self._data["steps"][at], self._new)
            if at % _STRIDE == 0:
                self._kept[at] = moment
        self._last = at, moment
        return moment

    def _new(self, number: int) -> Frame:
        raw: Json = self._data["frames"][number]
        code = self.codes[int(raw["code"])]
        name = raw.get("name", code.name)
        return Frame(number, code, name, "created", ordinal=self._ordinals[number])

    @property
    def labels(self) -> tuple[str, ...]:
        """Return what each frame is called, by its number."""
        return tuple(self._new(number).label for number in range(len(self._data["frames"])))

    @cached_property
    def _ordinals(self) -> tuple[int, ...]:
        names = [self._generator_name(raw) for raw in self._data["frames"]]
        several = {name for name, count in Counter(names).items() if name and count > 1}
        seen: Counter[str] = Counter()
        found: list[int] = []
        for name in names:
            seen[name] += 1
            found.append(seen[name] if name in several else 0)
        return tuple(found)

    def _generator_name(self, raw: Json) -> str:
        """Return the name of a frame; an empty text for one that is no generator's."""
        code = self.codes[int(raw["code"])]
        return "" if code.kind in _PLAIN_KINDS else str(raw.get("name", code.name))
