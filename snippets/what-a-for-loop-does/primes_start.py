from itertools import count


def primes():
    """Yield the primes: 2, 3, 5, 7, 11, and so on."""
    numbers = count(2)
    while True:
        prime = next(numbers)
        yield prime
        numbers = (n for n in numbers if n % prime)
