"""Which versions print the same, and what such a group is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from snippets.blocks import Block, Variant
from snippets.versions import PINNED, SUPPORTED, Version, show_version

Group = tuple[tuple[Version, ...], Variant]


def groups(block: Block) -> list[Group]:
    """Return the versions that print the same of `block`, those of the pinned one first."""
    oldest = block.needs.minimum or SUPPORTED[0]
    found: dict[tuple[str, str], tuple[list[Version], Variant]] = {}
    for version in SUPPORTED:
        if version >= oldest:
            variant = block.variant_for(version)
            found.setdefault(variant.shown, ([], variant))[0].append(version)
    grouped = [(tuple(members), variant) for members, variant in found.values()]
    return sorted(grouped, key=lambda group: (PINNED in group[0], group[0][-1]), reverse=True)


def label(members: Iterable[Version], candidates: Collection[Version] = ()) -> str:
    """Return ``3.13, 3.14`` or ``3.15 (release candidate)``."""

    def name(version: Version) -> str:
        return show_version(version) + (" (release candidate)" if version in candidates else "")

    return ", ".join(name(version) for version in members)


def in_words(items: Iterable[str], last: str = "and") -> str:
    """Return ``a, b and c``."""
    *before, final = items
    return f"{', '.join(before)} {last} {final}" if before else final
