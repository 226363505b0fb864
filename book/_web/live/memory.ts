/** Keeps a block from taking all the memory of the reader's machine: where there is no more, Python raises MemoryError. */

const MEGA = 2 ** 20;

/** In bytes; a fresh interpreter has some 30 MB. */
const MOST = 1024 * MEGA;
const HEAVY = 256 * MEGA;

let size = 0;

/** Sets the limit for the memory of all that is started from here on. */
export function limitMemory(): void {
  const memory = WebAssembly.Memory.prototype;
  const { grow } = memory;
  memory.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * 2 ** 16 > MOST) throw new RangeError("no more memory");
    const before = grow.call(this, pages);
    size = this.buffer.byteLength;
    return before;
  };
}

/** Has so much been taken that a new interpreter is the better one? Memory is never given back. */
export const isHeavy = () => size > HEAVY;
