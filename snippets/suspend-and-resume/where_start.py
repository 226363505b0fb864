from linecache import getline


def where(generator):
    """Return the text of the `yield` at which a generator waits."""
    code, line = generator.gi_code, generator.gi_frame.f_lineno
    return getline(code.co_filename, line).strip()
