from itertools import repeat
from operator import floordiv, mul


def by_loop(prices):
    total = 0
    for price in prices:
        total += price * 119 // 100
    return total


def by_list(prices):
    return sum([price * 119 // 100 for price in prices])


def by_expression(prices):
    return sum(price * 119 // 100 for price in prices)


def with_tax(prices):
    for price in prices:
        yield price * 119 // 100


def by_generator(prices):
    return sum(with_tax(prices))


class WithTax:
    def __init__(self, prices):
        self.prices = iter(prices)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.prices) * 119 // 100


def by_class(prices):
    return sum(WithTax(prices))


def taxed(price):
    return price * 119 // 100


def by_map(prices):
    return sum(map(taxed, prices))


def by_c_functions(prices):
    return sum(map(floordiv, map(mul, prices, repeat(119)), repeat(100)))


WAYS = (
    by_loop,
    by_list,
    by_expression,
    by_generator,
    by_class,
    by_map,
    by_c_functions,
)
