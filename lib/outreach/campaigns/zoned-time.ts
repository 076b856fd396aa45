const WEEK_MS = 6 * 86_400_000;

/** A moment as people say it: “Monday 09:00 Europe/London”, with the date when it is not within the next days. */
export function zonedTime(at: Date, { timeZone, now }: { timeZone: string; now: Date }): string {
  const format = { timeZone, weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", { ...format, day: "numeric", month: "short" }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? "";
  const date = at.getTime() - now.getTime() > WEEK_MS ? ` ${of("day")} ${of("month")}` : "";
  return `${of("weekday")}${date} ${of("hour")}:${of("minute")} ${timeZone}`;
}
