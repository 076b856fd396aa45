const formats = new Map<string, Intl.DateTimeFormat>();

/** The format of a zone; throws RangeError for a name that is none. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}

/** The time of the zone's clocks at an instant, minus UTC, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  // Of the same text, `formatToParts` takes three times as long; the scheduler asks several times for each task.
  const [month = 1, day, year = 0, hour, minute, second] = (formatOf(zone).format(at).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The first instant after `from` and at most `to` at which the offset is another one than at `from`; null when it is the same at both. */
export function offsetChange(zone: string, from: number, to: number): number | null {
  const before = offsetAt(zone, from);
  if (offsetAt(zone, to) === before) return null;
  let [low, high] = [Math.floor(from / 1000), Math.ceil(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}
