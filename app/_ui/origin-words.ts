import type { Origin } from "@/lib/company/approvals/schemas";

/** The origin of an action or a task, in words. */
export const ORIGIN_WORDS: Record<Origin, string> = {
  founder: "A member",
  chat: "Chat",
  night_shift: "Night shift",
  recurring: "Recurring task",
  key: "API key",
};
