import type { Kpis, KpiValues } from "@/lib/metering/metrics/schemas";

/** A number that was counted, with its name, its window and its source: a text may state no other one. */
export type MeasuredFigure = {
  id: string;
  value: number;
  unit: string;
  label: string;
  window: string;
  ref: string;
  measured: boolean;
};

const COUNTS = [
  ["traffic", "page views", "count"],
  ["leads", "leads", "count"],
  ["succeeded_payments", "payments", "count"],
] as const;

/** The figures of 7 and 30 days. One that was never counted in 60 days is not measured, which is something else than 0. */
export function measuredFigures({ last_7_days, last_30_days, currency }: Kpis): MeasuredFigure[] {
  const windows = [
    ["7d", "last 7 days", last_7_days, last_7_days.previous],
    ["30d", "last 30 days", last_30_days, last_30_days.previous],
  ] as const;
  const everSeen = (key: keyof KpiValues): boolean =>
    [last_30_days[key], last_30_days.previous[key]].some((value) => typeof value === "number" && value > 0);
  return windows.flatMap(([suffix, window, values]) => [
    ...COUNTS.map(([key, label, unit]) => ({
      id: `${key}_${suffix}`,
      value: values[key],
      unit,
      label,
      window,
      ref: `k:${key}_${suffix}`,
      measured: everSeen(key),
    })),
    {
      id: `revenue_${suffix}`,
      value: values.revenue_cents / 100,
      unit: currency ?? "USD",
      label: "revenue",
      window,
      ref: `k:revenue_${suffix}`,
      measured: everSeen("revenue_cents"),
    },
  ]);
}
