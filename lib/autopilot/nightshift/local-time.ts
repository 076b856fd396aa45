import { addDays, dayIn } from "@/lib/metering/metrics/days";

/** How far the clocks of a zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}

/** The moment of a wall-clock time on a day; one that the clocks skip is the first moment after the gap. */
function momentOf(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const guess = wall - offsetMs(wall, timeZone);
  return new Date(wall - offsetMs(guess, timeZone));
}

/** The next moment at which the clocks of a zone show a time. */
export function nextTime(after: Date, { time, timeZone }: { time: string; timeZone: string }): Date {
  const today = dayIn(timeZone, after);
  const at = momentOf(today, time, timeZone);
  return at > after ? at : momentOf(addDays(today, 1), time, timeZone);
}
