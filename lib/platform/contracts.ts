import type { ZodType } from "zod";

/** A fact that happened to a project; `describe` is the line a founder reads in the ledger. */
export type EventContract<P = unknown> = {
  type: string;
  payload: ZodType<P>;
  describe: (payload: P) => string;
  /** Whether domains above react to it: with the line, the job commits that tells them (`workers/subscriptions.ts`). */
  announced: boolean;
  /** Fields that subscribers get and the ledger does not keep: it only grows, and a person may be erased. */
  unrecorded?: readonly string[];
};

export const defineEvent = <P>(
  type: string,
  payload: ZodType<P>,
  describe: (payload: P) => string,
): EventContract<P> => ({ type, payload, describe, announced: false });

export const announce = <P>(
  event: EventContract<P>,
  { unrecorded = [] as readonly (keyof P & string)[] } = {},
): EventContract<P> => ({
  ...event,
  announced: true,
  unrecorded,
});

export type JobContract<Name extends string = string, P = unknown> = {
  name: Name;
  payload: ZodType<P>;
  policy: "standard" | "short" | "singleton" | "stately" | "exclusive";
  key?: (payload: P) => string;
  retryLimit: number;
  expireInSeconds: number;
  cron?: string;
  /** How long after it was enqueued the job begins. */
  delaySeconds?: number;
  /** Of a job that begins at a moment: it begins at most so much later. The queue calls for new jobs, and not when their time has come. */
  pollSeconds?: number;
  /** Also done once whenever a worker starts. */
  atStart?: boolean;
  /** How many run at once in one worker; 2 unless they mostly wait for something else. */
  concurrency?: number;
  /**
   * `run`: also done in a frozen workspace. Otherwise a frozen workspace's jobs are held until the freeze is lifted, and with
   * `hold_until_restored`, for what publishes or starts workflows, until an administrator confirmed that they may be published again.
   */
  whileFrozen?: "run" | "hold_until_restored";
};

export const defineJob = <const Name extends string, P>(job: JobContract<Name, P>): JobContract<Name, P> => job;
