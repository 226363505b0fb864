/** What the pages have to say to the service worker, where there is one. */

import { address } from "./loader.ts";

/** Lets the browser keep the book; called when the page has all it needs. */
export function keepBook(): void {
  const { serviceWorker, connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (location.protocol === "file:" || connection?.saveData) return;
  // Where the browser or the host has none, the book does without.
  serviceWorker?.register(new URL("../sw.js", address(""))).catch(() => undefined);
}

/** Lets it keep the interpreter too: this reader uses it. */
export function keepPython(): void {
  if (location.protocol === "file:") return;
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage("keep-python"));
}
