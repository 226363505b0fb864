"""Pages from HTML, by WeasyPrint, and what can go wrong on the way."""

from __future__ import annotations

import contextlib
import gc
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError
from sphinx.util import logging as sphinx_logging

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration

_NO_PANGO = """\
WeasyPrint needs Pango, which this machine lacks: {reason}
On Debian and Ubuntu:  apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
On macOS:              brew install pango
On Windows:            with MSYS2, pacman -S mingw-w64-x86_64-pango"""

_NO_WEASYPRINT = "WeasyPrint is not in this environment: {reason}; 'make pdf' installs it"

#: The message of Cffi begins with what was not found and goes on with what the system said.
_CFFI_DETAIL = ". "

logger = sphinx_logging.getLogger(__name__)


class PrintError(SphinxError):
    """The book cannot be printed; the message says what to do."""

    category = "Cannot print the book"


@dataclass(frozen=True, slots=True)
class Press:
    """WeasyPrint with the fonts and the style sheet of the book."""

    style: CSS
    fonts: FontConfiguration

    def lay_out(self, html: str, folder: Path) -> Document:
        """Return the pages of `html`, whose pictures are in `folder`."""
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher

        fetcher = URLFetcher(allowed_protocols=("file", "data"), fail_on_errors=True)
        whole = HTML(string=html, base_url=f"{folder.as_uri()}/", url_fetcher=fetcher)
        return whole.render(stylesheets=[self.style], font_config=self.fonts)


def press(style: Path) -> Press:
    """Return WeasyPrint, ready to print; without Pango say what to install."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        reason = str(error).split(_CFFI_DETAIL)[0]
        raise PrintError(_NO_PANGO.format(reason=reason)) from None
    except ImportError as error:
        raise PrintError(_NO_WEASYPRINT.format(reason=error)) from None
    fonts = FontConfiguration()
    return Press(CSS(filename=style, font_config=fonts), fonts)


@contextlib.contextmanager
def collector_off() -> Iterator[None]:
    """Look for no cycles meanwhile: a book in layout is millions of objects, and all are needed.

    Nor later among them: they last until the process ends, which a build is.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


class _ToSphinx(logging.Handler):
    """Passes what WeasyPrint complains about on to Sphinx, where it can fail the build."""

    def emit(self, record: logging.LogRecord) -> None:
        logger.warning("%s", record.getMessage(), type="pdf", subtype="weasyprint")


@contextlib.contextmanager
def complaints_heard() -> Iterator[None]:
    """Turn WeasyPrint's warnings into warnings of the build."""
    source = logging.getLogger("weasyprint")
    handler = _ToSphinx(logging.WARNING)
    source.addHandler(handler)
    try:
        yield
    finally:
        source.removeHandler(handler)
