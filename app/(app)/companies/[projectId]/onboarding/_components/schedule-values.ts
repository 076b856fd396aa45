import type { Infrastructure } from "@/lib/operations/onboarding/schemas";
import { currentName } from "./time-zones";

const ownTimeZone = (): string => currentName(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** When and how much is sent, and the machine. A form of them is rendered in the browser alone, which knows the founder's zone. */
export const scheduleValues = (saved: Infrastructure | null) => ({
  time_zone: saved?.time_zone ?? ownTimeZone(),
  send_window: saved?.send_window ?? { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  daily_limit: (saved?.daily_limit ?? 50) as number | string,
  region: saved?.region ?? "",
  size: saved?.size ?? "",
});

export type ScheduleValues = ReturnType<typeof scheduleValues>;

export const scheduleBody = (values: ScheduleValues) => ({ ...values, daily_limit: Number(values.daily_limit) });
