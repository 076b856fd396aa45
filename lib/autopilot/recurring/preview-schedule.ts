import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { nextRun } from "./next-run";
import { readCron } from "./read-cron";
import { refuseCron } from "./refuse-cron";
import { scheduleWords } from "./schedule-words";
import type { Schedule, SchedulePreview, UpcomingRun } from "./schemas";
import { offsetAt, offsetChange } from "./zone-offset";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHOWN = 10;
/** Clocks are set by three hours at most, and are looked at this far on each side. */
const AROUND_MS = 3 * HOUR;

/** The next ten times of a schedule, by the function that runs it. 422 `recurring.bad_cron`, `recurring.bad_zone`. */
export async function previewSchedule(ctx: WorkspaceCtx, { cron_expr, timezone }: Schedule): Promise<SchedulePreview> {
  requirePermission(ctx, "recurring.read");
  refuseCron({ cron_expr, timezone }, ctx.now());
  const runs: UpcomingRun[] = [];
  let at = nextRun(cron_expr, timezone, ctx.now());
  for (; at !== null && runs.length < SHOWN; at = nextRun(cron_expr, timezone, at))
    runs.push(upcoming({ cron_expr, timezone }, at.getTime()));
  return { words: scheduleWords(cron_expr), runs };
}

function upcoming(schedule: Schedule, at: number): UpcomingRun {
  const offset = offsetAt(schedule.timezone, at);
  const local = new Date(at + offset).toISOString().slice(0, 16).replace("T", " ");
  return { at: new Date(at).toISOString(), local, offset: offsetWords(offset), note: noteOf(schedule, at) };
}

function offsetWords(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

const clock = (shown: number): string => new Date(shown).toISOString().slice(11, 16);

function noteOf({ cron_expr, timezone }: Schedule, at: number): string | null {
  const { isFixed, times } = readCron(cron_expr);
  const later = offsetChange(timezone, at, at + AROUND_MS);
  const earlier = offsetChange(timezone, at - AROUND_MS, at);
  const shown = at + offsetAt(timezone, at);
  if (later !== null && isRepeated(timezone, later, shown))
    return `The clock goes back: the first of two times when it is ${clock(shown)}.`;
  if (earlier === null) return null;
  if (isRepeated(timezone, earlier, shown))
    return `The clock goes back: the second of two times when it is ${clock(shown)}.`;
  const gapBegins = earlier + offsetAt(timezone, earlier - 1);
  if (!isFixed || earlier !== at || shown <= gapBegins) return null;
  const midnight = Math.floor(gapBegins / (24 * HOUR)) * 24 * HOUR;
  const moved = times.map((time) => midnight + time * MINUTE).filter((time) => time >= gapBegins && time < shown);
  return moved.length === 0 ? null : `Moved from ${moved.map(clock).join(", ")}, which does not exist on this day.`;
}

/** Whether a local time is one that the change at an instant makes the clocks show twice. */
function isRepeated(zone: string, change: number, shown: number): boolean {
  const [from, to] = [change + offsetAt(zone, change), change + offsetAt(zone, change - 1)];
  return shown >= from && shown < to;
}
