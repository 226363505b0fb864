"""The microscopes of the book on which the controls of the player are tried."""

from __future__ import annotations

from collections.abc import Callable

from tests.book_films import microscopes
from tests.players import How, Player
from tests.seen import Film
from tests.windows import NARROW, WIDE, Window

NewWindow = Callable[..., Window]

LEVEL = "transfer"
ALL = list(microscopes().values())

#: Two microscopes of one page; of the same one when a chapter is added to the book.
FIRST, SECOND = (one for one in ALL if one.page == "lifetime-and-memory.html")
FILM = Film(FIRST.data)
#: The steps of the first one, as it opens.
STEPS = FILM.of(LEVEL)
#: A step of it that is shown by line and not by transfer, with transfers on both sides.
BETWEEN = next(step for step in FILM.of("line") if step not in STEPS and step > STEPS[3])


def first_closed(film: Film) -> int | None:
    """Return a step, not the last, at which a closed generator can be looked at; None if none."""
    views = film.views(LEVEL)[:-1]
    found = (view for view in views if any(box["variables"] for box in view.shown()["closed"]))
    return next((view.step.index for view in found), None)


#: A microscope with a generator that is closed early enough to look back at it.
CLOSING = next(one for one in ALL if one.page == "cooperative-multitasking.html")


def opened(new_window: NewWindow, site: str, how: How = "mouse", at: int | None = None) -> Player:
    """Open the first microscope, at a step; on a telephone if it is touched."""
    is_touched = how == "touch"
    window = new_window(NARROW if is_touched else WIDE, has_touch=is_touched)
    return Player.opened(window, site, FIRST, "" if at is None else f"#{FIRST.id}.{at}")
