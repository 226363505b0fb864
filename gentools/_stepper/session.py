"""The stepper itself: keys and typed commands in, screens out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gentools._stepper.commands import BY_KEY, do, parse
from gentools._stepper.screen import COLUMNS, ROWS, screen
from gentools._stepper.walk import Walk
from gentools._views.colour import paint
from gentools._views.columns import visible
from gentools._views.traces import step_text

if TYPE_CHECKING:
    from typing import TextIO

    from gentools._record.model import Trace
    from gentools._views.signs import Signs

_NUMBERED: Final = ("line", "go")
_LONGEST: Final = 60


class Session:
    """What the reader sees and types."""

    def __init__(self, trace: Trace, signs: Signs, *, colour: bool) -> None:
        self.walk = Walk(trace)
        self.over = False
        self._signs = signs
        self._colour = colour
        self._status = ""
        self._helping = False
        self._typed: str | None = None  # what stands after the colon, while it is typed

    def screen(self, columns: int, rows: int) -> list[str]:
        """Return the rows of the screen, in colour if that is wanted."""
        status = self._status if self._typed is None else f":{self._typed}_"
        made = screen(self.walk, columns, rows, self._signs, status=status, helping=self._helping)
        return [paint(row, colour=self._colour) for row in made]

    def press(self, key: str) -> None:
        """Take a key."""
        self._status = ""
        if self._typed is not None:
            self._type(key, self._typed)
        elif self._helping:
            self._helping = False
            self.over = key == "q"
        elif key == ":":
            self._typed = ""
        elif key.isascii() and key.isdigit():
            self._typed = key
        elif BY_KEY.get(key) in _NUMBERED:
            self._typed = f"{BY_KEY[key]} "
        elif key in BY_KEY:
            self.run(BY_KEY[key], "")
        elif key != "escape":
            self._status = f"The key {key!r} has no meaning here; ? lists those that have."

    def _type(self, key: str, typed: str) -> None:
        self._typed = None
        if key == "enter":
            self.enter(typed)
        elif key == "backspace":
            self._typed = typed[:-1] if typed else None
        elif key == "space":
            self._typed = f"{typed} "
        elif key == "eof":
            self.over = True
        elif key != "escape":
            self._typed = (typed + key if len(key) == 1 and key.isprintable() else typed)[:_LONGEST]

    def enter(self, line: str) -> None:
        """Take a typed command; an empty one is none."""
        if not line.strip():
            return
        try:
            word, given = parse(line)
            self.run(word, given)
        except ValueError as error:
            self._status = str(error)

    def run(self, word: str, given: str) -> None:
        """Carry a command out."""
        if word == "quit":
            self.over = True
        elif word == "help":
            self._helping = True
        elif len(self.walk.trace):
            self._status = do(self.walk, word, given)
        else:
            self._status = "The recording has no steps."

    def told(self) -> str:
        """Return what there is to say after a typed command, where no screen can be drawn."""
        if self._helping:
            self._helping = False
            return "\n".join(paint(row, colour=False).rstrip() for row in self._help()).rstrip()
        if self._status or not len(self.walk.trace):
            return visible(self._status or self.walk.trace.end.sentence)
        return step_text(self.walk.step, self._signs)

    def _help(self) -> list[list[tuple[str, str]]]:
        return screen(self.walk, COLUMNS, ROWS, self._signs, status=" ", helping=True)


def by_lines(session: Session, keyboard: TextIO, stream: TextIO) -> None:
    """Run a session line by line: for a terminal that has no keys and no screen to offer."""
    print("Type help for the commands; Enter alone goes one step on.", file=stream)
    while not session.over:
        print(session.told(), file=stream)
        print("(gentools) ", end="", file=stream, flush=True)
        line = keyboard.readline()
        if not line:
            print(file=stream)
            return
        session.enter(line.strip() or "next")
