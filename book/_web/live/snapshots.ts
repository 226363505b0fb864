/** The memory of an interpreter that has just started, kept for the next one and for the next page. */

const CACHE = "book-python";
const storage = storageOrNone();

function storageOrNone(): CacheStorage | undefined {
  try {
    return self.caches;
  } catch {
    return undefined; // the browser was told to keep nothing
  }
}

const addressOf = (stamp: string) =>
  new URL(`/book-python-snapshot-${encodeURIComponent(stamp)}`, self.origin);

/** Returns what was kept under this stamp. */
export async function recallSnapshot(stamp: string): Promise<ArrayBuffer | undefined> {
  try {
    const cache = await storage?.open(CACHE);
    return await (await cache?.match(addressOf(stamp)))?.arrayBuffer();
  } catch {
    return undefined;
  }
}

/** Keeps `snapshot`, and nothing older; returns whether the browser did. */
export async function keepSnapshot(stamp: string, snapshot: Uint8Array): Promise<boolean> {
  try {
    const cache = await storage?.open(CACHE);
    if (!cache) return false;
    for (const old of await cache.keys()) await cache.delete(old);
    await cache.put(addressOf(stamp), new Response(snapshot as Uint8Array<ArrayBuffer>));
    return true;
  } catch {
    return false;
  }
}

export async function dropSnapshots(): Promise<void> {
  try {
    await storage?.delete(CACHE);
  } catch {
    // Then there is none.
  }
}
