"use client";

import { BarChart, LineChart } from "@mantine/charts";
import { formatDay } from "@/app/_ui/days";
import type { DayStats } from "@/lib/metrics/schemas";

const SENDS = [
  { name: "Email 1", color: "green.7" },
  { name: "Email 2", color: "green.5" },
  { name: "Email 3", color: "green.3" },
];
const OUTCOMES = [
  { name: "Replies", color: "green.6" },
  { name: "Opt-outs", color: "orange.6" },
  { name: "Bounces", color: "red.6" },
];

const AXES = {
  dataKey: "day",
  withLegend: true,
  tickLine: "none",
  gridAxis: "x",
  yAxisProps: { allowDecimals: false, width: 40 },
  xAxisProps: { minTickGap: 24 },
} as const;

/** Two charts: what goes out is a hundred times what comes back. */
export function ActivityCharts({ timeseries }: { timeseries: DayStats[] }) {
  const data = timeseries.map(({ day, by_step, replies, opt_outs, bounces }) => ({
    day: formatDay(day),
    "Email 1": by_step["1"],
    "Email 2": by_step["2"],
    "Email 3": by_step["3"],
    Replies: replies,
    "Opt-outs": opt_outs,
    Bounces: bounces,
  }));
  return (
    <>
      <BarChart
        {...AXES}
        h={240}
        data={data}
        type="stacked"
        series={SENDS}
        maxBarWidth={36}
        barChartProps={{ accessibilityLayer: false }}
        barProps={{ isAnimationActive: false }}
      />
      <LineChart
        {...AXES}
        h={200}
        mt="md"
        data={data}
        series={OUTCOMES}
        curveType="monotone"
        withDots={data.length < 32}
        lineChartProps={{ accessibilityLayer: false }}
        lineProps={{ isAnimationActive: false }}
      />
    </>
  );
}
