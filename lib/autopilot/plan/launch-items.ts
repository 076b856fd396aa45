import type { LaunchCheck } from "./schemas";
import type { StoredCheck } from "./store";

/** The items of the launch checklist, each with the look by which a machine judges it. */
export const LAUNCH_ITEMS = {
  website: "The website is published and answers",
  legal: "Terms and privacy pages answer",
  pageview: "A page view was counted in the last 7 days",
  payment: "A payment was reported in the last 30 days",
  address: "The company's address has received an email",
  unsubscribe: "The unsubscribe page answers",
} as const;
export type LaunchItem = keyof typeof LAUNCH_ITEMS;

const VALID_MS = 86_400_000;

/** An item is green only by a look within 24 hours; an older one says nothing. */
export function shownChecks(stored: readonly StoredCheck[], now: Date): LaunchCheck[] {
  return (Object.keys(LAUNCH_ITEMS) as LaunchItem[]).map((item) => {
    const check = stored.find((each) => each.item === item);
    const isFresh = check !== undefined && now.getTime() - Date.parse(check.checked_at) <= VALID_MS;
    return {
      item,
      label: LAUNCH_ITEMS[item],
      state: !isFresh ? "unknown" : check.passed ? "green" : "red",
      words: check?.words ?? "It was not looked at yet.",
      checked_at: check?.checked_at ?? null,
    };
  });
}
