/** The one interpreter of a page: started when it is first needed, and given the blocks in turn. */

import { type Listener, Machine, Unusable } from "./machine.ts";
import type { Answer, Heard, Job } from "./messages.ts";

/** The reader stopped the block. */
export class Stopped extends Error {}

/** What a block hears while it is run. */
export interface Watcher {
  /** What the reader knows the block by. */
  readonly name: string;
  /** Hears that another block is run before. */
  waiting(name: string): void;
  /** Hears that the interpreter is not there yet. */
  starting(): void;
  loading(version: string, loaded: number, total: number): void;
  running(version: string): void;
  heard(said: Heard): void;
}

interface Ticket {
  readonly job: Job;
  readonly watcher: Watcher;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

type Started = Pick<Machine, "ready" | "isReady" | "run" | "end">;
type Start = (listener: Listener, snapshot: ArrayBuffer | undefined) => Started;

export class Interpreter {
  private machine: Started | undefined;
  /** The memory of the first one, where the browser keeps nothing. */
  private snapshot: ArrayBuffer | undefined;
  private waiting: Ticket[] = [];
  private current: Ticket | undefined;

  constructor(private readonly start: Start = (...how) => new Machine(...how)) {}

  /** Runs a job when those before it are done; the signal stops it, or takes it out of those that wait.
   * @throws Stopped if the reader stopped it, Unusable if there is no interpreter to run it, GaveUp if it ended that. */
  run(job: Job, watcher: Watcher, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ticket = { job, watcher, resolve, reject };
      if (signal.aborted) {
        if (!this.current) this.cool();
        reject(new Stopped());
      } else {
        signal.addEventListener("abort", () => this.stop(ticket), { once: true });
        this.waiting.push(ticket);
        if (this.current) watcher.waiting(this.current.watcher.name);
        else void this.next();
      }
    });
  }

  /** Starts the interpreter if there is none, so that it is there when it is needed. */
  warm(): Started {
    this.machine ??= this.started();
    return this.machine;
  }

  private started(): Started {
    const machine = this.start(
      {
        loading: (...how) => this.current?.watcher.loading(...how),
        unkept: (snapshot) => {
          this.snapshot = snapshot;
        },
      },
      this.snapshot,
    );
    machine.ready.catch(() => this.drop(machine));
    return machine;
  }

  /** Forgets a machine that is of no use any more: the next use starts another one. */
  private drop(machine: Started): void {
    if (this.machine === machine) this.machine = undefined;
  }

  private async next(): Promise<void> {
    const ticket = this.waiting.shift();
    this.current = ticket;
    if (!ticket) return;
    for (const { watcher } of this.waiting) watcher.waiting(ticket.watcher.name);
    try {
      ticket.resolve(await this.work(ticket));
    } catch (error) {
      ticket.reject(error);
      if (error instanceof Unusable) this.disappoint(error);
    }
    void this.next();
  }

  private async work({ job, watcher }: Ticket): Promise<Answer> {
    watcher.starting();
    const machine = this.warm();
    try {
      watcher.running(await machine.ready);
      const answer = await machine.run(job, watcher.heard);
      if (answer.isHeavy) this.renew(machine);
      return answer;
    } catch (error) {
      this.drop(machine);
      throw error;
    }
  }

  /** What can't be started for one can't be started for those that wait. */
  private disappoint(error: Unusable): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  /** Ends a machine, and starts the next one so that no run has to wait for it. */
  private renew(machine: Started): void {
    this.machine = undefined;
    machine.end(new Stopped());
    this.warm();
  }

  private stop(ticket: Ticket): void {
    if (this.current !== ticket) {
      this.waiting = this.waiting.filter((other) => other !== ticket);
      ticket.reject(new Stopped());
      return;
    }
    if (this.machine?.isReady) this.renew(this.machine);
    else this.cool();
  }

  /** Ends a machine that is still being loaded: nobody waits for it any more, or sends for another one. */
  private cool(): void {
    if (!this.machine?.isReady) this.machine?.end(new Stopped());
  }
}
