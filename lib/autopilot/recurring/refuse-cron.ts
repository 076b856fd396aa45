import { AppError } from "@/lib/platform/errors";
import { nextRun } from "./next-run";
import { CronProblem, readCron, type Cron } from "./read-cron";
import { offsetAt } from "./zone-offset";

export const SHORTEST_MINUTES = 15;
const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;

/** The problem of an expression, in words that begin with it; null when it can be used. */
export function problemOf(expression: string, now: Date): string | null {
  try {
    const cron = readCron(expression);
    const shortest = shortestMinutes(cron, now);
    if (shortest < SHORTEST_MINUTES)
      return `fires again after ${shortest === 1 ? "a minute" : `${shortest} minutes`}. At least ${SHORTEST_MINUTES} minutes must lie between two runs.`;
    return nextRun(expression, "UTC", now) === null ? "never fires: there is no such day." : null;
  } catch (error) {
    if (error instanceof CronProblem) return error.message;
    throw error;
  }
}

/** The shortest distance between two times of one day, or of a day and the next one where it fires on both. */
function shortestMinutes({ times, isOn }: Cron, now: Date): number {
  const within = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const onDay = (day: number): boolean => isOn(new Date(midnight + day * DAY_MS));
  const followsItself = Array.from({ length: 400 }, (_, day) => day).some((day) => onDay(day) && onDay(day + 1));
  const across = followsItself ? [DAY_MINUTES - (times.at(-1) ?? 0) + (times[0] ?? 0)] : [];
  return Math.min(DAY_MINUTES, ...within, ...across);
}

/** Whether this machine knows the zone. */
export function isZone(zone: string): boolean {
  // Node takes offsets like +01:00 as well, which know no summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    offsetAt(zone, 0);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Throws 422 `recurring.bad_cron` or `recurring.bad_zone`, with the field and the reason. */
export function refuseCron({ cron_expr, timezone }: { cron_expr: string; timezone: string }, now: Date): void {
  if (!isZone(timezone)) throw refused("timezone", `There is no time zone ${timezone}. Name one like Europe/Berlin.`);
  const problem = problemOf(cron_expr, now);
  if (problem !== null) throw refused("cron_expr", /^(The|@)/.test(problem) ? problem : `The schedule ${problem}`);
}

function refused(field: "cron_expr" | "timezone", message: string): AppError {
  const code = field === "timezone" ? "recurring.bad_zone" : "recurring.bad_cron";
  return new AppError("impossible", message, { code, details: { field } });
}
