"""A recording says the same wherever it is made: in Node, in a browser, with any hash seed."""

from __future__ import annotations

import base64
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from snippets.finding import find_node
from tests.sites import ROOT, served

#: Objects without order, with addresses and with the recorder's own ways of being found.
PROGRAM = '''\
SOURCE = """
class Point:
    def __init__(self, x):
        self.x = x
        self.tags = {"red", "green", "blue", x}

def inner(point):
    total = 0
    try:
        for name in sorted(point.tags, key=str):
            total += len(str((yield name)))
    finally:
        print(total, {"a", "b", "c"} - {"a"} == {"c", "b"})

def outer():
    point = Point(3)
    result = yield from inner(point)
    seen = {object(), frozenset("xyz"), int}
    yield lambda: (result, seen)

async def gather():
    async for item in ticks():
        print(item)

async def ticks():
    yield {"one": 1}, 0.1, b"two"

for each in outer():
    pass
it = outer()
next(it)
it.close()
try:
    gather().send(None)
except StopIteration:
    pass
print(f"{it!s:.17}")
"""
from gentools import record
TEXT = "".join(record(SOURCE, by=by).to_json() for by in ("opcode", "line", "transfer"))
'''

IN_A_PAGE = """async ([base, archive, program]) => {
    const { loadPyodide } = await import(`${base}node_modules/pyodide/pyodide.mjs`);
    const python = await loadPyodide({ indexURL: `${base}node_modules/pyodide/` });
    const bytes = Uint8Array.from(atob(archive), (sign) => sign.charCodeAt(0));
    const extractDir = python.runPython("import site; site.getsitepackages()[0]");
    python.unpackArchive(bytes, "wheel", { extractDir });
    return python.runPython(`${program}\\nTEXT`);
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return gentools, as files in an archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for path in sorted((ROOT / "gentools").rglob("*")):
            if path.suffix in {".py", ".json"}:
                made.write(path, path.relative_to(ROOT).as_posix())
    found = tmp_path_factory.mktemp("gentools") / "gentools.zip"
    found.write_bytes(packed.getvalue())
    return found


@pytest.fixture
def base() -> Iterator[str]:
    if not (ROOT / "node_modules" / "pyodide").is_dir():
        pytest.skip("the pinned CPython is not installed; run 'make node_modules'")
    with served(ROOT) as address:
        yield address


def in_node(archive: Path, folder: Path) -> str:
    node = find_node()
    if node is None:
        pytest.skip("there is no Node")
    program = folder / "program.py"
    program.write_text(f"{PROGRAM}\nprint(TEXT, end='')\n", encoding="utf-8")
    command = [str(node), str(ROOT / "tests" / "package.mjs"), str(archive), str(program)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def test_node_and_a_browser_record_the_same_bytes(
    browser: Browser, base: str, archive: Path, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{base}tests/package.mjs")
    files = base64.b64encode(archive.read_bytes()).decode()
    recorded = page.evaluate(IN_A_PAGE, [base, files, PROGRAM])
    page.close()
    assert recorded.count('"format":"gentools-trace"') == 3
    assert recorded == in_node(archive, tmp_path)


def test_the_hash_seed_leaves_no_mark() -> None:
    def recorded(seed: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-c", f"{PROGRAM}\nprint(TEXT, end='')"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    first = recorded("1")
    assert first.count(b'"how":"finished"') == 3
    assert recorded("2") == recorded("77") == first
