def first_cheap(prices, is_cheap):
    cheap = [price for price in prices if is_cheap(price)]
    return cheap[0] if cheap else None
