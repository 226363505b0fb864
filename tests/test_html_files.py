"""The files of the built site: every link leads somewhere, and each page says what it is."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.sites import HTML, pages

PAGES = pages()
CHAPTERS = [name for name in PAGES if 'class="snippet"' in (HTML / name).read_text("utf-8")]


@cache
def page(name: str) -> BeautifulSoup:
    return BeautifulSoup((HTML / name).read_text("utf-8"), "html.parser")


@cache
def anchors(name: str) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in page(name).select("[id]"))


def addresses(name: str) -> list[str]:
    """Return what a page refers to, without the references of its drawings to themselves."""
    return [
        str(tag[attribute])
        for attribute in ("href", "src")
        for tag in page(name).select(f"[{attribute}]")
        if tag.name != "use"
    ]


def prose(name: str) -> str:
    """Return the text of a page without its code."""
    text = copy(page(name))
    for code in text.select("pre, code, svg, script"):
        code.replace_with("")
    return text.get_text()


def broken(name: str) -> list[str]:
    """Return the addresses on a page that lead nowhere in the site."""
    return [address for address in addresses(name) if not leads_somewhere(name, address)]


def leads_somewhere(name: str, address: str) -> bool:
    parts = urlsplit(urljoin(f"http://book/{name}", address))
    if parts.netloc != "book":
        return parts.scheme in {"https", "http", "mailto"}
    target = unquote(parts.path).lstrip("/") or "index.html"
    if not (HTML / target).is_file():
        return False
    return not parts.fragment or not target.endswith(".html") or parts.fragment in anchors(target)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    assert broken(name) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_markup_is_left_over_in_the_text_of_a_page(name: str) -> None:
    assert re.findall(r"\{[a-z:]+\}`|`|\]\(|<(?:single|pair|see|triple):[^>]*>", prose(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_elsewhere(name: str) -> None:
    loading = page(name).find_all(["link", "script", "img", "iframe", "source", "video", "audio"])
    foreign = [
        str(tag)
        for tag in loading
        if urlsplit(str(tag.get("href") or tag.get("src") or "")).netloc
        and tag.get("rel") != ["canonical"]
    ]
    assert foreign == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_language_a_title_and_one_first_heading(name: str) -> None:
    soup = page(name)
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert soup.title is not None
    assert "Python Generators: A Look Inside" in soup.title.get_text()
    assert len(soup.find_all("h1")) == 1


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_describes_itself_to_those_who_link_to_it(name: str) -> None:
    found = {
        str(tag.get("property") or tag.get("name")): str(tag["content"])
        for tag in page(name).select("meta[content]")
    }
    assert found["og:type"] == "article"
    assert found["og:title"]
    assert 20 <= len(found["description"]) <= 201
    assert found["description"] == found["og:description"]


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_says_on_which_interpreters_it_was_verified(name: str) -> None:
    foot = page(name).find(class_="verified")
    assert isinstance(foot, Tag)
    said = foot.get_text()
    assert said.strip().startswith("Verified on CPython ")
    for version in ("3.11.", "3.12.", "3.13.", "3.14.", "3.15."):
        assert version in said


def test_the_files_of_all_listings_are_in_the_site() -> None:
    files = [
        (HTML / name).parent / str(tag["href"])
        for name in CHAPTERS
        for tag in page(name).find_all("a", class_="snippet-file")
    ]
    assert files
    assert [path for path in files if not path.is_file()] == []


def test_the_index_has_at_least_four_hundred_entries() -> None:
    entries = [link.get_text() for link in page("genindex.html").select("article li a")]
    assert len(entries) >= 400
    assert not [entry for entry in entries if "single:" in entry]


@pytest.mark.parametrize(
    "wanted",
    ["gi_frame", "restart", "generator already executing", "generator raised StopIteration"],
)
def test_what_people_look_for_is_in_the_index(wanted: str) -> None:
    assert any(wanted in entry for entry in page("genindex.html").stripped_strings)
