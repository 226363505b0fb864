#: after log_file
#: after stages
from itertools import tee


def with_tee(path):
    """Report all requests and those that failed, from two readers."""
    everything, again = tee(parsed(lines_of(path)))
    return by_page(everything), by_page(failed(again))


def with_a_list(path):
    """Report all requests and those that failed, from one list."""
    requests = [*parsed(lines_of(path))]
    return by_page(requests), by_page(failed(requests))


def twice(path):
    """Report all requests and those that failed, reading twice."""
    everything = by_page(parsed(lines_of(path)))
    return everything, by_page(failed(parsed(lines_of(path))))
