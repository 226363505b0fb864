/** What the browser keeps for the reader, where it is allowed to: else it is forgotten with the page. */

declare global {
  interface Window {
    /** What the browser would not keep, for all scripts of the page. */
    bookKept?: Map<string, string>;
  }
}

window.bookKept ??= new Map();
const kept = window.bookKept;

/** Returns what was kept under `key`. */
export function recall(key: string): string | null {
  try {
    return kept.get(key) ?? localStorage.getItem(key);
  } catch {
    return kept.get(key) ?? null;
  }
}

/** Keeps `value` under `key`; returns whether it will be there on the next visit. */
export function keep(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    kept.delete(key);
    return true;
  } catch {
    kept.set(key, value);
    return false;
  }
}

export function forget(key: string): void {
  kept.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Then nothing was kept.
  }
}

/** Returns the keys that begin with `prefix`. */
export function kin(prefix: string): string[] {
  const found = new Set(kept.keys());
  try {
    for (let index = 0; index < localStorage.length; index++) found.add(localStorage.key(index) ?? "");
  } catch {
    // Then only those of this page are known.
  }
  return [...found].filter((key) => key.startsWith(prefix)).sort();
}
