const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** “30 Nov”, written out here: the server and every browser must agree on it. */
export function formatDay(day: string): string {
  const [, month = 1, date = 1] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]}`;
}

/** “24 Oct – 22 Nov 2026”, with the year of both where they differ. */
export function formatRange(start: string, end: string): string {
  const [from, to] = [start.slice(0, 4), end.slice(0, 4)];
  if (start === end) return `${formatDay(end)} ${to}`;
  return `${formatDay(start)}${from === to ? "" : ` ${from}`} – ${formatDay(end)} ${to}`;
}

/** The last day of a month that is named by its first. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** “14:03” on the clock of a time zone. */
export const formatClock = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(new Date(iso));

/** “Europe/London”, “America/New York”. */
export const formatZone = (timeZone: string): string => timeZone.replaceAll("_", " ");
