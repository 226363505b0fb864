"""``python -m tests.bench``: all benchmarks, one after another."""

from __future__ import annotations

from tests.bench import (
    build,
    gentools_import,
    gentools_look,
    gentools_record,
    gentools_watch,
    live,
    microscope,
    runner,
)

LIBRARY = (gentools_import, gentools_look, gentools_watch, gentools_record)
for module in (*LIBRARY, runner, build, microscope, live):
    print(f"\n{module.__doc__}\n")
    module.main()
