"""Reading and writing the HTML that becomes paper."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag


def parse(html: str) -> BeautifulSoup:
    """Return the tree of a piece of HTML, with white space as it is."""
    return BeautifulSoup(html, "html.parser")


def element(name: str, text: str = "", /, **attributes: str) -> Tag:
    """Return a new element; `class_` stands for the attribute ``class``."""
    plain = {key.rstrip("_"): value for key, value in attributes.items()}
    made = BeautifulSoup("", "html.parser").new_tag(name, attrs=plain)
    if text:
        made.append(text)
    return made


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as the one text that stands in the page, or nothing."""
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def classes(tag: Tag) -> list[str]:
    """Return the classes of `tag`."""
    return attribute(tag, "class").split()


def add_class(tag: Tag, name: str) -> None:
    """Give `tag` one more class."""
    tag["class"] = " ".join([*classes(tag), name])


def first_words(tag: Tag) -> str:
    """Return the text of `tag` on one line."""
    return " ".join(tag.get_text().split())
