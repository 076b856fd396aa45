import { readCron, type Cron } from "./read-cron";
import { offsetAt, offsetChange } from "./zone-offset";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** A fifth Monday in February comes after 40 years at the latest. */
const MOST_DAYS = 41 * 366;

/** The first minute after `after` that the expression names, both as a clock shows them, in milliseconds; null when there is none. */
function nextOnClock({ times, isOn }: Cron, after: number): number | null {
  let day = Math.floor(after / DAY) * DAY;
  for (let tried = 0; tried < MOST_DAYS; tried++, day += DAY) {
    if (!isOn(new Date(day))) continue;
    const time = times.find((minute) => day + minute * MINUTE > after);
    if (time !== undefined) return day + time * MINUTE;
  }
  return null;
}

/** The instant at which a clock of the zone first shows `shown`; where it never does, the first instant after the gap. */
function instantOf(zone: string, shown: number): number {
  const [from, to] = [shown - 16 * HOUR, shown + 16 * HOUR];
  for (const at of [shown - offsetAt(zone, from), shown - offsetAt(zone, to)].sort((one, other) => one - other)) {
    if (at + offsetAt(zone, at) === shown) return at;
  }
  return offsetChange(zone, from, to) ?? shown - offsetAt(zone, from);
}

/** Fixed times of day: once on each local day, also on one whose clocks are changed. */
function nextFixed(cron: Cron, zone: string, after: number): number | null {
  for (let shown = nextOnClock(cron, after + offsetAt(zone, after)); shown !== null;) {
    const at = instantOf(zone, shown);
    if (at > after) return at;
    shown = nextOnClock(cron, shown);
  }
  return null;
}

/** Steps and wildcards: each instant whose local time fits, so that the distance stays when the clocks are changed. */
function nextInterval(cron: Cron, zone: string, after: number): number | null {
  // The next match lies after `from`; `offset` is the zone's at `since`.
  for (let from = after, since = after; ;) {
    const offset = offsetAt(zone, since);
    const shown = nextOnClock(cron, from + offset);
    if (shown === null) return null;
    const at = shown - offset;
    const near = Math.min(at, from + 2 * DAY);
    const change = offsetChange(zone, since, near);
    if (at <= near && (change === null || at < change)) return at;
    // Far away, the offset of that time counts and not today's.
    [from, since] = change === null ? [at - DAY, at - DAY] : [change - 1, change];
  }
}

/** The next instant strictly after `after` at which an expression fires in a zone; null when it never does. */
export function nextRun(expression: string, zone: string, after: Date): Date | null {
  const cron = readCron(expression);
  const at = (cron.isFixed ? nextFixed : nextInterval)(cron, zone, after.getTime());
  return at === null ? null : new Date(at);
}
