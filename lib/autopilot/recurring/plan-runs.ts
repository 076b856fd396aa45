import { GRACE_MS, MOST_MADE_UP } from "./limits";
import { nextRun } from "./next-run";
import type { MissedPolicy, Overlap, RunState } from "./schemas";

type Due = {
  cron_expr: string;
  timezone: string;
  missed_policy: MissedPolicy;
  overlap: Overlap;
  next_run_at: string | null;
};
type Open = { scheduled_for: string; state: RunState };
export type PlannedRun = {
  scheduledFor: Date;
  state: "waiting" | "queued" | "skipped";
  collapsed: number;
  covers: readonly [Date, Date] | null;
  why: string | null;
};
export type Plan = { runs: PlannedRun[]; nextRunAt: Date | null };

/** The runs that follow from everything that is due of one task, and its next time: strictly after now. */
export function planRuns(task: Due, open: readonly Open[], now: Date): Plan {
  const instants: Date[] = [];
  const { cron_expr, timezone, next_run_at } = task;
  let next = next_run_at === null ? null : new Date(next_run_at);
  for (; next !== null && next <= now; next = nextRun(cron_expr, timezone, next)) instants.push(next);
  const last = instants.at(-1);
  // After the clock was set back, the planned time may be hours away: the next one counts from now.
  return {
    runs: last ? runsOf(task, { instants, last, open, now }) : [],
    nextRunAt: nextRun(cron_expr, timezone, now),
  };
}

type Missed = { instants: readonly Date[]; last: Date; open: readonly Open[]; now: Date };

function runsOf({ missed_policy, overlap }: Due, { instants, last, open, now }: Missed): PlannedRun[] {
  if (missed_policy === "run_all" && instants.length > 1) return makeUp(instants, open);
  const missed = instants.length - 1;
  if (missed_policy === "skip") {
    const isLate = now.getTime() - last.getTime() > GRACE_MS;
    const skipped = isLate ? instants : instants.slice(0, -1);
    const why = `${times(skipped.length)} missed, and more than 10 minutes ago.`;
    return [...notDone(skipped, why), ...(isLate ? [] : [beside(overlap, open, single(last))])];
  }
  const [first = last] = instants;
  return [
    beside(overlap, open, {
      ...single(last),
      collapsed: instants.length,
      covers: missed > 0 ? [first, last] : null,
      why:
        missed > 0
          ? `One run for ${instants.length} times, of which ${missed} ${missed === 1 ? "was" : "were"} missed.`
          : null,
    }),
  ];
}

/** The last ones, one after another; of earlier ones a line that says how many there were. */
function makeUp(instants: readonly Date[], open: readonly Open[]): PlannedRun[] {
  const made = instants.slice(-MOST_MADE_UP);
  const dropped = instants.slice(0, -MOST_MADE_UP);
  const why = `${dropped.length} dropped: of missed runs the last ${MOST_MADE_UP} are made up for.`;
  const runs = made.map((at, index): PlannedRun => ({
    ...single(at),
    state: index === 0 && open.length === 0 ? "queued" : "waiting",
  }));
  return [...notDone(dropped, why), ...runs];
}

const single = (scheduledFor: Date): PlannedRun => ({
  scheduledFor,
  state: "queued",
  collapsed: 1,
  covers: null,
  why: null,
});

const times = (count: number): string => (count === 1 ? "One time was" : `${count} times were`);

/** One line for all of them. */
function notDone(instants: readonly Date[], why: string): PlannedRun[] {
  const [first] = instants;
  const last = instants.at(-1);
  if (!first || !last) return [];
  return [{ scheduledFor: last, state: "skipped", collapsed: instants.length, covers: [first, last], why }];
}

function beside(overlap: Overlap, open: readonly Open[], run: PlannedRun): PlannedRun {
  const [current] = open;
  if (!current) return run;
  if (overlap === "queue" && !open.some(({ state }) => state === "waiting")) return { ...run, state: "waiting" };
  const going = `The run of ${current.scheduled_for} was not over yet.`;
  return { ...run, state: "skipped", why: run.why === null ? going : `${going} ${run.why}` };
}
