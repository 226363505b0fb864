def first_cheap(prices, is_cheap):
    return next((price for price in prices if is_cheap(price)), None)
