// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { followMicroscopes } from "../page/microscopes.ts";

let loaded: string[];

beforeEach(() => {
  loaded = [];
  window.bookLoader = {
    address: (name) => name,
    load: async (name) => void loaded.push(name),
    dress: async () => undefined,
  };
  document.body.innerHTML = '<figure id="größer"><frame-microscope></frame-microscope></figure>';
});

it("loads the player where the address leads into a recording", () => {
  location.hash = `#${encodeURIComponent("größer")}.3`;
  followMicroscopes();
  expect(loaded).toEqual(["microscope.js"]);
});

it("is not put off by an address that means nothing", () => {
  location.hash = "#50%";
  followMicroscopes();
  expect(loaded).toEqual([]);
});
