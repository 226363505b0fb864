"""The ground that the book stands on: verbs, locks, workflows, and how strict CI is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import gentools
from snippets.versions import SUPPORTED, show_version
from tests.plain import plain_tests

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
LOCKS = {
    "requirements.txt": "dev",
    "requirements-test.txt": "test",
    "requirements-bench.txt": "bench",
    "requirements-node.txt": "node",
}
VERSIONS = [show_version(version) for version in SUPPORTED]

pytest_plugins = ["pytester"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def verbs() -> set[str]:
    return set(" ".join(re.findall(r"^\.PHONY: (.+)", read("Makefile"), re.MULTILINE)).split())


# Verbs


def test_make_alone_lists_every_verb_with_what_it_does() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = re.findall(r"^  make ([a-z-]+) +\S.+$", shown, re.MULTILINE)
    assert verbs() == set(listed)


def test_the_verb_for_everything_runs_each_part() -> None:
    run = ["make", "--dry-run", "test"]
    said = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    parts = ("ruff check", "snippets --all", "tests.everywhere --others", "vitest run")
    builds = ("-b html", "-b pdf", "-b epub")
    assert [part for part in (*parts, *builds, "-m pytest") if part not in said] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_verb_that_a_document_names_exists(document: str) -> None:
    named = re.findall(r"(?:^\$ |`)make ([a-z-]+)", read(document), re.MULTILINE)
    assert set(named) <= verbs()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_links_to_exists(document: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)]+)\)", re.sub(r"`[^`]*`", "", read(document)))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_picture_on_the_first_screen_is_small() -> None:
    assert (ROOT / "book/_static/readme/page.png").stat().st_size < 200_000


def test_the_map_of_the_readme_names_what_is_there() -> None:
    table = read("README.md").partition("## What is where")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    names = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    missing = [name for name in names if name != "_build/" and not list(ROOT.glob(name))]
    assert names
    assert missing == []


# Locked packages


@pytest.mark.parametrize("lock", LOCKS)
def test_a_python_lock_holds_exact_versions_with_hashes_and_no_address(lock: str) -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", read(lock)) if not entry.startswith("#")]
    pinned = re.compile(r"[a-z0-9-]+==\S+[^\n]* \\\n +--hash=sha256:")
    assert entries
    assert [entry for entry in entries if not pinned.match(entry)] == []
    assert "://" not in read(lock)


@pytest.mark.parametrize(("lock", "group"), LOCKS.items())
def test_a_python_lock_gives_what_the_project_asks_for(lock: str, group: str) -> None:
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", read(lock), re.MULTILINE))
    wrong = [
        str(wanted)
        for wanted in requirements(group)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]
    assert wrong == []


def requirements(group: str) -> Iterator[Requirement]:
    for item in project()["dependency-groups"][group]:
        if isinstance(item, str):
            yield Requirement(item)
        else:
            yield from requirements(item["include-group"])


def test_the_npm_lock_holds_exact_versions_and_no_registry() -> None:
    wanted = json.loads(read("package.json"))["devDependencies"]
    locked = json.loads(read("package-lock.json"))["packages"]
    exact = re.compile(r"(?:^|@)\d+\.\d+\.\d+[-.\w]*$")
    assert [version for version in wanted.values() if not exact.search(version)] == []
    assert locked[""]["devDependencies"] == wanted
    assert [path for path, package in locked.items() if "resolved" in package] == []
    assert [path for path, package in locked.items() if path and "integrity" not in package] == []


def test_the_library_needs_nothing_and_is_not_the_one_of_the_public_index() -> None:
    library = project()["project"]
    assert (library["name"], library["version"]) == ("gentools", "2.0.0")
    assert gentools.__version__ == "2.0.0"
    assert library["dependencies"] == []


# CI


def workflows() -> dict[str, Any]:
    folder = ROOT / ".github" / "workflows"
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yml")}


def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is() -> None:
    texts = [read(f".github/workflows/{name}") for name in workflows()]
    used = [line for line in "\n".join(texts).splitlines() if "uses:" in line]
    pinned = re.compile(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert used
    assert [line for line in used if not pinned.search(line)] == []


def test_the_public_ci_runs_every_supported_version_on_three_systems() -> None:
    matrix = workflows()["ci.yml"]["jobs"]["library-and-corpus"]["strategy"]["matrix"]
    assert matrix["python"] == VERSIONS
    systems = [system.partition("-")[0] for system in matrix["system"]]
    assert systems == ["ubuntu", "macos", "windows"]


def test_the_public_ci_tests_the_library_and_the_runner_without_the_books_packages() -> None:
    steps = workflows()["ci.yml"]["jobs"]["library-and-corpus"]["steps"]
    assert any("python -m pytest $(python tests/plain.py)" in step.get("run", "") for step in steps)
    tests = plain_tests()
    assert {"tests/test_gentools.py", "tests/test_engine.py"} <= set(tests)
    assert "tests/test_project.py" not in tests


def test_the_package_names_every_supported_version() -> None:
    prefix = "Programming Language :: Python :: 3."
    classifiers = project()["project"]["classifiers"]
    named = [line.rpartition(" ")[2] for line in classifiers if line.startswith(prefix)]
    assert named == VERSIONS
    assert project()["project"]["requires-python"] == f">={VERSIONS[0]}"


def test_ci_says_what_is_missing_where_it_can_install_nothing(tmp_path: Path) -> None:
    for tool in ("bash", "dirname", "id"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    run = ["bash", str(ROOT / ".ci" / "run")]
    alone = {"PATH": str(tmp_path)}
    done = subprocess.run(run, env=alone, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    missing = r"^Missing on this machine .*: make git python3 .*chromium-headless-shell firefox-esr"
    assert re.search(missing, done.stderr)


# Skipped tests

SKIPPING = """
    import pytest

    def test_that_asks_for_a_part():
        pytest.skip("no chromium on PATH")

    @pytest.mark.skipif(True, reason="the PDF was not built")
    def test_that_is_marked():
        pass

    @pytest.mark.xfail(reason="known")
    def test_that_is_known_to_fail():
        assert False

    def test_that_passes():
        pass
"""
SKIPPED_MODULE = "import pytest; pytest.importorskip('a_module_that_nobody_has')"


@pytest.fixture
def elsewhere(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder of tests with the conftest of this one."""
    pytester.makeconftest(read("tests/conftest.py"))
    return pytester


@pytest.fixture(params=[(), ("-n", "2")], ids=["one core", "two cores"])
def cores(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return how pytest is told on how many cores it runs."""
    options: tuple[str, ...] = request.param
    return options


def test_a_skipped_test_fails_in_ci_and_says_why(
    elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, cores: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CI", "true")
    elsewhere.makepyfile(SKIPPING)
    result = elsewhere.runpytest_subprocess(*cores)
    result.assert_outcomes(passed=1, xfailed=1, failed=1, errors=1)
    result.stdout.fnmatch_lines_random(
        [
            "*::test_that_asks_for_a_part was skipped, which fails *no chromium on PATH*",
            "*::test_that_is_marked was skipped, which fails *the PDF was not built*",
        ]
    )


def test_a_skipped_module_fails_in_ci_and_says_why(
    elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, cores: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CI", "true")
    elsewhere.makepyfile(SKIPPED_MODULE)
    result = elsewhere.runpytest_subprocess(*cores)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*.py was skipped, which fails *a_module_that_nobody_has*"])


VERSIONED = """
    import sys
    import pytest

    here = sys.version_info[:2]
    later = here[0], here[1] + 1
    earlier = here[0], here[1] - 1

    @pytest.mark.since(*here)
    def test_of_this_version_and_later(): ...

    @pytest.mark.up_to(*here, reason="so it is")
    def test_of_this_version_and_earlier(): ...

    @pytest.mark.since(*later)
    def test_of_later_versions(): assert False

    @pytest.mark.up_to(*earlier)
    def test_of_earlier_versions(): assert False
"""


def test_a_test_of_another_version_is_left_out_and_not_skipped(
    elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    elsewhere.makepyfile(VERSIONED)
    result = elsewhere.runpytest_subprocess()
    result.assert_outcomes(passed=2, deselected=2)


def test_a_skipped_test_is_only_skipped_elsewhere(
    elsewhere: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    elsewhere.makepyfile(test_tests=SKIPPING, test_module=SKIPPED_MODULE)
    elsewhere.runpytest_subprocess().assert_outcomes(passed=1, xfailed=1, skipped=3)


@pytest.mark.parametrize(
    ("here", "elsewhere_is", "mark"),
    [
        ('os.name == "posix"', "False", "posix"),
        ('sys.platform == "emscripten"', "True", "posix"),
        ('sys.platform == "emscripten"', "True", "native"),
        ('sys.platform != "linux"', "True", "linux"),
    ],
)
def test_a_test_for_other_systems_is_left_out_where_it_can_not_run(
    elsewhere: pytest.Pytester, here: str, elsewhere_is: str, mark: str
) -> None:
    elsewhere.makeconftest(read("tests/conftest.py").replace(here, elsewhere_is))
    elsewhere.makeini(f"[pytest]\nmarkers = {mark}: not everywhere")
    elsewhere.makepyfile(f"import pytest\n@pytest.mark.{mark}\ndef test_it(): raise OSError\n")
    elsewhere.runpytest_subprocess().assert_outcomes(deselected=1)


@pytest.mark.linux
def test_a_test_for_linux_runs_there_and_nothing_leaves_it_out(elsewhere: pytest.Pytester) -> None:
    elsewhere.makeini("[pytest]\nmarkers = linux: not everywhere")
    elsewhere.makepyfile("import pytest\n@pytest.mark.linux\ndef test_it(): ...\n")
    elsewhere.runpytest_subprocess().assert_outcomes(passed=1)
