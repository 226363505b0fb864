from itertools import islice


def in_lists(prices, size):
    prices = iter(prices)
    while chunk := list(islice(prices, size)):
        yield chunk
