#: after log_file
#: after stages
def with_lists(path):
    """Report the failures: one list after the other."""
    lines = path.read_text().splitlines()
    requests = [*parsed(lines)]
    failures = [*failed(requests)]
    return by_page(failures)


def with_a_pipeline(path):
    """Report the failures: one line after the other."""
    return by_page(failed(parsed(lines_of(path))))
