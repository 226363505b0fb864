"""Sphinx configuration of the book; the sources are in book/."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from book._ext.inventory import PYTHON, write_inventory  # noqa: E402  (needs the path above)

project = "Python Generators: A Look Inside"
author = "The authors of Python Generators: A Look Inside"
project_copyright = "the authors of Python Generators: A Look Inside"
version = release = "1.0"
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.intersphinx",
    "notfound.extension",
    "book._ext",
    "book._ext.paper",
]
exclude_patterns = ["_*"]
templates_path = ["book/_templates"]
source_suffix = {".md": "markdown"}
nitpicky = True
# What signatures name besides public types: the page tells of the parts of snapshots and recordings
# in words, and the others are nothing that a reader would look up.
nitpick_ignore_regex = [("py:class", r"gentools\._(?:look|pipes|record|watch)\..+|Json|[PQ]")]
numfig = True
highlight_language = "none"
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"

intersphinx_mapping = {
    "python": (PYTHON, str(write_inventory(ROOT / "_build" / "python-objects.inv"))),
}

book_corpus = str(ROOT / "snippets")
book_verified = str(ROOT / "_build" / "verified.json")
book_films = str(ROOT / "_build" / "films")
book_web = str(ROOT / "_build" / "web")
book_python = str(ROOT / "node_modules" / "pyodide")
book_fonts = str(ROOT / "node_modules" / "@fontsource")
book_figures = str(ROOT / "book" / "_figures" / "results.json")

# What names the PDF and the EPUB; the day changes with the release.
book_file = "python-generators-a-look-inside"
book_identifier = "urn:uuid:6b1c0a52-7d0e-4b55-9b60-3c1f5f8f2a91"
book_date = "2026-11-22"
book_description = (
    "How CPython runs generators: every statement shown by a block that was run on five versions."
)
book_rights = "Text and pictures CC BY 4.0, code MIT"

# The address where the book is published, if this build is made for publishing.
html_baseurl = os.environ.get("BOOK_URL", "")
notfound_urls_prefix = urlsplit(html_baseurl).path or "/"
notfound_context = {
    "title": "Page not found",
    "body": (
        "<h1>Page not found</h1>\n"
        "<p>There is no page at this address. What you look for may be in the "
        f'<a href="{notfound_urls_prefix}index.html">contents</a>, in the '
        f'<a href="{notfound_urls_prefix}genindex.html">index</a>, or found by '
        f'<a href="{notfound_urls_prefix}search.html">searching</a>.</p>'
    ),
}

html_theme = "furo"
html_title = project
html_short_title = project
html_static_path = [
    "book/_static",
    *(
        f"_build/web/{name}"
        for name in (
            "book.js",
            "editor.css",
            "editor.js",
            "exercise.css",
            "exercise.js",
            "live-worker.js",
            "live.js",
            "microscope.css",
            "microscope.js",
            "practice.js",
            "progress.js",
        )
    ),
]
html_favicon = "book/_static/favicon.svg"
html_css_files = ["book.css"]
html_js_files = [("book.js", {"defer": "defer"})]
html_show_sourcelink = False
html_copy_source = False
html_secnumber_suffix = "\N{EN SPACE}"
html_permalinks_icon = "#"
html_use_opensearch = ""
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
pygments_style = "book._ext.style.Light"
pygments_dark_style = "book._ext.style.Dark"
