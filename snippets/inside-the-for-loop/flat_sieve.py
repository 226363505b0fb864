#: after under_limit
def primes(numbers):
    """Yield the primes, given an iterator of 2, 3, 4, and so on."""
    found = []
    for number in numbers:
        if all(number % prime for prime in found):
            found.append(number)
            yield number
