"""How a listing is written: tabs on screen, labelled panes everywhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from book._ext import nodes as own
from book._ext.addresses import links_of
from book._ext.domain import book_of
from book._ext.films import films_of
from book._ext.links import weave
from book._ext.predictions import Asked
from book._ext.style import PLAIN

#: The builders whose pages are read on a screen and have a folder of files beside them.
ON_SCREEN = frozenset({"html", "dirhtml"})

#: A line of code that is longer than this may have to be scrolled on a small screen.
_NARROW = 30

#: What the style sheets turn into the number of its line: nothing to read, to select or to copy.
LINE = '<span class="line-number" aria-hidden="true"></span>'

#: The width of a number and the gap behind it, in characters: that of a prompt.
GUTTER = 4

#: Where a line of highlighted code begins; an emphasized one is an element that ends after it.
_BEGINNING = re.compile(
    r'(?:<pre>(?:<span></span>)?|\n(?:</span>)?)(?:<span class="hll">)?(?!</|\Z)'
)

#: Where a line of highlighted code begins, or the code ends.
#: A token that is not set off, with the links in it.
_PLAIN_TOKEN = re.compile(
    rf'<span class="(?:{"|".join(sorted(PLAIN))})">((?:[^<]|<a [^>]*>[^<]*</a>)*)</span>'
)
_LINE_EDGE = re.compile(r"<pre[^>]*>(?:<span></span>)?|\n(?:</span>)?")


def on_screen(translator: HTML5Translator) -> bool:
    """Is this a page for a browser, and not for a printed book?"""
    return translator.builder.name in ON_SCREEN


def visit_snippet(self: HTML5Translator, node: own.snippet) -> None:
    # A caption must be the first thing in a figure: further targets go before it.
    node["ids"], further = node["ids"][:1], node["ids"][1:]
    self.body += [f'<span id="{name}"></span>' for name in further]
    attributes = {"data-block": node["key"], "data-kind": node["kind"]}
    if not node["runs"]:
        attributes["data-runs"] = "no"
    if "predict" in node and on_screen(self):
        attributes["data-predict"] = node["predict"]
    self.body.append(self.starttag(node, "figure", "\n", False, CLASS="snippet", **attributes))


def depart_snippet(self: HTML5Translator, node: own.snippet) -> None:
    self.body.append("</figure>\n")


def visit_caption(self: HTML5Translator, node: own.snippet_caption) -> None:
    self.body.append("<figcaption>")
    self.add_fignumber(cast(nodes.Element, node.parent))
    self.body.append('<span class="caption-text">')


def depart_caption(self: HTML5Translator, node: own.snippet_caption) -> None:
    self.body.append("</span>")
    figure = cast(nodes.Element, node.parent)
    what = "figure" if isinstance(figure, own.microscope) else "listing"
    self.add_permalink_ref(figure, f"Link to this {what}")
    self.body.append("</figcaption>\n")


def visit_about(self: HTML5Translator, node: own.snippet_about) -> None:
    self.body.append(self.starttag(node, "p"))


def depart_about(self: HTML5Translator, node: own.snippet_about) -> None:
    self.body.append("</p>\n")


def visit_file(self: HTML5Translator, node: own.snippet_file) -> None:
    if on_screen(self):
        target = self.builder.get_relative_uri(self.builder.current_docname, "index")
        root = target.rpartition("/")[0]
        href = f"{root}/_snippets/{node['file']}" if root else f"_snippets/{node['file']}"
        name = escape(node["file"].rpartition("/")[2]).replace("_", "_<wbr>")
        self.body.append(f'<a class="snippet-file" href="{escape(href)}">{name}</a>')
    else:
        self.body.append(f'<span class="snippet-file">{escape(node.astext())}</span>')
    raise nodes.SkipNode


def visit_code(self: HTML5Translator, node: own.snippet_code) -> None:
    """Write highlighted code, with links from names to what says what they are."""
    highlighted = self.highlighter.highlight_block(
        node.astext(), node["language"], location=node, **node["highlight_args"]
    )
    links = links_of(node, self.builder, self.builder.current_docname)
    highlighted, gutter = without_plain(weave(highlighted, links)), 0
    language = node["language"]
    if language == "python":
        highlighted, gutter = numbered(highlighted), GUTTER
    highlighted = focusable(highlighted, node.astext(), gutter)
    if on_screen(self):
        highlighted = with_guesses(highlighted, node.get("asked", ()))
    self.body.append(self.starttag(node, "div", CLASS=f"highlight-{language} notranslate"))
    self.body.append(highlighted + "</div>\n")
    raise nodes.SkipNode


def without_plain(highlighted: str) -> str:
    """Drop the marks of tokens that look like any other text: two of three do."""
    return _PLAIN_TOKEN.sub(r"\1", highlighted)


def numbered(highlighted: str) -> str:
    """Put a mark at the beginning of each line."""
    return _BEGINNING.sub(rf"\g<0>{LINE}", highlighted)


def with_guesses(highlighted: str, found: Sequence[Asked]) -> str:
    """Put each output that the reader is asked for into an element of its own."""
    begins = [match.end() for match in _LINE_EDGE.finditer(highlighted)]
    for asked in reversed(found):
        start, end = begins[asked.start], begins[asked.end]
        guess = f'<span class="guess" data-prompt="{asked.prompt}">{highlighted[start:end]}</span>'
        highlighted = highlighted[:start] + guess + highlighted[end:]
    return highlighted


def focusable(highlighted: str, text: str, gutter: int = 0) -> str:
    """Let the keyboard reach a block that may have to be scrolled."""
    if max(map(len, text.splitlines()), default=0) + gutter <= _NARROW:
        return highlighted
    return highlighted.replace("<pre>", '<pre tabindex="0">', 1)


def visit_microscope(self: HTML5Translator, node: own.microscope) -> None:
    self.body.append(self.starttag(node, "figure", "\n", False, CLASS="microscope"))


def depart_microscope(self: HTML5Translator, node: own.microscope) -> None:
    """Write the strip of transfers; on screen also where the player finds the film."""
    films, filmed = films_of(self.builder.env), node["film"]
    strip = films.strip(filmed)
    if on_screen(self) and strip:
        about = f'level="{node["level"]}" film="{films.script_name(filmed)}"'
        strip = f"<frame-microscope {about}>{strip}</frame-microscope>"
    self.body.append(f"{strip}\n</figure>\n")


def visit_panes(self: HTML5Translator, node: own.version_panes) -> None:
    self.body.append(self.starttag(node, "div"))
    if on_screen(self):
        self.body.append(_choice(node))


def _choice(node: own.version_panes) -> str:
    """Return the radio buttons that choose a pane; without :has() every pane is shown."""
    figure = _figure(node)
    identifier = figure["ids"][0]
    buttons = []
    for position, pane in enumerate(node.findall(own.version_pane)):
        label = next(iter(pane.findall(own.version_label))).astext()
        names = " ".join(f"{major}.{minor}" for major, minor in pane["versions"])
        checked = " checked" if position == 0 else ""
        buttons.append(
            f'<label><input type="radio" name="{identifier}-python" value="{position}"'
            f' data-versions="{names}"{checked}><span>{escape(label)}</span></label>'
        )
    legend = "Output on Python" if figure["kind"] == "listing" else "On Python"
    return f"<fieldset><legend>{legend}</legend>{''.join(buttons)}</fieldset>\n"


def _figure(node: nodes.Element) -> own.snippet:
    parent = node.parent
    while not isinstance(parent, own.snippet):
        parent = cast(nodes.Element, parent).parent
    return parent


def visit_pane(self: HTML5Translator, node: own.version_pane) -> None:
    position = node.parent.index(node)
    self.body.append(self.starttag(node, "div", "\n", False, **{"data-pane": str(position)}))


def visit_box(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div"))


def depart_box(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def visit_note(self: HTML5Translator, node: own.version_note) -> None:
    self.body.append(self.starttag(node, "div", role="note"))


def visit_label(self: HTML5Translator, node: own.version_label) -> None:
    self.body.append("<span>")


def depart_label(self: HTML5Translator, node: own.version_label) -> None:
    self.body.append("</span>")


def visit_output(self: HTML5Translator, node: own.snippet_output) -> None:
    guess = "asked" in node and on_screen(self)
    self.body.append('<div class="guess" data-prompt="0">' if guess else "")
    self.body.append(self.starttag(node, "div"))


def depart_output(self: HTML5Translator, node: own.snippet_output) -> None:
    self.body.append("</div></div>\n" if "asked" in node and on_screen(self) else "</div>\n")


def _latex_figure(self: Any, node: nodes.Element) -> None:
    self.body.append("\n\\begin{quote}" + self.hypertarget_to(node))


def _latex_figure_end(self: Any, node: nodes.Element) -> None:
    self.body.append("\\end{quote}\n")


def copy_files(app: Sphinx, error: Exception | None) -> None:
    """Put the files of the blocks that pages show beside the pages, and the films."""
    if error or app.builder.name not in ON_SCREEN:
        return
    book = book_of(app.env)
    shown = [filmed for page in book.pages.values() for filmed in page.films]
    films_of(app.env).write(shown, app.outdir / "_static" / "films")
    keys = {key for page in book.pages.values() for key in page.shown}
    for block in (block for key, block in book.corpus.blocks.items() if key in keys):
        for path in {block.path, *(variant.path for variant in block.variants)}:
            copy_changed(path, app.outdir / "_snippets" / block.chapter / path.name)


def copy_changed(source: Path, target: Path) -> None:
    """Copy a file unless the same stands there: dates say nothing of one that came from a cache."""
    content = source.read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def setup(app: Sphinx) -> None:
    """Register the nodes with the writers."""
    latex = (_latex_figure, _latex_figure_end)
    app.add_node(own.snippet, override=True, html=(visit_snippet, depart_snippet), latex=latex)
    app.add_node(
        own.microscope,
        override=True,
        html=(visit_microscope, depart_microscope),
        latex=(_latex_figure, _latex_figure_end),
    )
    app.add_node(own.snippet_caption, html=(visit_caption, depart_caption))
    app.add_node(own.snippet_about, html=(visit_about, depart_about))
    app.add_node(own.snippet_file, html=(visit_file, None))
    app.add_node(own.snippet_code, html=(visit_code, None))
    app.add_node(own.snippet_output, html=(visit_output, depart_output))
    app.add_node(own.version_panes, html=(visit_panes, depart_box))
    app.add_node(own.version_pane, html=(visit_pane, depart_box))
    app.add_node(own.version_label, html=(visit_label, depart_label))
    app.add_node(own.version_note, html=(visit_note, depart_box))
    app.add_node(own.verified, html=(visit_box, depart_box))
    app.connect("build-finished", copy_files)
