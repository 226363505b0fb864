/** Loads what a page needs only when the reader asks for it. */

import "../common/loader.ts";

/** Changes with any of the scripts that are loaded later. */
declare const BUILD: string;

/** Changes with any of the data that is loaded later, which each build of the book writes anew. */
const loaded = document.documentElement.dataset.loaded ?? BUILD;
const DATA = /^(chapters\/|python\/|items\.js$)/;

const here = (document.currentScript as HTMLScriptElement | null)?.src ?? document.baseURI;

/** Makes the loader of the page; the scripts that it loads use the same. */
export function offerLoader(): void {
  window.bookLoader = { address, load, dress };
}

function address(name: string): string {
  return new URL(`${name}?v=${DATA.test(name) ? loaded : BUILD}`, here).href;
}

/** Returns what fetches each file once; one that could not be had is tried again. */
function once(fetch: (name: string) => Promise<void>): (name: string) => Promise<void> {
  const asked = new Map<string, Promise<void>>();
  return (name) => {
    const made = asked.get(name) ?? fetch(name);
    asked.set(name, made);
    made.catch(() => asked.delete(name));
    return made;
  };
}

const load = once(
  (name) =>
    new Promise<void>((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address(name);
      script.onload = () => resolve();
      script.onerror = () => {
        script.remove();
        reject(new Error(`${name} could not be loaded.`));
      };
      document.head.append(script);
    }),
);

const dress = once((name) => {
  const href = address(name);
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise<void>((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = () => resolve();
    link.onerror = () => resolve(); // what is not dressed can be used all the same
    document.head.append(link);
  });
});
