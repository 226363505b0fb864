"""Names in code lead to what describes them, and the inventory that they are looked up in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from book._ext.addresses import python_addresses
from book._ext.inventory import NAMES, Entry, inventory, read_entries, tidy
from book._ext.links import Link, weave
from tests.small_books import ALPHA, SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

PYTHON = "https://docs.python.org/3.14/"
CODE = """\
import inspect as look
from itertools import count


def list():
    'next'


gen = (n for n in count())
print(next(gen), next(gen), list())
print(look.getgeneratorstate(gen), gen.gi_frame.f_lasti)
"""


def links(folder: Path, files: dict[str, str], name: str = "maker") -> Iterator[tuple[str, str]]:
    built = SmallBook(folder).corpus(files).write(alpha=ALPHA.replace("maker", name)).build()
    for link in built.figure("alpha", f"alpha/{name}").find_all("a", class_="name"):
        assert isinstance(link, Tag)
        yield link.get_text(), str(link["href"]).removeprefix(PYTHON)


def test_a_name_is_linked_where_it_first_stands_for_what_is_described(tmp_path: Path) -> None:
    files = {"alpha/maker.py": CODE, "alpha/maker.out": "0 1 None\nGEN_SUSPENDED 8\n"}
    assert list(links(tmp_path, files)) == [
        ("inspect", "library/inspect.html#module-inspect"),
        ("count", "library/itertools.html#itertools.count"),
        ("print", "library/functions.html#print"),
        ("next", "library/functions.html#next"),
        ("getgeneratorstate", "library/inspect.html#inspect.getgeneratorstate"),
        ("gi_frame", "library/inspect.html#inspect-types"),
        ("f_lasti", "reference/datamodel.html#frame.f_lasti"),
    ]


def test_a_session_that_can_not_be_read_has_no_links(tmp_path: Path) -> None:
    """The runner says what is wrong with it; the page is made all the same."""
    assert list(links(tmp_path, {"alpha/maker.pycon": "Some prose.\n>>> print(1)\n1\n"})) == []


def test_names_are_known_from_the_blocks_that_a_block_continues(tmp_path: Path) -> None:
    files = {
        "alpha/first.pycon": ">>> from itertools import count as naturals\n>>> 1\n1\n",
        "alpha/maker.pycon": "#: after first\n>>> naturals()\ncount(0)\n>>> 'näxt', next([])\nno\n",
    }
    book = SmallBook(tmp_path).corpus(files)
    both = ALPHA.replace("maker", "first") + ALPHA.partition("\n")[2]
    figure = book.write(alpha=both).build().figure("alpha", "alpha/maker")
    names = {link.get_text(): link["href"] for link in figure.find_all("a", class_="name")}
    assert names == {
        "naturals": f"{PYTHON}library/itertools.html#itertools.count",
        "next": f"{PYTHON}library/functions.html#next",
    }


def test_code_that_is_no_python_has_no_links(tmp_path: Path) -> None:
    files = {"alpha/maker.pycon": ">>> next(\n  File\nSyntaxError: no\n"}
    assert list(links(tmp_path, files)) == []


def test_links_do_not_change_the_text_of_the_code() -> None:
    shown = highlight(CODE, PythonLexer(), HtmlFormatter())
    woven = weave(shown, [Link(10, 6, "next", "x.html", "next"), Link(10, 7, "no", "y", "y")])
    assert woven.count('<a class="name" href="x.html" title="next">next</a>') == 1
    assert "y" not in re.findall('href="(.*?)"', woven)
    assert re.sub("</?a.*?>", "", woven) == shown


def test_the_inventory_is_the_same_each_time() -> None:
    entries = read_entries()
    assert inventory(entries) == inventory(reversed(entries))


def test_the_list_of_names_is_sorted_and_has_no_name_twice(tmp_path: Path) -> None:
    copy = tmp_path / "names.txt"
    copy.write_bytes(NAMES.read_bytes())
    assert tidy(copy) == []
    assert copy.read_text() == NAMES.read_text(), "run python -m book._ext.inventory"


def test_a_line_that_is_no_name_is_refused_with_its_place(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# names\npy:function next\n")
    with pytest.raises(ValueError, match=r"names\.txt:2: not 'role address name'"):
        read_entries(names)


def test_attributes_of_frames_and_generators_are_known_by_their_name_alone() -> None:
    addresses = python_addresses([Entry("py:attribute", "frame.f_back", "a.html#frame.f_back")])
    assert addresses[".f_back"] == f"{PYTHON}a.html#frame.f_back"


def test_instructions_and_functions_in_the_text_lead_to_the_documentation(tmp_path: Path) -> None:
    page = "# Beta\n\n{opcode}`SEND` {py:func}`next` {term}`generator` {py:attr}`~frame.f_lasti`\n"
    built = SmallBook(tmp_path).write(beta=page).build()
    assert built.warnings == []
    found = [str(link["href"]) for link in built.page("beta").select("p a.external")]
    assert [uri.removeprefix(PYTHON) for uri in found] == [
        "library/dis.html#opcode-SEND",
        "library/functions.html#next",
        "glossary.html#term-generator",
        "reference/datamodel.html#frame.f_lasti",
    ]
