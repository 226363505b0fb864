// Drives Firefox for tests/windows.py: a command comes in as a line of JSON, and its answer goes out as one.
// It ends, and the browser with it, when its input ends, or when its time is up.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [executablePath, seconds] = process.argv.slice(2);

/** How long one command may take: one that hangs is told to the test that sent it. */
const PATIENCE = 120_000;

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  // Nobody looks on: a few pictures a second will do.
  // No service worker, as in tests/browsers.py: the whole book would be fetched beside the first page.
  // Puppeteer lets pages from disk share what they keep; readers' browsers do not.
  extraPrefsFirefox: {
    "layout.frame_rate": 5,
    "dom.serviceWorkers.enabled": false,
    "security.fileuri.strict_origin_policy": true,
  },
});
const end = () => {
  browser.process()?.kill("SIGKILL");
  process.exit(1);
};
setTimeout(end, Number(seconds) * 1000).unref();
process.on("SIGTERM", end);

const page = await browser.newPage();

async function press(keys) {
  const held = keys.split("+");
  const key = held.pop();
  for (const one of held) await page.keyboard.down(one);
  await page.keyboard.press(key);
  for (const one of held.reverse()) await page.keyboard.up(one);
}

/** Firefox does not take the taps of Puppeteer, for the angle that they say a finger has. */
function tap(x, y) {
  const actions = [
    { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
    { type: "pointerDown", button: 0 },
    { type: "pointerUp", button: 0 },
  ];
  const finger = { type: "pointer", id: "finger", parameters: { pointerType: "touch" }, actions };
  return page.mainFrame().browsingContext.performActions([finger]);
}

const COMMANDS = {
  resize: ({ width, height }) => page.setViewport({ width, height }),
  async open({ address }) {
    // From elsewhere, so that another fragment of the same page loads it anew.
    await page.goto("about:blank");
    await page.goto(address);
  },
  evaluate: ({ expression }) => page.evaluate(expression),
  click: ({ x, y }) => page.mouse.click(x, y),
  tap: ({ x, y }) => tap(x, y),
  press: ({ keys }) => press(keys),
};

function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...details } = JSON.parse(line);
  const answer = await inTime(COMMANDS[command](details)).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ error: String(error) }),
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await Promise.race([browser.close(), new Promise((resolve) => setTimeout(resolve, 5000))]);
browser.process()?.kill("SIGKILL");
process.exit(0);
