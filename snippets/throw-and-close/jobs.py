class GaveUp(Exception):
    """A job that failed as often as it was allowed to."""


def jobs(names, tries):
    """Yield jobs; one whose error is thrown in comes again."""
    for name in names:
        for last in [False] * (tries - 1) + [True]:
            try:
                yield name
            except OSError as error:
                if last:
                    raise GaveUp(name) from error
            else:
                break
