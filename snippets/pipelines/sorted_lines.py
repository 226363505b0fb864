#: after log_file
#: after stages
#: after batches
from heapq import merge


def written(lines):
    """Write lines into a new file, and return its path."""
    path = Path(mkdtemp(dir=FOLDER), "run.log")
    with path.open("w") as file:
        file.writelines(lines)
    return path


def sorted_lines(lines, size):
    """Yield lines in order, with about two batches in memory."""
    runs = [written(sorted(batch)) for batch in batches(lines, size)]
    yield from merge(*map(lines_of, runs))
