def bill():
    """Take prices, answer each with the total; None ends it."""
    prices = []
    while (price := (yield sum(prices))) is not None:
        prices.append(price)
    return len(prices), sum(prices)
