"""Small books with small corpora, built in the test that needs them."""

from __future__ import annotations

import gc
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from book._ext.inventory import PYTHON, write_inventory
from snippets.corpus import Corpus
from snippets.problems import CorpusError
from snippets.verified import content_digest
from tests.corpora import write_corpus

ROOT = Path(__file__).resolve().parents[1]

_COLOUR = re.compile(r"\x1b\[[\d;]*m")

INDEX = """\
# A small book

```{toctree}
:caption: Part one
:numbered: 1

alpha
```

```{toctree}
:caption: Part two
:numbered: 1

beta
```

```{toctree}
:caption: Appendices
:numbered: 1

gamma
```
"""

LISTING = {
    "alpha/maker.py": "def maker():\n    yield 1\n\n\nprint(list(maker()))\n",
    "alpha/maker.out": "[1]\n",
}
ALPHA = """\
# Alpha

```{snippet} maker
:caption: Makes `1`
```
"""


@dataclass(frozen=True)
class Built:
    """A book after a build."""

    folder: Path
    output: Path
    status: int
    warnings: list[str]

    def page(self, name: str) -> BeautifulSoup:
        """Return a page of it."""
        return BeautifulSoup((self.output / f"{name}.html").read_text("utf-8"), "html.parser")

    def figure(self, name: str, key: str) -> Tag:
        """Return the listing of a block on a page."""
        found = self.page(name).find("figure", attrs={"data-block": key})
        assert isinstance(found, Tag)
        return found


class SmallBook:
    """A book in a folder; `build` builds it, again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write(index=INDEX, alpha="# Alpha", beta="# Beta", gamma="# Gamma")
        (folder / "snippets").mkdir()

    def write(self, **pages: str) -> SmallBook:
        """Write pages by name."""
        for name, text in pages.items():
            path = self.folder / "book" / f"{name}.md"
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8")
        return self

    def corpus(self, files: Mapping[str, str | bytes]) -> SmallBook:
        """Write files of the corpus."""
        write_corpus(self.folder / "snippets", files)
        return self

    def record(self, *interpreters: Mapping[str, Any]) -> SmallBook:
        """Write a record of a run of the corpus as it is now; what is not said passed."""
        try:
            blocks = Corpus.load(self.folder / "snippets").blocks
        except CorpusError:
            blocks = {}
        runs = [
            {
                "release": "final",
                "where": "native",
                "implementation": "CPython",
                **run,
                "blocks": dict.fromkeys(blocks, "passed") | run.get("blocks", {}),
            }
            for run in interpreters
        ]
        record = {"content": content_digest(blocks.values()), "interpreters": runs}
        (self.folder / "verified.json").write_text(json.dumps(record), encoding="utf-8")
        return self

    def build(self, builder: str = "html", processes: int = 1, **settings: Any) -> Built:
        """Build the book as `-W --keep-going -n` does, and return what came of it."""
        if not (self.folder / "verified.json").exists():
            self.record({"version": "3.14.2"})
        output, warnings = self.folder / builder, io.StringIO()
        with patch_docutils(str(self.folder)), docutils_namespace():
            app = Sphinx(
                self.folder / "book",
                None,
                output,
                self.folder / "doctrees",
                builder,
                confoverrides=self._settings() | settings,
                status=None,
                warning=warnings,
                warningiserror=True,
                parallel=processes,
            )
            try:
                app.build()
            finally:
                # A build of a PDF keeps the collector from all that there is, and ours goes on.
                gc.unfreeze()
        lines = _COLOUR.sub("", warnings.getvalue()).replace(f"{self.folder}/", "").splitlines()
        return Built(self.folder, output, app.statuscode, lines)

    def _settings(self) -> dict[str, Any]:
        inventory = write_inventory(self.folder / "python.inv")
        return {
            "extensions": ["myst_parser", "sphinx.ext.intersphinx", "book._ext"],
            "myst_enable_extensions": ["colon_fence"],
            "source_suffix": {".md": "markdown"},
            "intersphinx_mapping": {"python": (PYTHON, str(inventory))},
            "html_theme": "basic",
            "highlight_language": "none",
            "nitpicky": True,
            "numfig": True,
            "book_corpus": str(self.folder / "snippets"),
            "book_verified": str(self.folder / "verified.json"),
        }


Make = Callable[[], SmallBook]


def one_listing(folder: Path) -> SmallBook:
    """Return a book that shows one listing, and in which nothing is wrong."""
    return SmallBook(folder).corpus(LISTING).write(alpha=ALPHA)


def sphinx_command(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build a book with the configuration of the project, as the Makefile does."""
    command = [sys.executable, "-m", "sphinx", "-c", str(ROOT), "-q", "-W", "--keep-going", "-n"]
    paths = [str(folder / "book"), str(folder / "out")]
    return subprocess.run(
        [*command, "-d", str(folder / "doctrees"), *options, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
