/** A film as it comes: a recording by gentools, the steps of each level, and a sentence for each step. */

export type Level = "transfer" | "line" | "instruction";
export type State = "created" | "running" | "waiting" | "suspended" | "closed";
export type By = "opcode" | "line" | "transfer";
export type Kind = "module" | "class" | "function" | "generator" | "coroutine" | "async_generator";
export type Way =
  | "call"
  | "create"
  | "start"
  | "next"
  | "send"
  | "throw"
  | "close"
  | "yield"
  | "return"
  | "raise";

/** Offset, name, argument; line, end line, column, end column. Columns count bytes of UTF-8. */
export type Instruction = readonly [
  number,
  string,
  string,
  number | null,
  number | null,
  number | null,
  number | null,
];

export interface Source {
  readonly name: string;
  readonly text: string;
  readonly first: number;
}

export interface Code {
  readonly name: string;
  readonly kind: Kind;
  readonly source: number;
  readonly by?: By;
  readonly instructions: readonly Instruction[];
}

export interface Value {
  readonly type: string;
  readonly text: string;
}

export interface Change {
  readonly state?: State;
  readonly at?: number;
  readonly by?: number | null;
  readonly delegate?: number | null;
  readonly handling?: number | null;
  readonly set?: Readonly<Record<string, number>>;
  readonly unset?: readonly string[];
  readonly stack?: readonly number[] | null;
  readonly pop?: number;
  readonly push?: readonly number[];
}

export interface Transfer {
  readonly kind: Way;
  readonly from: number | null;
  readonly to: number | null;
  readonly value?: number;
  readonly how?: string;
  readonly through?: readonly number[];
  readonly passing?: boolean;
}

export type Output = readonly (readonly [string, string])[];

export interface Step {
  readonly frame: number;
  readonly at: number;
  readonly transfer?: Transfer;
  readonly changes?: Readonly<Record<string, Change>>;
  readonly values?: Readonly<Record<string, Value>>;
  readonly output?: Output;
}

export interface Trace {
  readonly python: string;
  readonly by: By;
  readonly name: string;
  readonly stack: "visible" | "not visible";
  readonly sources: readonly Source[];
  readonly codes: readonly Code[];
  readonly frames: readonly { readonly code: number; readonly name?: string }[];
  readonly values: readonly Value[];
  readonly steps: readonly Step[];
  readonly output: Output;
  readonly end: {
    readonly how: string;
    readonly sentence: string;
    readonly value?: number;
  };
}

export interface Film {
  readonly trace: Trace;
  /** What each frame is called. */
  readonly labels: readonly string[];
  readonly levels: {
    readonly transfer: readonly number[];
    readonly line: readonly number[];
  };
  readonly sentences: readonly string[];
  readonly lines: Readonly<Record<string, string>>;
}
