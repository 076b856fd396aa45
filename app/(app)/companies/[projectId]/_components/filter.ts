import type { DashboardQuery } from "@/lib/metrics/schemas";

export const PERIODS = ["7", "30", "90"] as const;
export type Period = (typeof PERIODS)[number] | "custom";

/** What the numbers are about, as it stands in the address. */
export type Filter = {
  period: Period;
  start: string | null;
  end: string | null;
  group: string | null;
  campaign: string | null;
};
export type Search = { get: (name: string) => string | null };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const dayOf = (text: string | null): string | null =>
  text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** Whoever gives the last day first means the days between them all the same. */
const inOrder = (start: string | null, end: string | null): [string | null, string | null] =>
  start && end && start > end ? [end, start] : [start, end];

/** Reads the filter from an address; what makes no sense in it is left out. */
export function readFilter(search: Search): Filter {
  const [start, end] = inOrder(dayOf(search.get("start")), dayOf(search.get("end")));
  const days = PERIODS.find((known) => known === search.get("days")) ?? "30";
  const group = search.get("group");
  return {
    period: start || end ? "custom" : days,
    start,
    end,
    group: group && UUID.test(group) ? group : null,
    campaign: search.get("campaign")?.slice(0, 200) || null,
  };
}

/** The same as the API asks for it; the range of the last days is counted there, in the workspace's time zone. */
export function toQuery({ period, start, end, group, campaign }: Filter): DashboardQuery {
  const range = period === "custom" ? { start: start ?? undefined, end: end ?? undefined } : { days: Number(period) };
  return { ...range, campaign_group_id: group ?? undefined, campaign: campaign ?? undefined };
}
