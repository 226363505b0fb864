from collections import Counter
from typing import NamedTuple


class Request(NamedTuple):
    """What one line says."""

    number: int
    status: int
    page: str


def lines_of(path):
    """Yield the lines of a file."""
    with path.open() as file:
        for line in file:
            yield line


def parsed(lines):
    """Yield what each line says."""
    for line in lines:
        number, status, page = line.split()
        yield Request(int(number), int(status), page)


def failed(requests):
    """Yield the requests that the server could not answer."""
    for request in requests:
        if request.status >= 500:
            yield request


def by_page(requests):
    """Return how many requests there were for each page."""
    return Counter(request.page for request in requests)
