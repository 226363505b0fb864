"""What WeasyPrint leaves undone in the tags of a PDF: running heads are no text of the book."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pydyf

if TYPE_CHECKING:
    from weasyprint import Document

_PRINTED = 4


def keep_own_links(document: Document) -> None:
    """Keep one link for each place; WeasyPrint makes one more for everything inside of it."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]


@contextlib.contextmanager
def pages_listed_once() -> Iterator[None]:
    """Have the list of all pages made once for a PDF, and not for each of its 100,000 tags."""
    made = vars(pydyf.PDF)["page_references"]
    lists: dict[tuple[int, int], tuple[bytes, ...]] = {}

    def listed(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        key = id(pdf), len(pdf.pages["Kids"])
        if key not in lists:
            lists[key] = made.fget(pdf)
        return lists[key]

    pydyf.PDF.page_references = property(listed)
    try:
        yield
    finally:
        pydyf.PDF.page_references = made


def finish_tags(_: Document, pdf: pydyf.PDF) -> None:
    """Finish the tags of `pdf` right before it is written."""
    tags = _Tags(pdf, {item.reference: item for item in pdf.objects})
    tags.drop_decorations()
    read = dict(tags.elements())
    tags.set_apart_margins(frozenset(read))
    for element in read.values():
        if element["S"] == "/LI":
            tags.give_body(element)
        elif element["S"] == "/L":
            tags.make_items(element)
        elif element["S"] == "/Link" and not tags.leads_somewhere(element):
            element["S"] = "/Span"
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link":
            item["F"] = _PRINTED


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tags of a PDF: a tree of elements, and for each page what belongs to which of them."""

    pdf: pydyf.PDF
    objects: dict[bytes, Any]

    @property
    def root(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self.objects[self.pdf.catalog["StructTreeRoot"]])

    def elements(self) -> Iterator[tuple[bytes, dict[str, Any]]]:
        """Yield every element that is in the tree."""
        waiting = list(self.root["K"])
        while waiting:
            reference = waiting.pop()
            element = self.objects[reference]
            if element.get("Type") == "/StructElem":
                yield reference, element
                waiting += [kid for kid in element["K"] if isinstance(kid, bytes)]

    def drop_decorations(self) -> None:
        """Take the drawings out of the tree that say nothing: a word stands beside each."""
        for _, element in self.elements():
            kids = element["K"]
            kids[:] = [
                kid for kid in kids if not self._is(kid, "/Figure") or "Alt" in self.objects[kid]
            ]

    def set_apart_margins(self, read: frozenset[bytes]) -> None:
        """Mark as no part of the text what is in no element: a decoration, or in the margins."""
        numbers = self.objects[self.root["ParentTree"]]["Nums"]
        owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for reference in self.pdf.pages["Kids"][::3]:
            page = self.objects[b"%d 0 R" % reference]
            found = owners[page["StructParents"]]
            outside = {place for place, owner in enumerate(found) if owner not in read}
            found[:] = ["null" if place in outside else item for place, item in enumerate(found)]
            _set_apart(self.objects[page["Contents"]].stream, outside)

    def give_body(self, item: dict[str, Any]) -> None:
        """Put what follows the sign of a list item into a body."""
        kids = [kid for kid in item["K"] if not self._is(kid, "/Lbl", "/LBody")]
        if not kids:
            return
        body = pydyf.Dictionary({**item, "S": "/LBody", "K": pydyf.Array(kids)})
        self.pdf.add_object(body)
        body["P"] = cast("pydyf.Dictionary", item).reference
        item["K"] = pydyf.Array([kid for kid in item["K"] if kid not in kids] + [body.reference])
        for kid in kids:
            if isinstance(kid, bytes) and "P" in self.objects[kid]:
                self.objects[kid]["P"] = body.reference

    def make_items(self, pairs: dict[str, Any]) -> None:
        """Make one item of a name and its value in a list, on however many lines they stand."""
        for pair in (self.objects[kid] for kid in pairs["K"] if self._is(kid, "/Div")):
            pair["S"] = "/LI"
            for part in (self.objects[kid] for kid in pair["K"]):
                part["S"] = "/NonStruct"
                for body in part["K"]:
                    self.objects[body]["S"] = "/NonStruct"

    def leads_somewhere(self, link: dict[str, Any]) -> bool:
        """Tell a link from what is only written behind one."""
        kids = (self.objects[kid] for kid in link["K"] if isinstance(kid, bytes))
        return any(kid.get("Type") == "/OBJR" for kid in kids)

    def _is(self, kid: object, *kinds: str) -> bool:
        return isinstance(kid, bytes) and self.objects[kid].get("S") in kinds


def _set_apart(stream: list[Any], outside: set[int]) -> None:
    for place, piece in enumerate(stream):
        if isinstance(piece, pydyf.Dictionary) and piece.get("MCID") in outside:
            stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
