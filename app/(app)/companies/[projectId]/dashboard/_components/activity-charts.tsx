"use client";

import { BarChart, LineChart } from "@mantine/charts";
import { Text } from "@mantine/core";
import { formatCount, formatRough } from "@/app/_ui/numbers";
import type { DayStats } from "@/lib/metering/metrics/schemas";
import { toChartDay, type ChartDay } from "./chart-days";

const SENDS = [
  { name: "Email 1", color: "green.7" },
  { name: "Email 2", color: "green.5" },
  { name: "Email 3", color: "green.3" },
];
const OTHER = { name: "Other", color: "gray.5" };
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
  valueFormatter: formatCount,
  yAxisProps: { allowDecimals: false, width: 40, tickFormatter: formatRough },
  xAxisProps: { minTickGap: 24, interval: "equidistantPreserveStart" },
  // In the order of the series, not of the alphabet.
  legendProps: { itemSorter: null },
} as const;

const cameBack = (day: ChartDay): boolean => day.Replies + day["Opt-outs"] + day.Bounces > 0;

/** Two charts, because sends outnumber responses a hundred to one. */
export function ActivityCharts({ timeseries }: { timeseries: DayStats[] }) {
  const data = timeseries.map(toChartDay);
  const series = data.some(({ Other }) => Other > 0) ? [...SENDS, OTHER] : SENDS;
  return (
    <>
      <BarChart
        {...AXES}
        h={240}
        data={data}
        type="stacked"
        series={series}
        maxBarWidth={36}
        barChartProps={{ accessibilityLayer: false }}
        barProps={{ isAnimationActive: false }}
      />
      {data.some(cameBack) ? (
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
      ) : (
        <Text c="dimmed" ta="center" py={72}>
          No replies, opt-outs or bounces in this period.
        </Text>
      )}
    </>
  );
}
