"""What a page of the HTML has around its text: description, fonts, readable navigation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from book._ext.domain import book_of
from book._ext.render import ON_SCREEN, focusable

logger = logging.getLogger(__name__)

#: What the style sheets ask for: package, weight, style.
FONTS = (
    ("source-serif-4", 400, "normal"),
    ("source-serif-4", 400, "italic"),
    ("source-serif-4", 600, "normal"),
    ("source-sans-3", 400, "normal"),
    ("source-sans-3", 600, "normal"),
    ("source-code-pro", 400, "normal"),
    ("source-code-pro", 400, "italic"),
    ("source-code-pro", 600, "normal"),
)

_DESCRIPTION_LENGTH = 200
_EMPTY_HEAD = re.compile(r'<th class="head[^"]*">(<p></p>)?</th>')
_CODE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)

#: A word of code that is longer than a line on a small screen, and where it may be broken.
_LONG_WORD = re.compile(r'(?<=<span class="pre">)[^<]{31,}')
_JOINT = re.compile(r"(?<=[a-zA-Z0-9)])(?:[/.(]|_+)(?=\w{3})")


def font_files(folder: Path) -> list[Path]:
    """Return the font files, as npm lays them out below `folder`."""
    return [
        folder / package / "files" / f"{package}-latin-{weight}-{style}.woff2"
        for package, weight, style in FONTS
    ]


def copy_fonts(app: Sphinx, error: Exception | None) -> None:
    """Put the fonts beside the style sheets."""
    if error or app.builder.name not in ON_SCREEN or not app.config.book_fonts:
        return
    target = app.outdir / "_static" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for path in font_files(Path(app.config.book_fonts)):
        if path.is_file():
            shutil.copyfile(path, target / path.name)
        else:
            logger.warning(
                "the font %s is missing; `make node_modules` brings it", path.name, type="book"
            )


def add_context(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the templates a description, and mend what would be hard to use."""
    context["description"] = description(doctree) if doctree else ""
    context["site_url"] = app.config.html_baseurl
    unneeded = ("furo-extensions.css",)
    context["css_files"] = [
        item for item in context["css_files"] if not str(item.filename).endswith(unneeded)
    ]
    context["is_appendix"] = is_appendix(app, pagename)
    if "body" in context:
        context["body"] = mended(context["body"])
        if app.builder.name in ON_SCREEN:
            context["body"] = breakable(context["body"])


def dress_player(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page the style of the player if it has something to play."""
    book = book_of(app.env)
    if pagename in book.pages and book.pages[pagename].films:
        app.add_css_file("microscope.css", priority=900)  # after the style of the book


def keep_chapters(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep the tree of pages for our side bar; the theme would unfold all of it for its own."""
    context["chapters"] = context.pop("toctree")


def is_appendix(app: Sphinx, pagename: str) -> bool:
    """Is the number of this page a letter?"""
    number = app.env.toc_secnumbers.get(pagename, {}).get("") or (0,)
    return isinstance(number[0], str)


def description(doctree: nodes.document) -> str:
    """Return the beginning of the text of a page, in one line."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            text = " ".join(paragraph.astext().split())
            if len(text) <= _DESCRIPTION_LENGTH:
                return text
            return text[:_DESCRIPTION_LENGTH].rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
    return ""


def mended(body: str) -> str:
    """Let the keyboard reach what may have to be scrolled, and give roles that are complete."""
    body = _CODE.sub(lambda match: focusable(match[0], re.sub("<[^>]*>", "", match[1])), body)
    body = body.replace(' role="heading"', ' role="heading" aria-level="2"')
    body = _EMPTY_HEAD.sub("<td></td>", body)
    return body.replace('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper')


def breakable(body: str) -> str:
    """Let long words of code be broken between their parts, and not within a name."""
    return _LONG_WORD.sub(lambda word: _JOINT.sub(r"\g<0><wbr>", word[0]), body)


def setup(app: Sphinx) -> None:
    """Register the fonts and the context."""
    app.add_config_value("book_fonts", "", "", str)
    app.connect("html-page-context", dress_player, priority=400)
    app.connect("html-page-context", keep_chapters, priority=400)
    app.connect("html-page-context", add_context, priority=900)
    app.connect("build-finished", copy_fonts)
