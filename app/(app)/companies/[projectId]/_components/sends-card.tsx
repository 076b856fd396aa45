"use client";

import { Card, Group, Skeleton, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import dynamic from "next/dynamic";
import { formatCount } from "@/app/_ui/numbers";
import type { DashboardAggregate } from "@/lib/metrics/schemas";

const SendsChart = dynamic(() => import("./sends-chart").then((module) => module.SendsChart), {
  ssr: false,
  loading: () => <Skeleton height={260} radius="md" />,
});

/** Sends by day, stacked by step: a chart to look at, the same as a table for who cannot. */
export function SendsCard({ data }: { data: DashboardAggregate }) {
  const { timeseries } = data;
  const sent = timeseries.reduce((sum, day) => sum + day.sends, 0);
  return (
    <Card component="section" aria-labelledby="sends-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="sends-title">
          Sends by day
        </Title>
        <Text size="sm" c="dimmed" className="numbers">
          {data.date_range.start} – {data.date_range.end}
        </Text>
      </Group>
      {sent === 0 ? (
        <Text c="dimmed" ta="center" py={72}>
          No email was sent in this period.
        </Text>
      ) : (
        <>
          <div aria-hidden>
            <SendsChart timeseries={timeseries} />
          </div>
          <VisuallyHidden>
            <SendsTable timeseries={timeseries} />
          </VisuallyHidden>
        </>
      )}
    </Card>
  );
}

function SendsTable({ timeseries }: Pick<DashboardAggregate, "timeseries">) {
  return (
    <Table>
      <caption>Sends by day and step</caption>
      <thead>
        <tr>
          <th>Day</th>
          <th>Email 1</th>
          <th>Email 2</th>
          <th>Email 3</th>
        </tr>
      </thead>
      <tbody>
        {timeseries
          .filter(({ sends }) => sends > 0)
          .map(({ day, by_step }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{formatCount(by_step["1"])}</td>
              <td>{formatCount(by_step["2"])}</td>
              <td>{formatCount(by_step["3"])}</td>
            </tr>
          ))}
      </tbody>
    </Table>
  );
}
