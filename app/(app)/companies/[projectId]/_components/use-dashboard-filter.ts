"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";

const PERIODS = ["7", "30", "90"] as const;
type Period = (typeof PERIODS)[number] | "custom";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export type DashboardFilter = {
  period: Period;
  campaign: string | null;
  start: string | null;
  end: string | null;
  query: { start?: string; end?: string; campaign?: string };
  set: (changes: Record<string, string | null>) => void;
};

/** The day `daysAgo` days before today, in UTC. */
export const dayBefore = (daysAgo: number, now = new Date()): string =>
  new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);

const dayOf = (text: string | null): string | null => (text && DAY.test(text) ? text : null);

/** The dashboard's filter lives in the address: it survives reload and can be sent to somebody. */
export function useDashboardFilter(): DashboardFilter {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const start = dayOf(search.get("start"));
  const end = dayOf(search.get("end"));
  const campaign = search.get("campaign");
  const days = PERIODS.find((known) => known === search.get("days")) ?? "30";
  const period: Period = start || end ? "custom" : days;

  const set: DashboardFilter["set"] = (changes) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    router.replace(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false });
  };
  const range = period === "custom" ? { start: start ?? undefined, end: end ?? undefined } : rangeOf(days);
  return { period, campaign, start, end, set, query: { ...range, campaign: campaign ?? undefined } };
}

/** The API's own default is the last 30 days in the workspace's time zone. */
const rangeOf = (days: (typeof PERIODS)[number]): { start?: string } =>
  days === "30" ? {} : { start: dayBefore(Number(days) - 1) };
