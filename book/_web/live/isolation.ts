/** Takes from the worker what reaches out of it, before a block runs: blocks come from readers, and from who asks them. */

const OUTWARD = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "EventSource",
  "FontFace",
  "Notification",
  "Worker",
  "SharedWorker",
  "BroadcastChannel",
  "RTCPeerConnection",
  "importScripts",
  "caches",
  "indexedDB",
  "postMessage",
] as const;

/** The policy of the page forbids the same; this holds where a page was opened from disk, too. */
export function isolate(): void {
  for (const name of OUTWARD) {
    for (let owner: object | null = self; owner; owner = Object.getPrototypeOf(owner)) {
      if (Object.hasOwn(owner, name)) Reflect.deleteProperty(owner, name);
    }
    Object.defineProperty(self, name, { value: undefined });
  }
}
