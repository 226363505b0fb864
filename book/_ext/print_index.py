"""The index of the printed book: its entries, and the pages that they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries

from book._ext.print_links import anchor_of_uri


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry leads; the main place is where the thing is explained."""

    anchor: str
    main: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the index with its places, and what stands under it."""

    words: str
    places: tuple[Place, ...]
    under: tuple[Entry, ...] = field(default=())


#: Letters that stay together: WeasyPrint tends to leave the last one over for a page of its own.
_AT_THE_END = 4


def entries(builder: Builder) -> dict[str, list[Entry]]:
    """Return the entries under their letters."""
    return {
        str(letter): [
            Entry(
                word,
                _places(links),
                tuple(Entry(below, _places(targets)) for below, targets in under),
            )
            for word, (links, under, _) in group
        ]
        for letter, group in IndexEntries(builder.env).create_index(builder)
    }


def _places(links: Iterable[tuple[str | None, str | bool]]) -> tuple[Place, ...]:
    return tuple(
        Place(anchor_of_uri(uri, ""), main == "main") for main, uri in links if isinstance(uri, str)
    )


def write_index(letters: Mapping[str, Sequence[Entry]], pages: Mapping[str, int]) -> str:
    """Return the index in HTML; `pages` says on which page an anchor stands."""
    sections = [
        f'<section class="letter"><h2>{escape(letter)}</h2><ul>{_list(group, pages)}</ul></section>'
        for letter, group in letters.items()
    ]
    end = "".join(sections[-_AT_THE_END:])
    return f'{"".join(sections[:-_AT_THE_END])}<div class="end-of-index">{end}</div>'


def _list(group: Iterable[Entry], pages: Mapping[str, int]) -> str:
    return "".join(_entry(entry, pages) for entry in group)


def _entry(entry: Entry, pages: Mapping[str, int]) -> str:
    under = f"<ul>{_list(entry.under, pages)}</ul>" if entry.under else ""
    numbers = ", ".join(_numbers(entry.places, pages))
    comma = ", " if numbers else ""
    return f"<li><p>{escape(entry.words)}{comma}{numbers}</p>{under}</li>"


def _numbers(places: Iterable[Place], pages: Mapping[str, int]) -> Iterator[str]:
    """Yield every page once, in order, the main one in bold."""
    first: dict[int, Place] = {}
    for place in places:
        number = pages.get(place.anchor)
        if number is not None and (place.main or number not in first):
            first[number] = place
    for number, place in sorted(first.items()):
        shown = f"<b>{number}</b>" if place.main else str(number)
        yield f'<a href="#{escape(place.anchor)}">{shown}</a>'
