#: after log_file
#: after stages
def started(generator):
    """Run a generator to its first yield, and return it."""
    next(generator)
    return generator


def counting(counts):
    """Take requests, and count them by page."""
    while True:
        request = yield
        counts[request.page] += 1


def only_failed(target):
    """Take requests, and send on those that failed."""
    while True:
        request = yield
        if request.status >= 500:
            target.send(request)


def to_all(*targets):
    """Take requests, and send each to all targets."""
    while True:
        request = yield
        for target in targets:
            target.send(request)


def in_one_pass(path):
    """Report all requests and those that failed, reading once."""
    everything, failures = Counter(), Counter()
    counting_all = started(counting(everything))
    counting_failures = started(only_failed(started(counting(failures))))
    target = started(to_all(counting_all, counting_failures))
    for request in parsed(lines_of(path)):
        target.send(request)
    return everything, failures
