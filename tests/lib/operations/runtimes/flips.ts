import { AppError } from "@/lib/platform/errors";
import type { Company, TestWorld } from "../../../factories/test-world";
import { attemptsOf, waitingRun } from "./dedicated";

/** A repeatable row of numbers below one (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FLIPS = 500;

export type Fate = "done" | "not done" | "cut off";
export type Flips = {
  /** Meets one order: it is taken, late, twice or never, and whoever waits hears of it or does not. */
  meet(take: () => Promise<boolean>): Promise<Fate>;
  /** Does one scheduled run after another until the work has moved 500 times; how often each was begun. */
  runs(work: (runId: string) => Promise<void>): Promise<number[]>;
};

/** Moves a company's work from one runtime to the other at random moments (target F2). */
export function randomFlips(world: TestWorld, company: Company): Flips {
  const random = numbersFrom(20261130);
  const late: (() => Promise<boolean>)[] = [];
  let flips = 0;
  const sometimes = async (): Promise<void> => {
    for (let more = random(); more < 0.6; more = random()) {
      flips += 1;
      await world.admin.query(
        `update project_runtime_instances set epoch = epoch + 1,
           mode = case mode when 'dedicated' then 'shared' else 'dedicated' end where project_id = $1`,
        [company.projectId],
      );
    }
  };
  return {
    meet: async (take) => {
      await sometimes();
      const fate = random();
      if (fate < 0.2) {
        // It will ask when nobody waits any more.
        late.push(take);
        return "cut off";
      }
      const isTaken = await take();
      await sometimes();
      if (fate < 0.4) await take();
      if (fate < 0.6) return "cut off";
      return isTaken ? "done" : "not done";
    },
    runs: async (work) => {
      const begun: number[] = [];
      while (flips < FLIPS) {
        await sometimes();
        const runId = await waitingRun(world, company);
        await work(runId);
        for (const take of late.splice(0)) await take();
        begun.push(await attemptsOf(world, runId));
      }
      return begun;
    },
  };
}

/** A job of the queue: repeated while its error may pass. */
export async function untilDone(job: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await job();
    } catch (error) {
      if (!(error instanceof AppError && error.retryable) || attempt === 4) throw error;
    }
  }
}
