// @vitest-environment happy-dom
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Packed } from "../live/about.ts";

const WHOLE = { worker: "// worker", files: { "python.wasm": gzipSync("wasm").toString("base64") } };

let packed: () => Promise<Packed>;

beforeEach(async () => {
  vi.resetModules();
  vi.stubGlobal("bookLoader", { load: async () => undefined });
  window.bookPython = { version: "3.14.2", size: 1, stamp: "a" };
  await import("../offline/unpack.ts");
  packed = window.bookPython.packed as () => Promise<Packed>;
});

afterEach(() => {
  delete window.bookPacked;
  vi.unstubAllGlobals();
});

it("is unpacked once, and what was packed is dropped", async () => {
  window.bookPacked = WHOLE;
  const { worker, files } = await packed();
  expect(worker).toBe(WHOLE.worker);
  expect(new TextDecoder().decode(files["python.wasm"])).toBe("wasm");
  expect(window.bookPacked).toBeUndefined();
  expect((await packed()).files).toBe(files);
});

it("can be tried again after it has failed", async () => {
  window.bookPacked = WHOLE;
  vi.stubGlobal("DecompressionStream", undefined); // as where there is no memory left
  await expect(packed()).rejects.toThrow();
  vi.unstubAllGlobals();
  vi.stubGlobal("bookLoader", { load: async () => undefined });
  expect((await packed()).worker).toBe(WHOLE.worker);
});

it("is refused where the file holds none", async () => {
  await expect(packed()).rejects.toThrow("Python could not be unpacked");
});
