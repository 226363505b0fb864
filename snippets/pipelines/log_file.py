import atexit
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

FOLDER = Path(mkdtemp())
atexit.register(rmtree, FOLDER, ignore_errors=True)
PAGES = "/cart", "/pay", "/help"


def log_lines(count):
    """Yield lines as the server of the shop writes them."""
    for number in range(count):
        status = 500 if number % 7 == 1 else 200
        yield f"{number:06} {status} {PAGES[number % 3]}\n"


def log_file(count):
    """Write so many lines into a new file, and return its path."""
    path = Path(mkdtemp(dir=FOLDER), "shop.log")
    with path.open("w") as file:
        file.writelines(log_lines(count))
    return path
