from linecache import getline


def where(generator):
    """Return the text of the `yield` at which a generator waits."""
    code, stands = generator.gi_code, generator.gi_frame.f_lasti
    line, _, start, end = list(code.co_positions())[stands // 2]
    return getline(code.co_filename, line)[start:end]
