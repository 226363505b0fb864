/** The memory of an interpreter that has just started, kept for the next one and for the next page.
 *
 * It is kept in a database: a page that was opened from disk has no cache of responses. */

const DATABASE = "book-python";
const STORE = "snapshots";

/** The way to it is taken from the worker before a block runs; what was opened by then stays. */
let opened: Promise<IDBDatabase> | undefined;

/** Returns what was kept under this stamp. */
export async function recallSnapshot(stamp: string): Promise<ArrayBuffer | undefined> {
  try {
    return await inStore("readonly", (store) => store.get(stamp) as IDBRequest<ArrayBuffer | undefined>);
  } catch {
    return undefined; // the browser was told to keep nothing
  }
}

/** Keeps `snapshot`, and nothing older; returns whether the browser did. */
export async function keepSnapshot(stamp: string, snapshot: Uint8Array): Promise<boolean> {
  try {
    await inStore("readwrite", (store) => {
      store.clear();
      return store.put(snapshot.slice().buffer, stamp);
    });
    return true;
  } catch {
    return false;
  }
}

export async function dropSnapshots(): Promise<void> {
  try {
    await inStore("readwrite", (store) => store.clear());
  } catch {
    // Then there is none.
  }
}

/** Returns what was asked of the store once it is sure to be kept. */
async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  opened ??= open();
  const transaction = (await opened).transaction(STORE, mode);
  const request = ask(transaction.objectStore(STORE));
  await settled(transaction, "complete");
  return request.result;
}

async function open(): Promise<IDBDatabase> {
  const request = self.indexedDB.open(DATABASE);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE));
  await settled(request, "success");
  return request.result;
}

function settled(asked: IDBRequest | IDBTransaction, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    asked.addEventListener(event, () => resolve());
    for (const failure of ["error", "abort"]) asked.addEventListener(failure, () => reject(asked.error));
  });
}
