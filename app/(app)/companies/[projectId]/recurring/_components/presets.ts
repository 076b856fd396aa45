export type Preset = "hourly" | "daily" | "weekdays" | "weekly" | "monthly" | "own";

export const PRESETS: { value: Preset; label: string }[] = [
  { value: "hourly", label: "Every hour" },
  { value: "daily", label: "Every day" },
  { value: "weekdays", label: "Monday to Friday" },
  { value: "weekly", label: "Every Monday" },
  { value: "monthly", label: "On the 1st of the month" },
  { value: "own", label: "Cron expression" },
];

const DAYS: Record<Exclude<Preset, "hourly" | "own">, string> = {
  daily: "* * *",
  weekdays: "* * 1-5",
  weekly: "* * 1",
  monthly: "1 * *",
};

/** The expression of a preset at a time of day, `09:30`. */
export function cronOf(preset: Exclude<Preset, "own">, time: string): string {
  const [hour = 9, minute = 0] = time.split(":").map(Number);
  return preset === "hourly" ? `${minute} * * * *` : `${minute} ${hour} ${DAYS[preset]}`;
}

/** The preset and time of day that an expression is of; its own when it is of none. */
export function presetOf(cron: string): { preset: Preset; time: string } {
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}|\*) (.+)$/.exec(cron) ?? [];
  const two = (value: string | undefined): string => (value ?? "0").padStart(2, "0");
  if (hour === "*" && days === "* * *") return { preset: "hourly", time: `09:${two(minute)}` };
  const found = Object.entries(DAYS).find(([, pattern]) => hour !== "*" && pattern === days);
  return found ? { preset: found[0] as Preset, time: `${two(hour)}:${two(minute)}` } : { preset: "own", time: "09:00" };
}
