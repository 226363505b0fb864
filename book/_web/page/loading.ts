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

const loading = new Map<string, Promise<void>>();

function load(name: string): Promise<void> {
  const made = loading.get(name) ?? fetchScript(name);
  loading.set(name, made);
  return made;
}

function fetchScript(name: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address(name);
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      loading.delete(name); // so that another try is one
      reject(new Error(`${name} could not be loaded.`));
    };
    document.head.append(script);
  });
}

const dressing = new Map<string, Promise<void>>();

function dress(name: string): Promise<void> {
  const made = dressing.get(name) ?? fetchStyle(name);
  dressing.set(name, made);
  return made;
}

function fetchStyle(name: string): Promise<void> {
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
}
