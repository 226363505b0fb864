import { beforeEach, describe, expect, it } from "vitest";
import { Interpreter, Stopped, type Watcher } from "../live/interpreter.ts";
import { GaveUp, Unusable } from "../live/machine.ts";
import type { Answer, Job } from "../live/messages.ts";

/** A machine in which nothing is run: what becomes of it is said by the test. */
class Pretended {
  isReady = false;
  jobs: string[] = [];
  answer: (answer: Answer) => void = () => {};
  end: (reason: Error) => void = () => {};
  private rise: (version: string) => void = () => {};
  private readonly lost = new Promise<never>((_, reject) => {
    this.end = reject;
  });
  readonly ready = Promise.race([
    new Promise<string>((resolve) => {
      this.rise = resolve;
    }),
    this.lost,
  ]);

  up(): Promise<void> {
    this.isReady = true;
    this.rise("3.14.2");
    return settled();
  }

  run({ job }: Job): Promise<Answer> {
    this.jobs.push(job);
    const answer = new Promise<Answer>((resolve) => {
      this.answer = resolve;
    });
    return Promise.race([answer, this.lost]);
  }
}

/** Lets go on what waits for nothing but its turn. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

let machines: Pretended[];
let interpreter: Interpreter;

beforeEach(() => {
  machines = [];
  interpreter = new Interpreter(() => {
    const made = new Pretended();
    machines.push(made);
    return made;
  });
});

/** Has a block run; gives what becomes of it, and what it heard. */
function run(name: string) {
  const heard: string[] = [];
  const watcher: Watcher = {
    name,
    waiting: (other) => heard.push(`waits for ${other}`),
    starting: () => heard.push("starts"),
    loading: () => heard.push("loads"),
    running: () => heard.push("runs"),
    heard: () => {},
  };
  const stopper = new AbortController();
  const answer = interpreter.run({ kind: "run", job: name }, watcher, stopper.signal);
  const end = answer.catch((error: Error) => error);
  return { heard, end, stop: () => stopper.abort() };
}

const last = () => machines.at(-1) as Pretended;

describe("the interpreter of a page", () => {
  it("runs blocks in turn", async () => {
    const one = run("one");
    const other = run("other");
    await last().up();
    expect([one.heard, other.heard, last().jobs]).toEqual([["starts", "runs"], ["waits for one"], ["one"]]);
    last().answer({});
    await settled();
    expect([other.heard, last().jobs]).toEqual([
      ["waits for one", "starts", "runs"],
      ["one", "other"],
    ]);
    expect([await one.end, machines.length]).toEqual([{}, 1]);
  });

  it("is there again at once when a block was stopped", async () => {
    const one = run("one");
    await last().up();
    one.stop();
    expect([await one.end, machines.length]).toEqual([expect.any(Stopped), 2]);
  });

  it("is not loaded again unasked when it was stopped while it was loaded", async () => {
    const one = run("one");
    one.stop();
    expect(await one.end).toBeInstanceOf(Stopped);
    await settled();
    expect(machines.length).toBe(1);
    const again = run("again");
    await last().up();
    last().answer({});
    expect([await again.end, machines.length]).toEqual([{}, 2]);
  });

  it("is loaded no further for a block that was stopped before it could be given", async () => {
    const machine = interpreter.warm();
    const watcher = {} as Watcher;
    const run = interpreter.run({ kind: "run", job: "" }, watcher, AbortSignal.abort());
    await expect(run).rejects.toThrow(Stopped);
    await expect(machine.ready).rejects.toThrow(Stopped);
    expect(interpreter.warm()).not.toBe(machine);
  });

  it("goes on for those that wait when the one that is loaded for is stopped", async () => {
    const one = run("one");
    const other = run("other");
    one.stop();
    await settled();
    await last().up();
    last().answer({});
    expect([await other.end, last().jobs]).toEqual([{}, ["other"]]);
  });

  it("runs those that wait in a new one when a block has ended it", async () => {
    const one = run("one");
    const other = run("other");
    await last().up();
    last().end(new GaveUp("It ended."));
    expect(await one.end).toBeInstanceOf(GaveUp);
    await last().up();
    last().answer({});
    expect([await other.end, machines.length, last().jobs]).toEqual([{}, 2, ["other"]]);
  });

  it("says of all that wait if it can't be started", async () => {
    const one = run("one");
    const other = run("other");
    last().end(new Unusable("No."));
    expect([await one.end, await other.end]).toEqual([expect.any(Unusable), expect.any(Unusable)]);
    expect(machines.length).toBe(1);
  });

  it("takes out of those that wait one that is stopped", async () => {
    const one = run("one");
    const other = run("other");
    await last().up();
    other.stop();
    expect(await other.end).toBeInstanceOf(Stopped);
    last().answer({});
    expect([await one.end, last().jobs, machines.length]).toEqual([{}, ["one"], 1]);
  });

  it("is another one after a block that took much memory", async () => {
    const one = run("one");
    await last().up();
    last().answer({ isHeavy: true });
    await one.end;
    expect(machines.length).toBe(2);
  });
});
