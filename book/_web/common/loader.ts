/** What the script of the page does for those that it loads: find files, and load each once. */

export interface Loader {
  /** Returns the address of a file in the folder of the book's scripts. */
  address(name: string): string;
  /** Loads a script once; rejects with an `Error` for the reader if it can't be had. */
  load(name: string): Promise<void>;
  /** Loads a style sheet once; what it can't have stays undressed. */
  dress(name: string): Promise<void>;
}

declare global {
  interface Window {
    bookLoader?: Loader;
  }
}

const loader = (): Loader => window.bookLoader as Loader;

export const address: Loader["address"] = (name) => loader().address(name);
export const load: Loader["load"] = (name) => loader().load(name);
export const dress: Loader["dress"] = (name) => loader().dress(name);
