"""A recording as one page with the player in it, which a browser opens from the disk."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

from gentools._film.film import dump, film

if TYPE_CHECKING:
    from gentools._record.model import Trace

_FOLDER: Final = Path(__file__).parent

#: The level that the player opens at, by what makes a step of the recording.
_LEVELS: Final = {"opcode": "instruction", "line": "line", "transfer": "transfer"}

_PAGE: Final = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>$style</style>
</head>
<body class="microscope-page">
<main>
<h1>$title</h1>
<p>Recorded by $by on CPython $python. $end</p>
<figure class="microscope" id="run">
<frame-microscope level="$level">
<div class="film"><pre>$text</pre></div>
<script type="application/json">$film</script>
</frame-microscope>
</figure>
</main>
<script>$player</script>
</body>
</html>
""")


def page(trace: Trace) -> str:
    """Return *trace* as a page.

    :raises RuntimeError: if this gentools was installed without the player.
    """
    return _PAGE.substitute(
        title=escape(trace.name),
        style=_part("microscope.css"),
        by=trace.by,
        python=escape(trace.python),
        end=escape(trace.end.sentence),
        level=_LEVELS[trace.by],
        text=escape(str(trace)),
        film=dump(film(trace)),
        player=_part("microscope.js").replace("</script", "<\\/script"),
    )


def _part(name: str) -> str:
    try:
        return (_FOLDER / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RuntimeError(
            f"this gentools has no player: {name} is missing, which needs Node to be built; "
            "install the wheel that `make dist` makes, or run `make player` in a clone of the book"
        ) from None
