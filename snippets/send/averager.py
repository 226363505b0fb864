from collections.abc import Generator


def averager() -> Generator[float | None, float, None]:
    """Take numbers; answer each with the average so far."""
    count = 0
    total = 0.0
    average = None
    while True:
        number = yield average
        count += 1
        total += number
        average = total / count
