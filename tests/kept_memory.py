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

#: Puts something beside it, which goes when another memory is kept.
MARK = _IN_STORE % "store.put(new ArrayBuffer(7), 'mark')"
