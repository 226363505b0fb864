"""The nodes of the book. Each is a kind of a standard node, so that every builder can write it."""

from __future__ import annotations

from docutils import nodes


class snippet(nodes.figure):
    """A block of the corpus with its caption; `key` names the block."""


class snippet_caption(nodes.caption):
    """What a block shows."""


class snippet_about(nodes.paragraph):
    """What a block continues and needs, and the file that it is."""


class snippet_file(nodes.literal):
    """The file of a block: a link on screen, a path in print."""


class snippet_code(nodes.literal_block):
    """Code of the corpus, and nothing else."""


class snippet_output(nodes.container):
    """What a listing prints."""


class microscope(nodes.figure):
    """A recorded run with its caption; `film` says which, `level` how it opens."""


class version_panes(nodes.container):
    """A block, or its output, once for each group of versions that print the same."""


class version_pane(nodes.container):
    """What one group of versions prints; `versions` are they."""


class version_label(nodes.inline):
    """The names of a group of versions."""


class version_note(nodes.container):
    """What changed in a version, and in which listings it shows."""


class verified(nodes.container):
    """On which interpreters the blocks of a page were run."""


class exercise(nodes.container):
    """A task; `exercise` is what the book remembers about it."""


class exercise_title(nodes.paragraph):
    """What an exercise is about."""


class exercise_hint(nodes.container):
    """A hint; `number` counts those of an exercise."""


class exercise_checks(nodes.container):
    """The session that says whether an exercise is solved."""


class solution(nodes.container):
    """The solution of an exercise."""


class solution_title(nodes.paragraph):
    """The title of the exercise that is solved; `key` names it."""
