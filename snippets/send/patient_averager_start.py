def patient_averager():
    """As before, but None asks for the average once more."""
    count = 0
    total = 0.0
    average = None
    while True:
        number = yield average
        count += 1
        total += number
        average = total / count
