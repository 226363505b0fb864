"""``python -m tests.bench``: all benchmarks, one after another."""

from __future__ import annotations

from tests.bench import build, runner

for module in (runner, build):
    print(f"\n{module.__doc__}\n")
    module.main()
