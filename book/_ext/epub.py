"""The builder ``epub``: Sphinx's, with a cover, a style of its own, and fixed bytes."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sphinx.builders.epub3 import Epub3Builder, NavPoint
from sphinx.util._pathlib import _StrPath

from book._ext.cover_drawing import SEEN, drawing
from book._ext.cover_run import LIMIT, record
from book._ext.edition import day
from book._ext.print_order import parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config

_HREF = re.compile(r' href="([^"]+)"')

PRINT = Path(__file__).parent.parent / "_print"

#: The font of the text is the reader's choice; code is set in the book's, which has all its signs.
FONTS = ("400-normal", "400-italic", "600-normal")

_COVER = "_static/cover.png"

#: The earliest time that a zip can say; and what a file is on any machine.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


class BookEpubBuilder(Epub3Builder):
    """Writes the same bytes from the same sources, wherever and whenever."""

    template_dir = _StrPath(PRINT / "epub")

    def init(self) -> None:
        # The templates of the site are not for a reading device.
        self.config.templates_path = [str(PRINT / "epub")]
        super().init()
        self.media_types = {**self.media_types, ".woff2": "font/woff2"}
        self._forget_last_build()

    def _forget_last_build(self) -> None:
        """Remove what the last build wrote: all that lies in the folder goes into the book."""
        manifest = self.outdir / "content.opf"
        if manifest.is_file():
            for name in _HREF.findall(manifest.read_text(encoding="utf-8")):
                (self.outdir / unquote(name)).unlink(missing_ok=True)
            manifest.unlink()

    def copy_static_files(self) -> None:
        """Bring what the pages of an EPUB use, and nothing of what belongs to a site."""
        folder = self.outdir / "_static"
        (folder / "fonts").mkdir(parents=True, exist_ok=True)
        sheets = [(PRINT / name).read_text(encoding="utf-8") for name in ("epub.css", "film.css")]
        (folder / "epub.css").write_text("\n".join(sheets), encoding="utf-8")
        fonts = Path(self.config.book_fonts)
        for face in FONTS:
            name = f"source-code-pro-latin-{face}.woff2"
            shutil.copyfile(fonts / "source-code-pro" / "files" / name, folder / "fonts" / name)
        # Pillow and fontTools take as long to load as all of Sphinx, and only an EPUB needs them.
        from book._ext.cover_picture import cover

        title, _, subtitle = self.config.project.partition(": ")
        picture = cover(drawing(record(LIMIT)), title, subtitle, fonts)
        picture.save(self.outdir / _COVER, optimize=True)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        super().prepare_writing(docnames)
        self.globalcontext["seen"] = SEEN
        self.domain_indices = []

    def add_sidebars(self, pagename: str, ctx: dict[str, Any]) -> None:
        """A page of an EPUB has none."""

    def content_metadata(self) -> dict[str, Any]:
        found = super().content_metadata()
        found["date"] = f"{day(self.config):%Y-%m-%dT%H:%M:%SZ}"
        found["drawn"] = set(self._pages_with_drawings())
        return found

    def _pages_with_drawings(self) -> Iterator[str]:
        """Yield the names of the pages that must be declared to hold SVG."""
        for page in self.outdir.rglob(f"*{self.out_suffix}"):
            if "<svg" in page.read_text(encoding="utf-8"):
                yield page.relative_to(self.outdir).as_posix()

    def build_navlist(self, navnodes: list[dict[str, Any]]) -> list[NavPoint]:
        """Return the contents with the chapters in their parts."""
        points = {point.refuri: self._numbered(point) for point in super().build_navlist(navnodes)}
        ordered = [points.pop(self.get_target_uri(self.config.root_doc))]
        for part in parts(self.env):
            found = (points.pop(self.get_target_uri(page), None) for page in part.pages)
            chapters = [point for point in found if point]
            ordered += [NavPoint(part.title, "", chapters)] if part.title and chapters else chapters
        index = [NavPoint("Index", f"genindex{self.out_suffix}", [])] if self.use_index else []
        return [*ordered, *points.values(), *index]

    def _numbered(self, point: NavPoint) -> NavPoint:
        page = point.refuri.removesuffix(self.out_suffix)
        number = ".".join(map(str, self.env.toc_secnumbers.get(page, {}).get("", ())))
        text = f"{number}{self.config.html_secnumber_suffix}{point.text}" if number else point.text
        return point._replace(text=text)

    def navigation_doc_metadata(self, navlist: list[NavPoint]) -> dict[str, Any]:
        chapters = [point for part in navlist for point in part.children if point.refuri]
        first = chapters[0].refuri if chapters else "index.xhtml"
        return {**super().navigation_doc_metadata(navlist), "first": first}

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        found = super().toc_metadata(level, navpoints)
        return {**found, "uid": html.escape(self.config.epub_identifier)}

    def build_epub(self) -> None:
        """Write the zip: the type first and plain, then the files by name, without their times."""
        names = {"META-INF/container.xml", "content.opf", "toc.ncx", *self.files}
        with ZipFile(self.outdir / f"{self.config.epub_basename}.epub", "w") as archive:
            archive.writestr(_entry("mimetype", ZIP_STORED), self._read("mimetype"))
            for name in sorted(names):
                archive.writestr(_entry(name, ZIP_DEFLATED), self._read(name), compresslevel=9)

    def _read(self, name: str) -> bytes:
        return (self.outdir / name).read_bytes()


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, _NO_TIME)
    entry.compress_type = method
    entry.external_attr = _PLAIN_FILE
    entry.create_system = _UNIX
    return entry


def settle(app: Sphinx, config: Config) -> None:
    """Set what Sphinx's builder asks for, from what the book says of itself."""
    config.epub_basename = config.book_file
    config.epub_uid = "book"
    config.epub_identifier = config.book_identifier
    config.epub_description = config.book_description
    config.epub_contributor = config.epub_publisher = config.author
    config.epub_copyright = config.book_rights
    config.epub_cover = (_COVER, "epub-cover.html")
    config.epub_css_files = []
    config.epub_show_urls = "no"
    config.epub_tocdepth = 2
    config.epub_tocdup = False
    config.epub_tocscope = "includehidden"


def setup(app: Sphinx) -> None:
    """Put our builder in the place of Sphinx's."""
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(BookEpubBuilder, override=True)
    app.connect("config-inited", settle)
