/** What is in a frame: its variables and its evaluation stack, and what of them changed. */

import type { Frame, Moment } from "./moments.ts";
import type { View } from "./view.ts";

export interface Variable {
  readonly name: string;
  /** null once it is gone. */
  readonly text: string | null;
  /** What it was before, if it was and differs. */
  readonly was: string | null;
  readonly isChanged: boolean;
}

/** What the program defines stands in its source; it would only push its other variables out of sight. */
const DEFINITIONS: ReadonlySet<string> = new Set([
  "function",
  "type",
  "module",
  "builtin_function_or_method",
]);

export function variables(view: View, frame: Frame): Variable[] {
  const { moment, before, recording } = view;
  const isModule = recording.codeOf(frame.number).kind === "module";
  const earlier = before?.frames.get(frame.number);
  const shown = (at: Moment, number: number) => !(isModule && DEFINITIONS.has(at.value(number).type));
  const now = [...frame.locals].filter(([, number]) => shown(moment, number));
  const variables = now.map(([name, number]) => {
    const text = moment.text(number);
    const known = earlier?.locals.get(name);
    const was = known === undefined || !before ? null : before.text(known);
    return {
      name,
      text,
      was: was === text ? null : was,
      isChanged: earlier !== undefined && was !== text,
    };
  });
  return [...variables, ...gone(view, frame, shown)];
}

function gone({ before }: View, frame: Frame, shown: (at: Moment, number: number) => boolean): Variable[] {
  const earlier = before?.frames.get(frame.number);
  if (!before || !earlier || frame.state === "closed") return [];
  return [...earlier.locals]
    .filter(([name, number]) => !frame.locals.has(name) && shown(before, number))
    .map(([name, number]) => ({
      name,
      text: null,
      was: before.text(number),
      isChanged: true,
    }));
}

export interface Item {
  readonly text: string;
  readonly isNew: boolean;
}

/** Returns the evaluation stack, bottom first; null where it is not visible; undefined where none was looked at. */
export function stackOf({ moment, before, recording }: View, frame: Frame): Item[] | null | undefined {
  if (!recording.isGenerator(frame.number) || !recording.isFollowed(frame.number)) return undefined;
  if (frame.state === "created" || frame.state === "closed") return undefined;
  if (frame.stack === null) return null;
  const earlier = before?.frames.get(frame.number)?.stack ?? (before ? [] : frame.stack);
  const same = frame.stack.findIndex((number, depth) => number !== earlier[depth]);
  return frame.stack.map((number, depth) => ({
    text: moment.text(number),
    isNew: same !== -1 && depth >= same,
  }));
}

/** Returns why a stack is not shown. */
export function unseen({ recording }: View): string {
  const { stack, python } = recording.film.trace;
  const version = python.split(".").slice(0, 2).join(".");
  return stack === "visible" ? "not visible here" : `not visible on Python ${version} while the frame runs`;
}
