"""Characters that no reader sees: a file of the corpus, and so an output, has none of them."""

from __future__ import annotations

import re

# What str.splitlines() takes for the end of a line is among them: only "\n" ends one here.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def first_unseen(text: str) -> tuple[int, str] | None:
    """Return the line of the first such character in `text` and what is wrong, or None."""
    found = _UNSEEN.search(text)
    if found is None:
        return None
    message = f"the character U+{ord(found[0]):04X} can't be seen on a page"
    return _line(text, found.start()), message


def first_tab(text: str) -> tuple[int, str] | None:
    """Return the line of the first tab in a session and what is wrong with it, or None."""
    at = text.find("\t")
    return None if at < 0 else (_line(text, at), "a tab: write spaces")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
