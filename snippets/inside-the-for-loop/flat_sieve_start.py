#: after under_limit
def primes(numbers):
    """Yield the primes, given an iterator of 2, 3, 4, and so on."""
    while True:
        prime = next(numbers)
        yield prime
        numbers = without_multiples(prime, numbers)


def without_multiples(divisor, numbers):
    for number in numbers:
        if number % divisor:
            yield number
