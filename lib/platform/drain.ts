import { AppError } from "./errors";
import { processWide } from "./process-wide";

/** The result of a run: jobs that succeeded, jobs that failed, and jobs that are due and left for the next run. */
export type Drained = { done: number; failed: number; left: number };
type Drain = () => Promise<Drained>;

const offered = processWide("drain", (): { drain?: Drain } => ({}));

/** The worker's side offers its work; routes, which do not know the worker, ask for it. */
export function offerDrain(drain: Drain): void {
  offered.drain = drain;
}

/** Does the queue's work that is due, within the time of one request. 404 where a worker of another kind does it. */
export function drainQueue(): Promise<Drained> {
  if (offered.drain) return offered.drain();
  throw new AppError("not_found", "Only with WORKER_MODE=cron does a request do the queue's work.", {
    code: "worker.not_cron",
  });
}
