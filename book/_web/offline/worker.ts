/** Keeps the book in the browser: all of one build, and the interpreter once it was used. */

type Digests = Readonly<Record<string, string>>;

/** The files of this build with their digests (SHA-256, base64); the build of the book writes it in front. */
declare const BOOK: { readonly files: Digests; readonly python: Digests };

// What a service worker has beside a page: TypeScript knows the one or the other.
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
const { registration, clients } = self as unknown as {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
};

const { scope } = registration;
/** One for each place of the book: a host may have several editions, and other things. */
const CACHE = `book-files:${scope}`;
/** How many files are fetched at a time. */
const LANES = 6;

const digests: Digests = { ...BOOK.files, ...BOOK.python };

/** Files are kept under their content: builds share what is equal, and never meet what is not. */
const keyOf = (path: string) => `${scope}${path}?${encodeURIComponent(digests[path] ?? "")}`;

/** Returns the path of an address in the book, without what is asked of it; some hosts leave out the `.html`. */
function pathOf(address: string): string {
  const { origin, pathname } = new URL(address);
  const path = (origin + pathname).slice(scope.length);
  if (path === "" || path.endsWith("/")) return `${path}index.html`;
  return Object.hasOwn(digests, `${path}.html`) ? `${path}.html` : path;
}

async function kept(path: string): Promise<Response | undefined> {
  try {
    return await (await caches.open(CACHE)).match(keyOf(path));
  } catch {
    return undefined; // what can't be read here is asked of the host
  }
}

async function keep(path: string): Promise<void> {
  const cache = await caches.open(CACHE);
  if (await cache.match(keyOf(path))) return;
  const integrity = `sha256-${digests[path]}`;
  const response = await fetch(scope + path, { integrity, cache: "no-cache" });
  await cache.put(keyOf(path), asWritten(response, response.status));
}

/** A copy that remembers no redirection, which a page must not come from, and no encoding. */
function asWritten({ body, headers }: Response, status: number): Response {
  const said = new Headers(headers);
  said.delete("content-encoding");
  said.delete("content-length");
  return new Response(body, { status, headers: said });
}

async function keepAll(paths: readonly string[]): Promise<void> {
  const left = [...paths];
  const lane = async () => {
    for (let path = left.pop(); path; path = left.pop()) await keep(path);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Fetches what is new in this build; fails, and leaves the pages to the build before, if any of it can't be had. */
async function install(): Promise<void> {
  const before = (await (await caches.open(CACHE)).keys()).map(({ url }) => pathOf(url));
  const isPythonKept = before.some((path) => Object.hasOwn(BOOK.python, path));
  await keepAll(Object.keys(BOOK.files));
  if (isPythonKept) await keepAll(Object.keys(BOOK.python)).catch(unlessFull);
}

/** Where there is no room for it, the interpreter comes from the host again, as before the first run. */
function unlessFull(error: unknown): void {
  if ((error as Error).name !== "QuotaExceededError") throw error;
}

/** Drops what only other builds had: no page of theirs is open any more. */
async function activate(): Promise<void> {
  const cache = await caches.open(CACHE);
  const own = new Set(Object.keys(digests).map(keyOf));
  for (const request of await cache.keys()) if (!own.has(request.url)) await cache.delete(request);
  await clients.claim();
}

async function answer(request: Request): Promise<Response> {
  const path = pathOf(request.url);
  const found = Object.hasOwn(digests, path) ? await kept(path) : undefined;
  return found ?? fetch(request).catch((error) => unreached(request, path, error));
}

/** What to show where the host can't be asked. */
async function unreached({ mode }: Request, path: string, error: unknown): Promise<Response> {
  const none = mode === "navigate" && path.endsWith(".html") && (await kept("404.html"));
  if (none) return asWritten(none, 404);
  throw error;
}

addEventListener("install", (event) => (event as Lasting).waitUntil(install()));
addEventListener("activate", (event) => (event as Lasting).waitUntil(activate()));
addEventListener("fetch", (event) => {
  const asked = event as Asked;
  const { method, url } = asked.request;
  if (method === "GET" && url.startsWith(scope)) asked.respondWith(answer(asked.request));
});
addEventListener("message", (event) => {
  const told = event as MessageEvent & Lasting;
  if (told.data === "keep-python") told.waitUntil(keepAll(Object.keys(BOOK.python)).catch(() => undefined)); // a full disk
});
