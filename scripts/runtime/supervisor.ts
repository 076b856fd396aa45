import { setTimeout as delay } from "node:timers/promises";

export type RunningPart = { pid: number; exited: Promise<unknown>; stop(): Promise<void> };
export type PartSpec = { name: string; start(signal: AbortSignal): Promise<RunningPart> };
type Options = {
  /** Names in the order they are started; they stop in the opposite one. */
  order: readonly string[];
  say(line: string): void;
  onChange?(pids: Record<string, number>): void;
  /** First pause before a part that died is started again; doubled each time, at most 30 s. */
  firstPauseMs?: number;
};

const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;

/** Starts the parts of Greenlight, starts them again when they die, and stops them in order. */
export class Supervisor {
  readonly #abort = new AbortController();
  readonly #parts = new Map<string, RunningPart>();
  readonly #starting = new Set<Promise<unknown>>();
  /** Parts that are being ended so that they start again. */
  readonly #restarting = new Set<string>();
  #stopped: Promise<void> | undefined;

  constructor(private readonly options: Options) {}

  /** Aborted as soon as a stop is wanted. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get pids(): Record<string, number> {
    return Object.fromEntries([...this.#parts].map(([name, part]) => [name, part.pid]));
  }

  /** Starts the part and keeps it running until `stop`. */
  async run(spec: PartSpec): Promise<RunningPart> {
    const part = await this.#start(spec);
    void this.#keep(spec, part);
    return part;
  }

  async #start(spec: PartSpec): Promise<RunningPart> {
    this.signal.throwIfAborted();
    const starting = spec.start(this.signal);
    const settled = starting.then(
      () => undefined,
      () => undefined,
    );
    this.#starting.add(settled);
    try {
      const part = await starting;
      this.#parts.set(spec.name, part);
      this.options.onChange?.(this.pids);
      return part;
    } finally {
      this.#starting.delete(settled);
    }
  }

  async #keep(spec: PartSpec, first: RunningPart): Promise<void> {
    let part = first;
    let pauseMs = this.options.firstPauseMs ?? 1000;
    while (!this.signal.aborted) {
      const since = Date.now();
      await part.exited;
      if (this.signal.aborted) return;
      if (Date.now() - since > STEADY_MS) pauseMs = this.options.firstPauseMs ?? 1000;
      const wasAsked = this.#restarting.delete(spec.name);
      const why = wasAsked ? `· ${spec.name} is restarted` : `! ${spec.name} ended unexpectedly`;
      this.options.say(`${why}; starting it again in ${pauseMs / 1000} s`);
      const next = await this.#startAgain(spec, pauseMs);
      if (!next) return;
      this.options.say(`✓ ${spec.name} is running again`);
      this.#restarting.delete(spec.name);
      part = next;
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Tries until it runs or a stop is wanted (then null). */
  async #startAgain(spec: PartSpec, firstPauseMs: number): Promise<RunningPart | null> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await delay(pauseMs, undefined, { signal: this.signal }).catch(() => undefined); // an abort is seen on the next line
      if (this.signal.aborted) return null;
      try {
        return await this.#start(spec);
      } catch (error) {
        if (this.signal.aborted) return null;
        this.options.say(
          `! ${spec.name} could not be started again: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }

  /** Ends a part, whether it still answers or not; it is started again as one that died. False when it does not run now. */
  async restart(name: string): Promise<boolean> {
    const part = this.#parts.get(name);
    if (!part || this.signal.aborted || this.#restarting.has(name)) return false;
    this.#restarting.add(name);
    await part.stop();
    return true;
  }

  /** Stops everything in the opposite order of its start, each part after the one that needs it. The same promise for every caller. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#abort.abort(new Error("Stopped before everything had started."));
    await Promise.all(this.#starting);
    for (const name of this.options.order.toReversed()) {
      const part = this.#parts.get(name);
      if (!part) continue;
      await part.stop().catch((error: unknown) => this.options.say(`! ${name} did not stop cleanly: ${String(error)}`));
      this.#parts.delete(name);
      this.options.say(`✓ ${name} stopped`);
    }
  }

  /** Ends every process group at once, losing what they were doing. */
  kill(end: (pid: number) => void): void {
    for (const pid of Object.values(this.pids)) end(pid);
  }
}
