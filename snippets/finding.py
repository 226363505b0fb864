"""Finds the interpreters that can run the corpus: on this machine, and those that Node runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from snippets.interpreters import Interpreter, native_interpreter
from snippets.versions import RELEASES, SUPPORTED, Version, show_version

_HERE = Path(__file__).resolve().parent
_QUESTION = "import sys; print('%d.%d.%d' % sys.version_info[:3])"

#: npm package, version: the interpreters that Node runs.
NODE_PACKAGES: tuple[tuple[str, Version], ...] = (("pyodide", (3, 14)), ("pyodide-next", (3, 15)))


def find_interpreters() -> tuple[list[Interpreter], list[str]]:
    """Return every interpreter found, oldest first, and a sentence for each that is missing."""
    found: list[Interpreter] = []
    missing: list[str] = []
    for version in SUPPORTED:
        executable = find_native(version)
        if executable:
            found.append(native_interpreter(executable, version))
        elif version not in dict(NODE_PACKAGES).values():
            missing.append(_not_on_path(version))
    for package, version in NODE_PACKAGES:
        reason = _why_no_node(package)
        if reason:
            missing.append(f"CPython {show_version(version)} in WebAssembly: {reason}")
        else:
            found.append(_under_node(package, version))
    return sorted(found, key=lambda item: item.version), missing


def _not_on_path(version: Version) -> str:
    shown, release = show_version(version), RELEASES.get(version)
    wanted = f" that is {shown}.{release} or later" if release else ""
    return f"CPython {shown}: no python{shown} on PATH{wanted}"


def find_native(version: Version) -> str | None:
    """Return the executable of a CPython of `version` on this machine, if there is one."""
    if sys.version_info[:2] == version:
        return sys.executable
    return next((path for path in _candidates(version) if _answers(path, version)), None)


def _candidates(version: Version) -> Iterator[str]:
    name = f"python{show_version(version)}"
    on_path = shutil.which(name)
    if on_path:
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for path in sorted((pyenv / "versions").glob(f"{show_version(version)}.*/bin/{name}")):
        yield str(path)
    if sys.platform == "win32" and shutil.which("py"):
        command = ["py", f"-{show_version(version)}", "-c", "import sys; print(sys.executable)"]
        yield _printed(command)


def _answers(path: str, version: Version) -> bool:
    """Is this really that version? A pyenv shim, for one, may stand for nothing."""
    shown, _, release = _printed([path, "-c", _QUESTION]).rpartition(".") if path else ("", "", "")
    return shown == show_version(version) and int(release) >= RELEASES.get(version, 0)


def _printed(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def find_node() -> str | None:
    """Return Node: the one on PATH, else the one beside the Python that runs this."""
    beside = Path(sys.executable).parent / "node"
    return shutil.which("node") or (str(beside) if beside.exists() else None)


def _why_no_node(package: str) -> str | None:
    if not (_HERE.parent / "node_modules" / package).is_dir():
        return f"npm package {package} is not installed; run 'make node_modules'"
    if find_node() is None:
        return "no node on PATH"
    return None


def _under_node(package: str, version: Version) -> Interpreter:
    command = (find_node() or "node", str(_HERE / "pinned.mjs"), package)
    return Interpreter(f"WebAssembly {show_version(version)}", command, version, native=False)
