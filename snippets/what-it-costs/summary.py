def summary(prices):
    count = total = 0
    largest = None
    for price in prices:
        count += 1
        total += price
        if largest is None or price > largest:
            largest = price
    return count, total, largest
