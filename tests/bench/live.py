"""Python in the page: from a click to the output, against a page that only starts the same Python.

In Chromium, over the loopback. What is measured in a new window finds nothing in a cache; so does
the bare page that it is compared with.
"""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import kept_memory
from tests.bench.timing import show
from tests.browsers import WHOLE, chromium
from tests.sites import HTML, ROOT, served
from tests.windows import Chromium, wait

ROUNDS = 5
FIRST, NEXT = "send.html", "life-of-a-generator.html"
SCRIPTS = ("live.js", "live-worker.js", "editor.js", "editor.css")

#: A page that starts Python when it is clicked, and notes when it has a result.
BARE = {
    "index.html": "<!doctype html><title>bare</title><button>Run</button>"
    "<script src=page.js></script>",
    "page.js": """
        document.querySelector("button").addEventListener("click", () => {
          const worker = new Worker("worker.js", { type: "module" });
          worker.onmessage = () => document.body.append("done");
        });""",
    "worker.js": """
        import { loadPyodide } from "./python/pyodide.mjs";
        const python = await loadPyodide({ indexURL: "./python/" });
        self.postMessage(python.runPython("1 + 1"));""",
}

#: Clicks, and returns after how many milliseconds something holds of the page.
CLICK = """
selector => new Promise(resolve => {
  const start = performance.now();
  const watcher = new MutationObserver(() => {
    if (!(CONDITION)) return;
    watcher.disconnect();
    resolve(performance.now() - start);
  });
  watcher.observe(document, { subtree: true, childList: true, attributes: true });
  document.querySelector(selector).click();
})
"""

WATCH = """
window.long = [];
new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) long.push(duration);
}).observe({ type: "longtask", buffered: true });
"""

LONGEST = "Math.max(0, ...long)"

#: So often is a page loaded, of which the median is told.
LOADS = 5

#: Is there when the browser has kept the pages of the book, which takes what it has of processors.
KEPT_OFFLINE = "navigator.serviceWorker.ready.then(() => 0)"

LOOP = "while True: pass"


def main() -> None:
    """Print the tables."""
    weight()
    with opened() as (browser, site, bare):
        starts(browser, site, bare)
        tasks(browser, site)


@contextmanager
def opened() -> Iterator[tuple[Browser, str, str]]:
    """Yield a browser, the address of the book and that of the bare page."""
    options = chromium(names=WHOLE)
    if options is None:
        raise SystemExit("no chromium on PATH")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        shutil.copytree(HTML / "_static" / "python", folder / "python")
        for name, text in BARE.items():
            (folder / name).write_text(text, encoding="utf-8")
        site, bare = stack.enter_context(served()), stack.enter_context(served(folder))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(**options)
        stack.callback(browser.close)
        yield browser, site, bare


def weight() -> None:
    """Print how heavy the scripts are."""
    folder = ROOT / "_build" / "web"
    line("all scripts of it, gzipped", kilobytes(folder, *SCRIPTS), "", "under 45 kB")
    line("on every page, used or not", kilobytes(folder, "book.js"), "", "under 6 kB")


def kilobytes(folder: Path, *names: str) -> str:
    size = sum(len(gzip.compress((folder / name).read_bytes(), 6)) for name in names)
    return f"{size / 1000:.1f} kB"


def starts(browser: Browser, site: str, bare: str) -> None:
    """Print the times from a click to the output."""
    rounds = [one_round(browser, site, bare) for _ in range(ROUNDS)]
    taken = {name: median(each[name] for each in rounds) for name in rounds[0]}
    cold, warm = taken["bare, cold"], taken["bare, warm"]
    line("only Python: the first start", show(cold))
    line("only Python: another start", show(warm))
    compare("Run: the first start, once the page is there", taken["cold"], cold, "1.15")
    compare("the same, while the book is kept for offline", taken["at once"], cold)
    compare("Run: on the next page, from the snapshot", taken["next"], warm, "0.45")
    line("Run: again, in the same page", show(taken["again"]), "", "under 50 ms")
    compare("Stop, and Run of another block", taken["stop"], warm, "0.3")


def one_round(browser: Browser, site: str, bare: str) -> dict[str, float]:
    """Measure all once, in windows that keep nothing of another round."""
    taken: dict[str, float] = {}
    with window(browser) as context:
        page = context.new_page()
        for name in ("bare, cold", "bare, warm"):
            page.goto(bare)
            taken[name] = clicked(page, "button", "document.body.textContent.includes('done')")
    with window(browser) as context:
        page = context.new_page()
        page.goto(site + FIRST)
        taken["at once"] = run(page)
    with window(browser) as context:
        page = context.new_page()
        page.goto(site + FIRST)
        page.evaluate(KEPT_OFFLINE)
        taken["cold"] = run(page)
        wait(Chromium(page), kept_memory.COUNT)
        page.goto(site + NEXT)
        taken["next"] = run(page)
        taken["again"] = median(run(page) for _ in range(5))
        taken["stop"] = stopped(page)
    return taken


@contextmanager
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def run(page: Page, number: int = 0) -> float:
    """Return how long a block needs from the click to its output."""
    block = name(page, number)
    page.evaluate(f"delete document.querySelector('{block} .live-status')?.dataset.kind")
    ended = f"document.querySelector('{block} .live-status')?.dataset.kind === 'same'"
    return clicked(page, f"{block} [data-command=run]", ended)


def stopped(page: Page) -> float:
    """Return how long the output of another block takes after a click on Stop."""
    block, other = name(page, 0), name(page, 1)
    page.locator(f"{block} [data-command=edit]").click()
    page.locator(f"{block} textarea").fill(LOOP)
    page.locator(f"{block} [data-command=run]").click()
    page.locator(f"{block} [data-command=stop]").wait_for()
    page.wait_for_timeout(200)
    ended = f"document.querySelector('{other} .live-status')?.dataset.kind === 'same'"
    page.locator(f"{other} [data-command=run]").click()
    return clicked(page, f"{block} [data-command=stop]", ended)


def name(page: Page, number: int) -> str:
    """Return the selector of a block of the page that runs, and that continues no other."""
    alone = "figure[data-block]:not([data-runs=no], :has(.snippet-after))"
    figure = page.locator(alone).nth(number)
    return f"#{figure.get_attribute('id')}"


def clicked(page: Page, selector: str, condition: str) -> float:
    """Return the seconds from a click until a condition holds."""
    return float(page.evaluate(CLICK.replace("CONDITION", condition), selector)) / 1000


def tasks(browser: Browser, site: str) -> None:
    """Print the longest tasks: while a page loads, and while one types in an editor."""
    with window(browser) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        for count, address in of_blocks():
            found = median(longest(page, site + address) for _ in range(LOADS))
            tell_longest(f"the longest task at load, of {count} blocks", found)
        block = name(page, 0)
        page.locator(f"{block} [data-command=edit]").click()
        page.locator(f"{block} textarea").wait_for()
        page.evaluate("long.length = 0")
        page.keyboard.type("def f(a, b):\nreturn [a for c in b]\n" * 5)
        tell_longest("the longest task while one types", float(page.evaluate(LONGEST)))


def of_blocks() -> list[tuple[int, str]]:
    """Return the heaviest page of 40 blocks, or of nearly so many, and the one of most."""
    texts = {path.name: path.read_text("utf-8") for path in HTML.glob("*.html")}
    counts = {page: text.count("data-block=") for page, text in texts.items()}
    usual = min(texts, key=lambda page: (abs(counts[page] - 40), -len(texts[page])))
    return [(counts[page], page) for page in (usual, max(counts, key=counts.__getitem__))]


def longest(page: Page, address: str) -> float:
    """Return the longest task of a page while it loads, in milliseconds; 0 if none is long."""
    page.goto(address, wait_until="networkidle")
    return float(page.evaluate(LONGEST))


def tell_longest(title: str, found: float) -> None:
    line(title, f"{found:.0f} ms" if found else "< 50 ms", "", "none over 50 ms")


def compare(title: str, seconds: float, bare: float, wanted: str = "") -> None:
    line(title, show(seconds), f"{seconds / bare:.2f} x", wanted and f"at most {wanted} x")


def line(title: str, value: str, compared: str = "", wanted: str = "") -> None:
    print(f"{title:46} {value:>10} {compared:>24} {wanted:>24}".rstrip())


if __name__ == "__main__":
    main()
