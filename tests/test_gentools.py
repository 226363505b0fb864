"""The public face of gentools: what a program sees, and what it costs to import."""

import doctest
import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
import typing
from inspect import isfunction
from pathlib import Path

import pytest

import gentools
from snippets.finding import find_interpreters

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    info.name for info in pkgutil.walk_packages(gentools.__path__, "gentools.") if not info.ispkg
)


def test_the_version_is_the_one_that_is_installed_under() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert gentools.__version__ == project["version"]


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(gentools.__file__).with_name("py.typed").is_file()


def test_each_public_name_is_there_and_not_a_module() -> None:
    for name in gentools.__all__:
        assert not inspect.ismodule(getattr(gentools, name))


def test_the_reference_describes_each_public_name_and_no_other() -> None:
    page = (ROOT / "book" / "gentools.md").read_text(encoding="utf-8")
    described = re.findall(r"^\.\. auto\w+:: gentools\.(\w+)(?:\(.*\))?$", page, re.MULTILINE)
    assert sorted(described) == sorted(gentools.__all__)


@pytest.mark.parametrize("name", gentools.__all__)
def test_a_docstring_says_what_comes_back_and_shows_it(name: str) -> None:
    public = getattr(gentools, name)
    docstring = inspect.getdoc(public) or ""
    assert ">>> " in docstring
    if not inspect.isclass(public):
        assert docstring.startswith("Return ")
        assert ":returns:" in docstring
    if docstring.startswith("Return a generator"):
        assert ":yields:" in docstring
        assert ":receives:" in docstring


@pytest.mark.parametrize("name", [n for n in gentools.__all__ if isfunction(getattr(gentools, n))])
def test_the_types_in_a_signature_can_be_looked_up(name: str) -> None:
    function = getattr(gentools, name)
    assert set(typing.get_type_hints(function)) == {
        *inspect.signature(function).parameters,
        "return",
    }


@pytest.mark.parametrize("name", ["gentools", *MODULES])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    assert not doctest.testmod(importlib.import_module(name)).failed


def test_the_examples_in_the_docstrings_run_on_every_python_that_is_found(tmp_path: Path) -> None:
    chapter = tmp_path / "docstrings"
    chapter.mkdir()
    for name in ["gentools", *MODULES]:
        session = f">>> import doctest\n>>> import {name}\n>>> doctest.testmod({name}).failed\n0\n"
        (chapter / f"{name.replace('.', '_')}.pycon").write_text(
            session, encoding="utf-8", newline="\n"
        )
    done = subprocess.run(
        [sys.executable, "-m", "snippets", "--all", "--corpus", str(tmp_path)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "CI"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    all_well = f"{1 + len(MODULES)} run, 0 skipped, 0 failed"
    assert done.stdout.count(all_well) == len(find_interpreters()[0])


def test_an_import_brings_in_nothing_but_the_standard_library_s_types() -> None:
    program = (
        "import sys, typing, collections.abc; before = set(sys.modules); import gentools;"
        "print(*sorted(name for name in set(sys.modules) - before))"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); {program}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()
    assert all(name.partition(".")[0] == "gentools" for name in done.stdout.split())
