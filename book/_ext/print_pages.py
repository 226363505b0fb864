"""Pages from HTML, by WeasyPrint, and what can go wrong on the way."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections.abc import Iterator, Mapping
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

#: So often at most is the book laid out until its page numbers hold.
_LAYOUTS = 8

_UNKNOWN = "000"
_OWN_LINK = re.compile(r'<a\b([^>]*\s)href="#([^"]+)"')

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


def lay_out_settled(press: Press, html: str, folder: Path) -> Document:
    """Return the pages of `html` when each of its links says the page on which its target stands.

    WeasyPrint can count pages for links too, but keeps some numbers of an earlier layout.
    """
    said: dict[str, int] = {}
    for _ in range(_LAYOUTS):
        document = press.lay_out(say_pages(html, said), folder)
        found = page_numbers(document)
        if found == said:
            return document
        said = found
    raise PrintError("the page numbers do not settle")


def say_pages(html: str, pages: Mapping[str, int]) -> str:
    """Write at each link within the book the page of its target, or what is as wide."""
    return _OWN_LINK.sub(
        lambda link: f'<a data-page="{pages.get(link[2], _UNKNOWN)}"{link[1]}href="#{link[2]}"',
        html,
    )


def page_numbers(document: Document) -> dict[str, int]:
    """Return the page on which each anchor stands."""
    return {
        name: number
        for number, page in reversed(list(enumerate(document.pages, start=1)))
        for name in page.anchors
    }


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
