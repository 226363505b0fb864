"""What must hold among the blocks of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from snippets.blocks import Block
from snippets.problems import Problem
from snippets.sessions import Example, SessionError, parse_session
from snippets.versions import SUPPORTED, show_version

Blocks = Mapping[str, Block]


def problems_of(blocks: Blocks) -> Iterator[Problem]:
    """Yield everything that is wrong among `blocks`."""
    yield from _dangling_and_cycles(blocks)
    yield from _duplicates(blocks.values())
    for block in blocks.values():
        yield from _refutation_problems(blocks, block)
        yield from _session_problems(block)
        yield from _variant_problems(block)


def _dangling_and_cycles(blocks: Blocks) -> Iterator[Problem]:
    for block in blocks.values():
        for name, line in zip(block.needs.after, block.needs.after_lines, strict=True):
            other = blocks.get(f"{block.chapter}/{name}")
            if other is None:
                message = f"'#: after {name}': the chapter has no block of that name"
                yield Problem(block.path, line, message)
            elif cycle := _way_back(blocks, other, block):
                message = f"'#: after {name}' goes round in a circle: {' after '.join(cycle)}"
                yield Problem(block.path, line, message)


def _refutation_problems(blocks: Blocks, block: Block) -> Iterator[Problem]:
    for name, line in zip(block.needs.refutes, block.needs.refutes_lines, strict=True):
        other = blocks.get(f"{block.chapter}/{name}")
        reason = None
        if block.kind != "session":
            reason = "only a session has promises that can rule something out"
        elif other is None or other.kind != "listing":
            reason = "the chapter has no listing of that name"
        elif name in block.needs.after:
            reason = f"'#: after {name}' says the opposite"
        elif _way_back(blocks, other, block):
            reason = f"{name} continues this session"
        if reason:
            yield Problem(block.path, line, f"'#: refutes {name}': {reason}")


def _way_back(blocks: Blocks, start: Block, goal: Block) -> list[str]:
    """Return the names from `goal` through `start` back to `goal`, or nothing."""
    stack, seen = [(start, [goal.name, start.name])], set[str]()
    while stack:
        block, way = stack.pop()
        if block is goal:
            return way
        if block.key in seen:
            continue
        seen.add(block.key)
        nexts = (blocks.get(f"{block.chapter}/{name}") for name in block.needs.after)
        stack += [(item, [*way, item.name]) for item in nexts if item is not None]
    return []


def _duplicates(blocks: Iterable[Block]) -> Iterator[Problem]:
    first: dict[str, Block] = {}
    for block in blocks:
        other = first.setdefault(block.source.strip(), block)
        if other is not block:
            message = (
                f"the same block as {other.key}; show that one, or let this one say something new"
            )
            yield Problem(block.path, 1, message)


def _session_problems(block: Block) -> Iterator[Problem]:
    if block.kind != "session":
        if not block.source.strip():
            yield Problem(block.path, 1, "an empty listing")
        return
    if len(block.variants) == 1:
        return  # a worker will read it anyway, and say what is wrong with it
    inputs: list[tuple[str, ...]] = []
    for variant in block.variants:
        skipped = block.header if variant.since is None else 0
        try:
            examples = parse_session(variant.text).examples
        except SessionError as error:
            yield Problem(variant.path, error.line + skipped, error.message)
            return
        inputs.append(tuple(example.source for example in examples))
        if variant.since is not None and inputs[-1] != inputs[0]:
            message = (
                f"its prompts are not those of {block.path.name}; delete this, then run --accept"
            )
            yield Problem(variant.path, _first_other(inputs[0], inputs[-1], examples), message)


def _first_other(
    one: tuple[str, ...], other: tuple[str, ...], examples: tuple[Example, ...]
) -> int:
    for i, example in enumerate(examples):
        if i >= len(one) or one[i] != other[i]:
            return example.line
    return 1


def _variant_problems(block: Block) -> Iterator[Problem]:
    oldest = block.needs.minimum or SUPPORTED[0]
    for before, variant in zip(block.variants, block.variants[1:], strict=False):
        since = variant.since
        if since is None:
            continue
        if since not in SUPPORTED or since <= oldest:
            message = f"nobody can run this: the block is for {show_version(oldest)} to "
            message += f"{show_version(SUPPORTED[-1])}, and its own file serves the first of them"
            yield Problem(variant.path, 1, message)
        elif variant.shown == before.shown:
            message = f"says the same as {before.path.name}; delete it"
            yield Problem(variant.path, 1, message)
