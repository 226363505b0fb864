"""What the runner says to people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from snippets.outcomes import Difference, Identity, Outcome
from snippets.problems import shown_path


def failure_lines(outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with a block, each place as ``path:line``."""
    if outcome.error is not None:
        yield str(outcome.error)
    for difference in outcome.differences:
        yield str(difference.problem)
        if difference.kind in {"differs", "mutant"}:
            yield from _shown_difference(outcome, difference)


def _shown_difference(outcome: Outcome, difference: Difference) -> Iterator[str]:
    if outcome.block.kind == "session":
        lines = outcome.variant.text.split("\n")[difference.prompt - 1 :]
        yield textwrap.indent(lines[0], "    ")
    promised = "would also pass:" if difference.kind == "mutant" else "promised:"
    for title, text in ((promised, difference.want), ("printed:", difference.got)):
        yield f"  {title}"
        yield textwrap.indent(text.rstrip("\n"), "    ") if text else "    (nothing)"
        if text and not text.endswith("\n"):
            yield "    (no newline at the end)"


def summary_lines(
    identity: Identity | None, outcomes: Sequence[Outcome], seconds: float
) -> Iterator[str]:
    """Yield the counts of a run, and each block that was skipped with the reason."""
    skipped = [item for item in outcomes if item.skipped]
    failed = sum(item.failed for item in outcomes)
    run = len(outcomes) - len(skipped)
    counts = f"{run} run, {len(skipped)} skipped, {failed} failed"
    yield f"{identity}: {counts} ({seconds:.1f} s)"
    for item in skipped:
        yield f"  skipped {shown_path(item.block.path)}: {item.skipped}"
