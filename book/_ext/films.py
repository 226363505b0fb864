"""What the pages show of each recording: the film that is played, and the strip of its transfers.

The strips are drawn by the player's own code, under Node. A film is a script beside the pages: only
who looks at a microscope has to load it, and a page from disk may load scripts.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from book._ext.domain import BookDomain, Filmed, book_of
from book._ext.recordings import RecordingError, Recordings
from snippets.finding import find_node

logger = logging.getLogger(__name__)

Json = dict[str, Any]

_DRAW = Path(__file__).with_name("draw.mjs")

#: In seconds; it takes less than one.
_PATIENCE = 60.0


class Films:
    """The films and strips of one build."""

    def __init__(self, folder: Path, drawing: Path) -> None:
        self.recordings = Recordings(folder)
        self._folder = folder
        self._drawing = drawing
        self._failed: set[Filmed] = set()

    def film(self, filmed: Filmed) -> str:
        """Return the film as JSON."""
        return self.recordings.path(filmed.take).read_text(encoding="utf-8")

    def strip(self, filmed: Filmed) -> str:
        """Return the strip as HTML; nothing if it could not be drawn, which is told already."""
        path = self._path(filmed)
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def make(self, places: Mapping[Filmed, str]) -> Iterator[tuple[str, int, str]]:
        """Record and draw what is missing; yield where something is wrong, and what."""
        problems = self.recordings.make([filmed.take for filmed in places])
        for filmed, docname in places.items():
            if filmed.take in problems:
                yield docname, filmed.line, _sentence(filmed, problems[filmed.take])
        good = [filmed for filmed in places if filmed.take not in problems]
        for filmed, problem in self._draw(good):
            yield places[filmed], filmed.line, _sentence(filmed, problem)

    def _draw(self, wanted: Iterable[Filmed]) -> Iterator[tuple[Filmed, str]]:
        missing = [filmed for filmed in wanted if not self._path(filmed).is_file()]
        for filmed, answer in zip(missing, self._answers(missing), strict=True):
            if "html" in answer:
                self._path(filmed).write_text(answer["html"], encoding="utf-8")
            else:
                yield filmed, answer["error"]

    def _answers(self, missing: Sequence[Filmed]) -> list[Json]:
        if not missing:
            return []
        jobs = [
            {
                "film": str(self.recordings.path(filmed.take)),
                "id": filmed.anchor,
                "steps": filmed.prints,
            }
            for filmed in missing
        ]
        answers: list[Json] = json.loads(_drawn(self._drawing, jobs))
        return answers

    def script_name(self, filmed: Filmed) -> str:
        """Return the name of the script that holds the film, which changes whenever that does."""
        return hashlib.sha256(self.film(filmed).encode()).hexdigest()[:16]

    def write(self, wanted: Iterable[Filmed], folder: Path) -> None:
        """Write the scripts of the films that could be made; no other is left in the folder."""
        scripts = {self.script_name(one): self.film(one) for one in wanted if self.strip(one)}
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.js"):
            if path.stem not in scripts:
                path.unlink()
        for name, film in scripts.items():
            text = f'(window.bookFilms??={{}})["{name}"]={film};\n'
            (folder / f"{name}.js").write_text(text, encoding="utf-8", newline="\n")

    def _path(self, filmed: Filmed) -> Path:
        return self._folder / self.strip_name(filmed)

    def strip_name(self, filmed: Filmed) -> str:
        """Return the name of the file of a strip, which changes whenever the strip could."""
        drawing = self._drawing.read_bytes() if self._drawing.is_file() else b""
        said = repr((filmed.take.digest, filmed.anchor, filmed.prints, drawing))
        return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.html"


def _sentence(filmed: Filmed, problem: str) -> str:
    return f"the microscope over '{filmed.take.name}': {problem}"


def _drawn(drawing: Path, jobs: Sequence[Json]) -> str:
    node = find_node()
    if node is None:
        raise RecordingError("there is no Node to draw the recordings with")
    if not drawing.is_file():
        raise RecordingError(f"{drawing.name} is not built; 'make html' builds it")
    command = [node, str(_DRAW), str(drawing)]
    done = subprocess.run(
        command,
        input=json.dumps(jobs),
        capture_output=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode:
        raise RecordingError(f"the recordings can't be drawn: {done.stderr.strip()}")
    return done.stdout


def films_of(env: BuildEnvironment) -> Films:
    """Return the films of this build."""
    found = book_of(env).films
    assert isinstance(found, Films)
    return found


def _open(app: Sphinx) -> None:
    folder, drawing = Path(app.config.book_films), Path(app.config.book_web) / "film.mjs"
    book_of(app.env).films = Films(folder, drawing)


def _make(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make what the pages show, once all are read; return the pages to write again."""
    book = book_of(env)
    places = {filmed: name for name, page in book.pages.items() for filmed in page.films}
    try:
        for docname, line, problem in films_of(env).make(places):
            book.warn(docname, line, problem)
    except RecordingError as error:
        logger.warning("no recordings: %s", error, type="book")
    return _redrawn(app, book)


def _redrawn(app: Sphinx, book: BookDomain) -> list[str]:
    """Return the pages that this builder wrote with other strips."""
    films = films_of(app.env)
    drawn = {
        name: [films.strip_name(filmed) for filmed in page.films]
        for name, page in book.pages.items()
    }
    return book.anew("drawn", drawn)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages to write again: what makes or draws recordings has changed."""
    return [name for name, page in book_of(env).pages.items() if _is_stale(env, page.films)]


def _is_stale(env: BuildEnvironment, films: Iterable[Filmed]) -> bool:
    return any(not films_of(env).strip(filmed) for filmed in films)


def setup(app: Sphinx) -> None:
    """Register where films are kept, and where the player is built."""
    app.add_config_value("book_films", "", "", str)
    app.add_config_value("book_web", "", "", str)
    app.connect("builder-inited", _open)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _make)
