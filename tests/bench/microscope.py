"""The frame microscope: how heavy it is, how fast it draws, how long recordings take.

What is drawn is drawn in Chromium, with a processor that is slowed down four times.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from book._ext.recordings import Recordings, Take
from gentools import record
from tests.bench.gentools_record import PROGRAM
from tests.bench.timing import show
from tests.browsers import WHOLE, chromium
from tests.sites import ROOT

SLOWED = 4
STEPS = 2000

#: Notes when the player is there to begin, and when its first step stands in the page.
WATCH = """
const define = customElements.define.bind(customElements);
customElements.define = (...given) => {
  window.began = performance.now();
  define(...given);
};
new MutationObserver((_, watcher) => {
  if (!document.querySelector(".fm-player .fm-say")) return;
  watcher.disconnect();
  document.body.offsetHeight;
  window.drawn = performance.now();
}).observe(document, { childList: true, subtree: true });
"""

#: How often all steps are gone through: what delays one of them once is not the step.
WALKS = 5

#: Goes to the first step from the last, and to every other; returns the time that each took, its
#: layout included.
STEP = """
() => {
  const button = (command) => document.querySelector(`.fm-player [data-command=${command}]`);
  const taken = [];
  const step = (to) => {
    const start = performance.now();
    to.click();
    document.body.offsetHeight;
    taken.push(performance.now() - start);
  };
  button("last").click();
  document.body.offsetHeight;
  step(button("first"));
  const next = button("next");
  while (next.getAttribute("aria-disabled") !== "true") step(next);
  return taken;
}
"""


def main() -> None:
    """Print the tables."""
    weight()
    drawing()
    recordings()


def weight() -> None:
    """Print the size of the player, and of the pages that have one."""
    parts = [ROOT / "_build" / "web" / name for name in ("microscope.js", "microscope.css")]
    line("the player, gzipped", kilobytes(parts), "under 20 kB")
    line("a page with three of 300 steps, gzipped", kilobytes([], three()), "under 60 kB")


def three() -> bytes:
    """Return a page with three microscopes of 300 steps, and its styles and scripts."""
    source = PROGRAM.format(loops=STEPS)
    one = record(source, max_steps=300).to_html().encode()
    _, film, rest = one.partition(b"<frame-microscope")
    film, _, rest = rest.partition(b"</frame-microscope>")
    return one + (b"<frame-microscope" + film + b"</frame-microscope>") * 2


def drawing() -> None:
    """Print how long the first step takes, and all others."""
    with tempfile.TemporaryDirectory() as folder, slow_page() as page:
        path = Path(folder) / "trace.html"
        trace = record(PROGRAM.format(loops=STEPS), max_steps=STEPS)
        path.write_text(trace.to_html(), encoding="utf-8")
        firsts = [first(page, path.as_uri()) for _ in range(5)]
        line(f"the first of {STEPS} steps", show(median(firsts)), "within 50 ms")
        walks: list[list[float]] = [page.evaluate(STEP) for _ in range(WALKS)]
        taken = sorted(median(times) / 1000 for times in zip(*walks, strict=True))
        line("each step, half of them within", show(median(taken)), "16 ms")
        line("99 of 100 within", show(taken[len(taken) * 99 // 100]), "16 ms")
        line("the slowest", show(taken[-1]))


@contextmanager
def slow_page() -> Iterator[Page]:
    options = chromium(names=WHOLE)
    if options is None:
        raise SystemExit("no chromium on PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        page = browser.new_page(viewport={"width": 1366, "height": 900}, service_workers="block")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.add_init_script(WATCH)
        yield page
        browser.close()


def first(page: Page, address: str) -> float:
    """Return the seconds that the player needs for its first step, layout included."""
    page.goto(address)
    page.wait_for_function("window.drawn")
    return float(page.evaluate("window.drawn - window.began")) / 1000


def recordings() -> None:
    """Print how long all recordings of the book take, and how long when none is missing."""
    takes = takes_of_the_book()
    with tempfile.TemporaryDirectory() as folder:
        store = Recordings(Path(folder))
        for title, wanted in (("recorded", "under 10 s"), ("found", "under 0.3 s")):
            start = time.perf_counter()
            store.make(takes)
            line(f"{len(takes)} recordings {title}", show(time.perf_counter() - start), wanted)


def takes_of_the_book() -> list[Take]:
    """Return what the built book shows, as its build remembers it."""
    import pickle  # noqa: PLC0415

    with (ROOT / "_build" / "doctrees" / "environment.pickle").open("rb") as file:
        env = pickle.load(file)
    found = env.domaindata["book"]["pages"].values()
    return [filmed.take for page in found for filmed in page.films]


def kilobytes(paths: list[Path], more: bytes = b"") -> str:
    packed = sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)
    return f"{(packed + (len(gzip.compress(more, 6)) if more else 0)) / 1000:.1f} kB"


def line(title: str, value: str, wanted: str = "") -> None:
    print(f"{title:46} {value:>10} {'':24} {wanted:>24}".rstrip())


if __name__ == "__main__":
    main()
