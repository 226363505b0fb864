"""What is built of gentools, and installed from it: the wheel and the sdist."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.metadata import Metadata
from packaging.utils import parse_sdist_filename, parse_wheel_filename

import gentools
from snippets.finding import find_interpreters, find_node
from snippets.interpreters import Interpreter
from snippets.versions import show_version

pytestmark = pytest.mark.posix

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("gentools", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml", ".gitignore")
NATIVE = [item for item in find_interpreters()[0] if item.native]

#: Runs where nothing but the wheel is installed, and prints what it finds.
PROGRAM = """
import contextlib, doctest, importlib, importlib.metadata, io, json, pkgutil, re, sys
import gentools

page = re.sub("(?m)^```.*", "", importlib.metadata.metadata("gentools").get_payload())
shown = doctest.DocTestParser().get_doctest(page, {}, "page", None, None)

names = ["gentools", *(info.name for info in pkgutil.walk_packages(gentools.__path__, "gentools."))]
with contextlib.redirect_stdout(io.StringIO()) as report:
    results = [doctest.testmod(importlib.import_module(name)) for name in names]
    results.append(doctest.DocTestRunner().run(shown))
print(json.dumps({
    "file": gentools.__file__,
    "installed": importlib.metadata.version("gentools"),
    "version": gentools.__version__,
    "python": "%d.%d" % sys.version_info[:2],
    "modules": len(names),
    "examples": sum(result.attempted for result in results),
    "report": report.getvalue(),
    "public": [name for name in gentools.__all__ if hasattr(gentools, name)] == gentools.__all__,
}))
"""


class Dist(NamedTuple):
    """What `make dist` makes."""

    wheel: Path
    sdist: Path

    def contents(self) -> tuple[bytes, bytes]:
        return self.wheel.read_bytes(), self.sdist.read_bytes()


def copy_sources(folder: Path) -> None:
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def make_dist(folder: Path, umask: int = 0o022) -> Dist:
    """Run the verb in `folder`, with the packages that run the tests."""
    player = "gentools/_film/microscope.js"
    environment_is_there = ("-o", ".venv/.installed", "-o", player, f"RUN={sys.executable}")
    done = subprocess.run(
        ["make", "dist", *environment_is_there],
        cwd=folder,
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    wheel, sdist = sorted((folder / "dist").iterdir(), key=lambda path: path.suffix != ".whl")
    return Dist(wheel, sdist)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Dist:
    folder = tmp_path_factory.mktemp("dist")
    copy_sources(folder)
    return make_dist(folder)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("program") / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


def in_wheel(dist: Dist) -> list[str]:
    with zipfile.ZipFile(dist.wheel) as archive:
        return archive.namelist()


def metadata(dist: Dist) -> Metadata:
    with zipfile.ZipFile(dist.wheel) as archive:
        return Metadata.from_email(archive.read("gentools-2.0.0.dist-info/METADATA"))


def sources() -> Iterator[str]:
    for path in (ROOT / "gentools").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


# What is built


def test_it_is_the_same_to_the_byte_in_another_folder_at_another_time_with_another_umask(
    dist: Dist, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "deeper" / "down"
    copy_sources(elsewhere)
    for path in [elsewhere, *elsewhere.rglob("*")]:
        os.utime(path, (86_400 * 365 * 30, 86_400 * 365 * 31))
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert dist.contents() == make_dist(elsewhere, umask=0o077).contents()


def test_its_names_say_which_library_and_version_it_is_and_that_it_runs_anywhere(
    dist: Dist,
) -> None:
    name, version, _, tags = parse_wheel_filename(dist.wheel.name)
    assert (name, str(version), list(map(str, tags))) == ("gentools", "2.0.0", ["py3-none-any"])
    assert (name, version) == parse_sdist_filename(dist.sdist.name)


def test_the_wheel_holds_the_library_and_nothing_else(dist: Dist) -> None:
    about = {"METADATA", "RECORD", "WHEEL", "licenses/LICENSE"}
    assert sorted(in_wheel(dist)) == sorted(
        [*sources_of_the_wheel(), *(f"gentools-2.0.0.dist-info/{name}" for name in about)]
    )


def sources_of_the_wheel() -> list[str]:
    return [name for name in sources() if name != "gentools/README.md"]


def test_the_library_is_modules_the_mark_that_it_is_typed_and_schemas() -> None:
    others = [name for name in sources_of_the_wheel() if not name.endswith((".py", ".schema.json"))]
    player = ["gentools/_film/microscope.css", "gentools/_film/microscope.js"]
    assert sorted(others) == [*player, "gentools/py.typed"]


def test_each_folder_of_the_library_is_a_package() -> None:
    folders = {name.rpartition("/")[0] for name in sources()}
    assert [folder for folder in folders if not (ROOT / folder / "__init__.py").is_file()] == []


def test_the_sdist_holds_what_the_wheel_is_built_from(dist: Dist, tmp_path: Path) -> None:
    # The backend adds .gitignore, since it leaves out what is named there.
    rest = [".gitignore", "CHANGELOG.md", "LICENSE", "PKG-INFO", "pyproject.toml"]
    with tarfile.open(dist.sdist) as archive:
        expected = [f"gentools-2.0.0/{name}" for name in (*rest, *sources())]
        assert sorted(archive.getnames()) == sorted(expected)
        archive.extractall(tmp_path, filter="data")
    unpacked = tmp_path / "gentools-2.0.0"
    shutil.copy(ROOT / "Makefile", unpacked)
    assert make_dist(unpacked).wheel.read_bytes() == dist.wheel.read_bytes()


def test_it_needs_no_other_package(dist: Dist) -> None:
    assert metadata(dist).requires_dist is None
    assert str(metadata(dist).requires_python) == ">=3.11"


def test_its_page_says_first_that_another_project_has_its_name(dist: Dist) -> None:
    page = metadata(dist).description or ""
    sections = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert sections[0] == "Take care with the name"
    assert "https://github.com/ariebovenberg/gentools" in page
    assert "Thanks" in page


def test_its_page_links_to_no_file_of_the_repository(dist: Dist) -> None:
    assert re.findall(r"\]\((?!https://)", metadata(dist).description or "") == []


@pytest.mark.parametrize("page", ["README.md", "gentools/README.md", "book/gentools.md"])
def test_no_page_shows_an_installation_that_would_get_the_other_project(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.findall(r"^\$ .*pip install (.+)$", text, re.MULTILINE)
    assert shown
    assert {*shown} <= {".", "--no-index --find-links dist gentools"}


# What is installed from it


def check(printed: str, python: str) -> dict[str, Any]:
    """Compare what the program printed with what is true of the wheel."""
    found: dict[str, Any] = json.loads(printed)
    modules = [name for name in sources_of_the_wheel() if name.endswith(".py")]
    assert found["python"] == python
    assert found["installed"] == found["version"] == "2.0.0"
    assert found["modules"] == len(modules)
    assert found["examples"] >= len(gentools.__all__)
    assert found["report"] == ""
    assert found["public"]
    return found


@pytest.mark.parametrize("interpreter", NATIVE, ids=lambda item: item.title)
def test_its_examples_run_where_only_the_wheel_is_installed(
    interpreter: Interpreter, dist: Dist, program: Path, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh"
    printed_by(interpreter.command[0], "-I", "-m", "venv", fresh)
    install = ("-m", "pip", "install", "--no-index", "--find-links", dist.wheel.parent, "gentools")
    python = fresh / "bin" / "python"
    printed_by(python, "-I", *install)
    found = check(printed_by(python, "-I", program), show_version(interpreter.version))
    assert Path(found["file"]).is_relative_to(fresh)


def printed_by(*command: str | Path) -> str:
    """Run a command outside of the checkout; return what it prints if all is well."""
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_its_examples_run_where_the_pinned_cpython_has_the_wheel(dist: Dist, program: Path) -> None:
    node = find_node()
    if node is None or not (ROOT / "node_modules" / "pyodide").is_dir():
        pytest.skip("the pinned CPython is not installed; run 'make node_modules'")
    script = ROOT / "tests" / "package.mjs"
    found = check(printed_by(node, script, dist.wheel, program), "3.14")
    assert "site-packages" in found["file"]


# What an import costs


@pytest.mark.parametrize("statement", ["import gentools", "from gentools import __version__"])
def test_an_import_loads_what_finds_the_public_names_and_nothing_else(statement: str) -> None:
    assert modules_loaded_by(statement) == ["gentools", "gentools._lazy"]


def test_a_demonstration_loads_no_part_that_looks_inside() -> None:
    loaded = modules_loaded_by("from gentools import my_range")
    assert "gentools._demos.counting" in loaded
    assert {"dis", "gc", "inspect"}.isdisjoint(loaded)
    parts = {name.split(".")[1] for name in loaded if name.startswith("gentools.")}
    assert parts == {"_demos", "_lazy", "types"}


def modules_loaded_by(statement: str) -> list[str]:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); before = {{*sys.modules}}; {statement};"
        "print(*sorted({*sys.modules} - before))"
    )
    return printed_by(sys.executable, "-I", "-S", "-c", program).split()
