"use client";

import { BarChart } from "@mantine/charts";
import type { DayStats } from "@/lib/metrics/schemas";

const SERIES = [
  { name: "Email 1", color: "green.7" },
  { name: "Email 2", color: "green.5" },
  { name: "Email 3", color: "green.3" },
];

const SHORT = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

export function SendsChart({ timeseries }: { timeseries: DayStats[] }) {
  const data = timeseries.map(({ day, by_step }) => ({
    day: SHORT.format(new Date(`${day}T00:00:00Z`)),
    "Email 1": by_step["1"],
    "Email 2": by_step["2"],
    "Email 3": by_step["3"],
  }));
  return (
    <BarChart
      h={260}
      data={data}
      dataKey="day"
      type="stacked"
      series={SERIES}
      withLegend
      maxBarWidth={36}
      tickLine="none"
      gridAxis="x"
      yAxisProps={{ allowDecimals: false, width: 40 }}
      xAxisProps={{ minTickGap: 24 }}
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ isAnimationActive: false }}
    />
  );
}
