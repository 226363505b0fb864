def summary(prices):
    prices = list(prices)
    return len(prices), sum(prices), max(prices)
