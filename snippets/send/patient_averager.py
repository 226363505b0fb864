def patient_averager():
    """As before, but None asks for the average once more."""
    count, total, average = 0, 0.0, None
    while True:
        number = yield average
        if number is not None:
            count += 1
            total += number
            average = total / count
