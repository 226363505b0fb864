#: after log_file
#: after stages
def told_lines(path):
    """Yield the lines of a file, and tell when it is open."""
    with path.open() as file:
        print("  file opened")
        try:
            for line in file:
                yield line
        finally:
            print("  file closed")


def first_failure(requests):
    """Return the first request that failed, and ask for no other."""
    for request in requests:
        if request.status >= 500:
            return request
