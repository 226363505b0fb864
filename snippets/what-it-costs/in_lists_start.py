def in_lists(prices, size):
    prices = list(prices)
    for start in range(0, len(prices), size):
        yield prices[start:start + size]
