from contextlib import contextmanager


@contextmanager
def all_of(*managers):
    values = [manager.__enter__() for manager in managers]
    try:
        yield values
    finally:
        for manager in managers:
            manager.__exit__(None, None, None)
