import type { DashboardQuery } from "@/lib/metering/metrics/schemas";

export const PERIODS = ["7", "30", "90"] as const;
export type Period = (typeof PERIODS)[number] | "custom";

/** The filter of the numbers, as the address holds it. */
export type Filter = {
  period: Period;
  start: string | null;
  end: string | null;
  group: string | null;
  campaign: string | null;
};
export type Search = { get: (name: string) => string | null };

// The bounds of `DashboardQuery`, whose library the browser does without.
const DAY = /^2[01]\d\d-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const DAY_MS = 86_400_000;

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `Date.parse` takes 30 February for 2 March. */
function dayOf(text: string | null): string | null {
  const at = text && DAY.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && isoDay(at) === text ? text : null;
}

/** The last days on the calendar of UTC: near enough to begin with, where nothing has said yet which the workspace's are. */
export const lastDays = (days: number, now: Date): { start: string; end: string } => ({
  start: isoDay(now.getTime() - (days - 1) * DAY_MS),
  end: isoDay(now.getTime()),
});

/** Two days in the wrong order still name the range between them. */
const inOrder = (start: string | null, end: string | null): [string | null, string | null] =>
  start && end && start > end ? [end, start] : [start, end];

/** Reads the filter from an address and ignores invalid parts. */
export function readFilter(search: Search): Filter {
  const [start, end] = inOrder(dayOf(search.get("start")), dayOf(search.get("end")));
  const days = PERIODS.find((known) => known === search.get("days")) ?? "30";
  const [group, campaign] = [search.get("group"), search.get("campaign")];
  return {
    period: start || end ? "custom" : days,
    start,
    end,
    group: group && UUID.test(group) ? group : null,
    campaign: campaign && campaign.length <= 200 && !campaign.includes("\0") ? campaign : null,
  };
}

/** The same as the API asks for it; the range of the last days is counted there, in the workspace's time zone. */
export function toQuery({ period, start, end, group, campaign }: Filter): DashboardQuery {
  const range = period === "custom" ? { start: start ?? undefined, end: end ?? undefined } : { days: Number(period) };
  return { ...range, campaign_group_id: group ?? undefined, campaign: campaign ?? undefined };
}
