import { afterEach, beforeEach, expect, it, vi } from "vitest";

const SCOPE = "https://host.example/book/";
const BOOK = {
  files: { "send.html": "new", "_static/book.js": "new" },
  python: { "python/python.wasm": "new" },
};

type Heard = (event: object) => void;
let heard: Map<string, Heard>;
let cached: Map<string, Response>;
/** What goes wrong with the next file that is kept. */
let refused: (url: string) => string | undefined;

const cache = {
  match: async (key: string) => cached.get(key),
  keys: async () => [...cached.keys()].map((url) => ({ url })),
  put: async (key: string, response: Response) => {
    const name = refused(key);
    if (name) throw new DOMException("", name);
    cached.set(key, response);
  },
};
const open = vi.fn<() => Promise<typeof cache>>();

beforeEach(async () => {
  heard = new Map();
  cached = new Map();
  refused = () => undefined;
  open.mockReset().mockResolvedValue(cache);
  vi.resetModules();
  vi.stubGlobal("BOOK", BOOK);
  vi.stubGlobal("self", { registration: { scope: SCOPE }, clients: { claim: async () => undefined } });
  vi.stubGlobal("caches", { open });
  vi.stubGlobal("addEventListener", (name: string, act: Heard) => heard.set(name, act));
  vi.stubGlobal("fetch", async () => new Response("from the host"));
  await vi.importActual("../offline/worker.ts"); // a script, which TypeScript imports from nowhere
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function installed(): Promise<unknown> {
  let work: Promise<unknown> = Promise.resolve();
  heard.get("install")?.({ waitUntil: (given: Promise<unknown>) => (work = given) });
  return work;
}

async function answered(path: string): Promise<string | undefined> {
  let answer: Promise<Response> | undefined;
  const request = { url: SCOPE + path, method: "GET", mode: "navigate" };
  heard.get("fetch")?.({ request, respondWith: (given: Promise<Response>) => (answer = given) });
  return (await answer)?.text();
}

const keptPaths = () => [...cached.keys()].filter((key) => key.endsWith("?new")).sort();
const BOOKS_OWN = [`${SCOPE}_static/book.js?new`, `${SCOPE}send.html?new`];
const OLD_PYTHON = `${SCOPE}python/python.wasm?old`;

it("keeps a new edition where the disk has no room for its interpreter", async () => {
  cached.set(OLD_PYTHON, new Response());
  refused = (url) => (url.includes("python/") ? "QuotaExceededError" : undefined);
  await installed();
  expect(keptPaths()).toEqual(BOOKS_OWN);
});

it("keeps the interpreter, too, where it was used before", async () => {
  await installed();
  expect(keptPaths()).toEqual(BOOKS_OWN);
  cached.set(OLD_PYTHON, new Response());
  await installed();
  expect(keptPaths()).toHaveLength(3);
});

it("leaves the pages to the edition before where the interpreter can't be had for another reason", async () => {
  cached.set(OLD_PYTHON, new Response());
  refused = (url) => (url.includes("python/") ? "NetworkError" : undefined);
  await expect(installed()).rejects.toThrow();
});

it("leaves the pages to the edition before where there is no room for the book itself", async () => {
  refused = () => "QuotaExceededError";
  await expect(installed()).rejects.toThrow();
});

it("asks the host where what is kept can't be read", async () => {
  open.mockRejectedValue(new Error("damaged"));
  expect(await answered("send.html")).toBe("from the host");
});

it("gives the page of this build under an address without the end of its name", async () => {
  cached.set(`${SCOPE}send.html?new`, new Response("of this build"));
  expect(await answered("send")).toBe("of this build");
});
