/** The films that were recorded for the tests, and what Python says of them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Film } from "../microscope/trace.ts";

export interface ToldFrame {
  readonly number: number;
  readonly name: string;
  readonly state: string;
  readonly at: number | null;
  readonly line: number | null;
  readonly locals: Readonly<Record<string, string>>;
  readonly stack: readonly string[] | null;
  readonly handling: string | null;
  readonly by: number | null;
  readonly delegate: number | null;
}

export interface ToldStep {
  readonly frame: number;
  readonly frames: readonly ToldFrame[];
  readonly expression: string;
  readonly printed: string;
}

export interface Told {
  readonly film: Film;
  readonly steps: readonly ToldStep[];
}

const folder = process.env.FILMS ?? "";

export const names: readonly string[] = readdirSync(folder).map((file) => file.replace(".json", ""));

/** Returns a copy of its own each time: a test may damage it. */
export const told = (name: string): Told => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));

export const film = (name: string): Film => told(name).film;

/** A value of which a test changes a part, however deep. */
// biome-ignore lint/suspicious/noExplicitAny: what a damaged film holds has no type.
export type Loose = any;

export const loose = (name: string): Loose => told(name).film;
