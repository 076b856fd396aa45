"use client";

import { Card, Group, Skeleton, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import dynamic from "next/dynamic";
import { formatDay, formatRange } from "@/app/_ui/days";
import { formatCount } from "@/app/_ui/numbers";
import type { DashboardAggregate, DayStats } from "@/lib/metrics/schemas";
import { otherSends } from "./chart-days";

const ActivityCharts = dynamic(() => import("./activity-charts").then((module) => module.ActivityCharts), {
  ssr: false,
  loading: () => <Skeleton height={456} radius="md" />,
});

const happened = ({ sends, replies, opt_outs, bounces }: DayStats): boolean => sends + replies + opt_outs + bounces > 0;

/** What went out and what came back, by day: charts to look at, the same as tables for who cannot. */
export function ActivityCard({ data }: { data: DashboardAggregate }) {
  const { timeseries, date_range, since } = data;
  const days = timeseries.filter(happened);
  return (
    <Card component="section" aria-labelledby="activity-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="activity-title">
          Sends and what came back
        </Title>
        <Text size="sm" c="dimmed" className="numbers">
          {formatRange(date_range.start, date_range.end)}
        </Text>
      </Group>
      {days.length === 0 ? (
        <Text c="dimmed" ta="center" py={72}>
          No email was sent in this period, and nothing came back.
          {since && since > date_range.end && ` The first event was on ${formatDay(since)}: choose a later period.`}
          {since && since < date_range.start && " Choose a longer period."}
        </Text>
      ) : (
        <>
          <div aria-hidden style={{ minHeight: 456 }}>
            <ActivityCharts timeseries={timeseries} />
          </div>
          <VisuallyHidden>
            <DayTable
              caption="Sends by day and step"
              days={days}
              columns={{
                "Email 1": ({ by_step }) => by_step["1"],
                "Email 2": ({ by_step }) => by_step["2"],
                "Email 3": ({ by_step }) => by_step["3"],
                Other: otherSends,
              }}
            />
            <DayTable
              caption="Replies, opt-outs and bounces by day"
              days={days}
              columns={{
                Replies: ({ replies }) => replies,
                "Opt-outs": ({ opt_outs }) => opt_outs,
                Bounces: ({ bounces }) => bounces,
              }}
            />
          </VisuallyHidden>
        </>
      )}
    </Card>
  );
}

type DayTableProps = { caption: string; days: DayStats[]; columns: Record<string, (day: DayStats) => number> };

function DayTable({ caption, days, columns }: DayTableProps) {
  return (
    <Table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th>Day</th>
          {Object.keys(columns).map((name) => (
            <th key={name}>{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{day.day}</th>
            {Object.entries(columns).map(([name, valueOf]) => (
              <td key={name}>{formatCount(valueOf(day))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
