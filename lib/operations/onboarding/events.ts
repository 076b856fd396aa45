import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";

export const ScheduleSaved = announce(
  defineEvent(
    "schedule.saved",
    z.object({
      timeZone: z.string(),
      days: z.array(z.number()),
      from: z.string(),
      to: z.string(),
      dailyLimit: z.number(),
    }),
    ({ timeZone, days, from, to, dailyLimit }) =>
      `Sending was set to ${dayNames(days)}, ${from}–${to} (${timeZone}), at most ${dailyLimit} a day.`,
  ),
);

const Key = z.object({ credentialId: z.uuid(), name: z.string() });

export const KeyStopped = defineEvent(
  "credential.stopped",
  Key.extend({ words: z.string() }),
  ({ name, words }) => `The key “${name}” does not work. ${words}`,
);

export const KeyRecovered = defineEvent("credential.recovered", Key, ({ name }) => `The key “${name}” works again.`);

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const dayNames = (days: readonly number[]): string =>
  days.length === 7 ? "every day" : days.map((day) => DAYS[day - 1]).join(", ");
