"""The memory of a Python that has started, as a browser keeps it: JavaScript about it."""

from __future__ import annotations

_IN_STORE = """new Promise((resolve, reject) => {
    const asked = indexedDB.open("book-python");
    asked.onupgradeneeded = () => asked.result.createObjectStore("snapshots");
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
        const transaction = asked.result.transaction("snapshots", "readwrite");
        const store = transaction.objectStore("snapshots");
        const request = (%s);
        transaction.onabort = () => reject(transaction.error);
        transaction.oncomplete = () => { asked.result.close(); resolve(request.result); };
    };
})"""

#: How many are kept.
COUNT = _IN_STORE % "store.count()"

#: Forgets all.
FORGET = _IN_STORE % "store.clear()"

#: Puts rubbish in the place of each.
SPOIL = _IN_STORE % (
    "store.openCursor().onsuccess = ({ target }) => {"
    " target.result?.update(new ArrayBuffer(7)); target.result?.continue(); }, store.count()"
)

#: The size of the largest, in bytes.
SIZE = f"""{_IN_STORE % "store.getAll()"}
    .then(all => Math.max(0, ...all.map(memory => memory.byteLength)))"""
